#include "engine/config/studies/study.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "engine/core/input_file.hpp"

#include "engine/config/declared_parameters.hpp"
#include "engine/config/files.hpp"
#include "engine/config/override.hpp"
#include "engine/config/scalars.hpp"
#include "engine/config/section_reader.hpp"
#include "engine/config/studies/study_axes.hpp"
#include "engine/config/studies/variant_names.hpp"

namespace peerwatt::config {
namespace {

namespace fs = std::filesystem;

// Which of the changes of an axis are of a key, in whatever spelling.
std::optional<std::size_t> column_of(const Axis& axis, const std::string& key) {
  const Point& point = axis.front();
  const auto same = [&](const Entry& change) { return steps_of(change.key) == steps_of(key); };
  const auto found = std::find_if(point.begin(), point.end(), same);
  if (found == point.end()) return std::nullopt;
  return static_cast<std::size_t>(found - point.begin());
}

class StudyReader {
 public:
  StudyReader(const Node& root, std::span<const Parameter> parameters)
      : root_{root}, parameters_{parameters} {}

  Study read(const fs::path& file) {
    check_keys();
    Study study{.file = file,
                .sha256 = root_.source->sha256,
                .title = title(),
                .base = base(),
                .common = map("set"),
                .variants = {}};
    axes_ = read_axes(root_, complaints_);
    check_repetitions(study.common);
    const std::vector<Entry> baseline = map("baseline");
    complaints_.throw_sorted_if_any();
    study.variants = product();
    name_variants(study.variants, file.stem().string());
    if (!baseline.empty()) set_baselines(baseline, study.variants);
    complaints_.throw_sorted_if_any();
    return study;
  }

 private:
  const Node* given(std::string_view key) const;
  bool is_parameter(const std::string& key) const;
  std::vector<Entry> map(std::string_view key);
  void check_keys();
  std::string title();
  fs::path base();
  void check_repetitions(const std::vector<Entry>& common);
  std::vector<Variant> product();
  std::optional<std::size_t> baseline_point(const Axis& axis, const std::vector<Entry>& baseline);
  void set_baselines(const std::vector<Entry>& baseline, std::vector<Variant>& variants);
  void check_baseline_keys(const std::vector<Entry>& baseline);

