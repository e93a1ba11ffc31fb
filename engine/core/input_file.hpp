#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

namespace peerwatt {

enum class Pipes { kRefuse, kAllow };

struct InputFileOptions {
  std::size_t largest = std::numeric_limits<std::size_t>::max();  // bytes
  Pipes pipes = Pipes::kRefuse;
};

// Whether a path names what the shell connected with the program: /dev/stdin or a file descriptor,
// as process substitution has it.
bool is_descriptor(const std::filesystem::path& path);

// Hands the bytes of an input file to `take`, block by block. Throws InputError without a position,
// `is not a regular file (a folder)`, where the path is a folder, device, socket or pipe, the file
// is too large, or reading fails. Pipes are read only where the options allow them and the path is
// a descriptor.
void read_input_file(const std::filesystem::path& path, const InputFileOptions& options,
                     const std::function<void(std::string_view block)>& take);

// What an input file holds, and the SHA-256 of these very bytes in hexadecimal: a file may change
// between two readings, and a pipe has one only.
struct InputText {
  std::string text;
  std::string sha256;
};
InputText input_file_text(const std::filesystem::path& path, const InputFileOptions& options = {});

// The same without keeping the bytes.
std::string input_file_sha256(const std::filesystem::path& path);

// An input file that was read, and the SHA-256 of what was read.
struct FileRead {
  std::filesystem::path path;
  std::string sha256;

  friend bool operator==(const FileRead&, const FileRead&) = default;
};

// Why a path is not a regular file: empty, `no such file`, or `is not a regular file (a pipe)`.
std::string irregularity(const std::filesystem::path& path);

}  // namespace peerwatt
