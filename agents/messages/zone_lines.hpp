#pragma once

#include <utility>
#include <vector>

#include "engine/core/id_vector.hpp"

#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"

namespace peerwatt::agents {

// How those above the zones reach some zones and their prosumers: by channels that end there, in
// which everybody has the numbers of this directory.
struct ZoneLine {
  const Directory* directory;
  Channels* channels;
};

// The lines to all zones.
class ZoneLines {
 public:
  // Each to some zones, in the order of the zones, all together.
  explicit ZoneLines(std::vector<ZoneLine> lines) : lines_{std::move(lines)} {
    for (const ZoneLine& line : lines_) {
      for (std::uint32_t i = 0; i < line.directory->part().zones.size(); ++i) {
        of_zone_.push_back(line);
      }
    }
  }

  const std::vector<ZoneLine>& all() const { return lines_; }
  const ZoneLine& to(ZoneId zone) const { return of_zone_[zone]; }

 private:
  std::vector<ZoneLine> lines_;
  IdVector<ZoneId, ZoneLine> of_zone_;
};

}  // namespace peerwatt::agents
