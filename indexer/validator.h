#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/model/problem.h"

namespace clearinghouse::indexer {

/// Holds content files against schemas/document.xsd (W3C XML Schema 1.0) with libxml2: no network, no entities, no
/// file but the compiled-in schemas is ever read.
class Validator {
public:
    /// Compiles the schemas. Throws std::logic_error when they are not valid themselves.
    Validator();
    ~Validator();
    Validator(const Validator&) = delete;
    Validator& operator=(const Validator&) = delete;

    /// All problems of a file; none when it is valid. Give it only what passed model::check_bounds.
    model::Problems validate(std::string_view xml, const std::string& file) const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace clearinghouse::indexer
