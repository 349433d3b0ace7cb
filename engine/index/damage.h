#pragma once

#include <string>
#include <utility>

#include "engine/model/problem.h"

namespace clearinghouse::index {

/// The Problem of a file that is not as this room wrote it. Generation::open says how to rebuild.
inline model::Problem damaged(std::string file, std::string what) {
    return {"index-damaged", std::move(file), 0, std::move(what), "rebuild the index", model::Severity::error};
}

/// The Problem of a file that is not there or cannot be read.
inline model::Problem missing(std::string file, std::string what) {
    return {"index-missing", std::move(file), 0, std::move(what), "rebuild the index", model::Severity::error};
}

}  // namespace clearinghouse::index
