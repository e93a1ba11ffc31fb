#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace peerwatt::tools {

// Lines of a report: a label, and a text that is wrapped beside it.
class LabelledLines {
 public:
  explicit LabelledLines(std::size_t width) : width_{width} {}

  void add(std::string_view label, const std::string& text);
  std::string take() { return std::move(text_); }

 private:
  std::size_t width_;
  std::string text_;
};

// `1 line`, `2 lines`.
std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace peerwatt::tools
