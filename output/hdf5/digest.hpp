#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace peerwatt::output {

// SHA-256, in hexadecimal, of what a trace says: values, types and shapes of every dataset and
// attribute by name, the resolved scenario without `data_dir`, and the digests of the data files.
// How and where in the file they are stored does not matter, nor does the rest of /provenance.
// docs/trace-format.md has the rules, and computes it in Python. Two runs of one scenario and seed
// have equal digests. Throws InputError for a file that is not readable.
std::string digest(const std::filesystem::path& file);

// SHA-256 of a file's bytes, in hexadecimal. Throws InputError for a file that is not readable.
std::string file_digest(const std::filesystem::path& file);
std::string text_digest(std::string_view text);

}  // namespace peerwatt::output
