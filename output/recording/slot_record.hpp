#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/core/id.hpp"
#include "engine/core/simulated_time.hpp"

#include "output/recording/event_records.hpp"

namespace peerwatt::recording {

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

struct SlotRecord {
  std::int64_t index = 0;
  SimTime start;
  SystemRecord system;
  CertificateRecord certificates;
  ProsumerRecord prosumers;
  // Each in the order of `sequence`; empty when the run is not recorded to that level.
  std::span<const OrderRecord> orders;
  std::span<const TradeRecord> trades;
  std::span<const QuoteRecord> quotes;
};

}  // namespace peerwatt::recording
