#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "output/recording/daily_record.hpp"
#include "output/recording/group_effects.hpp"
#include "output/recording/run_description.hpp"
#include "output/recording/slot_record.hpp"

// Every column of a trace: writer, documentation and tests follow from these tables. Those of
// slots, days and events are made from output/recording/*_columns.def, which declares each once.
// Renaming a column is a new major version of the format; adding one is not.
namespace peerwatt::output {

inline constexpr const char* kSchemaName = "peerwatt-trace";
inline constexpr std::int32_t kSchemaMajor = 2;
inline constexpr std::int32_t kSchemaMinor = 1;
inline constexpr std::int32_t kOldestReadableMinor = 1;  // before it, seals were computed otherwise

// Attribute of /provenance: the digest of all the rest of a complete trace.
inline constexpr const char* kSealAttribute = "content_sha256";

// The time axis of /prosumers where its series are thinned: a name of its own, since tools that
// read a file as a tree (xarray.open_datatree) take an axis of the same name for the root's.
inline constexpr char kThinnedTime[] = "thinned_time";

// Stands where a value does not exist.
inline constexpr double kFillValue = recording::kNoValue;

enum class Unit {
  kNone,
  kCount,
  kEnergy,
  kPower,
  kPrice,
  kMoney,
  kShare,
  kPercent,
  kLength,
  kResistance,
  kApparentPower,
  kDuration,
  kInstant  // whole microseconds
};

// As CF spells it; money needs the run's currency.
std::string unit_text(Unit unit, const std::string& currency);

// Of meanings separated by single blanks, as CF has them.
std::size_t flag_count(std::string_view flag_meanings);

enum class Missing { kNever, kFill };

// Which runs have a column.
enum class Presence {
  kAlways,
  kWithShapley,
  kWithReductions,
  kWithBaselines,
  kWithPowerFlow,
  kWithPhases,           // with a power flow by phase
  kWithInverterControl,  // with one, where inverters go by power or voltage
  kWithBaselineLosses,   // with baselines and power flow
};
bool is_present(Presence presence, const recording::RunDescription& run);

struct ColumnText {
  const char* name;
  Unit unit;
  const char* long_name;
  const char* cell_methods = "";
  const char* flag_meanings = "";  // of 0, 1, ...; words make the column a flag
  Missing missing = Missing::kNever;
  Presence presence = Presence::kAlways;  // of columns of the system, prosumers, days, network
};

struct SystemColumn {
  ColumnText text;
  std::variant<bool recording::SystemRecord::*, double recording::SystemRecord::*,
               std::optional<double> recording::SystemRecord::*,
               std::int64_t recording::SystemRecord::*>
      member;
};

struct CertificateColumn {
  ColumnText text;
  std::variant<double recording::CertificateRecord::*,
               std::optional<double> recording::CertificateRecord::*,
               std::int64_t recording::CertificateRecord::*,
               recording::CoreEvidence recording::CertificateRecord::*>
      member;
};

struct ProsumerColumn {
  ColumnText text;
  std::variant<std::span<const double> recording::ProsumerRecord::*,
               std::span<const std::int32_t> recording::ProsumerRecord::*>
      member;
};

// Of /network: of the whole network in a slot, of each bus, of each line.
struct NetworkSlotColumn {
  ColumnText text;
  std::variant<bool recording::NetworkRecord::*, double recording::NetworkRecord::*,
               std::optional<double> recording::NetworkRecord::*,
               std::int64_t recording::NetworkRecord::*>
      member;
};
struct NetworkSeriesColumn {
  ColumnText text;
  std::span<const double> recording::NetworkRecord::*member = nullptr;
};

struct DailyColumn {
  ColumnText text;
  std::vector<double> recording::DailyRecord::*member = nullptr;
};

struct ProsumerStaticColumn {
  ColumnText text;
  std::variant<std::vector<double> recording::ProsumerStatics::*,
               std::vector<std::int32_t> recording::ProsumerStatics::*>
      member;
};

// Of /groups, which the end of a run with baselines writes.
struct GroupColumn {
  ColumnText text;
  std::variant<std::int64_t recording::GroupEffects::*, double recording::GroupEffects::*> member;
};

// The phases of a power flow by phase, in the order of their axis.
inline constexpr std::array kPhaseNames{"a", "b", "c"};

enum class NetworkAxis {
  kBus,
  kBusPhase,  // kBus, and in runs by phase the phases besides
  kLine,
};

struct NetworkColumn {
  ColumnText text;
  NetworkAxis axis;
  std::variant<std::vector<double> recording::NetworkStatics::*,
               std::vector<std::int32_t> recording::NetworkStatics::*>
      member;
};

struct InputColumn {
  ColumnText text;
  std::vector<std::int64_t> recording::InputStatics::*member = nullptr;
};

// An attribute of /rules. A word has no unit, a list may be empty, what has no value is absent.
struct RuleAttribute {
  ColumnText text;
  std::variant<std::string recording::RuleStatics::*, double recording::RuleStatics::*,
               std::int64_t recording::RuleStatics::*, bool recording::RuleStatics::*,
               std::optional<double> recording::RuleStatics::*,
               std::vector<double> recording::RuleStatics::*>
      member;
};

// A column of a table of events: one value of each record.
template <class Record, class... Values>
struct EventColumn {
  ColumnText text;
  std::variant<Values Record::*...> member;
};
using OrderColumn = EventColumn<recording::OrderRecord, std::int64_t, SimTime, std::int32_t, double,
                                recording::SideCode, recording::EnergyCode, recording::Outcome>;
using TradeColumn = EventColumn<recording::TradeRecord, std::int64_t, SimTime, std::int32_t, double,
                                recording::EnergyCode, std::int8_t>;
using QuoteColumn =
    EventColumn<recording::QuoteRecord, std::int64_t, SimTime, std::int32_t, std::optional<double>>;

std::span<const SystemColumn> system_columns();
std::span<const CertificateColumn> certificate_columns();
std::span<const ProsumerColumn> prosumer_columns();
std::span<const DailyColumn> daily_columns();
std::span<const ProsumerStaticColumn> prosumer_static_columns();
std::span<const GroupColumn> group_columns();
std::span<const NetworkColumn> network_columns();
std::span<const NetworkSlotColumn> network_slot_columns();
std::span<const NetworkSeriesColumn> bus_columns();
std::span<const NetworkSeriesColumn> line_columns();
std::span<const InputColumn> input_columns();
std::span<const RuleAttribute> rule_attributes();
std::span<const OrderColumn> order_columns();
// The flags of `mechanism` are named by the run.
std::span<const TradeColumn> trade_columns();
std::span<const QuoteColumn> quote_columns();

// The tables above and those of the indicators, as Markdown.
std::string schema_markdown();

}  // namespace peerwatt::output
