#include "engine/model/markup_reader.h"

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>

#include "engine/model/fields.h"
#include "tests/model/samples.h"

namespace clearinghouse::model {
namespace {

struct Read {
    Markup markup;
    Problems problems;
};

Read read(const std::string& inside, const std::string& section = "body") {
    const std::string xml = "<" + section + ">" + inside + "</" + section + ">";
    pugi::xml_document tree;
    REQUIRE(tree.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8));
    Read result;
    const std::string file = "news/sample.xml";
    result.markup = read_markup(tree.document_element(), file, Lines{xml}, result.problems);
    return result;
}

TEST_CASE("running text is rebuilt as HTML and as lines of words") {
    struct Case {
        std::string inside, html, text;
    };
    const Case cases[] = {
        {"", "", ""},
        {"<p>Ny by</p>", "<p>Ny by</p>", "Ny by"},
        {"<p>A</p>\n  <p>B</p>", "<p>A</p><p>B</p>", "A\nB"},
        {"<p>\n  Ny\n  by\n</p>", "<p>\n  Ny\n  by\n</p>", "Ny by"},
        {"<p><em>Ny</em> <strong>by</strong></p>", "<p><em>Ny</em> <strong>by</strong></p>", "Ny by"},
        {"<p><em>ny</em>by</p>", "<p><em>ny</em>by</p>", "nyby"},
        {"<p>Ny<br/>by</p>", "<p>Ny<br>by</p>", "Ny by"},
        {"<p>Ny <br/> <em>by</em></p>", "<p>Ny <br> <em>by</em></p>", "Ny by"},
        {"<ul>\n <li>En<ul><li>To</li></ul></li>\n <li>Tre</li>\n</ul>",
         "<ul><li>En<ul><li>To</li></ul></li><li>Tre</li></ul>", "En\nTo\nTre"},
        {"<p>1 &lt; 2 &amp; \"3\"</p>", "<p>1 &lt; 2 &amp; &quot;3&quot;</p>", "1 < 2 & \"3\""},
        {"<p><![CDATA[<script>alert(1)</script>]]></p>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
         "<script>alert(1)</script>"},
        {"<p>&lt;img src=x onerror=alert(1)&gt;</p>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
         "<img src=x onerror=alert(1)>"},
        {"<p><a href=\"https://a.example/?b=1&amp;c='2'\">A</a></p>",
         "<p><a href=\"https://a.example/?b=1&amp;c=&#39;2&#39;\">A</a></p>", "A"},
        {"<p><a href=\"/documents/the-open-door\">A</a> <a href=\"mailto:a@b.example\">B</a></p>",
         "<p><a href=\"/documents/the-open-door\">A</a> <a href=\"mailto:a@b.example\">B</a></p>", "A B"},
        {"<figure><img src=\"kart.png\" alt=\"Et &quot;kart&quot;\"/><figcaption>Kart</figcaption></figure>",
         "<figure><img src=\"/files/sample/kart.png\" alt=\"Et "
         "&quot;kart&quot;\"><figcaption>Kart</figcaption></figure>",
         "Kart"},
        {"<table><caption>Tall</caption><thead><tr><th scope=\"col\">År</th></tr></thead>"
         "<tbody><tr><td colspan=\"2\">1</td></tr></tbody></table>",
         "<table><caption>Tall</caption><thead><tr><th scope=\"col\">År</th></tr></thead>"
         "<tbody><tr><td colspan=\"2\">1</td></tr></tbody></table>",
         "Tall\nÅr\n1"},
        {"<h2>En</h2><h3>To</h3><h4>Tre</h4>", "<h2>En</h2><h3>To</h3><h4>Tre</h4>", "En\nTo\nTre"},
        {"<p>A<!-- not shown -->B<?php not shown ?></p>", "<p>AB</p>", "AB"},
        {"<p>Se <span lang=\"se\">Sápmi</span>.</p>", "<p>Se <span lang=\"se\">Sápmi</span>.</p>", "Se Sápmi."},
    };
    for (const auto& c : cases) {
        CAPTURE(c.inside);
        const auto result = read(c.inside);
        CHECK(result.problems.empty());
        CHECK(result.markup.html == c.html);
        CHECK(result.markup.text == c.text);
    }
}

TEST_CASE("what running text may not hold is reported and never in the page") {
    struct Case {
        std::string inside, code, absent;
    };
    const Case cases[] = {
        {"<script>alert(1)</script>", "unknown-element", "alert"},
        {"<p><SCRIPT>alert(1)</SCRIPT></p>", "unknown-element", "alert"},
        {"<style>p{background:url(//a)}</style>", "unknown-element", "background"},
        {"<iframe src=\"https://a.example\"/>", "unknown-element", "iframe"},
        {"<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>", "unknown-element", "onload"},
        {"<math><p>x</p></math>", "unknown-element", "math"},
        {"<form action=\"/x\"><input/></form>", "unknown-element", "form"},
        {"<div>x</div>", "unknown-element", "div"},
        {"<p onclick=\"alert(1)\">x</p>", "unknown-attribute", "onclick"},
        {"<p style=\"color:red\">x</p>", "unknown-attribute", "style"},
        {"<p class=\"x\">x</p>", "unknown-attribute", "class"},
        {"<p id=\"x\">x</p>", "unknown-attribute", "id="},
        {"<p xmlns=\"http://www.w3.org/1999/xhtml\">x</p>", "unknown-attribute", "xmlns"},
        {"<br onmouseover=\"x()\"/>", "unknown-attribute", "onmouseover"},
        {"<p><a target=\"_top\" href=\"https://a.example\">x</a></p>", "unknown-attribute", "target"},
        {"<p><a href=\"javascript:alert(1)\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\" javascript:alert(1)\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\"java&#10;script:alert(1)\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\"JaVaScRiPt:alert(1)\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\"data:text/html,x\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\"vbscript:x\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\"//a.example\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\"/admin\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\"/documents/../admin\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\"/documents//a.example\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\"https://a.example/&quot; onclick=&quot;x()\">x</a></p>", "bad-target", "href"},
        {"<p><a href=\"\">x</a></p>", "bad-target", "href"},
        {"<figure><img src=\"https://a.example/a.png\" alt=\"x\"/></figure>", "bad-target", "src"},
        {"<figure><img src=\"../a.png\" alt=\"x\"/></figure>", "bad-target", "src"},
        {"<figure><img src=\".htaccess\" alt=\"x\"/></figure>", "bad-target", "src"},
        {"<figure><img src=\"a.png\"/></figure>", "no-alternative-text", "alt"},
        {"<figure><img src=\"a.png\" alt=\"  \"/></figure>", "no-alternative-text", "script"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.inside);
        const auto result = read("\n\n" + c.inside);
        REQUIRE(result.problems.size() == 1);
        CHECK(result.problems[0].code == c.code);
        CHECK(result.problems[0].file == "news/sample.xml");
        CHECK(result.problems[0].line == 3);
        CHECK_FALSE(result.problems[0].what.empty());
        CHECK_FALSE(result.problems[0].hint.empty());
        CHECK(result.markup.html.find(c.absent) == std::string::npos);
    }
}

TEST_CASE("a section starts its headings one below its own") {
    CHECK(read("<h2>A</h2>", "body").problems.empty());
    CHECK(read("<h3>A</h3>", "results").problems.empty());
    const auto result = read("\n<h2>A</h2>", "results");
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].code == "heading-level");
    CHECK(result.problems[0].line == 2);
}

