#include "engine/config/section_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/shown_text.hpp"

#include "engine/config/decimal_commas.hpp"
#include "engine/config/feeder_reader.hpp"

namespace peerwatt::config {

using parameters::Choice;
using parameters::Distribution;
using parameters::Field;
using parameters::Presence;
using parameters::Range;

void Reading::complain(const SourcePosition& position, const std::string& path,
                       const std::string& problem) {
  complaints.add(position, path.empty() ? problem : path + ": " + problem);
  failed.push_back(path);
}

std::string SectionReader::path_of(std::string_view key) const {
  return path_.empty() ? std::string{key} : fmt::format("{}.{}", path_, key);
}

const Entry* SectionReader::take(const Field& field) {
  keys_.emplace_back(field.key);
  if (!field.formerly.empty()) renamed_.emplace(field.formerly, field.key);
  const Entry* entry = map_.find(field.key);
  if (entry != nullptr && entry->value.kind != NodeKind::kNull) {
    reading_.positions.set(path_of(field.key), entry->value.position());
    return entry;
  }
  const bool has_earlier_name = !field.formerly.empty() && map_.find(field.formerly) != nullptr;
  if (field.presence == Presence::kRequired && !has_earlier_name) {
    reading_.complain(entry == nullptr ? position_ : entry->position(), path_of(field.key),
                      "is required");
  }
  return nullptr;
}

void SectionReader::complain(const Entry& entry, const std::string& problem) {
  reading_.complain(entry.value.position(), path_of(entry.key), problem);
}

template <class T>
void SectionReader::read(const Field& field, T& value, Parsed<T> (*parse)(const Node&)) {
  const Entry* entry = take(field);
  if (entry == nullptr) return;
  Parsed<T> parsed = parse(entry->value);
  if (parsed.value) {
    value = std::move(*parsed.value);
  } else {
    complain(*entry, parsed.problem);
  }
}

template <class T>
bool SectionReader::check_range(const Entry& entry, const T& value, const Range& range) {
  const bool holds = range.contains(static_cast<double>(value));
  if (!holds) {
    complain(entry, fmt::format("{} (got {}){}", requirement(range), entry.value.text,
                                comma_advice(entry.value)));
  }
  return holds;
}

void SectionReader::number(const Field& field, double& value, Range range) {
  std::optional<double> given;
  optional_number(field, given, range);
  if (given) value = *given;
}

void SectionReader::optional_number(const Field& field, std::optional<double>& value, Range range) {
  const Entry* entry = take(field);
  if (entry == nullptr) return;
  const Parsed<double> parsed = parse_number(entry->value);
  if (!parsed.value) {
    complain(*entry, parsed.problem);
  } else if (check_range(*entry, *parsed.value, range)) {
    value = parsed.value;
  }
}

void SectionReader::integer(const Field& field, std::int64_t& value, Range range) {
  const Entry* entry = take(field);
  if (entry == nullptr) return;
  const Parsed<std::int64_t> parsed = parse_integer(entry->value);
  if (!parsed.value) {
    complain(*entry, parsed.problem);
  } else if (check_range(*entry, *parsed.value, range)) {
    value = *parsed.value;
  }
}

void SectionReader::flag(const Field& field, bool& value) {
  read(field, value, parse_flag);
}

void SectionReader::text(const Field& field, std::string& value) {
  // A title has lines, and so have the headers of some meter files.
  const bool has_lines = field.key == "title" || field.key.ends_with("column");
  read(field, value, has_lines ? parse_text : parse_name);
}

void SectionReader::texts(const Field& field, std::vector<std::string>& values) {
  if (const Entry* entry = take(field)) read_texts(*entry, field, values);
}

void SectionReader::columns(const Field& field, std::vector<std::string>& values) {
  const Entry* entry = take(field);
  if (entry == nullptr) return;
  if (entry->value.kind == NodeKind::kScalar && entry->value.text == "*") {
    values = {"*"};
  } else {
    read_texts(*entry, field, values);
  }
}

void SectionReader::read_texts(const Entry& entry, const Field& field,
                               std::vector<std::string>& values) {
  if (entry.value.kind != NodeKind::kList) {
    complain(entry,
             fmt::format("a list expected, like [a, b] (got {})", kind_name(entry.value.kind)));
    return;
  }
  values.clear();
  for (const Node& item : entry.value.items) {
    const std::string path = fmt::format("{}[{}]", path_of(field.key), values.size());
    Parsed<std::string> parsed = parse_name(item);
    reading_.positions.set(path, item.position());
    if (!parsed.value) reading_.complain(item.position(), path, parsed.problem);
    values.push_back(parsed.value.value_or(std::string{}));
  }
}

void SectionReader::path(const Field& field, std::string& value) {
  const Entry* entry = take(field);
  if (entry == nullptr) return;
  if (entry->value.kind != NodeKind::kScalar || entry->value.text.empty()) {
    complain(*entry, "a path expected");
    return;
  }
  if (std::string problem = name_problem(entry->value.text); !problem.empty()) {
    complain(*entry, problem);
    return;
  }
  value = resolved(entry->value).string();
}

void SectionReader::instant(const Field& field, SimTime& value) {
  read(field, value, parse_instant);
}

void SectionReader::time_of_day(const Field& field, std::int64_t& minutes) {
  read(field, minutes, parse_time_of_day);
}

void SectionReader::distribution(const Field& field, Distribution& value, Range range) {
  const Entry* entry = take(field);
  if (entry == nullptr) return;
  Parsed<Distribution> parsed = parse_distribution(entry->value);
  if (!parsed.value) {
    complain(*entry, parsed.problem);
  } else if (entry->value.kind == NodeKind::kScalar) {
    if (check_range(*entry, parsed.value->least(), range)) value = std::move(*parsed.value);
  } else if (!range.contains(parsed.value->least()) || !range.contains(parsed.value->most())) {
    complain(*entry, fmt::format("{} throughout (its values go from {} to {}){}",
                                 requirement(range), parsed.value->least(), parsed.value->most(),
                                 comma_advice(distribution_form(entry->value)->value)));
  } else {
    note_doubtful_list(*entry);
    value = std::move(*parsed.value);
  }
}

// Only a list of any length may be as well of half as many numbers.
void SectionReader::note_doubtful_list(const Entry& entry) {
  const Entry& form = *distribution_form(entry.value);
  if (distribution_kind(form.key) != Distribution::Kind::kOneOf) return;
  const std::string doubt = doubt_of_decimals(form.value);
  if (doubt.empty()) return;
  const std::string message = fmt::format("{}: {}: {}", path_of(entry.key), form.key, doubt);
  reading_.notes.push_back({form.value.position(), message, Severity::kNote});
}

void SectionReader::feeder(const Field& field, network::FeederDescription& value) {
  const Entry* entry = take(field);
  if (entry == nullptr) return;
  read_feeder(reading_, {entry->value, path_of(field.key), entry->position()}, value);
}

void SectionReader::section(const Field& field, parameters::Section& section) {
  const Entry* entry = take(field);
  if (entry == nullptr) return;
  read_section(reading_, {entry->value, path_of(field.key), entry->position()}, section);
}

void SectionReader::sections(const Field& field, parameters::SectionList& list) {
  const Entry* entry = take(field);
  if (entry == nullptr) return;
  const std::vector<Node>& items = entry->value.items;
  if (entry->value.kind != NodeKind::kList) {
    complain(*entry, fmt::format("a list expected, each item with `- ` before it (got {})",
                                 kind_name(entry->value.kind)));
    return;
  }
  list.resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string path = fmt::format("{}[{}]", path_of(field.key), i);
    reading_.positions.set(path, items[i].position());
    const Place place{items[i], path, items[i].position()};
    class Item final : public parameters::Section {
     public:
      Item(parameters::SectionList& all, std::size_t index) : all_{all}, index_{index} {}
      void describe(parameters::Visitor& visitor) override { all_.describe(index_, visitor); }

     private:
      parameters::SectionList& all_;
      std::size_t index_;
    } item{list, i};
    read_section(reading_, place, item);
  }
}

