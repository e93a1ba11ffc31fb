#include "agents/simulation/division.hpp"

#include <algorithm>

namespace peerwatt::agents {
namespace {

// What a slot touches of so many prosumers fits into a second-level cache of 1 MiB.
constexpr std::uint32_t kProsumersInCache = 1600;

}  // namespace

std::vector<ZonePart> divide_zones(const Community& community, std::uint32_t zones,
                                   std::uint32_t districts) {
  const std::uint32_t wanted =
      districts > 0 ? districts : std::max(1U, community.size() / kProsumersInCache);
  const std::uint32_t parts = std::min(wanted, zones);
  std::vector<ZonePart> division;
  std::uint32_t first = 0;
  for (std::uint32_t part = 0; part < parts && first < zones; ++part) {
    // The part ends where it comes nearest to its share, but leaves a zone for each part to come.
    const std::uint64_t goal = std::uint64_t{community.size()} * (part + 1) / parts;
    const std::uint32_t last = zones - (parts - part - 1);
    std::uint32_t end = first + 1;
    while (end < last &&
           (part + 1 == parts || (*community.in_zones({ZoneId{0}, end}).end()).index() < goal)) {
      ++end;
    }
    const IdRange<ZoneId> range{ZoneId{first}, end - first};
    division.push_back({range, community.in_zones(range)});
    first = end;
  }
  return division;
}

}  // namespace peerwatt::agents
