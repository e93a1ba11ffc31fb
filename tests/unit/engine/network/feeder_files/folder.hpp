#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "engine/network/feeder_files/feeder_reader.hpp"

#include "tests/unit/engine/network/feeders.hpp"

namespace peerwatt::network {

// A folder of files that disappears with the test.
class Folder {
 public:
  Folder() {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("peerwatt_feeder_" + std::to_string(getpid()) + '_' + std::to_string(++count));
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& file, const std::string& text) const {
    std::ofstream{path_ / file} << text;
  }
  // A message with this folder's path taken out.
  std::string without_path(std::string message) const {
    const std::string prefix = path_.string() + '/';
    for (std::size_t at = message.find(prefix); at != std::string::npos;
         at = message.find(prefix)) {
      message.erase(at, prefix.size());
    }
    return message;
  }

 private:
  std::filesystem::path path_;
};

// What reading the folder as a feeder complains about; `(none)` if nothing.
inline std::string complaint_about(const Folder& folder) {
  return folder.without_path(complaint_of([&] { read_feeder(folder.path()); }));
}

}  // namespace peerwatt::network
