#pragma once

#include <map>
#include <string>
#include <vector>

#include "agents/market/catalogue.hpp"

#include "output/trace_reader.hpp"

#include "tools/verification/position.hpp"
#include "tools/verification/slot_check.hpp"
#include "tools/verification/zone_tree.hpp"

namespace peerwatt::verification {

// Coalitions (model, section 4): that none gains by merging with a neighbour or by splitting along
// a line of the network, and what a prosumer alone would gain by leaving.
class CoalitionChecks final : public SlotCheck {
 public:
  CoalitionChecks(const RunFacts& facts, const output::TraceReader& trace);
  void look_at(const Slot& slot) override;
  void finish() override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  using Members = std::vector<std::uint32_t>;
  // A coalition, or a prosumer that is in none; of one zone.
  struct Party {
    std::int64_t coalition = kNowhere;
    Members members;
    double value = 0;
  };
  // Largest gain found in a slot, and where.
  struct Gain {
    double most = 0;
    Where where;
  };

  std::string obstacle() const;
  bool load(const Slot& slot);
  void form_parties(const Slot& slot);
  void look_at_zone(std::size_t zone, const Slot& slot);
  void look_for_merges(std::size_t zone);
  void look_for_splits(std::size_t zone, const Party& party);
  void look_for_exits(std::size_t zone, const Party& party, const Slot& slot);
  void compare(const char* column, double found, std::int64_t slot, Check& check);
  double value(std::size_t zone, const Members& members);
  bool are_neighbours(std::size_t zone, const Members& a, const Members& b) const;

  const RunFacts& facts_;
  const output::TraceReader& trace_;
  const market::MechanismEntry& mechanism_;
  std::string obstacle_;
  Check merges_, splits_, exits_, noted_;
  std::vector<ZoneTree> charged_;  // by zone: in the unit of the charge
  std::vector<ZoneTree> in_km_;
  std::vector<std::size_t> place_;  // by prosumer, within its zone
  double spread_ = 0;
  std::vector<double> sales_kwh_, wants_kwh_;  // by prosumer
  std::vector<double> at_place_sales_, at_place_wants_;
  std::vector<std::vector<Party>> parties_;  // by zone
  Gain merge_, split_, exit_;
  std::int64_t left_out_ = 0;
};

}  // namespace peerwatt::verification
