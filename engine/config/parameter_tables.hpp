#pragma once

#include <string>

namespace peerwatt::config {

// Tables of all parameters for docs/configuration.md, in Markdown, one for each section: key, type
// and unit, default, range, meaning.
std::string parameter_tables();

// The document with the tables put between its two marker lines. Throws InputError if the document
// does not have them.
std::string with_parameter_tables(const std::string& document);

// The same, or for docs/feeders.md with the tables of feeder columns.
std::string with_generated_tables(const std::string& document);

}  // namespace peerwatt::config
