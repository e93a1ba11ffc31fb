#include <array>

#include "output/schema/declared_columns.hpp"

namespace peerwatt::output {
namespace {

constexpr auto kSlot = std::to_array<NetworkSlotColumn>({
#define NETWORK_COLUMN(type, name, initial, ...) \
  PEERWATT_DECLARED_COLUMN(NetworkRecord, name, __VA_ARGS__)
#include "output/recording/network_columns.def"
});

constexpr auto kBuses = std::to_array<NetworkSeriesColumn>({
#define BUS_COLUMN(name, ...) PEERWATT_DECLARED_COLUMN(NetworkRecord, name, __VA_ARGS__)
#include "output/recording/network_columns.def"
});

constexpr auto kLines = std::to_array<NetworkSeriesColumn>({
#define LINE_COLUMN(name, ...) PEERWATT_DECLARED_COLUMN(NetworkRecord, name, __VA_ARGS__)
#include "output/recording/network_columns.def"
});

}  // namespace

std::span<const NetworkSlotColumn> network_slot_columns() {
  return kSlot;
}
std::span<const NetworkSeriesColumn> bus_columns() {
  return kBuses;
}
std::span<const NetworkSeriesColumn> line_columns() {
  return kLines;
}

}  // namespace peerwatt::output