  const Node& root_;
  std::span<const Parameter> parameters_;
  Diagnostics complaints_;
  std::vector<Axis> axes_;
};

const Node* StudyReader::given(std::string_view key) const {
  const Entry* entry = root_.find(key);
  return entry == nullptr || entry->value.kind == NodeKind::kNull ? nullptr : &entry->value;
}

bool StudyReader::is_parameter(const std::string& key) const {
  const std::vector<std::string> steps = steps_of(key);
  return !steps.empty() &&
         std::any_of(parameters_.begin(), parameters_.end(),
                     [&](const Parameter& known) { return known.key == steps.front(); });
}

std::vector<Entry> StudyReader::map(std::string_view key) {
  const Node* node = given(key);
  if (node == nullptr) return {};
  if (node->kind == NodeKind::kMap) return node->entries;
  complaints_.add(node->position(), fmt::format("{}: a section of `key: value` expected (got {})",
                                                key, kind_name(node->kind)));
  return {};
}

void StudyReader::check_keys() {
  const std::vector<std::string> known{"title", "base", "set", "grid", "zip", "seeds", "baseline"};
  constexpr std::size_t kLongestWord = 64;
  for (const Entry& entry : root_.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    std::string advice;
    if (is_parameter(entry.key)) {
      advice = " (parameters belong in set, grid or zip)";
    } else if (entry.key.size() <= kLongestWord) {
      advice = did_you_mean(entry.key, known);
    }
    complaints_.add(entry.position(), fmt::format("{}: unknown key{}", entry.key, advice));
  }
}

std::string StudyReader::title() {
  const Node* node = given("title");
  if (node == nullptr) return {};
  const Parsed<std::string> text = parse_text(*node);
  if (!text.value) complaints_.add(node->position(), "title: " + text.problem);
  return text.value.value_or(std::string{});
}

fs::path StudyReader::base() {
  const Node* node = given("base");
  if (node == nullptr) {
    complaints_.add(root_.position(), "base: is required: the scenario that is varied");
    return {};
  }
  if (node->kind != NodeKind::kScalar || node->text.empty()) {
    complaints_.add(node->position(), "base: a path expected");
    return {};
  }
  fs::path path = resolved(*node);
  const std::string problem = irregularity(path);
  if (!problem.empty()) {
    complaints_.add(node->position(), fmt::format("base: {}: {}", problem, path.string()));
  }
  return path;
}

// No key is changed twice, in whatever spelling.
void StudyReader::check_repetitions(const std::vector<Entry>& common) {
  std::vector<Entry> changes = common;
  for (const Axis& axis : axes_) {
    changes.insert(changes.end(), axis.front().begin(), axis.front().end());
  }
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const std::vector<std::string> steps = steps_of(changes[i].key);
    for (std::size_t earlier = 0; earlier < i && !steps.empty(); ++earlier) {
      if (steps_of(changes[earlier].key) != steps) continue;
      complaints_.add(changes[i].position(), fmt::format("{}: is given twice (first in line {})",
                                                         changes[i].key, changes[earlier].line));
      break;
    }
  }
}

// Every point of each axis with every point of the others, those of the last axis side by side.
std::vector<Variant> StudyReader::product() {
  std::vector<Variant> variants(1);
  for (const Axis& axis : axes_) {
    if (variants.size() * axis.size() > kMostVariants) {
      complaints_.add(root_.position(), fmt::format("more than {} variants", kMostVariants));
      complaints_.throw_if_any();
    }
    std::vector<Variant> longer;
    for (const Variant& variant : variants) {
      for (const Point& point : axis) {
        longer.push_back(variant);
        longer.back().changes.insert(longer.back().changes.end(), point.begin(), point.end());
      }
    }
    variants = std::move(longer);
  }
  return variants;
}

// The point at which an axis has the baseline's values; none if the baseline is not about it.
std::optional<std::size_t> StudyReader::baseline_point(const Axis& axis,
                                                       const std::vector<Entry>& baseline) {
  const Entry* last = nullptr;
  std::vector<std::size_t> points(axis.size());
  std::iota(points.begin(), points.end(), std::size_t{0});
  for (const Entry& wanted : baseline) {
    const std::optional<std::size_t> column = column_of(axis, wanted.key);
    if (!column) continue;
    last = &wanted;
    std::erase_if(points, [&](std::size_t point) {
      return write_flow(axis[point][*column].value) != write_flow(wanted.value);
    });
  }
  if (last == nullptr) return std::nullopt;
  if (points.size() == 1) return points.front();
  const std::string value = fmt::format("{}: {}", last->key, write_flow(last->value));
  complaints_.add(
      last->value.position(),
      points.empty()
          ? fmt::format("baseline: no variant has {}", value)
          : fmt::format("baseline: several variants have {}; name more keys of zip", value));
  return std::nullopt;
}

// A variant is compared with the one that has the baseline's values and is otherwise the same.
void StudyReader::set_baselines(const std::vector<Entry>& baseline,
                                std::vector<Variant>& variants) {
  check_baseline_keys(baseline);
  std::vector<std::size_t> index(variants.size());
  std::iota(index.begin(), index.end(), std::size_t{0});
  std::size_t stride = variants.size();
  for (const Axis& axis : axes_) {
    stride /= axis.size();
    const std::optional<std::size_t> point = baseline_point(axis, baseline);
    if (!point) continue;
    for (std::size_t& i : index) i = i - i / stride % axis.size() * stride + *point * stride;
  }
  for (std::size_t i = 0; i < variants.size(); ++i) variants[i].baseline = index[i];
}

void StudyReader::check_baseline_keys(const std::vector<Entry>& baseline) {
  std::vector<std::string> varied;
  for (const Axis& axis : axes_) {
    for (const Entry& change : axis.front()) varied.push_back(change.key);
  }
  for (const Entry& entry : baseline) {
    const auto has_key = [&](const Axis& axis) { return column_of(axis, entry.key).has_value(); };
    if (std::any_of(axes_.begin(), axes_.end(), has_key)) continue;
    complaints_.add(entry.position(), fmt::format("baseline: {} is not varied{}", entry.key,
                                                  did_you_mean(entry.key, varied)));
  }
}

}  // namespace

Study read_study(const fs::path& file, std::span<const Parameter> parameters) {
  const Node root = read_yaml_file(file, kStudyFormat, {});
  return StudyReader{root, parameters}.read(file);
}

}  // namespace peerwatt::config
