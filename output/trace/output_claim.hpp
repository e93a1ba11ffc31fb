#pragma once

#include <filesystem>

namespace peerwatt::output {

// The right to write one file, held by one run at a time: a lock (flock) on the file itself, which
// the system takes back when the process ends, however it ends. The file is made where it is not
// there; a link is not followed.
class OutputClaim {
 public:
  OutputClaim() = default;
  // Throws InputError where another run holds it, with its process, or where the path is a link or
  // no file; OutputError where the file cannot be made.
  explicit OutputClaim(const std::filesystem::path& file);
  ~OutputClaim();
  OutputClaim(OutputClaim&& other) noexcept;
  OutputClaim& operator=(OutputClaim&& other) noexcept;

  // A descriptor of the same file, for the caller to close; negative, with errno, where the system
  // has none left. The claim outlives it.
  int duplicate() const;
  // Whether `file` still names what is claimed.
  bool is(const std::filesystem::path& file) const;
  // Throws OutputError with the system's reason where what was written is not on the disk.
  void sync() const;

 private:
  int descriptor_ = -1;
};

// A folder that is open, so that names given in it can be made to last.
class OpenFolder {
 public:
  // Throws OutputError.
  explicit OpenFolder(const std::filesystem::path& folder);
  ~OpenFolder();
  OpenFolder(const OpenFolder&) = delete;
  OpenFolder& operator=(const OpenFolder&) = delete;

  bool sync() const noexcept;

 private:
  int descriptor_;
};

}  // namespace peerwatt::output
