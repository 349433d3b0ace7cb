#include "indexer/validator.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>
#include <vector>

#include "tests/indexer/content_tree.h"

using namespace clearinghouse;
using indexer::Validator;
using tests::text_of;

namespace {

const std::string good_file = std::string{tests::good_files[0]};

std::string good_document() {
    return text_of(tests::real_content() / good_file);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string lines_of(const model::Problems& problems) {
    std::string lines;
    for (const auto& problem : problems) lines += model::to_line(problem) + "\n";
    return lines;
}

/// Notices when a file of a folder is opened.
class Watch {
public:
    explicit Watch(const std::filesystem::path& folder) : descriptor_(inotify_init1(IN_NONBLOCK)) {
        REQUIRE(inotify_add_watch(descriptor_, folder.c_str(), IN_OPEN | IN_ACCESS) >= 0);
    }
    ~Watch() { close(descriptor_); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    bool has_seen_something() const {
        char events[4096];
        return read(descriptor_, events, sizeof events) > 0;
    }

private:
    int descriptor_;
};

/// A port on which somebody listens, to see whether anyone calls.
class Listener {
public:
    Listener() : descriptor_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* general = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(bind(descriptor_, general, size) == 0);
        REQUIRE(listen(descriptor_, 1) == 0);
        REQUIRE(getsockname(descriptor_, general, &size) == 0);
        port_ = ntohs(address.sin_port);
    }
    ~Listener() { close(descriptor_); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_) + "/document.dtd"; }
    bool was_called() const {
        pollfd waiting{descriptor_, POLLIN, 0};
        return poll(&waiting, 1, 0) > 0;
    }

private:
    int descriptor_;
    int port_ = 0;
};

}  // namespace

TEST_CASE("a good document is valid, in Windows' lines and with a byte order mark too") {
    const Validator validator;
    const auto xml = good_document();
    CHECK(lines_of(validator.validate(xml, "a.xml")).empty());
    CHECK(lines_of(validator.validate("\xef\xbb\xbf" + xml, "a.xml")).empty());
    std::string windows;
    for (const char c : xml) windows += c == '\n' ? std::string{"\r\n"} : std::string{c};
    CHECK(lines_of(validator.validate(windows, "a.xml")).empty());
}

TEST_CASE("what the schema says is said in words an editor understands") {
    struct Case {
        std::string from, to, line;
    };
    const Case cases[] = {
        {"<date>2017-10-06</date>", "<datum>2017-10-06</datum>",
         "a.xml:4: <datum> may not stand here (expected here: <alias>, <date>, <author> or <publisher>)"},
        {"  </details>", "    <contact>Ramboll</contact>\n  </details>",
         "a.xml:33: <contact> may not stand here (remove or move it; schemas/document.xsd says what may stand there)"},
        {"<practice-status>ended", "<practice-status>over",
         "a.xml:29: <practice-status> has the value 'over' (one of: running, regular-service, ended)"},
        {"<theme>women", "<theme>Women",
         "a.xml:9: <theme> has the value 'Women' (small letters a to z, digits and hyphens, 100 at most)"},
        {"<date>2017-10-06", "<date>6.10.2017",
         "a.xml:4: <date> has the value '6.10.2017' (a day, month or year: 2018-05-24, 2018-05 or 2018)"},
        {"<period from=\"2016\" to=\"2019\"/>", "<period from=\"2016\" to=\"2019\">x</period>",
         "a.xml:28: <period> holds something and must be empty (remove what it holds)"},
        {"<contact>", "<contact phone=\"1\">",
         "a.xml:32: <contact> may not have the attribute 'phone' (remove the attribute)"},
        {" assessed=\"2026-11\"", "", "a.xml:31: <evidence> lacks the attribute 'assessed' (add assessed=\"...\")"},
        {"<funder>Europeiska socialfonden", "<funder>",
         "a.xml:30: <funder> is empty (write something there, or remove it)"},
        {"<funder>Europeiska", "<funder><b>Europeiska</b>",
         "a.xml:30: <funder> holds elements and may hold text only (remove the elements)\n"
         "a.xml:30: <funder> is empty (write something there, or remove it)"},
        {"<p>Projektet", "<p xmlns=\"http://www.w3.org/1999/xhtml\">Projektet",
         "a.xml:49: <p> of the namespace 'http://www.w3.org/1999/xhtml' may not stand here (expected here: <p>, <h2>, "
         "<h3>, <h4>, <ul>, <ol>, <blockquote>, <table> or <figure>)"},
        {"<keyword>mentorskap", "<keyword>" + std::string(301, 'x'),
         "a.xml:44: <keyword> is 301 characters long (at most 300)"},
        {"</details>", "</detail>",
         "a.xml:33: <details> of line 27 is closed by </detail> (write </details> where it ends, and close what was "
         "opened last first)"},
    };
    const Validator validator;
    for (const auto& each : cases) {
        CAPTURE(each.to);
        CHECK(lines_of(validator.validate(replaced(good_document(), each.from, each.to), "a.xml")) == each.line + "\n");
    }
}

