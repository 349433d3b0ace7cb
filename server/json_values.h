#pragma once

#include <optional>
#include <string>

#include "engine/model/document.h"
#include "engine/search/request.h"
#include "server/site.h"

/// Values as all answers for programs write them: what is not known is null.
namespace clearinghouse::server {

Json text_or_null(const std::string& text);
Json date_or_null(const std::optional<model::PartialDate>& date);
Json moment_or_null(const std::optional<model::Moment>& moment);
/// 0 is no year.
Json year_or_null(int year);

/// The languages of a document's texts, the original first.
Json languages_of(const model::Document& document);

/// The address for people that stays, and that of the whole document for programs.
std::string permanent_address(const Visit& visit, const std::string& id);
std::string document_address(const Visit& visit, const std::string& id);

}  // namespace clearinghouse::server
