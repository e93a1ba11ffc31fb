#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

namespace peerwatt::config {

// A folder of its own for a test, gone afterwards.
class TestFolder {
 public:
  explicit TestFolder(const std::string& name)
      : path_{std::filesystem::temp_directory_path() / ("peerwatt_config_" + name)} {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  // Puts a file there and says where it is.
  std::filesystem::path put(const std::string& name, const std::string& text) const {
    std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
    return file;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  std::ostringstream text;
  text << stream.rdbuf();
  return std::move(text).str();
}

inline std::filesystem::path complete_scenario() {
  return std::filesystem::path{PEERWATT_SOURCE_DIR} /
         "tests/unit/agents/scenario_files/complete.yaml";
}

constexpr const char* kHeader = "format: peerwatt-scenario\nversion: 2\n";
constexpr const char* kSmallest =
    "network: {feeder: {synthetic: {zones: 2, buses_per_zone: 3}}}\nprosumers: [{name: homes}]\n";

}  // namespace peerwatt::config
