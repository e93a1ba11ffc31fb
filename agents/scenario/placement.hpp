#pragma once

#include <cstdint>
#include <vector>

#include "agents/scenario/scenario.hpp"

namespace peerwatt::scenario {

// Placement says where the members of the groups live, and on which phase. Buses and loads have
// their indices in the description of the feeder.
class Placement {
 public:
  // The scenario must be free of inconsistencies.
  explicit Placement(const Scenario& scenario);

  // The bus of each member of a group; empty where the group finds none.
  const std::vector<std::uint32_t>& homes(std::size_t group) const { return homes_[group]; }
  // The phase of each member of a group.
  const std::vector<network::Phase>& phases(std::size_t group) const { return phases_[group]; }
  // Whether the customer of a load is a member of a group (`place: at_loads`), by load.
  const std::vector<bool>& trading_customers() const { return trading_; }

 private:
  // By group and member.
  std::vector<std::vector<std::uint32_t>> homes_;
  std::vector<std::vector<network::Phase>> phases_;
  std::vector<bool> trading_;
};

// Whether a load of the feeder is a customer's, whose place a prosumer may take: generators are
// none.
bool is_customer(const network::FeederLoad& load);

}  // namespace peerwatt::scenario