TEST_CASE("a value of an attribute cannot leave its quotes") {
    const auto html = read("<p lang=\"&quot;&gt;&lt;script&gt;'\">x</p>").markup.html;
    CHECK(html == "<p lang=\"&quot;&gt;&lt;script&gt;&#39;\">x</p>");
}

/// Elements and their attributes, as the schema allows them inside running text.
std::map<std::string, std::set<std::string>> markup_of_schema() {
    pugi::xml_document schema;
    REQUIRE(schema.load_file((samples::root / "schemas/markup.xsd").c_str()));
    std::map<std::string, std::set<std::string>> allowed;
    const auto named = [&](const char* kind, const std::string& name) {
        return schema.document_element().find_child_by_attribute(kind, "name", name.c_str());
    };
    std::function<void(const pugi::xml_node&, std::set<std::string>&)> attributes = [&](const pugi::xml_node& type,
                                                                                        auto& names) {
        for (const auto& each : type.children("xs:attribute")) names.insert(each.attribute("name").value());
    };
    for (const auto& found : schema.select_nodes("//xs:element[@name]")) {
        const auto element = found.node();
        auto& names = allowed[element.attribute("name").value()];
        attributes(element.child("xs:complexType"), names);
        attributes(named("xs:complexType", element.attribute("type").value()), names);
    }
    return allowed;
}

