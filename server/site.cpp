#include "server/site.h"

#include <stdexcept>
#include <utility>

#include "server/embedded.h"
#include "server/openapi.h"

namespace clearinghouse::server {
namespace {

/// "templates/home.html" is "home" of the folder "templates" and the ending ".html"; empty when it is neither.
std::string name_in(std::string_view file, std::string_view folder, std::string_view ending) {
    if (!file.starts_with(folder) || !file.ends_with(ending)) return {};
    return std::string{file.substr(folder.size(), file.size() - folder.size() - ending.size())};
}

Texts read_texts() {
    std::string_view source;
    std::map<std::string, std::string_view> catalogues;
    for (const auto& file : embedded_files()) {
        if (file.name == "texts/interface.pot") source = file.content;
        if (const auto language = name_in(file.name, "texts/", ".po"); !language.empty()) {
            catalogues[language] = file.content;
        }
    }
    auto texts = Texts::read(source, catalogues);
    if (!texts) throw std::runtime_error(model::to_line(texts.error()));
    return std::move(*texts);
}

std::map<std::string, std::string> template_sources() {
    std::map<std::string, std::string> sources;
    for (const auto& file : embedded_files()) {
        const auto name = name_in(file.name, "templates/", ".html");
        if (!name.empty()) sources[name] = file.content;
    }
    return sources;
}

}  // namespace

Site make_site(Settings settings, std::function<std::shared_ptr<const search::Searcher>()> current_searcher) {
    auto texts = read_texts();
    Templates templates{template_sources(), texts};
    auto api = describe_api(settings);
    return {.settings = std::move(settings),
            .texts = std::move(texts),
            .templates = std::move(templates),
            .assets = Assets{embedded_files(), packaged_files()},
            .api = std::move(api),
            .current_searcher = std::move(current_searcher)};
}

}  // namespace clearinghouse::server
