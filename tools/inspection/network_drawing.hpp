#pragma once

#include <string>

#include "engine/network/distribution_network.hpp"

#include "tools/inspection/network_report.hpp"

namespace peerwatt::inspection {

// A one-line diagram as an SVG: the root at the left, every other bus as far to the right as there
// are kilometres to it (lines, where lengths are not known), branches below each other. Buses are
// coloured by voltage, lines as wide as they are loaded, where there is a power flow.
std::string network_svg(const network::DistributionNetwork& network, const NetworkReport& report);

}  // namespace peerwatt::inspection
