#include "indexer/advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "engine/index/disk.h"
#include "engine/model/document_reader.h"
#include "engine/model/fields.h"

namespace clearinghouse::indexer {
namespace {

constexpr std::string_view asked_in_own_language = "to find it when they ask in their own language";

constexpr std::array all_wishes{
    Wish{"knowledge-synthesis", "key-findings", "", "to have the answer before the report"},
    Wish{"knowledge-synthesis", "method", "", "to judge how much the answer can bear"},
    Wish{"learning-example", "results", "", "to know whether it worked"},
    Wish{"learning-example", "evidence", "", "to know how sure that is"},
    Wish{"learning-example", "cost", "resources", "to know what it takes"},
    Wish{"learning-example", "period", "", "to know when it was done and for how long"},
    Wish{"learning-example", "practice-status", "", "to know whether it is still there to visit"},
    Wish{"learning-example", "contact", "", "to ask those who did it"},
    Wish{"learning-example", "transferability", "", "to know what can be taken over at home"},
    Wish{"research-summary", "design", "", "to judge what the study can show"},
    Wish{"research-summary", "data", "", "to know who was studied"},
    Wish{"research-summary", "limits", "", "not to take more from it than it says"},
    Wish{"research-summary", "publication", "doi", "to find and cite the study"},
    Wish{"research-project", "period", "", "to know when results can be expected"},
    Wish{"research-project", "institution", "", "to know whom to ask"},
    Wish{"research-project", "outputs", "", "to know what to look out for"},
    Wish{"statistic", "data", "", "to calculate with the figures"},
    Wish{"statistic", "harmonisation", "", "to know whether countries can be compared", When::for_countries},
    Wish{"statistic", "period", "", "to know what time the figures are from"},
    Wish{"event", "start", "", "to put it into a calendar"},
    Wish{"event", "outcomes", "", "to learn from it without having been there", When::once_over},
    Wish{"network", "member", "", "to know who speaks for their country"},
    Wish{"network", "meeting-rhythm", "", "to know when to bring a matter"},
    Wish{"project", "period", "", "to know whether it is running"},
    Wish{"project", "results", "", "to know what the funding led to", When::once_over},
    Wish{"policy-document", "adopted", "", "to know since when it holds"},
    Wish{"policy-document", "follow-up", "", "to know whether anybody looks what becomes of it"},
    Wish{"", "place", "", "to find what is done near them or in a place like theirs", When::for_municipalities},
    Wish{"", "last-reviewed", "", "to know whether it still holds"},
    Wish{"", "questions", "", "to find it by the words in which they ask"},
    Wish{"", "questions", "", asked_in_own_language, When::once_begun, "da"},
    Wish{"", "questions", "", asked_in_own_language, When::once_begun, "sv"},
    Wish{"", "questions", "", asked_in_own_language, When::once_begun, "nb"},
    Wish{"", "questions", "", asked_in_own_language, When::once_begun, "fi"},
    Wish{"", "questions", "", asked_in_own_language, When::once_begun, "is"},
    Wish{"", "questions", "", asked_in_own_language, When::once_begun, "en"},
};

bool names(const std::vector<std::string>& ids, std::string_view id) {
    return std::ranges::find(ids, id) != ids.end();
}

bool has_questions_in(const model::Document& document, std::string_view language) {
    return std::ranges::find(document.questions, language, &model::Questions::language) != document.questions.end();
}

/// A field of the metadata, a detail or a section in any language.
bool has(const model::Document& document, std::string_view field) {
    if (field == "questions") return !document.questions.empty();
    if (field == "place") return !document.places.empty();
    if (field == "last-reviewed") return document.last_reviewed.has_value();
    return document.value(field) != nullptr ||
           std::ranges::any_of(document.texts, [&](const auto& text) { return text.section(field) != nullptr; });
}

bool is_granted(const Wish& wish, const model::Document& document) {
    if (!wish.language.empty()) return has_questions_in(document, wish.language);
    return has(document, wish.field) || (!wish.instead.empty() && has(document, wish.instead));
}

/// False only when it is known to lie ahead.
bool is_over(const model::Document& document, model::Moment now) {
    const auto is_ahead = [&](const char* field, const char* attribute) {
        const auto* value = document.value(field);
        const auto at = value == nullptr ? std::nullopt : model::parse_moment(value->attribute(attribute));
        return at && *at > now;
    };
    return !is_ahead("start", "at") && !is_ahead("end", "at") && !is_ahead("period", "to");
}

bool is_expected(const Wish& wish, const model::Document& document, model::Moment now) {
    if (!wish.type.empty() && wish.type != document.type) return false;
    switch (wish.when) {
        case When::always:
            return true;
        case When::once_over:
            return is_over(document, now);
        case When::for_countries:
            return document.countries.size() > 1;
        case When::for_municipalities:
            return document.countries.size() == 1 &&
                   (names(document.target_groups, "municipalities") || names(document.themes, "municipality"));
        case When::once_begun:
            return !document.questions.empty();
    }
    return false;
}

std::vector<const Wish*> missing_in(const model::Document& document, model::Moment now) {
    std::vector<const Wish*> missing;
    for (const Wish& wish : all_wishes) {
        if (!is_expected(wish, document, now) || is_granted(wish, document)) continue;
        missing.push_back(&wish);
    }
    return missing;
}

}  // namespace

std::span<const Wish> wishes() {
    return all_wishes;
}

std::vector<Advice> advise(const std::vector<const model::Document*>& documents, model::Moment now) {
    std::vector<Advice> advice;
    for (const auto* document : documents) {
        if (document->status == model::Status::withdrawn) continue;
        auto missing = missing_in(*document, now);
        if (!missing.empty()) advice.push_back({document->file, std::move(missing)});
    }
    std::ranges::sort(advice, {}, &Advice::file);
    return advice;
}

std::vector<Advice> advise_files(const std::vector<std::filesystem::path>& files, model::Moment now) {
    std::vector<model::Document> documents;
    for (const auto& file : files) {
        std::error_code failed;
        if (!std::filesystem::is_regular_file(file, failed) ||
            std::filesystem::file_size(file, failed) > model::FileLimits{}.bytes) {
            continue;
        }
        try {
            auto document = model::read_document(index::disk::read_file(file), file.string());
            if (document) documents.push_back(std::move(*document));
        } catch (const std::system_error&) {
            continue;  // the check has said that it cannot be read
        }
    }
    std::vector<const model::Document*> pointers;
    for (const auto& document : documents) pointers.push_back(&document);
    return advise(pointers, now);
}

std::string name_of(const Wish& wish) {
    if (!wish.language.empty()) return fmt::format("{} in {}", wish.field, wish.language);
    return wish.instead.empty() ? std::string{wish.field} : fmt::format("{} or {}", wish.field, wish.instead);
}

}  // namespace clearinghouse::indexer
