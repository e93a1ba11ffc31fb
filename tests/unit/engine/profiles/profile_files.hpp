#pragma once

#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

#include <unistd.h>

#include "engine/core/diagnostics.hpp"
#include "engine/core/simulated_time.hpp"

#include "engine/profiles/profile.hpp"

namespace peerwatt::profiles {

// A small file that lives as long as the test case.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text)
      : path_{std::filesystem::temp_directory_path() /
              ("peerwatt_profile_" + std::to_string(::getpid()) + ".csv")} {
    std::ofstream{path_} << text;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Hourly energy in UTC, unless changed.
inline ProfileLayout hourly_layout(const std::filesystem::path& path) {
  ProfileLayout layout;
  layout.name = "homes";
  layout.file = path.filename().string();
  layout.path = path;
  layout.time_column = "time";
  layout.step_s = 3600;
  return layout;
}

inline SlotGrid grid_of(const std::string& start, std::int64_t slot_s, std::int64_t slots) {
  return {*parse_utc(start), Duration::from_seconds(slot_s), slots};
}

inline Profile load(const ProfileLayout& layout, const std::vector<std::string>& columns,
                    const SlotGrid& grid) {
  return load_profile(layout, columns, grid);
}

inline double total(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// The complaints about a file, one per line, its path cut down to `f`.
inline std::string complaints_about(const ProfileLayout& layout,
                                    const std::vector<std::string>& columns, const SlotGrid& grid) {
  try {
    load_profile(layout, columns, grid);
  } catch (const InputError& error) {
    std::string text = error.what();
    const std::string path = layout.path.string();
    for (auto at = text.find(path); at != std::string::npos; at = text.find(path, at)) {
      text.replace(at, path.size(), "f");
    }
    return text;
  }
  return {};
}

}  // namespace peerwatt::profiles
