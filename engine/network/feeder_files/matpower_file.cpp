#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/input_file.hpp"

#include "engine/network/feeder_files/matpower_case.hpp"
#include "engine/network/feeder_files/matpower_script.hpp"

namespace peerwatt::network {
namespace {

// Columns of the tables, from 0, as MATPOWER's manual numbers them from 1.
enum BusColumn : std::size_t {
  kBusNumber = 0,
  kBusType = 1,
  kLoadMw = 2,
  kLoadMvar = 3,
  kShuntMw = 4,
  kShuntMvar = 5,
  kVoltage = 7,
  kAngle = 8,
  kBaseKv = 9
};
enum BranchColumn : std::size_t {
  kFrom = 0,
  kTo = 1,
  kResistance = 2,
  kReactance = 3,
  kCharging = 4,
  kRating = 5,
  kTap = 8,
  kShift = 9,
  kBranchStatus = 10
};
enum GeneratorColumn : std::size_t {
  kGeneratorBus = 0,
  kPowerMw = 1,
  kReactiveMvar = 2,
  kHeldVoltage = 5,
  kGeneratorStatus = 7
};

class CaseFile {
 public:
  CaseFile(const std::filesystem::path& file, Diagnostics& diagnostics)
      : file_{file.string()}, diagnostics_{diagnostics} {
    const InputText text = input_file_text(file);
    script_ = run_matpower_script(text.text, file_);
    case_.files.push_back({file, text.sha256});
    case_.name = script_.name.empty() ? file.stem().string() : script_.name;
    case_.branch_table = "mpc.branch";
  }

  MatpowerCase read() {
    read_base();
    read_buses();
    read_branches();
    read_generators();
    note_unused();
    return std::move(case_);
  }

 private:
  // A table with so many columns at least; else a complaint, and one without rows.
  const Matrix& table(const std::string& name, std::size_t columns) {
    static const Matrix kNone{0, 0, {}, {}};
    const auto found = script_.fields.find(name);
    if (found == script_.fields.end()) {
      diagnostics_.add({file_, 0, 0}, fmt::format("no table mpc.{} (a case of MATPOWER, version 2, "
                                                  "has mpc.bus, mpc.gen and mpc.branch)",
                                                  name));
      return kNone;
    }
    const Matrix& matrix = found->second;
    if (matrix.columns >= columns || matrix.rows == 0) return matrix;
    diagnostics_.add(script_.positions.at(name),
                     fmt::format("mpc.{} has {} columns, at least {} are needed", name,
                                 matrix.columns, columns));
    return kNone;
  }

  void read_base() {
    const auto found = script_.fields.find("baseMVA");
    if (found != script_.fields.end() && found->second.is_scalar() &&
        std::isfinite(found->second.values[0]) && found->second.values[0] > 0) {
      case_.base_mva = found->second.values[0];
      return;
    }
    diagnostics_.add(found == script_.fields.end() ? SourcePosition{file_, 0, 0}
                                                   : script_.positions.at("baseMVA"),
                     "mpc.baseMVA must be a number above 0");
  }

  static SourcePosition row_position(const Matrix& matrix, std::size_t row) {
    return row < matrix.positions.size() ? matrix.positions[row] : SourcePosition{};
  }

  // Numbers of buses are their names.
  static std::string name_of(double number) { return fmt::format("{}", number); }

  static double or_zero(const Matrix& matrix, std::size_t row, std::size_t column) {
    return column < matrix.columns ? matrix.at(row, column) : 0;
  }

  void read_buses() {
    const Matrix& buses = table("bus", kBaseKv + 1);
    for (std::size_t row = 0; row < buses.rows; ++row) {
      const SourcePosition position = row_position(buses, row);
      if (!(buses.at(row, kBaseKv) > 0)) {
        diagnostics_.add(position, fmt::format("bus {}: BASE_KV must be above 0 (got {})",
                                               buses.at(row, kBusNumber), buses.at(row, kBaseKv)));
      }
      case_.buses.push_back({.name = name_of(buses.at(row, kBusNumber)),
                             .type = buses.at(row, kBusType),
                             .base_kv = buses.at(row, kBaseKv),
                             .load_mw = buses.at(row, kLoadMw),
                             .load_mvar = buses.at(row, kLoadMvar),
                             .shunt_mw = buses.at(row, kShuntMw),
                             .shunt_mvar = buses.at(row, kShuntMvar),
                             .voltage_pu = buses.at(row, kVoltage),
                             .angle_degree = buses.at(row, kAngle),
                             .position = position});
    }
  }

  void read_branches() {
    const Matrix& branches = table("branch", kCharging + 1);
    for (std::size_t row = 0; row < branches.rows; ++row) {
      const bool has_status = kBranchStatus < branches.columns;
      case_.branches.push_back({.name = fmt::format("{}", row + 1),
                                .from = name_of(branches.at(row, kFrom)),
                                .to = name_of(branches.at(row, kTo)),
                                .resistance_pu = branches.at(row, kResistance),
                                .reactance_pu = branches.at(row, kReactance),
                                .charging_pu = branches.at(row, kCharging),
                                .rating_mva = or_zero(branches, row, kRating),
                                .tap = or_zero(branches, row, kTap),
                                .shift_degree = or_zero(branches, row, kShift),
                                .closed = !has_status || branches.at(row, kBranchStatus) > 0,
                                .position = row_position(branches, row)});
    }
  }

  void read_generators() {
    const Matrix& generators = table("gen", kGeneratorStatus + 1);
    for (std::size_t row = 0; row < generators.rows; ++row) {
      case_.generators.push_back({.bus = name_of(generators.at(row, kGeneratorBus)),
                                  .power_mw = generators.at(row, kPowerMw),
                                  .reactive_mvar = generators.at(row, kReactiveMvar),
                                  .voltage_pu = generators.at(row, kHeldVoltage),
                                  .in_service = generators.at(row, kGeneratorStatus) > 0,
                                  .position = row_position(generators, row),
                                  .voltage_position = row_position(generators, row)});
    }
  }

  void note_unused() {
    std::string unused;
    const auto add = [&](const std::string& field) {
      unused += (unused.empty() ? "" : ", ") + field;
    };
    for (const auto& [name, value] : script_.fields) {
      if (name != "baseMVA" && name != "bus" && name != "branch" && name != "gen" &&
          name != "version") {
        add("mpc." + name);
      }
    }
    for (const std::string& field : script_.unread_fields) {
      if (field != "mpc.version") add(field);
    }
    if (!unused.empty()) case_.notes.push_back("not used: " + unused);
  }

  std::string file_;
  Diagnostics& diagnostics_;
  MatpowerScript script_;
  MatpowerCase case_;
};

}  // namespace

MatpowerCase read_matpower_file(const std::filesystem::path& file, Diagnostics& diagnostics) {
  return CaseFile{file, diagnostics}.read();
}

}  // namespace peerwatt::network
