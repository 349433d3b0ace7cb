#include "server/json_values.h"

#include <nlohmann/json.hpp>

namespace clearinghouse::server {

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json date_or_null(const std::optional<model::PartialDate>& date) {
    return date ? Json(model::to_string(*date)) : Json(nullptr);
}

Json moment_or_null(const std::optional<model::Moment>& moment) {
    return moment ? Json(model::to_rfc3339(*moment)) : Json(nullptr);
}

Json year_or_null(int year) {
    return year == 0 ? Json(nullptr) : Json(year);
}

Json languages_of(const model::Document& document) {
    Json languages = Json::array();
    for (const auto& text : document.texts) languages.push_back(text.language);
    return languages;
}

std::string permanent_address(const Visit& visit, const std::string& id) {
    return visit.site.settings.base_url + "/documents/" + id;
}

std::string document_address(const Visit& visit, const std::string& id) {
    return visit.site.settings.base_url + "/api/v1/documents/" + id;
}

}  // namespace clearinghouse::server
