#pragma once

#include <string>

namespace peerwatt::network {

// The document with the tables of columns of every form put between that form's two marker lines;
// docs/feeders.md has them. Throws InputError if the markers of a form are missing.
std::string with_form_tables(std::string document);

// Whether a document has such markers.
bool has_form_tables(const std::string& document);

}  // namespace peerwatt::network
