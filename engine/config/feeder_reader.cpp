#include "engine/config/feeder_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/config/declared_parameters.hpp"
#include "engine/config/files.hpp"
#include "engine/network/distribution_network.hpp"
#include "engine/network/feeder_files/feeder_reader.hpp"
#include "engine/network/feeder_settings.hpp"
#include "engine/network/limits.hpp"
#include "engine/network/synthetic_feeder.hpp"

namespace peerwatt::config {
namespace {

namespace fs = std::filesystem;
using network::FeederDescription;

constexpr std::int64_t kMostBuses = 10'000'000;  // of a made-up feeder: some GB

template <class Settings>
void read_settings(Reading& reading, const Place& place, Settings& settings) {
  parameters::SettingsSection<Settings> section{settings};
  read_section(reading, place, section);
}

// Lets the checks of the network point at the lines of the file.
void note_positions(const Positions& positions, const std::string& path,
                    const SourcePosition& whole, FeederDescription& feeder) {
  const std::string prefix = path.empty() ? path : path + '.';
  feeder.position = whole;
  for (std::size_t i = 0; i < feeder.buses.size(); ++i) {
    feeder.buses[i].position = positions.find(fmt::format("{}buses[{}]", prefix, i));
  }
  for (std::size_t i = 0; i < feeder.lines.size(); ++i) {
    feeder.lines[i].position = positions.find(fmt::format("{}lines[{}]", prefix, i));
  }
  for (std::size_t i = 0; i < feeder.loads.size(); ++i) {
    feeder.loads[i].position = positions.find(fmt::format("{}loads[{}]", prefix, i));
  }
}

void read_description(Reading& reading, const Place& place, FeederDescription& feeder) {
  read_settings(reading, place, feeder);
  note_positions(reading.positions, place.path, place.position, feeder);
  for (network::FeederLine& line : feeder.lines) {
    if (line.name.empty()) line.name = line.from + '-' + line.to;
  }
}

void read_folder(Reading& reading, const fs::path& folder, network::ZoneRule rule,
                 FeederDescription& feeder) {
  std::vector<fs::path> tables;
  std::error_code error;
  for (const fs::directory_entry& file : fs::directory_iterator{folder, error}) {
    if (file.path().extension() == ".csv") tables.push_back(file.path());
  }
  for (const fs::path& table : tables) {
    const std::string problem = reading.allowed.problem(table);
    if (!problem.empty()) reading.complaints.add({}, problem);
  }
  if (!reading.complaints.empty()) return;
  if (error) {
    throw InputError{fmt::format("{}: cannot be read ({})", folder.string(), error.message())};
  }
  feeder = network::read_feeder(folder, rule);
  reading.files.insert(reading.files.end(), feeder.files.begin(), feeder.files.end());
}

void read_file(Reading& reading, const fs::path& file, const SourcePosition& named_at,
               network::ZoneRule rule, FeederDescription& feeder) {
  if (network::is_feeder_file(file)) {
    feeder = network::read_feeder(file, rule);
    reading.files.insert(reading.files.end(), feeder.files.begin(), feeder.files.end());
    return;
  }
  const Node root = read_yaml_file(file, kFeederFormat, named_at);
  reading.files.push_back({file, root.source->sha256});
  read_description(reading, {root, "", root.position()}, feeder);
}

void read_path(Reading& reading, const Place& place, const fs::path& path, network::ZoneRule rule,
               FeederDescription& feeder) {
  if (const std::string problem = reading.allowed.problem(path); !problem.empty()) {
    reading.complain(place.node.position(), place.path, problem);
    return;
  }
  std::error_code ignored;  // reading the file tells what is wrong with it
  if (fs::is_directory(path, ignored)) {
    read_folder(reading, path, rule, feeder);
  } else if (fs::status(path, ignored).type() == fs::file_type::not_found) {
    reading.complain(place.node.position(), place.path,
                     fmt::format("no such file or folder: {}", path.string()));
  } else {
    read_file(reading, path, place.node.position(), rule, feeder);
  }
}

// Lengths and ratings that are in range each may together make lines that are not.
void check_lines(Reading& reading, const Place& place, const std::string& path,
                 const FeederDescription& feeder) {
  for (const network::FeederLine& line : feeder.lines) {
    const double most = std::max(line.resistance_ohm, line.reactance_ohm);
    if (network::kImpedanceOhm.contains(most)) continue;
    reading.complain(place.position, path,
                     fmt::format("line '{}' would have {:.3g} ohm: at most {:.0e} (longer, or of a "
                                 "smaller rating, than any)",
                                 line.name, most, network::kImpedanceOhm.most));
    return;
  }
}

void read_folder_form(Reading& reading, const Place& place, FeederDescription& feeder) {
  network::FeederFolder form;
  read_settings(reading, place, form);
  if (!reading.complaints.empty()) return;
  const Entry& folder = *place.node.find("folder");
  const std::string path = place.path + ".folder";
  if (const std::string problem = reading.allowed.problem(form.folder); !problem.empty()) {
    reading.complain(folder.value.position(), path, problem);
    return;
  }
  std::error_code ignored;
  if (fs::is_directory(form.folder, ignored)) {
    read_folder(reading, form.folder, form.zones, feeder);
    check_lines(reading, place, path, feeder);
  } else if (network::is_feeder_file(form.folder) && fs::exists(form.folder, ignored)) {
    read_file(reading, form.folder, folder.value.position(), form.zones, feeder);
    check_lines(reading, place, path, feeder);
  } else {
    reading.complain(folder.value.position(), path, fmt::format("no such folder: {}", form.folder));
  }
}

void read_synthetic_form(Reading& reading, const Place& place, FeederDescription& feeder) {
  network::SyntheticFeederChoice form;
  read_settings(reading, place, form);
  const std::int64_t buses = std::int64_t{form.synthetic.zones} * form.synthetic.buses_per_zone;
  if (buses > kMostBuses) {
    reading.complain(
        place.position, place.path + ".synthetic",
        fmt::format("zones times buses_per_zone must be at most {} (got {})", kMostBuses, buses));
  }
  if (!reading.complaints.empty()) return;
  feeder = network::synthetic_feeder(form.synthetic);
  check_lines(reading, place, place.path + ".synthetic", feeder);
}

bool is_null(const Entry& entry) {
  return entry.value.kind == NodeKind::kNull;
}

// A feeder without what null removes of the other forms, which its own form does not know.
Node without_removed_keys(Node node) {
  const FeederForms forms = feeder_forms();
  const auto known_to = [](const std::vector<Parameter>& form, const std::string& key) {
    return std::any_of(form.begin(), form.end(),
                       [&](const Parameter& parameter) { return parameter.key == key; });
  };
  std::erase_if(node.entries, [&](const Entry& entry) {
    return is_null(entry) &&
           (known_to(forms.inline_feeder, entry.key) || known_to(forms.synthetic, entry.key) ||
            known_to(forms.folder, entry.key));
  });
  return node;
}

void read_form(Reading& reading, const Place& place, FeederDescription& feeder) {
  const bool synthetic = place.node.find("synthetic") != nullptr;
  const bool folder = place.node.find("folder") != nullptr;
  if (place.node.kind == NodeKind::kScalar) {
    read_path(reading, place, resolved(place.node), network::ZoneRule::kTransformer, feeder);
  } else if (synthetic && folder) {
    reading.complain(place.position, place.path,
                     "give folder or synthetic, not both (null removes what a base file gives)");
  } else if (synthetic) {
    read_synthetic_form(reading, place, feeder);
  } else if (folder) {
    read_folder_form(reading, place, feeder);
  } else {
    read_description(reading, place, feeder);
  }
}

// Zones as a folder of CSV files would get them.
void name_missing_zones(FeederDescription& feeder) {
  const bool named = std::any_of(feeder.buses.begin(), feeder.buses.end(),
                                 [](const network::FeederBus& bus) { return !bus.zone.empty(); });
  if (!named) network::name_zones(feeder, network::ZoneRule::kTransformer);
}

// Throws where the feeder is no tree.
void complete(FeederDescription& feeder) {
  const network::DistributionNetwork built{feeder};
  name_missing_zones(feeder);
}

}  // namespace

void read_feeder(Reading& reading, const Place& place, FeederDescription& feeder) {
  Reading inner;
  inner.vocabulary = reading.vocabulary;
  inner.allowed = reading.allowed;
  try {
    const std::vector<Entry>& entries = place.node.entries;
    const bool removes = std::any_of(entries.begin(), entries.end(), is_null);
    const Node left = removes ? without_removed_keys(place.node) : Node{};
    read_form(inner, {removes ? left : place.node, place.path, place.position}, feeder);
    if (inner.complaints.empty()) complete(feeder);
  } catch (const InputError& error) {
    inner.complaints.add(error);
  }
  for (const Diagnostic& complaint : inner.complaints.list()) {
    const bool placed = !complaint.position.file.empty();
    reading.complaints.add(placed ? complaint.position : place.node.position(),
                           placed ? complaint.message : place.path + ": " + complaint.message);
  }
  reading.complaints.count_more(inner.complaints.more());
  if (!inner.complaints.empty()) reading.failed.push_back(place.path);
  reading.files.insert(reading.files.end(), inner.files.begin(), inner.files.end());
}

network::FeederDescription load_feeder(const std::filesystem::path& path) {
  FeederDescription feeder;
  Reading reading;
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    read_folder(reading, path, network::ZoneRule::kTransformer, feeder);
  } else if (fs::status(path, ignored).type() == fs::file_type::not_found) {
    throw InputError{fmt::format("{}: no such file or folder", path.string())};
  } else {
    read_file(reading, path, {}, network::ZoneRule::kTransformer, feeder);
  }
  reading.complaints.throw_if_any();
  complete(feeder);
  return feeder;
}

}  // namespace peerwatt::config
