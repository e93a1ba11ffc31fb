#include "engine/network/line_lengths.hpp"

namespace peerwatt::agents {

// The network names the lines; why they matter is known to the caller.
void require_lengths(const network::DistributionNetwork& network, const std::string& why) {
  try {
    network.km_from_root(network.root());
  } catch (const InputError& lines) {
    Diagnostics diagnostics;
    diagnostics.add({}, why);
    diagnostics.add(lines);
    diagnostics.throw_if_any();
  }
}

}  // namespace peerwatt::agents
