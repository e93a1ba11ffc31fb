#pragma once

#include <filesystem>
#include <string>

namespace peerwatt::output {

// SHA-256, in hexadecimal, of what a trace says: every object and attribute, types, shapes and
// stored bytes, /provenance aside. Where in the file things lie does not matter. Two runs of one
// scenario and seed have equal digests. Throws InputError for a file that is not readable.
std::string digest(const std::filesystem::path& file);

// SHA-256 of a file's bytes, in hexadecimal. Throws InputError for a file that is not readable.
std::string file_digest(const std::filesystem::path& file);

}  // namespace peerwatt::output
