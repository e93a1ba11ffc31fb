#include "engine/core/input_file.hpp"

#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/diagnostics.hpp"
#include "engine/core/sha256.hpp"

namespace peerwatt {
namespace {

std::string not_regular(mode_t mode) {
  const char* kind = S_ISDIR(mode)                    ? "a folder"
                     : S_ISFIFO(mode)                 ? "a pipe"
                     : S_ISSOCK(mode)                 ? "a socket"
                     : S_ISCHR(mode) || S_ISBLK(mode) ? "a device"
                                                      : "of an unknown kind";
  return fmt::format("is not a regular file (it is {})", kind);
}

[[noreturn]] void refuse_unreadable(int error) {
  if (error == ENOENT) throw InputError{"no such file"};
  throw InputError{fmt::format("cannot be read ({})", std::strerror(error))};
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags)
      : number_{::open(path.c_str(), flags | O_RDONLY | O_CLOEXEC)} {
    if (number_ < 0) refuse_unreadable(errno);
  }
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  struct stat status() const {
    struct stat found {};
    if (::fstat(number_, &found) != 0) refuse_unreadable(errno);
    return found;
  }
  // Bytes read; 0 at the end.
  std::size_t read(std::vector<char>& block) const {
    while (true) {
      const ssize_t count = ::read(number_, block.data(), block.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) refuse_unreadable(errno);
    }
  }

 private:
  int number_;
};

void require_size(std::size_t size, const InputFileOptions& options) {
  if (size <= options.largest) return;
  throw InputError{fmt::format("is larger than {} MiB", options.largest >> 20U)};
}

// The kind is looked at before the file is opened, since opening a pipe waits for its writer.
bool is_allowed_pipe(const std::filesystem::path& path, const InputFileOptions& options) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) refuse_unreadable(errno);
  if (S_ISREG(found.st_mode)) return false;
  const bool may_be = options.pipes == Pipes::kAllow && is_descriptor(path);
  if (!may_be || !S_ISFIFO(found.st_mode)) throw InputError{not_regular(found.st_mode)};
  return true;
}

}  // namespace

bool is_descriptor(const std::filesystem::path& path) {
  const std::string text = path.lexically_normal().string();
  return text == "/dev/stdin" || text.starts_with("/dev/fd/") || text.starts_with("/proc/self/fd/");
}

void read_input_file(const std::filesystem::path& path, const InputFileOptions& options,
                     const std::function<void(std::string_view block)>& take) {
  constexpr std::size_t kBlock = 1 << 16;
  const bool is_pipe = is_allowed_pipe(path, options);
  const Descriptor file{path, is_pipe ? 0 : O_NONBLOCK};
  const struct stat found = file.status();
  if (!is_pipe && !S_ISREG(found.st_mode)) throw InputError{not_regular(found.st_mode)};
  if (!is_pipe) require_size(static_cast<std::size_t>(found.st_size), options);
  std::vector<char> block(kBlock);
  std::size_t size = 0;
  while (const std::size_t count = file.read(block)) {
    size += count;
    require_size(size, options);
    take({block.data(), count});
  }
}

InputText input_file_text(const std::filesystem::path& path, const InputFileOptions& options) {
  std::string text;
  Sha256 hash;
  read_input_file(path, options, [&](std::string_view block) {
    text += block;
    hash.add(block);
  });
  return {std::move(text), hash.hexadecimal()};
}

std::string input_file_sha256(const std::filesystem::path& path) {
  Sha256 hash;
  read_input_file(path, {}, [&](std::string_view block) { hash.add(block); });
  return hash.hexadecimal();
}

std::string irregularity(const std::filesystem::path& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    return errno == ENOENT ? std::string{"no such file"}
                           : fmt::format("cannot be read ({})", std::strerror(errno));
  }
  return S_ISREG(found.st_mode) ? std::string{} : not_regular(found.st_mode);
}

}  // namespace peerwatt
