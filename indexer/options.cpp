#include "indexer/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

namespace clearinghouse::indexer {
namespace {

namespace fs = std::filesystem;

constexpr auto description =
    "Turns the documents of a content folder into an index that clearinghouse-server can serve.";

constexpr auto footer = R"(
Examples:
  clearinghouse-indexer content/ --index /srv/clearinghouse/index
  clearinghouse-indexer --check                        everything in content/
  clearinghouse-indexer --check content/news/a.xml     one file, in an editor
  clearinghouse-indexer --check --format json content/
  clearinghouse-indexer --verify --index /srv/clearinghouse/index
  clearinghouse-indexer new learning-example my-example
  clearinghouse-indexer --uncovered --language fi      Finnish words of the content that no concept covers

Exit codes:
  0  all is well
  1  problems were found in the content; what has none was published, the rest stays as it was
  2  wrong use
  3  the content or the index could not be read or written; what was published stays as it was
)";

/// What stands on the command line, before it is known what for.
struct Raw {
    Options options;
    std::vector<fs::path> paths;
    bool check = false;
    bool verify = false;
    bool uncovered = false;
    bool version = false;
    bool content_given = false;
    std::string format = "text";
};

void declare(CLI::App& app, Raw& raw) {
    Options& options = raw.options;
    app.footer(footer);
    app.add_option("PATH", raw.paths, "content folder [content]; with --check also single files");
    app.add_option("--index", options.index, "directory of the index");
    app.add_option("--keep", options.keep, "generations of the index that stay, 1 to 1000")
        ->type_name("N")
        ->check(CLI::Range(1, 1000).description(""))
        ->capture_default_str();
    app.add_flag("--rebuild", options.rebuild, "write everything anew, also what has not changed");
    app.add_flag("--preview", options.preview, "with drafts: for an index that only editors see");
    app.add_flag("--quiet", options.quiet, "say nothing but problems");
    app.add_flag("--check", raw.check, "report all problems and write nothing");
    app.add_option("--format", raw.format, "of the report of --check: text or json")
        ->check(CLI::IsMember({"text", "json"}).description(""))
        ->capture_default_str();
    app.add_flag("--verify", raw.verify, "verify the generations of the index against their sums");
    app.add_flag("--uncovered", raw.uncovered,
                 "list the words of the content that no concept of the vocabularies covers");
    app.add_option("--language", options.language, "of the words of --uncovered: da, sv, ... [all]");
    app.add_option("--most", options.most_words, "words of --uncovered in each language, 1 to 10000")
        ->type_name("N")
        ->check(CLI::Range(1, 10000).description(""))
        ->capture_default_str();
    app.add_option("--language-data", options.language_data, "directory of the analysers' data")->capture_default_str();
    app.add_flag("--version", raw.version, "say the version, that of the layout, and what languages stand on here");
    CLI::App* create = app.add_subcommand("new", "write the skeleton of a new document");
    create->add_option("TYPE", options.type, "learning-example, news, ...")->required();
    create->add_option("ID", options.id, "its id and the name of its file")->required();
    create->add_option("--content", options.content, "content folder")->capture_default_str();
}

/// The content folder that a file belongs to: the nearest one above it that has vocabularies.
fs::path content_of(const fs::path& file) {
    for (fs::path folder = fs::absolute(file).parent_path(); folder != folder.root_path();
         folder = folder.parent_path()) {
        if (fs::is_directory(folder / "vocabularies")) return folder;
    }
    return "content";
}

std::string set_paths(Raw& raw) {
    Options& options = raw.options;
    for (const fs::path& path : raw.paths) {
        if (options.action == Action::check && !fs::is_directory(path)) {
            options.files.push_back(path);
        } else if (raw.content_given) {
            return fmt::format("'{}' is one content folder too many (give one)", path.string());
        } else {
            options.content = path;
            raw.content_given = true;
        }
    }
    if (!options.files.empty() && !raw.content_given) options.content = content_of(options.files.front());
    return "";
}

/// What is wrong with the options as a whole; empty when nothing is.
std::string settle(Raw& raw, bool create) {
    Options& options = raw.options;
    if (int{raw.check} + int{raw.verify} + int{raw.uncovered} + int{create} > 1) {
        return "--check, --verify, --uncovered and new exclude each other";
    }
    options.format = raw.format == "json" ? Format::json : Format::text;
    if (raw.check) options.action = Action::check;
    if (raw.verify) options.action = Action::verify;
    if (raw.uncovered) options.action = Action::uncovered;
    if (create) options.action = Action::create;
    if (raw.version) options.action = Action::version;
    const bool needs_index = options.action == Action::publish || options.action == Action::verify;
    if (needs_index && options.index.empty()) return "which index? (give --index DIR, or --check to write none)";
    if (options.action == Action::create) return "";
    return set_paths(raw);
}

}  // namespace

tl::expected<Options, int> read_options(int count, const char* const* arguments, std::ostream& out,
                                        std::ostream& errors) {
    CLI::App app{description, "clearinghouse-indexer"};
    Raw raw;
    declare(app, raw);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        const bool is_help = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
        app.exit(error, out, errors);
        return tl::unexpected(is_help ? exit_code::well : exit_code::wrong_use);
    }
    const std::string wrong = settle(raw, app.got_subcommand("new"));
    if (!wrong.empty()) {
        errors << "clearinghouse-indexer: " << wrong << "\nRun with --help for more information.\n";
        return tl::unexpected(exit_code::wrong_use);
    }
    return raw.options;
}

}  // namespace clearinghouse::indexer
