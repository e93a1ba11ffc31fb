#include <limits>
#include <string>

#include "engine/network/distribution_network.hpp"

#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::network {
namespace {

std::string complaint_about(const FeederDescription& feeder) {
  return complaint_of([&] { DistributionNetwork{feeder}; });
}

TEST_CASE("a good feeder is taken without complaint") {
  CHECK(complaint_about(small_feeder()) == "(none)");
}

TEST_CASE("names used twice are refused with the place of the first") {
  FeederDescription feeder = small_feeder();
  feeder.buses[3].name = "b";
  feeder.lines[2] = line_between("b", "a");
  feeder.lines[2].name = "ra";
  CHECK(complaint_about(feeder).starts_with(
      "buses.csv:5:1: two buses are named 'b' (rename one; the first stands at buses.csv:4:1)\n"
      "two lines are named 'ra' (rename one; the first stands at lines.csv:3:3)\n"));
}

TEST_CASE("nameless buses and lines are refused") {
  FeederDescription feeder = small_feeder();
  feeder.buses.push_back({"", "", {"buses.csv", 7, 1}});
  feeder.lines[0].name = "";
  feeder.lines.push_back(line_between("a", ""));
  feeder.lines.push_back(line_between("a", ""));
  feeder.lines.back().name = "";
  CHECK(
      complaint_about(feeder).starts_with("buses.csv:7:1: a bus without a name\n"
                                          "lines.csv:2:3: a line without a name\n"
                                          "a line without a name\n"));
}

TEST_CASE("unknown buses are named with what may have been meant") {
  FeederDescription feeder = small_feeder();
  feeder.lines[1].from = "rr";
  feeder.lines[3].to = "xyz";
  CHECK(complaint_about(feeder) ==
        "lines.csv:3:3: line 'ra': no bus 'rr' (did you mean r?)\n"
        "lines.csv:5:3: line 'bd': no bus 'xyz'");
}

TEST_CASE("a line from a bus to itself is refused") {
  FeederDescription feeder = small_feeder();
  feeder.lines.push_back(line_between("c", "c"));
  feeder.lines.back().position = {"lines.csv", 6, 1};
  CHECK(complaint_about(feeder) == "lines.csv:6:1: line 'cc' begins and ends at bus 'c'");
}

TEST_CASE("every line that closes a cycle is named with the buses on it") {
  FeederDescription feeder = small_feeder();
  feeder.lines.push_back(line_between("d", "c"));
  feeder.lines.push_back(line_between("a", "r"));
  CHECK(complaint_about(feeder) ==
        "line 'dc' closes a cycle: d - b - a - c - d (a feeder is a tree; leave out one of these "
        "lines)\n"
        "line 'ar' closes a cycle: a - r - a (a feeder is a tree; leave out one of these lines)");
}

TEST_CASE("each piece without supply is named once") {
  FeederDescription feeder = small_feeder();
  for (const char* name : {"e", "f", "g", "h"}) {
    feeder.buses.push_back({name, "far", {"buses.csv", 7, 1}});
  }
  feeder.lines.push_back(line_between("g", "e"));
  feeder.lines.push_back(line_between("e", "h"));
  CHECK(complaint_about(feeder) ==
        "buses.csv:7:1: bus 'e' is not connected with the root 'r' (nor are g, h)\n"
        "buses.csv:7:1: bus 'f' is not connected with the root 'r'");
}

TEST_CASE("a long list of buses is cut") {
  FeederDescription feeder = small_feeder();
  for (int i = 10; i < 30; ++i) feeder.buses.push_back({"x" + std::to_string(i), "", {}});
  for (int i = 11; i < 30; ++i) {
    feeder.lines.push_back(line_between("x" + std::to_string(i - 1), "x" + std::to_string(i)));
  }
  CHECK(complaint_about(feeder) ==
        "bus 'x10' is not connected with the root 'r' (nor are x11, x12, x13, x14, x15, x16, x17, "
        "x18, x19, x20, 9 more)");
}

TEST_CASE("a feeder needs a root and buses") {
  FeederDescription feeder = small_feeder();
  feeder.root = "";
  CHECK(complaint_about(feeder) == "f.csv:1:1: no root (name the bus where the grid upstream is)");
  feeder.root = "rx";
  CHECK(complaint_about(feeder) == "f.csv:1:1: root: no bus 'rx' (did you mean r?)");
  FeederDescription empty;
  empty.root = "r";
  CHECK(complaint_about(empty) == "the feeder has no buses\nroot: no bus 'r'");
}

TEST_CASE("values that are negative or not finite are all refused") {
  FeederDescription feeder = small_feeder();
  feeder.base_kv = 0;
  feeder.source_voltage_pu = -1;
  feeder.lines[0].length_km = -2;
  feeder.lines[0].resistance_ohm = std::numeric_limits<double>::quiet_NaN();
  feeder.lines[1].reactance_ohm = std::numeric_limits<double>::infinity();
  feeder.lines[1].rating_kva = -0.5;
  feeder.lines[2].tap_ratio = 0;
  CHECK(complaint_about(feeder) ==
        "f.csv:1:1: base_kv must be finite and more than 0 (got 0)\n"
        "f.csv:1:1: source_voltage_pu must be finite and more than 0 (got -1)\n"
        "lines.csv:2:3: line 'ba': length_km must be finite and 0 or more (got -2)\n"
        "lines.csv:2:3: line 'ba': resistance_ohm must be finite and 0 or more (got nan)\n"
        "lines.csv:3:3: line 'ra': reactance_ohm must be finite and 0 or more (got inf)\n"
        "lines.csv:3:3: line 'ra': rating_kva must be finite and 0 or more (got -0.5)\n"
        "lines.csv:4:3: line 'ca': tap_ratio must be finite and more than 0 (got 0)");
}

TEST_CASE("a zone in pieces is refused") {
  FeederDescription feeder = small_feeder();
  feeder.buses[3].zone = "left";  // c, across a from b
  CHECK(complaint_about(feeder) ==
        "buses.csv:5:1: zone 'left' is in pieces: no way inside it from bus 'b' to bus 'c' (a zone "
        "is a connected part of the feeder)");
}

TEST_CASE("mistakes of different kinds are reported together") {
  FeederDescription feeder = small_feeder();
  feeder.base_kv = -1;
  feeder.root = "q";
  feeder.lines[3].to = "x";
  feeder.lines.push_back(line_between("a", "r"));
  CHECK(complaint_about(feeder) ==
        "f.csv:1:1: base_kv must be finite and more than 0 (got -1)\n"
        "f.csv:1:1: root: no bus 'q'\n"
        "lines.csv:5:3: line 'bd': no bus 'x'\n"
        "line 'ar' closes a cycle: a - r - a (a feeder is a tree; leave out one of these lines)");
}

}  // namespace
}  // namespace peerwatt::network
