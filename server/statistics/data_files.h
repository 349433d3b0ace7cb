#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/document.h"
#include "server/site.h"
#include "server/statistics/data_cube.h"

namespace clearinghouse::server {

/// A data file of a document, as it was read.
struct DataFile {
    std::string name;     ///< "arrivals.csv"
    std::string address;  ///< "/files/<document>/arrivals.csv"
    Table table;
    std::optional<DataCube> cube;  ///< Nothing when the table does not tell what its figures are about.
};

/// Those of the document's data files that can be read, in the order of the document. The indexer checks them before
/// they are published, so one that is missing or broken was damaged later: it is left out and logged.
std::vector<DataFile> read_data_files(const Visit& visit, const model::Document& document);

/// An address at which a program takes figures away.
struct DataDownload {
    std::string_view format;      ///< "json-stat", as ?format= has it.
    std::string_view media_type;  ///< As it is sent, without parameters.
    std::string address;          ///< "https://.../api/v1/statistics/<document>?format=json-stat"
};

/// Those of a document, file by file: each as CSV and, where it is a cube, as JSON-stat. What pages, catalogues and
/// links say that there is.
std::vector<DataDownload> data_downloads(const Visit& visit, const model::Document& document);

}  // namespace clearinghouse::server
