#include <algorithm>
#include <map>

#include "agents/scenario/consistency.hpp"
#include "agents/scenario/disjoint_intervals.hpp"

namespace peerwatt::scenario {
namespace {

void check_window(const FaultWindow& window, const std::string& path, Checker& check) {
  check.require(window.from < window.until, About(path + ".until", {path + ".from"}),
                "must be later than `from`");
}

using Windows = DisjointIntervals<SimTime>;

// Adds the window of an item of a list, and complains where an earlier one was there at that time.
void check_overlap(Windows& windows, const FaultWindow& window, const char* list, std::size_t index,
                   const char* message, Checker& check) {
  const auto earlier = windows.add(window.from, window.until, index);
  if (!earlier) return;
  check.require(false,
                About(fmt::format("{}[{}]", list, index), {fmt::format("{}[{}]", list, *earlier)}),
                "{}", message);
}

// `zones` is sorted.
void check_outages(const std::vector<AuctioneerOutage>& outages,
                   const std::vector<std::string>& zones, Checker& check) {
  std::map<std::string, Windows> windows;  // by zone
  for (std::size_t i = 0; i < outages.size(); ++i) {
    const AuctioneerOutage& outage = outages[i];
    const std::string path = fmt::format("faults.auctioneers[{}]", i);
    check_window(outage.window, path, check);
    if (!std::binary_search(zones.begin(), zones.end(), outage.zone)) {
      check.require(false, About(path + ".zone", {"network.feeder"}),
                    "the feeder has no zone '{}'{}", outage.zone, check.advice(outage.zone, zones));
    }
    check_overlap(windows[outage.zone], outage.window, "faults.auctioneers", i,
                  "overlaps an earlier outage of the same zone", check);
  }
}

// There must be room for one round; how many there are beyond it, the CPS will see.
void check_late_announcement(const Scenario& scenario, std::size_t index, Windows& windows,
                             Checker& check) {
  const std::vector<LateAnnouncement>& all = scenario.faults.late_announcements;
  const LateAnnouncement& late = all[index];
  const std::string path = fmt::format("faults.late_announcements[{}]", index);
  check_window(late.window, path, check);
  check_overlap(windows, late.window, "faults.late_announcements", index, "overlaps an earlier one",
                check);
  const MarketSettings& market = scenario.market;
  const double most = static_cast<double>(scenario.clock.slot_s) - market.settlement_s -
                      market.all_gates_s() - market.report_s -
                      scenario.virtual_power_plant.lead_s();
  check.require(late.delay_s <= most,
                About(path + ".delay_s", {"clock.slot_s", "market", "virtual_power_plant"}),
                "leaves no room for one round before settlement: at most {} s (got {})", most,
                late.delay_s);
}

}  // namespace

void check_faults(const Scenario& scenario, const std::vector<std::string>& zones, Checker& check) {
  const FaultSettings& faults = scenario.faults;
  check_outages(faults.auctioneers, zones, check);
  Windows late;
  for (std::size_t i = 0; i < faults.late_announcements.size(); ++i) {
    check_late_announcement(scenario, i, late, check);
  }
}

}  // namespace peerwatt::scenario
