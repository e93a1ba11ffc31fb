#include <array>

#include "output/schema/declared_columns.hpp"

namespace peerwatt::output {
namespace {

constexpr auto kProsumers = std::to_array<ProsumerColumn>({
#define PROSUMER_COLUMN(type, name, initial, ...) \
  PEERWATT_DECLARED_COLUMN(ProsumerRecord, name, __VA_ARGS__)
#include "output/recording/prosumer_columns.def"
});

constexpr auto kDaily = std::to_array<DailyColumn>({
#define DAILY_COLUMN(name, ...) PEERWATT_DECLARED_COLUMN(DailyRecord, name, __VA_ARGS__)
#include "output/recording/daily_columns.def"
});

}  // namespace

std::span<const ProsumerColumn> prosumer_columns() {
  return kProsumers;
}
std::span<const DailyColumn> daily_columns() {
  return kDaily;
}

}  // namespace peerwatt::output
