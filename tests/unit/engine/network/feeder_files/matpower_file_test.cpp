#include <cmath>
#include <filesystem>

#include "engine/network/feeder_files/matpower_case.hpp"
#include "engine/network/feeder_files/matpower_lexer.hpp"
#include "engine/network/feeder_files/matpower_script.hpp"

#include "tests/unit/engine/network/feeder_files/small_nets.hpp"
#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

// Case files of MATPOWER: tables, units that are converted at the end, and what is refused.
namespace peerwatt::network {
namespace {

using doctest::Approx;

FeederDescription read_case(const std::string& name) {
  return read_feeder(std::filesystem::path{PEERWATT_SOURCE_DIR} /
                     "tests/unit/engine/network/feeder_files/cases" / name);
}

void check_same(const FeederDescription& found, const FeederDescription& expected) {
  REQUIRE(found.buses == expected.buses);
  REQUIRE(found.lines.size() == expected.lines.size());
  for (std::size_t i = 0; i < found.lines.size(); ++i) {
    CHECK(found.lines[i].from == expected.lines[i].from);
    CHECK(found.lines[i].resistance_ohm == Approx(expected.lines[i].resistance_ohm).epsilon(1e-12));
    CHECK(found.lines[i].reactance_ohm == Approx(expected.lines[i].reactance_ohm).epsilon(1e-12));
    CHECK(found.lines[i].tap_ratio == expected.lines[i].tap_ratio);
    CHECK(found.lines[i].charging_kvar == expected.lines[i].charging_kvar);
  }
  REQUIRE(found.loads.size() == expected.loads.size());
  for (std::size_t i = 0; i < found.loads.size(); ++i) {
    CHECK(found.loads[i].power_kw == Approx(expected.loads[i].power_kw).epsilon(1e-12));
    CHECK(found.loads[i].reactive_kvar == Approx(expected.loads[i].reactive_kvar).epsilon(1e-12));
  }
}

// What is said of a case file of this text, without the folder's name.
std::string complaint_about_case(const std::string& text) {
  const Folder folder;
  folder.write("x.m", text);
  return folder.without_path(complaint_of([&] { read_feeder(folder.path() / "x.m"); }));
}

TEST_CASE("a case file says what its tables say") {
  const FeederDescription feeder = read_case("plain.m");
  CHECK(feeder.name == "street");
  CHECK(feeder.root == "1");
  CHECK(feeder.base_kv == 0.4);
  CHECK(feeder.source_voltage_pu == 1.02);
  REQUIRE(feeder.lines.size() == 3);  // one is open
  CHECK(feeder.lines[0].kind == LineKind::kTransformer);
  CHECK(feeder.lines[0].resistance_ohm == Approx(0.01));
  CHECK(feeder.lines[0].rating_kva == 250);
  CHECK(feeder.lines[0].phase_shift_degree == 30);
  CHECK(feeder.lines[2].name == "3");
  CHECK(feeder.lines[2].position.line == 17);
  CHECK(feeder.buses[2].shunt_kw == 1);
  CHECK(feeder.buses[2].shunt_kvar == -2);
  REQUIRE(feeder.loads.size() == 2);
  CHECK(feeder.loads[1].power_kw == 40);
  CHECK(feeder.notes.empty());
}

TEST_CASE("units that the end of a case file converts are converted") {
  check_same(read_case("kw_and_ohm.m"), read_case("plain.m"));
}

TEST_CASE("cells may be expressions, rows and comments of any kind") {
  const FeederDescription feeder = read_case("expressions.m");
  check_same(feeder, read_case("plain.m"));
  CHECK(feeder.notes == std::vector<std::string>{"not used: mpc.bus_name"});
}

TEST_CASE("loads in kVA are split by the power factor that the file gives") {
  const FeederDescription feeder = read_case("kva_and_power_factor.m");
  REQUIRE(feeder.loads.size() == 1);
  CHECK(feeder.loads[0].power_kw == Approx(30));
  CHECK(feeder.loads[0].reactive_kvar == Approx(40));
}

TEST_CASE("generators hold voltages where the type of their bus says so") {
  const FeederDescription feeder = read_case("generators.m");
  CHECK(feeder.root == "substation");
  CHECK(feeder.source_voltage_pu == 1.02);
  CHECK(feeder.buses.size() == 6);  // the substation, without the isolated one
  REQUIRE(feeder.lines.size() == 5);
  CHECK(feeder.lines[4].to == "7");
  CHECK(feeder.lines[4].tap_ratio == Approx(1.02 / 0.99));  // VM: its generator is off
  CHECK(feeder.lines[4].phase_shift_degree == 2);
  CHECK(feeder.buses[2].held_voltage_pu == 1.01);
  REQUIRE(feeder.loads.size() == 4);
  CHECK(feeder.loads[2].power_kw == -500);
  CHECK(feeder.loads[2].reactive_kvar == 0);
  CHECK(feeder.loads[3].power_kw == -250);
  CHECK(feeder.loads[3].reactive_kvar == -100);
  CHECK(feeder.notes == std::vector<std::string>{"not used: mpc.gencost"});
}

TEST_CASE("what a case file does beyond tables and units is refused, with its place") {
  constexpr const char* kEnd =
      "; write the tables in MW and per unit without it, or as CSV files (docs/feeders.md)";
  const std::string begin = "function mpc = x\nmpc.baseMVA = 1;\nmpc.bus = [1 2; 3 4];\n";
  CHECK(complaint_about_case(begin + "if 1, end\n") ==
        std::string{"x.m:4:1: 'if' is not applied: only tables, numbers and calculations with "
                    "columns are"} +
            kEnd);
  CHECK(
      complaint_about_case(begin + "mpc.bus(1, 2) = 5;\n") ==
      std::string{"x.m:4:1: 'mpc.bus' is not applied: only whole columns are set, `(:, columns)`"} +
          kEnd);
  CHECK(complaint_about_case(begin + "mpc.bus(:, 3) = 5;\n") ==
        "x.m:4:12: index 3 is not within 1 .. 2");
  CHECK(complaint_about_case(begin + "mpc.bus(:, 2) = mpc.bus(:, 1) * mpc.bus(:, 2);\n") ==
        std::string{"x.m:4:31: '*' is not applied: only scalars are multiplied and divided so, "
                    "columns by .* and ./"} +
            kEnd);
  CHECK(complaint_about_case(begin + "mpc.bus(:, 2) = Vbase;\n") ==
        std::string{"x.m:4:17: 'Vbase' has no value here"} + kEnd);
  CHECK(complaint_about_case(begin + "mpc.bus = mpc.bus';\n") ==
        std::string{"x.m:4:18: ''' is not applied: nothing is transposed"} + kEnd);
  CHECK(complaint_about_case(begin + "mpc.branch = [1 2 3; 4 5];\n") ==
        "x.m:4:22: a row of 2 numbers, where those before have 3");
  CHECK(complaint_about_case(begin + "mpc.branch = [1 2 3\n") ==
        "x.m:4:14: a matrix without its closing bracket");
  CHECK(complaint_about_case("function [baseMVA, bus] = x\n") ==
        "x.m:1:10: a case of version 1 (several results) is not read: save it with savecase as "
        "version 2");
  CHECK(complaint_about_case(begin + "x = 1e999;\n") ==
        "x.m:4:5: '1e999' is no number that can be calculated with");
  CHECK(complaint_about_case(begin + "x = 'open;\n") ==
        "x.m:4:5: a text without its closing quote");
  CHECK(complaint_about_case(begin + "x = 5 $ 3;\n") == "x.m:4:7: unexpected character '$'");
  CHECK(
      complaint_about_case(begin + "x = " + std::string(200, '(') + "1;\n").starts_with("x.m:4:"));
}

TEST_CASE("all that is wrong in the tables of a case file is told at once") {
  CHECK(
      complaint_about_case("function mpc = x\nmpc.baseMVA = 0;\nmpc.bus = [1 3 0 0 0 0 1 1 0 0];\n"
                           "mpc.branch = [1 2 0.1];\n") ==
      "x.m:2:1: mpc.baseMVA must be a number above 0\n"
      "x.m:3:12: bus 1: BASE_KV must be above 0 (got 0)\n"
      "x.m:4:1: mpc.branch has 3 columns, at least 5 are needed\n"
      "x.m: no table mpc.gen (a case of MATPOWER, version 2, has mpc.bus, mpc.gen and mpc.branch)");
}

TEST_CASE("what stands behind the end of a case is not run") {
  const MatpowerScript script = run_matpower_script("mpc.s = 1;\nreturn;\nmpc.s = 2;\n", "x.m");
  CHECK(script.fields.at("s").values[0] == 1);
}

TEST_CASE("a bus of no known type is a mistake, in a case file and in CSV files") {
  CHECK(complaint_about_case("function mpc = x\nmpc.baseMVA = 1;\n"
                             "mpc.bus = [1 3 0 0 0 0 1 1 0 9; 2 7 0 0 0 0 1 1 0 9];\n"
                             "mpc.gen = [1 0 0 1 -1 1 1 1];\nmpc.branch = [1 2 0.1 0.1 0];\n") ==
        "x.m:3:33: bus '2': the type must be 1, 2, 3 or 4 (got 7)");
  const Folder folder;
  write_small_matpower(folder);
  folder.write("bus.csv", "bus,type,base_kv\n1,3,20\n2,1.5,0.4\n3,1,0.4\n");
  CHECK(complaint_about(folder) == "bus.csv:3:1: bus '2': the type must be 1, 2, 3 or 4 (got 1.5)");
}

TEST_CASE("a quote behind a value transposes, elsewhere it begins a text") {
  const std::vector<Token> tokens = matpower_tokens("a' 'b' 1./c", "x.m");
  REQUIRE(tokens.size() == 7);
  CHECK(tokens[1].text == "'");
  CHECK(tokens[2].kind == TokenKind::kText);
  CHECK(tokens[2].text == "b");
  CHECK(tokens[3].number == 1);
  CHECK(tokens[4].text == "./");
}

TEST_CASE("a script keeps what it calculates, with the places of rows") {
  const MatpowerScript script =
      run_matpower_script("mpc.t = [1 -2\n 3 - 4, 5];\nmpc.s = -2^2;\n", "x.m");
  const Matrix& table = script.fields.at("t");
  CHECK(table.rows == 2);
  CHECK(table.columns == 2);
  CHECK(table.values == std::vector<double>{1, -2, -1, 5});
  CHECK(table.positions[1].line == 2);
  CHECK(table.positions[1].column == 2);
  CHECK(script.fields.at("s").values[0] == -4);
}

}  // namespace
}  // namespace peerwatt::network
