#include "engine/network/feeder_files/feeder_reader.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/letter_case.hpp"

#include "engine/network/feeder_files/feeder_forms.hpp"
#include "engine/network/feeder_files/form_columns.hpp"
#include "engine/network/feeder_files/matpower_case.hpp"

namespace peerwatt::network {
namespace {

using ReadForm = FeederParts (*)(const std::filesystem::path&, Diagnostics&);

struct Form {
  const FormSpec* spec;
  ReadForm read;
};

// In the order of form_specs().
constexpr std::array<ReadForm, 4> kReaders{read_project_form, read_matpower_form,
                                           read_pandapower_form, read_line_code_form};

std::vector<std::string_view> required_files(const FormSpec& form) {
  std::vector<std::string_view> files;
  for (const SheetSpec& sheet : form.sheets) {
    if (sheet.presence == FilePresence::kRequired) files.push_back(sheet.file);
  }
  return files;
}

Form form_of(const std::filesystem::path& folder) {
  std::error_code ignored;  // what cannot be looked at is not there
  if (!std::filesystem::is_directory(folder, ignored)) {
    throw InputError{folder.string() + ": no such folder (a feeder is a folder of CSV files)"};
  }
  std::string looked_for;
  const std::vector<const FormSpec*> specs = form_specs();
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const std::vector<std::string_view> files = required_files(*specs[i]);
    const auto is_there = [&](std::string_view file) {
      return std::filesystem::exists(folder / file, ignored);
    };
    if (std::all_of(files.begin(), files.end(), is_there)) return {specs[i], kReaders.at(i)};
    looked_for += looked_for.empty() ? "" : "; ";
    looked_for += fmt::format("{}: {}", specs[i]->name, fmt::join(files, ", "));
  }
  throw InputError{
      fmt::format("{}: no feeder of a known form (looked for {})", folder.string(), looked_for)};
}

// Files that say something about the folder, and are not meant to be read.
bool is_beside_the_point(const std::string& file) {
  const std::string name = lower_case(file);
  return name.starts_with('.') || name.starts_with("readme") || name.starts_with("licen");
}

// What the form does not read, in one note.
void note_other_files(const std::filesystem::path& folder, const FormSpec& form,
                      std::vector<std::string>& notes) {
  constexpr std::size_t kShown = 20;
  std::vector<std::string> known;
  for (const SheetSpec& sheet : form.sheets) known.emplace_back(sheet.file);
  std::vector<std::string> others;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    const std::string file = entry.path().filename().string();
    if (!entry.is_regular_file() || is_beside_the_point(file)) continue;
    if (std::find(known.begin(), known.end(), file) == known.end()) others.push_back(file);
  }
  if (others.empty()) return;
  std::sort(others.begin(), others.end());
  const std::size_t count = others.size();
  if (count > kShown) others.resize(kShown);
  notes.push_back(fmt::format("not read: {}{} (a feeder of the form {} has {})",
                              fmt::join(others, ", "),
                              count > kShown ? fmt::format(" and {} more", count - kShown) : "",
                              form.name, fmt::join(known, ", ")));
}

std::string last_part(const std::filesystem::path& folder) {
  const std::filesystem::path normal = folder.lexically_normal();
  return (normal.has_filename() ? normal : normal.parent_path()).filename().string();
}

bool has_extension(const std::filesystem::path& path, std::string_view extension) {
  return lower_case(path.extension().string()) == extension;
}

FeederParts parts_of_file(const std::filesystem::path& file) {
  Diagnostics diagnostics;
  if (has_extension(file, ".json")) {
    FeederParts parts = read_pandapower_net(file, diagnostics);
    diagnostics.throw_if_any();
    return parts;
  }
  MatpowerCase matpower = read_matpower_file(file, diagnostics);
  diagnostics.throw_if_any();
  FeederParts parts = feeder_of(std::move(matpower), diagnostics);
  diagnostics.throw_if_any();
  return parts;
}

FeederParts parts_of_folder(const std::filesystem::path& folder) {
  Diagnostics diagnostics;
  const Form form = form_of(folder);
  FeederParts parts = form.read(folder, diagnostics);
  diagnostics.throw_if_any();
  note_other_files(folder, *form.spec, parts.feeder.notes);
  return parts;
}

}  // namespace

bool is_feeder_file(const std::filesystem::path& path) {
  return has_extension(path, ".m") || has_extension(path, ".json");
}

FeederDescription read_feeder(const std::filesystem::path& path, ZoneRule rule) {
  FeederParts parts = is_feeder_file(path) ? parts_of_file(path) : parts_of_folder(path);
  FeederDescription feeder = assembled(std::move(parts));
  if (feeder.name.empty()) {
    feeder.name = is_feeder_file(path) ? path.stem().string() : last_part(path);
  }
  const auto names_no_zone = [](const FeederBus& bus) { return bus.zone.empty(); };
  if (std::all_of(feeder.buses.begin(), feeder.buses.end(), names_no_zone)) {
    name_zones(feeder, rule);
  }
  return feeder;
}

}  // namespace peerwatt::network
