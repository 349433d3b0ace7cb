#include "tests/indexer/small_content.h"

#include <fmt/format.h>

#include "tests/index/temporary_folder.h"

namespace clearinghouse::testing {
namespace {

namespace fs = std::filesystem;

constexpr auto summary =
    "Kommunen ordnar ett språkcafé där frivilliga och nyanlända träffas varje vecka. Deltagarna övar svenska i samtal "
    "om vardag, arbete och skola, och de lär känna människor som bor i samma ort. Verksamheten leds av en samordnare "
    "som utbildar de frivilliga och håller kontakt med arbetsförmedlingen, biblioteket och den lokala "
    "idrottsföreningen. Enligt kommunen har flera deltagare fått praktik genom de nya kontakterna, och fler har "
    "börjat en utbildning på orten.";

constexpr auto collection = R"(<?xml version="1.0" encoding="UTF-8"?>
<collection xmlns="urn:clearinghouse:content:1" status="published" published="2026-11-01">
  <metadata><date>2019</date><publisher>Nordic Welfare Centre</publisher><theme>women</theme></metadata>
  <details><year>2019</year><decision by="Nordic Welfare Centre"/><edition>1</edition></details>
  <text lang="sv"><title>Kvinnor i arbete</title><summary>{}</summary>
    <foreword><p>Ett förord.</p></foreword></text>
  <parts>
    <part document="plain-1" role="learning-example"><sentence lang="sv">Läs den först.</sentence></part>
    <part document="plain-2" role="learning-example"/>
  </parts>
</collection>
)";

}  // namespace

void write_example(const fs::path& content, const Example& example) {
    write_text(content / "learning-examples" / (example.id + ".xml"),
               fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<learning-example xmlns="urn:clearinghouse:content:1" {}>
  {}<metadata>
    <date>{}</date><publisher>Malmö stad</publisher><country>se</country><place country="se">Malmö</place>
    {}<target-group>job-seekers</target-group><goal>7</goal>
    {}
  </metadata>
  <details><evidence level="followed-up" assessed="2026-11"/></details>
  <text lang="sv"><title>{}</title><summary>{}</summary><keyword>språkcafé</keyword>
    <body><p>{}</p></body></text>
</learning-example>
)",
                           example.attributes, example.withdrawn, example.date, example.themes, example.metadata,
                           example.title, summary, example.body));
}

void write_small_content(const fs::path& content) {
    fs::create_directories(content);
    fs::copy(fs::path{CLEARINGHOUSE_SOURCE_DIR} / "content" / "vocabularies", content / "vocabularies",
             fs::copy_options::recursive);
    for (int i = 1; i <= 16; ++i) {
        write_example(content, {.id = fmt::format("plain-{}", i),
                                .title = fmt::format("Språkcafé nummer {}", i),
                                .body = fmt::format("Orten har {} frivilliga.", i * 7),
                                .date = fmt::format("{}", 2000 + i)});
    }
    write_example(content, {.id = "linking", .metadata = R"(<link document="plain-1" relation="evaluates"/>)"});
    write_example(content,
                  {.id = "withdrawn",
                   .attributes = R"(status="withdrawn" published="2026-11-01")",
                   .withdrawn = R"(<withdrawn at="2026-11-10"><reason lang="sv">Föråldrad.</reason></withdrawn>)"});
    write_example(content, {.id = "scheduled", .attributes = R"(status="published" published="2999-01-01")"});
    write_example(content, {.id = "draft", .attributes = R"(status="draft")"});
    write_example(content,
                  {.id = "attached", .metadata = R"(<attachment file="report.pdf" lang="sv">Rapport</attachment>)"});
    write_text(content / "learning-examples" / "attached" / "report.pdf", "%PDF-1.7\nreport\n%%EOF\n");
    write_text(content / "collections" / "2019.xml", fmt::format(collection, summary));
}

}  // namespace clearinghouse::testing
