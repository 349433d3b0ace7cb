#pragma once

#include <string>
#include <vector>

#include "engine/model/problem.h"
#include "server/site.h"

/// How the countries organise integration, side by side, from their profiles.
namespace clearinghouse::server {

struct WantedCountries {
    std::vector<std::string> countries;  ///< Concepts of countries.rdf, in the order of that scheme, none twice.
    std::string field;                   ///< One section of country profiles; empty: all.
};

/// "countries" (repeated, or several with commas) and "field" of the address. A Problem for what is none.
model::Result<WantedCountries> read_wanted_countries(const Visit& visit);

/// The form to choose countries and, of two or more, their profiles section by section and their documents by type.
Json country_comparison(const Visit& visit, const WantedCountries& wanted);

}  // namespace clearinghouse::server
