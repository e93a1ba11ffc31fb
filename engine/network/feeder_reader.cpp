#include "engine/network/feeder_reader.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "engine/network/feeder_forms.hpp"

namespace peerwatt::network {
namespace {

struct Form {
  std::string_view name;
  std::vector<std::string_view> files;
  FeederParts (*read)(const std::filesystem::path&, Diagnostics&);
};

const std::array<Form, 4>& forms() {
  static const std::array<Form, 4> kForms{{
      {"project", {"feeder.csv", "buses.csv", "lines.csv"}, read_project_form},
      {"MATPOWER", {"meta.csv", "bus.csv", "branch.csv"}, read_matpower_form},
      {"pandapower", {"bus.csv", "line.csv", "ext_grid.csv"}, read_pandapower_form},
      {"line codes",
       {"lines.csv", "line_codes.csv", "transformer.csv", "source.csv"},
       read_line_code_form},
  }};
  return kForms;
}

const Form& form_of(const std::filesystem::path& folder) {
  std::error_code ignored;  // what cannot be looked at is not there
  if (!std::filesystem::is_directory(folder, ignored)) {
    throw InputError{folder.string() + ": no such folder (a feeder is a folder of CSV files)"};
  }
  std::string looked_for;
  for (const Form& form : forms()) {
    const auto is_there = [&](std::string_view file) {
      return std::filesystem::exists(folder / file, ignored);
    };
    if (std::all_of(form.files.begin(), form.files.end(), is_there)) return form;
    looked_for += looked_for.empty() ? "" : "; ";
    looked_for += fmt::format("{}: {}", form.name, fmt::join(form.files, ", "));
  }
  throw InputError{
      fmt::format("{}: no feeder of a known form (looked for {})", folder.string(), looked_for)};
}

std::string last_part(const std::filesystem::path& folder) {
  const std::filesystem::path normal = folder.lexically_normal();
  return (normal.has_filename() ? normal : normal.parent_path()).filename().string();
}

}  // namespace

FeederDescription read_feeder(const std::filesystem::path& folder, ZoneRule rule) {
  Diagnostics diagnostics;
  FeederParts parts = form_of(folder).read(folder, diagnostics);
  diagnostics.throw_if_any();
  FeederDescription feeder = assembled(std::move(parts));
  if (feeder.name.empty()) feeder.name = last_part(folder);
  const auto names_no_zone = [](const FeederBus& bus) { return bus.zone.empty(); };
  if (std::all_of(feeder.buses.begin(), feeder.buses.end(), names_no_zone)) {
    name_zones(feeder, rule);
  }
  return feeder;
}

}  // namespace peerwatt::network