TEST_CASE("the elements and attributes that are read are those that the schema lists") {
    const auto schema = markup_of_schema();
    CHECK(schema.size() >= 24);
    std::set<std::string> all_attributes{"onclick", "style", "class", "id", "title", "width", "target", "rel"};
    for (const auto& [element, attributes] : schema) all_attributes.insert(attributes.begin(), attributes.end());
    const std::map<std::string, std::string> values{{"href", "https://a.example"}, {"src", "a.png"}, {"scope", "row"}};
    for (const auto& [element, attributes] : schema) {
        for (const auto& attribute : all_attributes) {
            CAPTURE(element);
            CAPTURE(attribute);
            const auto value = values.contains(attribute) ? values.at(attribute) : "da";
            const auto alt = element == "img" && attribute != "alt" ? " alt=\"x\"" : "";
            const auto problems = read("<" + element + alt + " " + attribute + "=\"" + value + "\"/>").problems;
            const bool refused =
                std::ranges::any_of(problems, [](auto& each) { return each.code == "unknown-attribute"; });
            CHECK(refused != attributes.contains(attribute));
            CHECK(std::ranges::none_of(problems, [](auto& each) { return each.code == "unknown-element"; }));
        }
    }
    for (const std::string element :
         {"script",  "style",   "div",      "section", "article", "h1",     "h5",     "h6",     "b",
          "i",       "u",       "s",        "sub",     "sup",     "dl",     "dt",     "dd",     "pre",
          "tfoot",   "col",     "colgroup", "audio",   "video",   "source", "iframe", "object", "embed",
          "form",    "input",   "button",   "svg",     "math",    "link",   "meta",   "base",   "template",
          "details", "summary", "P",        "body",    "text",    "abbr",   "q",      "cite"}) {
        CAPTURE(element);
        CHECK_FALSE(schema.contains(element));
        CHECK(read("<" + element + "/>").problems.at(0).code == "unknown-element");
    }
}

TEST_CASE("white space is made single and HTML is escaped") {
    CHECK(collapse_space("") == "");
    CHECK(collapse_space(" \t\r\n ") == "");
    CHECK(collapse_space("  a \n b\t\tc ") == "a b c");
    CHECK(collapse_space("a\u00a0b") == "a\u00a0b");
    CHECK(escape_html("<a href='x' b=\"y\">&amp;</a>") ==
          "&lt;a href=&#39;x&#39; b=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;");
    CHECK(escape_html("Þórshöfn") == "Þórshöfn");
}

TEST_CASE("a document's id is its file's name") {
    CHECK(document_id("content/news/a-b.xml") == "a-b");
    CHECK(document_id("a.xml") == "a");
    CHECK(document_id("themes.rdf") == "themes.rdf");
    CHECK(document_id("") == "");
    CHECK(document_id("/") == "");
}

}  // namespace
}  // namespace clearinghouse::model