void SectionReader::choice_index(const Field& field, std::size_t& index,
                                 std::span<const Choice> names) {
  const Entry* entry = take(field);
  if (entry == nullptr) return;
  const std::string& text = entry->value.text;
  std::vector<std::string> known;
  for (const Choice& choice : names) known.emplace_back(choice.name);
  const auto at = std::find(known.begin(), known.end(), text);
  if (entry->value.kind == NodeKind::kScalar && at != known.end()) {
    index = static_cast<std::size_t>(at - known.begin());
    return;
  }
  const std::string hint = text.size() < 64 ? did_you_mean(text, known) : std::string{};
  complain(*entry, fmt::format("one of {} expected, not {}{}", fmt::join(known, ", "),
                               entry->value.kind == NodeKind::kScalar
                                   ? write_text(text)
                                   : std::string{kind_name(entry->value.kind)},
                               hint));
}

std::string SectionReader::problem_of_key(const Entry& entry) const {
  const auto renamed = renamed_.find(entry.key);
  if (renamed == renamed_.end()) {
    return "unknown key" + reading_.vocabulary.advice(entry.key, keys_);
  }
  const bool is_in_a_file = entry.value.source != nullptr && !entry.value.source->sha256.empty();
  return fmt::format("renamed to {}{}", renamed->second,
                     is_in_a_file ? " (`peerwatt migrate` rewrites the file)" : "");
}

void SectionReader::finish() {
  for (const Entry& entry : map_.entries) {
    if (std::find(keys_.begin(), keys_.end(), entry.key) != keys_.end()) continue;
    reading_.complaints.add(entry.position(),
                            fmt::format("{}: {}", path_of(entry.key), problem_of_key(entry)));
    reading_.failed.push_back(path_);
  }
}

void read_section(Reading& reading, const Place& place, parameters::Section& section) {
  if (place.node.kind != NodeKind::kMap) {
    reading.complain(
        place.node.position(), place.path,
        fmt::format("a section of `key: value` expected (got {})", kind_name(place.node.kind)));
    return;
  }
  SectionReader reader{reading, place};
  section.describe(reader);
  reader.finish();
}

}  // namespace peerwatt::config
