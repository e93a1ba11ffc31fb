#pragma once

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "agents/scenario/scenario.hpp"

// What the members of a group may own, by the group's settings.
namespace peerwatt::notes {

inline std::string group_path(std::size_t index) {
  return fmt::format("prosumers[{}]", index);
}

inline bool has_pv(const scenario::ProsumerGroup& group) {
  return group.pv.share > 0 && group.pv.capacity_kw.most() > 0;
}

inline bool has_battery(const scenario::ProsumerGroup& group) {
  return group.battery.share > 0 && group.battery.capacity_kwh.most() > 0;
}

inline bool sells_from_storage(const scenario::ProsumerGroup& group) {
  return has_battery(group) && group.battery.sale_share > 0;
}

inline bool has_flexible_load(const scenario::ProsumerGroup& group) {
  return group.flexible_load.share.most() > 0;
}

inline bool any_group(const scenario::Scenario& scenario,
                      bool (*has)(const scenario::ProsumerGroup&)) {
  return std::any_of(scenario.prosumers.begin(), scenario.prosumers.end(), has);
}

}  // namespace peerwatt::notes
