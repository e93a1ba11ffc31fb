#include "tools/peerwatt/labelled_lines.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "output/indicators/text_wrap.hpp"

namespace peerwatt::tools {
namespace {

constexpr std::size_t kLabel = 14;

}  // namespace

void LabelledLines::add(std::string_view label, const std::string& text) {
  const std::vector<std::string> wrapped =
      output::wrapped_lines(text, std::max<std::size_t>(width_, kLabel + 20) - kLabel);
  for (std::size_t i = 0; i < wrapped.size(); ++i) {
    fmt::format_to(std::back_inserter(text_), "{:<{}}{}\n", i == 0 ? label : "", kLabel,
                   wrapped[i]);
  }
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace peerwatt::tools
