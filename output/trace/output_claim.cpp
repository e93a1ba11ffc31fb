#include "output/trace/output_claim.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::output {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kForAll = 0666;  // less the user's mask

std::string reason() {
  return std::strerror(errno);
}

// The process that holds a lock on a file, as /proc/locks lists them; 0 where that is not told.
long holder_of(const struct stat& file) {
  const std::string id =
      fmt::format("{:02x}:{:02x}:{}", major(file.st_dev), minor(file.st_dev), file.st_ino);
  std::ifstream locks{"/proc/locks"};
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words{line};
    std::string number, kind, rule, access, place;
    long process = 0;
    if (words >> number >> kind >> rule >> access >> process >> place && kind == "FLOCK" &&
        place == id) {
      return process;
    }
  }
  return 0;
}

[[noreturn]] void refuse_held(const fs::path& file, const struct stat& state) {
  const long process = holder_of(state);
  throw InputError{fmt::format(
      "{}: another run{} is writing it; wait for it, or write elsewhere (-o)", file.string(),
      process > 0 ? fmt::format(" (process {})", process) : std::string{})};
}

int open_for_writing(const fs::path& file) {
  const int descriptor =
      open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, kForAll);
  if (descriptor >= 0) return descriptor;
  if (errno == ELOOP) {
    throw InputError{fmt::format("{}: is a link; remove it, or write elsewhere", file.string())};
  }
  throw OutputError{fmt::format("cannot write {}: {}", file.string(), reason())};
}

bool same(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

}  // namespace

// A run that ends renames the file on which others may be waiting for the lock: whoever gets the
// lock of a file that has another name now tries again.
OutputClaim::OutputClaim(const fs::path& file) {
  while (true) {
    descriptor_ = open_for_writing(file);
    struct stat state {};
    struct stat named {};
    fstat(descriptor_, &state);
    const bool is_file = S_ISREG(state.st_mode);
    const bool locked = is_file && flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
    if (locked && lstat(file.c_str(), &named) == 0 && same(state, named)) return;
    close(std::exchange(descriptor_, -1));
    if (!is_file) {
      throw InputError{fmt::format("{}: is a folder or a device; write elsewhere", file.string())};
    }
    if (!locked) refuse_held(file, state);
  }
}

OutputClaim::~OutputClaim() {
  if (descriptor_ >= 0) close(descriptor_);
}

OutputClaim::OutputClaim(OutputClaim&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)} {}

OutputClaim& OutputClaim::operator=(OutputClaim&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

int OutputClaim::duplicate() const {
  return fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
}

bool OutputClaim::is(const fs::path& file) const {
  struct stat state {};
  struct stat named {};
  return fstat(descriptor_, &state) == 0 && lstat(file.c_str(), &named) == 0 && same(state, named);
}

void OutputClaim::sync() const {
  if (fsync(descriptor_) != 0) throw OutputError{"the disk did not take it: " + reason()};
}

OpenFolder::OpenFolder(const fs::path& folder)
    : descriptor_{open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)} {
  if (descriptor_ < 0) throw OutputError{"its folder cannot be opened: " + reason()};
}

OpenFolder::~OpenFolder() {
  close(descriptor_);
}

bool OpenFolder::sync() const noexcept {
  return fsync(descriptor_) == 0;
}

}  // namespace peerwatt::output
