#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/core/id.hpp"
#include "engine/core/simulated_time.hpp"

#include "output/recording/event_records.hpp"

namespace peerwatt::recording {

// Stands in a column where a value does not exist: netCDF's default fill value, the same number as
// a float.
inline constexpr double kNoValue = 9.969209968386869e36;

// What the system as a whole did in a slot. Energies in kWh, prices in currency/kWh, balances in
// currency, positive when the owner pays.
struct SystemRecord {
#define SYSTEM_COLUMN(type, name, initial, ...) type name = initial;
#include "output/recording/system_columns.def"
};

// What is known of whether shares are in the core.
enum class CoreEvidence : std::int8_t {
  kNone,     // nothing was looked at
  kExact,    // every coalition
  kSampled,  // some
};

struct CertificateRecord {
#define CERTIFICATE_COLUMN(type, name, initial, ...) type name = initial;
#include "output/recording/certificate_columns.def"
};

// What each prosumer did in a slot: one value per prosumer, in the order of their ids.
struct ProsumerRecord {
#define PROSUMER_COLUMN(type, name, ...) std::span<const type> name;
#include "output/recording/prosumer_columns.def"
};

// The wires in a slot: one value per bus or line, in the order of their ids. The columns are empty
// in runs without power flow.
struct NetworkRecord {
#define NETWORK_COLUMN(type, name, initial, ...) type name = initial;
#define BUS_COLUMN(name, ...) std::span<const double> name;
#define LINE_COLUMN(name, ...) std::span<const double> name;
#include "output/recording/network_columns.def"
};

struct SlotRecord {
  std::int64_t index = 0;
  SimTime start;
  SystemRecord system;
  CertificateRecord certificates;
  ProsumerRecord prosumers;
  NetworkRecord network;
  // Each in the order of `sequence`; empty when the run is not recorded to that level.
  std::span<const OrderRecord> orders;
  std::span<const TradeRecord> trades;
  std::span<const QuoteRecord> quotes;
};

}  // namespace peerwatt::recording
