#include "indexer/commands.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <ostream>
#include <vector>

#include "engine/index/disk.h"
#include "engine/index/generation.h"
#include "engine/model/fields.h"
#include "engine/translation/sources.h"
#include "indexer/advice.h"
#include "indexer/catalogue.h"
#include "indexer/pipeline.h"
#include "indexer/skeleton.h"
#include "indexer/uncovered.h"

#ifndef CLEARINGHOUSE_VERSION
#error "CLEARINGHOUSE_VERSION is set by the build"
#endif

namespace clearinghouse::indexer {
namespace {

namespace fs = std::filesystem;

/// What the languages stand on here: the data of the analysers, then the dictionaries between languages.
std::vector<language::Layer> layers_of(const language::Analyser& analyser, const Options& options) {
    auto layers = analyser.layers();
    std::ranges::move(translation::layers(options.language_data), std::back_inserter(layers));
    return layers;
}

int publish(const Options& options, std::ostream& out, std::ostream& errors) {
    const auto analyser = language::Analyser::load(options.language_data);
    for (const auto& layer : layers_of(*analyser, options)) {
        if (!layer.present && !options.quiet) out << language::to_line(layer) << '\n';
    }
    const auto progress = options.quiet ? terminal_progress(-1, out) : terminal_progress(STDOUT_FILENO, out);
    const auto outcome = indexer::publish(
        {options.content, options.index, options.keep, options.rebuild, options.preview, options.language_data},
        *analyser, progress);
    if (!outcome) {
        errors << model::to_line(outcome.error()) << '\n';
        return exit_code::no_disk;
    }
    print_problems(outcome->problems, errors);
    if (!options.quiet) print_outcome(*outcome, out);
    return model::has_error(outcome->problems) ? exit_code::problems : exit_code::well;
}

std::vector<const model::Document*> documents_of(const Catalogue& catalogue) {
    std::vector<const model::Document*> documents;
    for (const auto& source : catalogue.sources) documents.push_back(&source.document);
    return documents;
}

int check(const Options& options, std::ostream& out, std::ostream& errors) {
    model::Problems problems;
    std::vector<Advice> advice;
    std::size_t files = options.files.size();
    if (options.files.empty()) {
        Catalogue catalogue = read_catalogue(options.content);
        problems = std::move(catalogue.problems);
        files = catalogue.files_read;
        if (!options.quiet) advice = advise(documents_of(catalogue), model::now());
    } else {
        problems = check_files(options.content, options.files);
        if (!options.quiet) advice = advise_files(options.files, model::now());
    }
    if (options.format == Format::json) {
        out << check_json(files, problems, advice) << '\n';
    } else {
        print_problems(problems, errors);
        print_advice(advice, out);
        if (!options.quiet) out << count_line(files, problems) << '\n';
    }
    return model::has_error(problems) ? exit_code::problems : exit_code::well;
}

/// Only the current generation is served, so only it decides the exit code.
int verify(const Options& options, std::ostream& out, std::ostream& errors) {
    const auto tell = [&](const index::Manifest& manifest, std::string_view name) {
        if (options.quiet) return;
        out << fmt::format("{} is whole: {} documents, {} files\n", name, manifest.documents, manifest.files.size());
    };
    const auto current = index::Generation::open(options.index);
    if (current) {
        tell((*current)->manifest(), "current");
    } else {
        errors << model::to_line(current.error()) << '\n';
    }
    const auto name_of_current = index::current_generation(options.index);
    for (const std::string& name : index::generation_names(options.index)) {
        if (name == name_of_current) continue;
        const auto older = index::Generation::open(options.index, index::Verify::sums, name);
        if (older) {
            tell((*older)->manifest(), name);
            continue;
        }
        errors << fmt::format("warning: {}: {}: remove generations/{}, or publish until it is dropped\n",
                              older.error().file, older.error().what, name);
    }
    return current ? exit_code::well : exit_code::no_disk;
}

int create(const Options& options, std::ostream& out, std::ostream& errors) {
    const auto text = skeleton(options.type, options.id);
    if (!text) {
        errors << model::to_line(text.error()) << '\n';
        return exit_code::wrong_use;
    }
    const fs::path file = options.content / model::type(options.type)->folder / (options.id + ".xml");
    if (fs::exists(file)) {
        errors << fmt::format("{}: is there already (choose another id)\n", file.string());
        return exit_code::wrong_use;
    }
    fs::create_directories(file.parent_path());
    index::disk::write_file(file, *text);
    out << fmt::format("wrote {}: fill it in, then run clearinghouse-indexer --check {}\n", file.string(),
                       file.string());
    return exit_code::well;
}

int list_uncovered(const Options& options, std::ostream& out, std::ostream& errors) {
    const Catalogue catalogue = read_catalogue(options.content);
    if (!catalogue.vocabulary_is_whole) {
        print_problems(catalogue.problems, errors);
        return exit_code::problems;
    }
    const auto analyser = language::Analyser::load(options.language_data);
    const concepts::Labels labels{catalogue.vocabulary, *analyser};
    const auto languages = uncovered(documents_of(catalogue), labels, *analyser);
    for (const auto& [language, words] : languages) {
        if (!options.language.empty() && options.language != language) continue;
        print_uncovered(language, words, static_cast<std::size_t>(options.most_words), out);
    }
    return exit_code::well;
}

int version(const Options& options, std::ostream& out) {
    out << fmt::format("clearinghouse-indexer {} (layout version {})\n", CLEARINGHOUSE_VERSION, index::layout_version);
    const auto analyser = language::Analyser::load(options.language_data);
    for (const auto& layer : layers_of(*analyser, options)) out << "  " << language::to_line(layer) << '\n';
    return exit_code::well;
}

}  // namespace

int run(const Options& options, std::ostream& out, std::ostream& errors) {
    const bool needs_content = options.action != Action::verify && options.action != Action::version;
    if (needs_content && !fs::is_directory(options.content)) {
        errors << fmt::format("{}: is no folder (give the folder that holds content)\n", options.content.string());
        return exit_code::wrong_use;
    }
    switch (options.action) {
        case Action::publish:
            return publish(options, out, errors);
        case Action::check:
            return check(options, out, errors);
        case Action::verify:
            return verify(options, out, errors);
        case Action::create:
            return create(options, out, errors);
        case Action::uncovered:
            return list_uncovered(options, out, errors);
        case Action::version:
            return version(options, out);
    }
    return exit_code::wrong_use;
}

}  // namespace clearinghouse::indexer
