#include "engine/model/document.h"

#include <algorithm>
#include <stdexcept>

#include "engine/model/vocabulary.h"

namespace clearinghouse::model {

const std::string& Value::attribute(const std::string& name) const {
    static const std::string absent;
    const auto found = attributes.find(name);
    return found == attributes.end() ? absent : found->second;
}

const Section* Text::section(std::string_view field) const {
    const auto found = std::ranges::find(sections, field, &Section::field);
    return found == sections.end() ? nullptr : &*found;
}

const Text& Document::original() const {
    const auto found = std::ranges::find_if(texts, &Text::is_original);
    if (found == texts.end()) throw std::logic_error("document '" + id + "' has no original text");
    return *found;
}

const Text* Document::text_in(std::string_view language) const {
    const auto found = std::ranges::find(texts, language, &Text::language);
    return found == texts.end() ? nullptr : &*found;
}

const Text& Document::text_for(std::string_view language) const {
    for (const auto& understood : understood_by(language)) {
        if (const Text* text = text_in(understood)) return *text;
    }
    return original();
}

const Questions* Document::questions_for(std::string_view language) const {
    for (const auto& understood : understood_by(language)) {
        const auto found = std::ranges::find(questions, understood, &Questions::language);
        if (found != questions.end()) return &*found;
    }
    return nullptr;
}

std::vector<const Value*> Document::values(std::string_view field) const {
    std::vector<const Value*> found;
    for (const Detail& detail : details) {
        if (detail.field == field) found.push_back(&detail.value);
    }
    return found;
}

const Value* Document::value(std::string_view field) const {
    const auto found = std::ranges::find(details, field, &Detail::field);
    return found == details.end() ? nullptr : &found->value;
}

std::vector<std::string> Document::aspects() const {
    if (type != "learning-example") return {};
    const auto tells = [&](std::string_view field) {
        return value(field) != nullptr ||
               std::ranges::any_of(texts, [&](const Text& text) { return text.section(field) != nullptr; });
    };
    std::vector<std::string> told;
    if (tells("cost") || tells("resources")) told.emplace_back("cost");
    for (const std::string_view field : {"results", "obstacles", "transferability"}) {
        if (tells(field)) told.emplace_back(field);
    }
    return told;
}

int Document::year() const {
    if (const Value* theme_year = value("year")) {
        if (const auto year = parse_date(theme_year->text)) return year->year;
    }
    if (date) return date->year;
    if (const Value* start = value("start")) {
        if (const auto year = parse_date(start->attribute("at").substr(0, 4))) return year->year;
    }
    return 0;
}

std::optional<Moment> Document::last_changed() const {
    return modified ? modified : published;
}

bool Document::is_visible(Moment moment) const {
    return status == Status::published && published && *published <= moment;
}

}  // namespace clearinghouse::model
