#pragma once

#include <string>
#include <vector>

#include "engine/config/declared_parameters.hpp"

namespace peerwatt::config {

// Tables of the parameters for docs/configuration.md, in Markdown, one for each section: key, type
// and unit, default, range, meaning.
std::string parameter_tables(const std::vector<Parameter>& parameters);

// The document with the tables put between its two marker lines. Throws InputError if the document
// does not have them.
std::string with_parameter_tables(const std::string& document,
                                  const std::vector<Parameter>& parameters);

// The same, or for docs/feeders.md with the tables of feeder columns.
std::string with_generated_tables(const std::string& document,
                                  const std::vector<Parameter>& parameters);

}  // namespace peerwatt::config
