#include <array>

#include "output/schema.hpp"

namespace peerwatt::output {
namespace {

using recording::InputStatics;
using recording::NetworkStatics;
using recording::ProsumerStatics;

constexpr auto kProsumerStatics = std::to_array<ProsumerStaticColumn>({
    {{"bus", Unit::kNone, "index of the bus"}, &ProsumerStatics::bus},
    {{"zone", Unit::kNone, "index of the zone"}, &ProsumerStatics::zone},
    {{"pv_capacity_kw", Unit::kPower, "PV capacity"}, &ProsumerStatics::pv_capacity_kw},
    {{"battery_capacity_kwh", Unit::kEnergy, "battery capacity"},
     &ProsumerStatics::battery_capacity_kwh},
    {{"battery_power_kw", Unit::kPower, "charge and discharge limit of the battery"},
     &ProsumerStatics::battery_power_kw},
    {{"flexible_share", Unit::kShare, "flexible share of the load"},
     &ProsumerStatics::flexible_share},
    {{"choke_price", Unit::kPrice, "value of the first flexible kWh"},
     &ProsumerStatics::choke_price},
    {{"reservation_lambda", Unit::kShare,
      "position of the reservation price between feed-in and selling price"},
     &ProsumerStatics::reservation_lambda},
});

constexpr auto kNetwork = std::to_array<NetworkColumn>({
    {{"bus_zone", Unit::kNone, "index of the zone of the bus, -1 = none"},
     NetworkAxis::kBus,
     &NetworkStatics::bus_zone},
    {{"from", Unit::kNone, "index of the bus the line leads from"},
     NetworkAxis::kLine,
     &NetworkStatics::line_from},
    {{"to", Unit::kNone, "index of the bus the line leads to"},
     NetworkAxis::kLine,
     &NetworkStatics::line_to},
    {{"length_km", Unit::kLength, "length; absent when not known"},
     NetworkAxis::kLine,
     &NetworkStatics::line_length_km},
    {{"resistance_ohm", Unit::kResistance, "resistance"},
     NetworkAxis::kLine,
     &NetworkStatics::line_resistance_ohm},
    {{"reactance_ohm", Unit::kResistance, "reactance"},
     NetworkAxis::kLine,
     &NetworkStatics::line_reactance_ohm},
    {{"rating_kva", Unit::kApparentPower, "rating, 0 = no limit"},
     NetworkAxis::kLine,
     &NetworkStatics::line_rating_kva},
});

constexpr auto kInputs = std::to_array<InputColumn>({
    {{"gaps", Unit::kCount, "values missing and filled"}, &InputStatics::gaps},
    {{"duplicates", Unit::kCount, "time stamps given twice"}, &InputStatics::duplicates},
    {{"daylight_saving", Unit::kCount, "values moved by daylight saving"},
     &InputStatics::daylight_saving},
    {{"negatives", Unit::kCount, "negative values repaired"}, &InputStatics::negatives},
});

}  // namespace

std::span<const ProsumerStaticColumn> prosumer_static_columns() {
  return kProsumerStatics;
}
std::span<const NetworkColumn> network_columns() {
  return kNetwork;
}
std::span<const InputColumn> input_columns() {
  return kInputs;
}

}  // namespace peerwatt::output
