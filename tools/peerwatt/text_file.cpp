#include "tools/peerwatt/text_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/diagnostics.hpp"

#include "tools/peerwatt/write_all.hpp"

namespace peerwatt::tools {

namespace fs = std::filesystem;

namespace {

// The first bytes of every HDF5 file: a trace, most likely.
constexpr std::string_view kHdf5 = "\x89HDF\r\n\x1a\n";

bool holds_hdf5(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  std::string begin(kHdf5.size(), '\0');
  return stream.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == kHdf5;
}

void write_or_throw(int descriptor, std::string_view text) {
  const int error = write_all(descriptor, text);
  if (error != 0) throw std::system_error{error, std::generic_category()};
}

// What a file may be used for: as before, or as new files may.
mode_t mode_of(const fs::path& file) {
  struct stat before {};
  if (stat(file.c_str(), &before) == 0) return before.st_mode & 0777;
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

// Beside the file, so that it can take its name at once.
void replace_file(const fs::path& file, const std::string& text) {
  std::string beside = file.string() + ".XXXXXX";
  const int descriptor = mkstemp(beside.data());
  if (descriptor < 0) throw std::system_error{errno, std::generic_category()};
  const mode_t mode = mode_of(file);
  try {
    write_or_throw(descriptor, text);
    if (fchmod(descriptor, mode) != 0 || fsync(descriptor) != 0 ||
        rename(beside.c_str(), file.c_str()) != 0) {
      throw std::system_error{errno, std::generic_category()};
    }
  } catch (...) {
    unlink(beside.c_str());
    close(descriptor);
    throw;
  }
  if (close(descriptor) != 0) throw std::system_error{errno, std::generic_category()};
}

// Devices, pipes and what links lead to are written to as they are.
void write_through(const fs::path& file, const std::string& text) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
  if (descriptor < 0) throw std::system_error{errno, std::generic_category()};
  try {
    write_or_throw(descriptor, text);
  } catch (...) {
    close(descriptor);
    throw;
  }
  if (close(descriptor) != 0) throw std::system_error{errno, std::generic_category()};
}

}  // namespace

void write_file(const fs::path& file, const std::string& text) {
  std::error_code ignored;
  const fs::file_status status = fs::symlink_status(file, ignored);
  if (fs::is_regular_file(file, ignored) && holds_hdf5(file)) {
    throw InputError{file.string() + ": is a trace or another HDF5 file, which is not overwritten"};
  }
  try {
    if (!fs::exists(status) || fs::is_regular_file(status)) {
      replace_file(file, text);
    } else {
      write_through(file, text);
    }
  } catch (const std::system_error& error) {
    throw OutputError{
        fmt::format("{}: cannot be written ({})", file.string(), error.code().message())};
  }
}

}  // namespace peerwatt::tools
