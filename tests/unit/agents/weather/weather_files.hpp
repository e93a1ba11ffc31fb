#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "engine/core/diagnostics.hpp"

#include "tests/support/temporary_folder.hpp"

namespace peerwatt::weather {

// A file of weather with this text.
class WeatherText {
 public:
  explicit WeatherText(const std::string& text) {
    std::ofstream out{path(), std::ios::binary};
    out << text;
  }
  std::filesystem::path path() const { return folder_ / "f"; }

 private:
  testing::TemporaryFolder folder_;
};

// What reading complains of, with `f` for the file; empty where nothing is wrong.
inline std::string complaint(const std::string& text,
                             const std::function<void(const std::filesystem::path&)>& read) {
  const WeatherText file{text};
  try {
    read(file.path());
  } catch (const InputError& error) {
    std::string found = error.what();
    const std::string path = file.path().string();
    for (std::size_t place; (place = found.find(path)) != std::string::npos;) {
      found.replace(place, path.size(), "f");
    }
    return found;
  }
  return {};
}

// The text with the first occurrence of a part replaced.
inline std::string with(std::string text, const std::string& part, const std::string& other) {
  return text.replace(text.find(part), part.size(), other);
}

}  // namespace peerwatt::weather