TEST_CASE("validating touches neither other files nor the network") {
    const tests::ContentTree tree;
    const Validator validator;
    const Watch watch{tree.folder()};
    const Watch vocabularies{tree.folder() / "vocabularies"};
    const Listener listener;
    const auto local = (tree.folder() / "vocabularies/themes.rdf").string();
    const std::string start = "<learning-example xmlns=\"urn:clearinghouse:content:1\"";
    const std::string instance = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    for (const auto& address : {local, "file://" + local, listener.address()}) {
        CAPTURE(address);
        const auto with_schema = instance + " xsi:schemaLocation=\"urn:clearinghouse:content:1 " + address + "\"";
        CHECK(lines_of(validator.validate(replaced(good_document(), start, start + with_schema), "a.xml")).empty());
        const auto bare = instance + " xsi:noNamespaceSchemaLocation=\"" + address + "\"";
        CHECK(lines_of(validator.validate(replaced(good_document(), start, start + bare), "a.xml")).empty());
        const auto dtd =
            "<!DOCTYPE learning-example SYSTEM \"" + address + "\" [<!ENTITY x SYSTEM \"" + address + "\">]>\n";
        const auto xml = replaced(replaced(good_document(), start, dtd + start), "<p>Grupperna", "<p>&x;Grupperna");
        for (const auto& problem : validator.validate(xml, "a.xml"))
            CHECK(problem.what.find("skos") == std::string::npos);
    }
    CHECK_FALSE(watch.has_seen_something());
    CHECK_FALSE(vocabularies.has_seen_something());
    CHECK_FALSE(listener.was_called());
    CHECK(text_of(local).size() > 1000);
    CHECK(vocabularies.has_seen_something());
}

TEST_CASE("a document cannot change the schema for those that come after it") {
    const Validator validator;
    const std::string start = "<learning-example xmlns=\"urn:clearinghouse:content:1\"";
    const auto broken = replaced(good_document(), "<funder>", "<sponsor>");
    const auto before = lines_of(validator.validate(broken, "a.xml"));
    for (const std::string name : {"markup.xsd", "metadata.xsd", "document.xsd"}) {
        const auto xml = replaced(good_document(), start,
                                  start +
                                      " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                      " xsi:schemaLocation=\"urn:clearinghouse:content:1 " +
                                      name + "\"");
        CHECK(lines_of(validator.validate(xml, "a.xml")).empty());
        CHECK(lines_of(validator.validate(broken, "a.xml")) == before);
    }
}

TEST_CASE("a file with very many faults gets a hundred of them") {
    std::string keywords;
    for (int i = 0; i < 300; ++i) keywords += "<goal>A</goal>\n";
    const auto xml = replaced(good_document(), "    <goal>7</goal>", keywords);
    const Validator validator;
    CHECK(validator.validate(xml, "a.xml").size() <= 100);
    std::string paragraphs;
    for (int i = 0; i < 300; ++i) paragraphs += "<p class=\"x\">x</p>\n";
    CHECK(validator.validate(replaced(good_document(), "<p>Grupperna", paragraphs + "<p>Grupperna"), "a.xml").size() ==
          100);
}

TEST_CASE("threads that validate at the same time find what one finds alone") {
    const Validator validator;
    const std::vector<std::string> texts{good_document(), replaced(good_document(), "<funder>", "<sponsor>"),
                                         replaced(good_document(), "<theme>women", "<theme>Women"),
                                         replaced(good_document(), "</details>", "</detail>")};
    std::vector<std::string> alone;
    for (const auto& text : texts) alone.push_back(lines_of(validator.validate(text, "a.xml")));
    std::vector<int> differing(4, 0);
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < differing.size(); ++t) {
            threads.emplace_back([&, t] {
                for (std::size_t i = 0; i < 40; ++i) {
                    const auto which = (i + t) % texts.size();
                    if (lines_of(validator.validate(texts[which], "a.xml")) != alone[which]) ++differing[t];
                }
            });
        }
    }
    CHECK(differing == std::vector<int>(4, 0));
}
