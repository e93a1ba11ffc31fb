#include <cmath>
#include <numbers>

#include "tests/unit/engine/network/feeder_files/small_nets.hpp"

#include <doctest/doctest.h>

// Tap changers, deratings and parallel transformers of pandapower. The formulas are those of its
// build_branch.py, _calc_tap_from_dataframe and _calc_r_x_from_dataframe.
namespace peerwatt::network {
namespace {

const std::string kPlate =
    "index,name,hv_bus,lv_bus,sn_mva,vn_hv_kv,vn_lv_kv,vk_percent,vkr_percent,in_service";

// The folder with a transformer that has these columns more.
void add_columns(const Folder& folder, const std::string& names, const std::string& cells) {
  write_small_pandapower(folder);
  folder.write("trafo.csv",
               kPlate + ',' + names + "\n0,station,0,1,0.4,20,0.4,5,3,True," + cells + '\n');
}

FeederLine transformer(const std::string& names, const std::string& cells) {
  const Folder folder;
  add_columns(folder, names, cells);
  return read_feeder(folder.path()).lines.at(1);
}

std::string complaint(const std::string& names, const std::string& cells) {
  const Folder folder;
  add_columns(folder, names, cells);
  return complaint_about(folder);
}

const std::string kTap = "tap_side,tap_pos,tap_neutral,tap_step_percent";
const std::string kTap2 = "tap2_side,tap2_pos,tap2_neutral,tap2_step_percent";

TEST_CASE("parallel and derated transformers") {
  const FeederLine one = transformer("parallel,df", "1,1");
  CHECK(one.rating_kva == 400);
  CHECK(one.resistance_ohm == doctest::Approx(0.012));
  const FeederLine two = transformer("parallel,df", "2,0.75");
  CHECK(two.rating_kva == 600);
  CHECK(two.resistance_ohm == doctest::Approx(0.006));
  CHECK(two.reactance_ohm == doctest::Approx(0.008));
  CHECK(transformer("parallel,df", "NaN,None").rating_kva == 400);
  CHECK(complaint("parallel,df", "1,0") == "trafo.csv:2:37: df: must be more than 0 (got '0')");
}

TEST_CASE("the second tap changer acts on what the first one leaves") {
  CHECK(transformer(kTap + ',' + kTap2, "hv,2,0,2.5,hv,-1,0,10").tap_ratio ==
        doctest::Approx(1.05 * 0.9));
  const FeederLine low = transformer(kTap + ',' + kTap2, "hv,2,0,2.5,lv,1,0,10");
  CHECK(low.tap_ratio == doctest::Approx(1.05 / 1.1));
  CHECK(low.resistance_ohm == doctest::Approx(0.012 * 1.21));
  CHECK(transformer(kTap2, "lv,1,0,10").tap_ratio == doctest::Approx(1 / 1.1));
  for (const char* nothing : {"hv,2,0,2.5,hv,nan,0,10", "hv,2,0,2.5,hv,1,,10", "hv,2,0,2.5,,1,0,10",
                              "hv,2,0,2.5,hv,1,0,<NA>", "hv,2,0,2.5,None,1,0,10"}) {
    CAPTURE(nothing);
    CHECK(transformer(kTap + ',' + kTap2, nothing).tap_ratio == doctest::Approx(1.05));
  }
}

TEST_CASE("a step with an angle is added as a phasor") {
  const double angle = 60 * std::numbers::pi / 180;
  const double expected = std::hypot(1 + 0.1 * std::cos(angle), 0.1 * std::sin(angle));
  CHECK(transformer(kTap + ",tap_step_degree", "hv,4,0,2.5,60").tap_ratio ==
        doctest::Approx(expected));
  CHECK(transformer(kTap + ",tap_step_degree", "hv,4,0,2.5,90").tap_ratio ==
        doctest::Approx(std::sqrt(1.01)));
  CHECK(transformer(kTap + ",tap_step_degree", "hv,4,0,2.5,").tap_ratio == doctest::Approx(1.1));
  CHECK(transformer(kTap + ",tap_step_degree", "hv,4,0,,60").tap_ratio == 1);
}

TEST_CASE("ideal phase shifters leave the voltage") {
  CHECK(transformer(kTap + ",tap_step_degree,tap_phase_shifter", "hv,4,0,,5,True").tap_ratio == 1);
  CHECK(transformer(kTap + ",tap_phase_shifter", "hv,4,0,2.5,yes").tap_ratio == 1);
  CHECK(transformer(kTap + ",tap_phase_shifter", "hv,4,0,2.5,no").tap_ratio ==
        doctest::Approx(1.1));
  CHECK(transformer(kTap + ",tap_changer_type", "hv,4,0,2.5,Ideal").tap_ratio == 1);
  CHECK(complaint(kTap + ",tap_step_degree,tap_phase_shifter", "hv,4,0,2.5,5,True") ==
        "trafo.csv:2:46: tap_step_degree: a phase shifter has steps by angle or by voltage, not "
        "both (got 5, with tap_step_percent 2.5)");
}

TEST_CASE("a column of types says which tap changers act") {
  CHECK(transformer(kTap + ",tap_changer_type", "hv,4,0,2.5,Ratio").tap_ratio ==
        doctest::Approx(1.1));
  CHECK(transformer(kTap + ",tap_changer_type", "hv,4,0,2.5,symmetrical").tap_ratio ==
        doctest::Approx(1.1));
  CHECK(transformer(kTap + ",tap_changer_type", "hv,4,0,2.5,").tap_ratio == 1);
  CHECK(complaint(kTap + ",tap_changer_type", "hv,4,0,2.5,Tabular")
            .starts_with("trafo.csv:2:46: tap_changer_type: Tabular is not read"));
  CHECK(complaint(kTap + ",tap_changer_type", "hv,4,0,2.5,Ration") ==
        "trafo.csv:2:46: tap_changer_type: must be Ratio, Symmetrical or Ideal (got 'Ration')");
}

TEST_CASE("tables of tap positions and unknown sides are refused") {
  CHECK(transformer(kTap + ",tap_dependency_table", "hv,4,0,2.5,False").tap_ratio ==
        doctest::Approx(1.1));
  CHECK(complaint(kTap + ",tap_dependency_table", "hv,4,0,2.5,True") ==
        "trafo.csv:2:46: tap_dependency_table: must be false: a table of tap positions is not "
        "read");
  CHECK(complaint(kTap + ",tap_dependent_impedance", "hv,4,0,2.5,1") ==
        "trafo.csv:2:46: tap_dependent_impedance: must be false: a table of tap positions is not "
        "read");
  CHECK(complaint(kTap, "mv,4,0,2.5") == "trafo.csv:2:35: tap_side: must be hv or lv (got 'mv')");
  CHECK(transformer(kTap, "HV,4,0,2.5").tap_ratio == doctest::Approx(1.1));
}

TEST_CASE("a closed switch between buses may have an impedance") {
  const Folder folder;
  write_small_pandapower(folder);
  folder.write("bus.csv",
               "index,name,vn_kv,in_service\n0,mv,20,True\n1,low,0.4,True\n2,end,0.4,True\n"
               "3,far,0.4,True\n");
  folder.write("switch.csv", "index,bus,element,et,closed,z_ohm\n0,2,3,b,True,0.5\n");
  const FeederDescription feeder = read_feeder(folder.path());
  const FeederLine& line = feeder.lines.at(0);
  CHECK(line.kind == LineKind::kSwitch);
  CHECK(std::hypot(line.resistance_ohm, line.reactance_ohm) == doctest::Approx(0.5));
  CHECK(line.resistance_ohm == doctest::Approx(2 * line.reactance_ohm));
}

}  // namespace
}  // namespace peerwatt::network
