#include "tests/support/memory_sink.hpp"

#include <bit>
#include <initializer_list>

#include <fmt/format.h>

namespace peerwatt::testing {
namespace {

using recording::CertificateRecord;
using recording::ProsumerRecord;
using recording::SystemRecord;

// Columns of doubles with their member, others without.
ProsumerColumnName named(const char* name, std::span<const double> ProsumerRecord::*recorded,
                         std::vector<double> ProsumerColumns::*kept) {
  return {name, recorded, kept};
}
template <class T>
ProsumerColumnName named(const char* name, std::span<const T> ProsumerRecord::*,
                         std::vector<T> ProsumerColumns::*) {
  return {name, nullptr, nullptr};
}
SystemNumberName named(const char* name, double SystemRecord::*value) {
  return {name, value};
}
template <class T>
SystemNumberName named(const char* name, T SystemRecord::*) {
  return {name, nullptr};
}

std::vector<ProsumerColumnName> columns_of_doubles() {
  std::vector<ProsumerColumnName> columns{
#define PROSUMER_COLUMN(type, name, ...) \
  named(#name, &ProsumerRecord::name, &ProsumerColumns::name),
#include "output/recording/prosumer_columns.def"
  };
  std::erase_if(columns, [](const auto& column) { return column.kept == nullptr; });
  return columns;
}

std::vector<SystemNumberName> doubles_of_system() {
  std::vector<SystemNumberName> numbers{
#define SYSTEM_COLUMN(type, name, ...) named(#name, &SystemRecord::name),
#include "output/recording/system_columns.def"
  };
  std::erase_if(numbers, [](const auto& number) { return number.value == nullptr; });
  return numbers;
}

template <class T>
bool is_same(const T& a, const T& b) {
  return a == b;
}
bool is_same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
bool is_same(const std::optional<double>& a, const std::optional<double>& b) {
  return a.has_value() == b.has_value() && (!a || is_same(*a, *b));
}

// What differs in a column; empty when nothing does.
template <class T>
std::string difference(const char* name, const T& a, const T& b) {
  return is_same(a, b) ? "" : name;
}
template <class T>
std::string difference(const char* name, const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size()) return name;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!is_same(a[i], b[i])) return fmt::format("{}[{}]", name, i);
  }
  return {};
}

std::string first_of(std::initializer_list<std::string> differences) {
  for (const std::string& found : differences) {
    if (!found.empty()) return found;
  }
  return {};
}

std::string column_difference(const SystemRecord& a, const SystemRecord& b) {
  return first_of({
#define SYSTEM_COLUMN(type, name, ...) difference(#name, a.name, b.name),
#include "output/recording/system_columns.def"
  });
}
std::string column_difference(const CertificateRecord& a, const CertificateRecord& b) {
  return first_of({
#define CERTIFICATE_COLUMN(type, name, ...) difference(#name, a.name, b.name),
#include "output/recording/certificate_columns.def"
  });
}
std::string column_difference(const ProsumerColumns& a, const ProsumerColumns& b) {
  return first_of({
#define PROSUMER_COLUMN(type, name, ...) difference(#name, a.name, b.name),
#include "output/recording/prosumer_columns.def"
  });
}

std::string column_difference(const NetworkColumns& a, const NetworkColumns& b) {
  return first_of({
#define NETWORK_COLUMN(type, name, ...) difference(#name, a.name, b.name),
#define BUS_COLUMN(name, ...) difference(#name, a.name, b.name),
#define LINE_COLUMN(name, ...) difference(#name, a.name, b.name),
#include "output/recording/network_columns.def"
  });
}

// Bit for bit, but for the sign of a zero.
std::string event_difference(const KeptSlot& a, const KeptSlot& b) {
  if (a.orders != b.orders) return "orders";
  if (a.trades != b.trades) return "trades";
  if (a.quotes != b.quotes) return "quotes";
  return {};
}

std::string slot_difference(const KeptSlot& a, const KeptSlot& b) {
  if (a.index != b.index || a.start != b.start) return "which slot it is";
  return first_of({column_difference(a.system, b.system),
                   column_difference(a.certificates, b.certificates),
                   column_difference(a.prosumers, b.prosumers),
                   column_difference(a.network, b.network), event_difference(a, b)});
}

}  // namespace

std::span<const ProsumerColumnName> prosumer_columns() {
  static const std::vector<ProsumerColumnName> columns = columns_of_doubles();
  return columns;
}

std::span<const SystemNumberName> system_numbers() {
  static const std::vector<SystemNumberName> numbers = doubles_of_system();
  return numbers;
}

void MemorySink::record(const recording::SlotRecord& slot) {
  KeptSlot& kept = slots.emplace_back();
  kept.index = slot.index;
  kept.start = slot.start;
  kept.system = slot.system;
  kept.certificates = slot.certificates;
#define PROSUMER_COLUMN(type, name, ...) \
  kept.prosumers.name.assign(slot.prosumers.name.begin(), slot.prosumers.name.end());
#include "output/recording/prosumer_columns.def"
#define NETWORK_COLUMN(type, name, ...) kept.network.name = slot.network.name;
#define BUS_COLUMN(name, ...) \
  kept.network.name.assign(slot.network.name.begin(), slot.network.name.end());
#define LINE_COLUMN BUS_COLUMN
#include "output/recording/network_columns.def"
  kept.orders.assign(slot.orders.begin(), slot.orders.end());
  kept.trades.assign(slot.trades.begin(), slot.trades.end());
  kept.quotes.assign(slot.quotes.begin(), slot.quotes.end());
}

MemorySink run_in_memory(const scenario::Scenario& scenario, const agents::Division& division) {
  MemorySink sink;
  StopAfter never;
  agents::SimulationRun run{scenario, division};
  run.execute(sink, never);
  return sink;
}

std::string first_difference(const MemorySink& a, const MemorySink& b) {
  if (a.slots.size() != b.slots.size()) return "number of slots";
  if (a.status != b.status) return "status";
  for (std::size_t slot = 0; slot < a.slots.size(); ++slot) {
    const std::string difference = slot_difference(a.slots[slot], b.slots[slot]);
    if (!difference.empty()) return fmt::format("slot {}: {}", slot, difference);
  }
  return {};
}

MemorySink without_certificates(MemorySink run) {
  for (KeptSlot& slot : run.slots) slot.certificates = {};
  return run;
}

}  // namespace peerwatt::testing
