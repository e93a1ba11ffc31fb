#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "agents/scenario/scenario.hpp"

// Where prosumers live, by the indices of the feeder's buses.
namespace peerwatt::notes {

class Placement {
 public:
  // The feeder must outlive it.
  explicit Placement(const network::FeederDescription& feeder);
  // The buses that the members of a group are shared out to in turn.
  std::vector<std::size_t> buses_of(const scenario::ProsumerGroup& group) const;

 private:
  const network::FeederDescription& feeder_;
  std::map<std::string_view, std::size_t> by_name_;
};

// How many of `count` members come to the place-th of `buses` buses.
std::int64_t members_at(std::size_t place, std::size_t buses, std::int64_t count);

// Of the zones where anybody lives, the numbers of prosumers.
std::vector<std::int64_t> prosumers_by_zone(const scenario::Scenario& scenario);

// The buses that carry a load in the feeder's files, in the order of the feeder.
std::vector<std::size_t> buses_with_load(const network::FeederDescription& feeder);

}  // namespace peerwatt::notes
