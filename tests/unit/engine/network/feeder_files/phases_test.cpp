#include <string>
#include <tuple>
#include <utility>

#include "tests/unit/engine/network/feeder_files/small_nets.hpp"
#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

// What a power flow by phase needs: zero sequences, windings of transformers, phases of loads.
namespace peerwatt::network {
namespace {

using doctest::Approx;

TEST_CASE("line codes give zero sequences by length, windings, and phases of loads by number") {
  const Folder folder;
  write_small_line_codes(folder);
  folder.write("line_codes.csv",
               "line_code,r1_ohm_per_km,x1_ohm_per_km,r0_ohm_per_km,x0_ohm_per_km\n"
               "thick,0.25,0.125,1,0.375\n");
  folder.write("loads.csv", "bus,p_kw,phase\n1,1,1\n2,1,2\n2,1,3\n2,1,\n");
  const std::string transformer =
      "name,hv_bus,lv_bus,hv_kv,lv_kv,s_kva,x_percent,r_percent,connection\nT,s,1,20,0.4,400,4,3,";
  for (const auto& [windings, shift, connection] :
       {std::tuple{"Delta-Wye", 30.0, Connection::kDeltaWye},
        std::tuple{"wye-wye", 0.0, Connection::kWyeWye},
        std::tuple{"Wye-Delta", 30.0, Connection::kNoNeutral},
        std::tuple{"Delta-Delta", 0.0, Connection::kNoNeutral},
        std::tuple{"", 0.0, Connection::kByShift}}) {
    CAPTURE(std::string{windings});
    folder.write("transformer.csv", transformer + windings + "\n");
    const FeederDescription feeder = read_feeder(folder.path());
    CHECK(feeder.lines[0].phase_shift_degree == shift);
    CHECK(feeder.lines[0].connection == connection);
  }
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.lines[1].zero_sequence_resistance_ohm == Approx(0.5));
  CHECK(feeder.lines[1].zero_sequence_reactance_ohm == Approx(0.1875));
  REQUIRE(feeder.loads.size() == 4);
  CHECK(feeder.loads[0].phase == Phase::kA);
  CHECK(feeder.loads[1].phase == Phase::kB);
  CHECK(feeder.loads[2].phase == Phase::kC);
  CHECK(feeder.loads[3].phase == Phase::kAll);
  CHECK(feeder.notes.empty());
  folder.write("loads.csv", "bus,p_kw,phase\n1,1,4\n");
  CHECK(complaint_about(folder) == "loads.csv:2:5: phase: must be 1, 2 or 3 (got '4')");
}

TEST_CASE("pandapower gives zero sequences of lines and transformers, and vector groups") {
  const Folder folder;
  write_small_pandapower(folder);
  folder.write("line.csv",
               "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,max_i_ka,in_service,"
               "parallel,r0_ohm_per_km,x0_ohm_per_km\n0,street,1,2,0.5,0.5,0.25,0.1,True,2,2,1\n");
  const std::string transformer =
      "index,name,hv_bus,lv_bus,sn_mva,vn_hv_kv,vn_lv_kv,vk_percent,vkr_percent,in_service,"
      "vk0_percent,vkr0_percent,vector_group\n0,station,0,1,0.4,20,0.4,5,3,True,";
  folder.write("trafo.csv", transformer + "10,6,Dyn5\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.lines[0].zero_sequence_resistance_ohm == Approx(0.5));  // of two, half a km each
  CHECK(feeder.lines[0].zero_sequence_reactance_ohm == Approx(0.25));
  // Per 0.4 kV and 0.4 MVA, 0.4 ohm.
  CHECK(feeder.lines[1].zero_sequence_resistance_ohm == Approx(0.06 * 0.4));
  CHECK(feeder.lines[1].zero_sequence_reactance_ohm == Approx(0.08 * 0.4));
  CHECK(feeder.lines[1].connection == Connection::kDeltaWye);
  for (const auto& [group, connection] :
       {std::pair{"YNyn", Connection::kWyeWye}, std::pair{"Yzn11", Connection::kDeltaWye},
        std::pair{"Yyn", Connection::kNoNeutral}, std::pair{"", Connection::kByShift}}) {
    CAPTURE(std::string{group});
    folder.write("trafo.csv", transformer + "," + "," + group + "\n");
    const FeederDescription other = read_feeder(folder.path());
    CHECK(other.lines[1].connection == connection);
    CHECK_FALSE(other.lines[1].zero_sequence_resistance_ohm);
  }
  folder.write("trafo.csv", transformer + "2,,Dyn\n");
  CHECK(complaint_about(folder) ==
        "trafo.csv:2:35: vk0_percent: must not be less than its real part");
}

TEST_CASE("the project's form gives all of it by name, and complains of other words") {
  const Folder folder;
  write_small_project(folder);
  const std::string header =
      "from,to,resistance_ohm,reactance_ohm,kind,zero_sequence_resistance_ohm,"
      "zero_sequence_reactance_ohm,connection\n";
  folder.write("lines.csv", header + "r,a,0.5,0.25,transformer,1.5,0.75,wye_wye\n");
  folder.write("loads.csv", "bus,power_kw,phase\na,1,c\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.lines[0].zero_sequence_resistance_ohm == 1.5);
  CHECK(feeder.lines[0].zero_sequence_reactance_ohm == 0.75);
  CHECK(feeder.lines[0].connection == Connection::kWyeWye);
  CHECK(feeder.loads[0].phase == Phase::kC);
  folder.write("lines.csv", header + "r,a,0.5,0.25,transformer,1.5,0.75,wye_wy\n");
  folder.write("loads.csv", "bus,power_kw,phase\na,1,L1\n");
  CHECK(complaint_about(folder) ==
        "lines.csv:2:35: connection: must be wye_wye, delta_wye or no_neutral (got 'wye_wy' (did "
        "you mean wye_wye?))\nloads.csv:2:5: phase: must be a, b or c (got 'L1')");
}

TEST_CASE(
    "half a zero-sequence impedance is a mistake, and an unknown one is told when asked for") {
  const Folder folder;
  write_small_project(folder);
  FeederDescription feeder = read_feeder(folder.path());
  const DistributionNetwork unknown{feeder};
  REQUIRE(unknown.unknown_zero_sequence());
  CHECK(unknown.unknown_zero_sequence()->message.find("no zero-sequence impedance") !=
        std::string::npos);
  for (FeederLine& line : feeder.lines) {
    line.zero_sequence_resistance_ohm = line.zero_sequence_reactance_ohm = 0.5;
  }
  CHECK_FALSE(DistributionNetwork{feeder}.unknown_zero_sequence());
  feeder.lines[0].zero_sequence_reactance_ohm.reset();
  CHECK(complaint_of([&] {
          const DistributionNetwork half{feeder};
        }).find("give both zero_sequence_resistance_ohm and") != std::string::npos);
}

}  // namespace
}  // namespace peerwatt::network
