#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/network/feeder_files/feeder_forms.hpp"

namespace peerwatt::network {

struct MatpowerBus {
  std::string name;
  double type = 1;  // 1 load, 2 generator, 3 slack, 4 isolated
  double base_kv = 1;
  double load_mw = 0;
  double load_mvar = 0;
  double shunt_mw = 0;    // drawn at 1 p.u.
  double shunt_mvar = 0;  // fed in at 1 p.u.
  double voltage_pu = 1;  // held here, if it is a slack bus and no generator says another
  double angle_degree = 0;
  SourcePosition position;
};

struct MatpowerBranch {
  std::string name;
  std::string from;
  std::string to;
  double resistance_pu = 0;
  double reactance_pu = 0;
  double charging_pu = 0;
  double rating_mva = 0;
  double tap = 0;  // 0 is written for 1
  double shift_degree = 0;
  bool closed = true;
  SourcePosition position;
};

struct MatpowerGenerator {
  std::string bus;
  double power_mw = 0;
  double reactive_mvar = 0;
  double voltage_pu = 1;
  bool in_service = true;
  SourcePosition position;          // of the bus
  SourcePosition voltage_position;  // of the voltage
};

// The tables of a case, from CSV files or from a case file.
struct MatpowerCase {
  std::string name;
  double base_mva = 1;
  std::vector<MatpowerBus> buses;
  std::vector<MatpowerBranch> branches;
  std::vector<MatpowerGenerator> generators;
  std::string known_slack;   // whose voltage stands in buses, and no generator may say another
  std::string branch_table;  // what the table of branches is called
  std::vector<std::string> notes;
  std::vector<FileRead> files;
};

// The feeder of a case: per-unit impedances are the same at every voltage level, so one base turns
// all into ohm; a generator at a slack bus says what voltage is held there, at a bus of type 2
// likewise, with its own active power, and at any other bus it is a load that feeds in.
FeederParts feeder_of(MatpowerCase matpower, Diagnostics& diagnostics);

// Reads a case file (`.m`). Complains about what is wrong in its tables; throws InputError where it
// is a program that is not understood.
MatpowerCase read_matpower_file(const std::filesystem::path& file, Diagnostics& diagnostics);

}  // namespace peerwatt::network
