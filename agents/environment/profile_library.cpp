#include "agents/environment/profile_library.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "agents/devices/device_limits.hpp"
#include "agents/tariffs/price_limits.hpp"

namespace peerwatt::agents {
namespace {

using scenario::ProsumerGroup;
using scenario::Scenario;

// Columns, in the order of first use.
struct Columns {
  std::vector<std::string> names;
  std::unordered_set<std::string> known;
};

bool uses_shape(const Scenario& scenario) {
  return scenario.network.base_load == scenario::BaseLoad::kProfile;
}

// The columns that a scenario uses of its profiles, by the names of these.
std::unordered_map<std::string, Columns> columns_in_use(const Scenario& scenario) {
  std::unordered_map<std::string, Columns> profiles;
  const auto use = [&](const std::string& name, std::span<const std::string> wanted) {
    Columns& columns = profiles[name];
    for (const std::string& column : wanted) {
      if (columns.known.insert(column).second) columns.names.push_back(column);
    }
  };
  for (const ProsumerGroup& group : scenario.prosumers) {
    use(group.load.profile, group.load.columns);
    use(group.pv.profile, group.pv.columns);
  }
  const scenario::OtherCustomers& others = scenario.other_customers;
  use(others.profile, std::span{&others.column, 1});
  const scenario::BaseLoadShape& shape = scenario.network.base_load_shape;
  if (uses_shape(scenario)) use(shape.profile, std::span{&shape.column, 1});
  const scenario::LeaderSettings& leader = scenario.leader;
  if (leader.rule == scenario::LeaderRule::kReplay) {
    use(leader.profile, std::span{&leader.column, 1});
  }
  return profiles;
}

// The CPS may not sell below what it buys at, nor above its cap.
profiles::ValueRange range_of(const profiles::ProfileLayout& layout, const Scenario& scenario) {
  if (layout.unit != profiles::CellUnit::kPrice) return {};
  return {.above = scenario.cps.tariff.feed_in_price, .most = scenario.leader.price_cap};
}

// What a factor makes of a series.
struct Scaled {
  std::string path;  // of the factor
  std::span<const std::string> columns;
  double factor;
};

// All that prosumers and other customers take out of a profile.
std::vector<Scaled> energies_of(const Scenario& scenario, const std::string& profile) {
  std::vector<Scaled> all;
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    const ProsumerGroup& group = scenario.prosumers[i];
    const std::string path = fmt::format("prosumers[{}]", i);
    if (group.load.profile == profile) {
      all.push_back({path + ".load.scale", group.load.columns, group.load.scale.most()});
    }
    if (group.pv.profile == profile) {
      all.push_back({path + ".pv.capacity_kw", group.pv.columns, group.pv.capacity_kw.most()});
    }
  }
  const scenario::OtherCustomers& others = scenario.other_customers;
  if (others.profile == profile) {
    all.push_back({"other_customers.scale", std::span{&others.column, 1}, others.scale});
  }
  return all;
}

}  // namespace

ProfileLibrary::ProfileLibrary(const Scenario& scenario) {
  const profiles::SlotGrid grid{scenario.clock.start, scenario.clock.slot(),
                                scenario.clock.slots()};
  Diagnostics diagnostics;
  std::unordered_map<std::string, Columns> columns = columns_in_use(scenario);
  for (const profiles::ProfileLayout& layout : scenario.profiles) {
    try {
      profiles_.emplace(layout.name, load_profile(layout, columns[layout.name].names, grid,
                                                  range_of(layout, scenario)));
    } catch (const InputError& error) {
      diagnostics.add(error);
    }
  }
  diagnostics.throw_if_any();
  for (const auto& [name, profile] : profiles_) {
    for (std::size_t i = 0; i < profile.columns.size(); ++i) {
      places_[name].emplace(profile.columns[i], i);
    }
  }
  check_energies(scenario);
}

// Cells may be wrong by a unit, and so may factors.
void ProfileLibrary::check_energies(const Scenario& scenario) const {
  Diagnostics diagnostics;
  for (const auto& [name, profile] : profiles_) {
    for (const Scaled& scaled : energies_of(scenario, name)) {
      for (const std::string& column : scaled.columns) {
        const std::span<const double> values = series(name, column);
        const double most = scaled.factor * *std::max_element(values.begin(), values.end());
        if (most <= devices::kEnergyKwh.most) continue;
        diagnostics.add({}, fmt::format("{}: makes up to {:.3g} kWh a slot out of column '{}' of "
                                        "profile '{}': at most {:.0e} (look at the unit)",
                                        scaled.path, most, column, name, devices::kEnergyKwh.most));
      }
    }
  }
  diagnostics.throw_if_any();
}

std::span<const double> ProfileLibrary::series(const std::string& profile,
                                               const std::string& column) const {
  return profiles_.at(profile).series[places_.at(profile).at(column)];
}

}  // namespace peerwatt::agents
