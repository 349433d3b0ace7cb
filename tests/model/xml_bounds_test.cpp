#include <doctest/doctest.h>

#include <string>

#include "engine/model/document_reader.h"
#include "tests/model/samples.h"

namespace clearinghouse::model {
namespace {

std::string repeated(std::string_view text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

TEST_CASE("what a parser should not meet is refused with its line and what to do") {
    struct Case {
        std::string name, xml, code;
        int line;
    };
    using namespace std::string_literals;
    const Case cases[] = {
        {"nothing", "", "empty-file", 0},
        {"white space", " \r\n\t", "empty-file", 0},
        {"a byte order mark alone", "\xef\xbb\xbf\n", "empty-file", 0},
        {"one byte more than 2 MB", "<a>" + std::string(2 * 1024 * 1024 - 6, 'x') + "</a>", "too-large", 0},
        {"UTF-16, little end first", "\xff\xfe<\0a\0/\0>\0"s, "encoding", 1},
        {"UTF-16 without a mark", "<\0a\0/\0>\0"s, "control-character", 1},
        {"Latin-1", "<a>\n<b>V\xe5gar</b></a>", "encoding", 2},
        {"an overlong slash", "<a>\n\n\xc0\xaf</a>", "encoding", 3},
        {"a surrogate", "<a>\xed\xa0\x80</a>", "encoding", 1},
        {"a character torn at the end", "<a>\xc3", "encoding", 1},
        {"a declaration of Latin-1", "<?xml version=\"1.0\" encoding='ISO-8859-1'?><a/>", "encoding", 1},
        {"the same behind a byte order mark", "\xef\xbb\xbf<?xml version=\"1.0\" encoding='latin1'?><a/>", "encoding",
         1},
        {"NUL", "<a>\n\0</a>"s, "control-character", 2},
        {"escape", "<a>\n\n\x1b[31m</a>", "control-character", 3},
        {"delete", "<a>\x7f</a>", "control-character", 1},
        {"U+FFFF", "<a>\n\xef\xbf\xbf</a>", "control-character", 2},
        {"a document type", "<?xml version=\"1.0\"?>\n<!DOCTYPE a>\n<a/>", "doctype", 2},
        {"a document type in small letters", "<!doctype html>\n<a/>", "doctype", 1},
        {"a billion laughs",
         "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>\n<l>&c;</l>",
         "doctype", 1},
        {"a file as an entity", "\n<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "doctype", 2},
        {"an entity on the web", "<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><a/>", "doctype", 1},
        {"a declaration inside", "<a>\n<!ENTITY x \"y\"></a>", "doctype", 2},
        {"65 elements in each other", repeated("<a>\n", 65) + repeated("</a>", 65), "too-deep", 65},
        {"an empty element as the 65th", repeated("<a>\n", 64) + "<b/>" + repeated("</a>", 64), "too-deep", 65},
        {"elements that never end", repeated("<a>", 100'000), "too-deep", 1},
        {"65 attributes", "<a>\n<b" + repeated(" c=\"\"", 65) + "/></a>", "too-many-attributes", 2},
        {"65 attributes on an element that never ends", "<a" + repeated(" c=''", 65), "too-many-attributes", 1},
        {"an entity of HTML", "<a>\nKirke&nbsp;gade</a>", "bad-reference", 2},
        {"a lone &", "<a>Fisk & brød</a>", "bad-reference", 1},
        {"& at the end", "<a>&", "bad-reference", 1},
        {"NUL as a reference", "<a>\n&#0;</a>", "bad-reference", 2},
        {"escape as a reference", "<a>\n&#x1b;</a>", "bad-reference", 2},
        {"a surrogate as a reference", "<a>&#xD800;</a>", "bad-reference", 1},
        {"more than Unicode has", "<a>&#x110000;</a>", "bad-reference", 1},
        {"a number without end", "<a>&#99999999999999999999;</a>", "bad-reference", 1},
        {"a negative number", "<a>&#-1;</a>", "bad-reference", 1},
        {"a number that is none", "<a>&#x;</a>", "bad-reference", 1},
        {"a reference in an attribute", "<a>\n<b c='&copy;'/></a>", "bad-reference", 2},
        {"words before the root", "\nwords<a/>", "not-well-formed", 2},
        {"words after the root", "<a/>\n<!-- -->\nwords", "not-well-formed", 3},
        {"two roots", "<a/>\n<b/>", "not-well-formed", 2},
        {"CDATA after the root", "<a/>\n<![CDATA[words]]>", "not-well-formed", 2},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        const auto problems = check_bounds(c.xml, "news/sample.xml");
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].code == c.code);
        CHECK(problems[0].file == "news/sample.xml");
        CHECK(problems[0].line == c.line);
        CHECK_FALSE(problems[0].what.empty());
        CHECK_FALSE(problems[0].hint.empty());
        CHECK(to_line(problems[0]).size() < 500);
    }
}

TEST_CASE("what is within the bounds passes") {
    struct Case {
        std::string name, xml;
    };
    const Case cases[] = {
        {"the least", "<a/>"},
        {"2 MB to the byte", "<a>" + std::string(2 * 1024 * 1024 - 7, 'x') + "</a>"},
        {"64 elements in each other", repeated("<a>", 64) + repeated("</a>", 64)},
        {"64 attributes", "<a" + repeated(" b='c'", 64) + "/>"},
        {"many elements side by side", "<a>" + repeated("<b/><c></c>", 20'000) + "</a>"},
        {"a byte order mark", "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a/>\n"},
        {"the encoding in capitals", "<?xml version='1.0' encoding='UTF-8'?><a/>"},
        {"a style sheet instruction", "<?xml-stylesheet encoding='latin1'?><a/>"},
        {"references", "<a b='&quot;&apos;'>&amp;&lt;&gt;&#229;&#xe5;&#x10FFFF;&#0000065;</a>"},
        {"a doctype in a comment", "<!-- <!DOCTYPE a> & --><a/>"},
        {"a doctype in CDATA", "<a><![CDATA[<!DOCTYPE a> & <a><a>]]></a>"},
        {"tags in an attribute", "<a b='<c><d>' e=\">\"/>"},
        {"instructions and comments around", "<?b &?><!-- --><a/><!-- --><?c?>\n"},
        {"letters of the north", "<a>Þórshöfn Sápmi čđŋšŧž 北 \U0001F3E0</a>"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        const auto problems = check_bounds(c.xml, "a.xml");
        CHECK_MESSAGE(problems.empty(), (problems.empty() ? "" : to_line(problems.front())));
    }
}

TEST_CASE("the bounds are those that were asked for") {
    CHECK(check_bounds("<a><b/></a>", "a.xml", {.bytes = 10}).at(0).code == "too-large");
    CHECK(check_bounds("<a><b/></a>", "a.xml", {.depth = 1}).at(0).code == "too-deep");
    CHECK(check_bounds("<a b='' c=''/>", "a.xml", {.attributes = 1}).at(0).code == "too-many-attributes");
    CHECK(check_bounds(std::string(3 * 1024 * 1024, ' ') + "<a/>", "a.xml", {.bytes = 4 * 1024 * 1024}).empty());
}

}  // namespace
}  // namespace clearinghouse::model
