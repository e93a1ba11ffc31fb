#include "engine/network/feeder_files/feeder_reader.hpp"

#include "tests/unit/engine/network/feeder_files/small_nets.hpp"
#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::network {
namespace {

constexpr const char* kBranchHeader =
    "branch,from_bus,to_bus,r_pu,x_pu,b_pu,rate_a_mva,tap,shift_degree,status\n";

void write_matpower(const Folder& folder, const std::string& branches) {
  folder.write("meta.csv", "key,value\nbase_mva,10\nslack_bus,1\nslack_vm_pu,1.05\n");
  folder.write("bus.csv",
               "bus,type,base_kv\n"
               "1,3,110\n2,1,20\n3,1,20\n4,1,20\n5,4,20\n");
  folder.write("branch.csv", kBranchHeader + branches);
}

TEST_CASE("per-unit branches become ohm at the voltage of most buses") {
  const Folder folder;
  write_matpower(folder,
                 "1,1,2,0.01,0.1,0,25,0,0,1\n"
                 "2,2,3,0.05,0.025,0,0,0,0,1\n"
                 "3,4,3,0.05,0.025,0,0,0.975,0,1\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.base_kv == 20);
  CHECK(feeder.source_voltage_pu == 1.05);
  CHECK(feeder.root == "1");
  CHECK(feeder.buses.size() == 4);  // 5 is isolated
  REQUIRE(feeder.lines.size() == 3);
  CHECK(feeder.lines[0].kind == LineKind::kTransformer);  // 110 to 20 kV
  CHECK(feeder.lines[0].resistance_ohm == doctest::Approx(0.4));
  CHECK(feeder.lines[0].reactance_ohm == doctest::Approx(4));
  CHECK(feeder.lines[0].rating_kva == 25'000);
  CHECK(feeder.lines[1].kind == LineKind::kLine);
  CHECK(feeder.lines[1].resistance_ohm == doctest::Approx(2));
  CHECK(feeder.lines[1].tap_ratio == 1);
  CHECK(feeder.lines[2].kind == LineKind::kTransformer);
  CHECK(feeder.lines[2].tap_ratio == 0.975);
  CHECK_FALSE(feeder.lines[1].length_km);
  CHECK(feeder.buses[1].zone == "2");
  CHECK(feeder.buses[3].zone == "4");
}

TEST_CASE("two voltages for one slack bus are refused") {
  const Folder folder;
  write_matpower(folder, "1,1,2,0.01,0.1,0,25,0,0,1\n");
  folder.write("gen.csv",
               "gen,bus,p_mw,q_mvar,vm_set_pu,status\n"
               "1,1,0,0,1.05,1\n2,1,0,0,1.04,0\n3,2,0,0,1.02,1\n4,1,0,0,1.01,1\n");
  CHECK(complaint_about(folder) ==
        "gen.csv:5:9: the voltage of the generator must be what is held at bus '1' already, 1.05 "
        "p.u. (got 1.01)");
}

TEST_CASE("slack buses of different voltages hang on one bus, by their ratios and angles") {
  const Folder folder;
  write_matpower(folder, "1,1,2,0.01,0.1,0,25,0,0,1\n2,3,4,0.01,0.1,0,25,0,0,1\n");
  folder.write("bus.csv", "bus,type,base_kv\n1,3,20\n2,1,20\n3,3,20\n4,1,20\n");
  folder.write("meta.csv",
               "key,value\nbase_mva,10\nslack_bus,1\nslack_vm_pu,1.05\nslack_va_degree,3\n");
  folder.write("gen.csv", "gen,bus,vm_set_pu,status\n1,1,1.05,1\n2,3,1,1\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.root == "substation");
  CHECK(feeder.source_voltage_pu == 1.05);
  CHECK(feeder.source_angle_degree == 3);
  REQUIRE(feeder.lines.size() == 4);
  CHECK(feeder.lines[2].tap_ratio == 1);
  CHECK(feeder.lines[3].to == "3");
  CHECK(feeder.lines[3].tap_ratio == 1.05);
  CHECK(feeder.lines[3].phase_shift_degree == 0);
}

TEST_CASE("a bus that only an open branch would supply is left out, one without any is not") {
  const Folder folder;
  write_matpower(folder,
                 "1,1,2,0.01,0.1,0,0,0,0,1\n"
                 "2,2,3,0.05,0.025,0,0,0,0,0\n");
  const FeederDescription feeder = read_feeder(folder.path());
  REQUIRE(feeder.buses.size() == 3);
  CHECK(feeder.buses[2].name == "4");
  const std::string complaint =
      folder.without_path(complaint_of([&] { DistributionNetwork{feeder}; }));
  CHECK(complaint == "bus.csv:5:1: bus '4' is not connected with the root '1'");
}

void write_pandapower(const Folder& folder) {
  folder.write("bus.csv",
               "index,name,vn_kv,in_service\n"
               "0,grid,20,True\n1,,20,True\n2,low,0.4,True\n3,house,0.4,True\n"
               "4,house,0.4,True\n5,unfed,0.4,True\n6,off,0.4,False\n7,behind off,0.4,True\n");
  folder.write("ext_grid.csv", "index,bus,vm_pu,va_degree\n0,0,1.01,0\n");
  folder.write("switch.csv",
               "index,bus,element,et,type,closed\n0,0,1,b,CB,True\n1,4,3,l,LS,False\n");
  folder.write("trafo.csv",
               "index,name,hv_bus,lv_bus,sn_mva,vn_hv_kv,vn_lv_kv,vk_percent,vkr_percent,tap_side,"
               "tap_pos,tap_neutral,tap_step_percent,parallel,in_service\n"
               "0,T,1,2,0.4,20,0.4,5,3,hv,1,0,2.5,1,True\n");
  folder.write("line.csv",
               "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,max_i_ka,parallel,"
               "in_service\n"
               "0,A,2,3,0.5,0.5,0.25,0.1,2,True\n"
               "1,B,3,4,1,0.5,0.25,0.1,1,True\n"
               "2,,0,1,2,0.5,0.25,0.1,1,False\n"
               "3,C,2,5,1,0.5,0.25,0.1,1,True\n"
               "4,D,5,6,1,0.5,0.25,0.1,1,True\n"
               "5,E,6,7,1,0.5,0.25,0.1,1,True\n");
}

TEST_CASE("elements become lines referred to one voltage") {
  const Folder folder;
  write_pandapower(folder);
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.base_kv == 0.4);
  CHECK(feeder.source_voltage_pu == 1.01);
  CHECK(feeder.root == "grid");
  std::string buses;
  for (const FeederBus& bus : feeder.buses) buses += bus.name + '@' + bus.zone + ' ';
  CHECK(buses == "grid@grid bus_1@grid low@low house_3@low house_4@low ");
  REQUIRE(feeder.lines.size() == 4);
  CHECK(feeder.lines[0].kind == LineKind::kSwitch);
  CHECK(feeder.lines[0].length_km == 0);
  CHECK(feeder.lines[0].resistance_ohm == 0);
  const FeederLine& two_cables = feeder.lines[1];
  CHECK(two_cables.name == "A");
  CHECK(two_cables.length_km == 0.5);
  CHECK(two_cables.resistance_ohm == doctest::Approx(0.125));
  CHECK(two_cables.reactance_ohm == doctest::Approx(0.0625));
  CHECK(two_cables.rating_kva == doctest::Approx(138.564064605510));
  const FeederLine& transformer = feeder.lines[3];
  CHECK(transformer.name == "T");
  CHECK(transformer.kind == LineKind::kTransformer);
  CHECK(transformer.resistance_ohm == doctest::Approx(0.03 * 0.4));
  CHECK(transformer.reactance_ohm == doctest::Approx(0.04 * 0.4));
  CHECK(transformer.rating_kva == 400);
  CHECK(transformer.tap_ratio == doctest::Approx(1.025));
}

TEST_CASE("a line at another voltage is referred to the voltage of most buses") {
  const Folder folder;
  write_pandapower(folder);
  folder.write("switch.csv", "index,bus,element,et,type,closed\n0,0,1,b,CB,False\n");
  folder.write("line.csv",
               "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,max_i_ka,parallel,"
               "in_service\n"
               "0,mv,0,1,2,0.5,0.25,0.1,1,True\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.lines[0].resistance_ohm == doctest::Approx(0.0004));  // 1 ohm at 20 kV
  CHECK(feeder.lines[0].rating_kva == doctest::Approx(3464.10161513775));
}

TEST_CASE("what hangs behind an out-of-service bus is left out with it") {
  const Folder folder;
  write_pandapower(folder);
  folder.write("switch.csv", "index,bus,element,et,type,closed\n0,0,1,b,CB,True\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.buses.size() == 6);
  CHECK(feeder.buses.back().name == "unfed");
  CHECK(complaint_of([&] { DistributionNetwork{feeder}; }) == "(none)");
}

TEST_CASE("several sources hang on one substation") {
  const Folder folder;
  write_pandapower(folder);
  folder.write("switch.csv", "index,bus,element,et,type,closed\n");
  folder.write("ext_grid.csv", "index,bus,vm_pu\n0,0,1.01\n1,1,1.01\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.root == "substation");
  CHECK(feeder.buses[0].name == "substation");
  CHECK(feeder.lines.back().name == "substation-bus_1");
  CHECK(feeder.lines.back().length_km == 0);
  CHECK(feeder.lines.back().reactance_ohm == 0);
  CHECK(feeder.lines.back().kind == LineKind::kSwitch);
}

TEST_CASE("mistakes in elements are named in all their files") {
  const Folder folder;
  write_pandapower(folder);
  folder.write("switch.csv",
               "index,bus,element,et,type,closed\n0,0,99,b,CB,True\n1,0,1,q,CB,True\n");
  folder.write("trafo.csv",
               "index,name,hv_bus,lv_bus,sn_mva,vn_hv_kv,vn_lv_kv,vk_percent,vkr_percent,"
               "in_service\n"
               "0,T,1,2,0.4,20,0.4,3,5,True\n");
  folder.write("ext_grid.csv", "index,bus,vm_pu\n0,0,1.01\n1,1,1\n");
  CHECK(complaint_about(folder) ==
        "switch.csv:2:5: element: no bus of index '99' in bus.csv\n"
        "switch.csv:3:7: et: must be b, l or t (got 'q')\n"
        "trafo.csv:2:22: vkr_percent: must not be more than vk_percent, of which it is a part");
}

TEST_CASE("unknown line codes are named with what may have been meant") {
  const Folder folder;
  folder.write("source.csv", "bus,kv,vm_pu\ns,11,1.05\n");
  folder.write("transformer.csv",
               "name,hv_bus,lv_bus,hv_kv,lv_kv,s_kva,x_percent,r_percent\nT,s,1,11,0.4,400,4,1\n");
  folder.write("line_codes.csv", "line_code,r1_ohm_per_km,x1_ohm_per_km\nthick,0.25,0.125\n");
  folder.write("lines.csv", "line,from_bus,to_bus,line_code,length_m\nL1,1,2,thik,500\n");
  CHECK(complaint_about(folder) ==
        "lines.csv:2:8: line_code: no 'thik' in line_codes.csv (did you mean thick?)");
  folder.write("lines.csv", "line,from_bus,to_bus,line_code,length_m\nL1,1,2,thick,500\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.buses == std::vector<FeederBus>{{"s", "s", {}}, {"1", "1", {}}, {"2", "1", {}}});
  CHECK(feeder.lines[1].resistance_ohm == 0.125);
  CHECK(feeder.lines[1].length_km == 0.5);
  CHECK(feeder.lines[0].resistance_ohm == doctest::Approx(0.004));
}

TEST_CASE("letter case tells line codes and lines not apart") {
  const Folder folder;
  write_small_line_codes(folder);
  const FeederDescription feeder = read_feeder(folder.path());
  folder.write("lines.csv", "line,from_bus,to_bus,line_code,length_m\nL1,1,2,Thick,500\n");
  CHECK(read_feeder(folder.path()) == feeder);
  folder.write("line_codes.csv",
               "line_code,r1_ohm_per_km,x1_ohm_per_km\nthick,0.25,0.125\nTHICK,0.5,0.125\n");
  folder.write("lines.csv",
               "line,from_bus,to_bus,line_code,length_m\nL1,1,2,Thick,500\nl1,2,3,thick,500\n");
  CHECK(complaint_about(folder) ==
        "line_codes.csv:3:1: line_code: 'THICK' is given twice, first as 'thick' (letter case does "
        "not matter)\n"
        "lines.csv:3:1: line: 'l1' is given twice, first as 'L1' (letter case does not matter)");
}

TEST_CASE("switches may stand at what is out of service") {
  const Folder folder;
  write_small_pandapower(folder);
  folder.write(
      "line.csv",
      "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,max_i_ka,in_service\n"
      "0,street,1,2,0.5,0.5,0.25,0.1,False\n");
  folder.write("switch.csv", "index,bus,element,et,closed\n0,1,0,l,True\n1,0,0,t,True\n");
  CHECK(read_feeder(folder.path()).lines.size() == 1);
  folder.write("trafo.csv",
               "index,name,hv_bus,lv_bus,sn_mva,vn_hv_kv,vn_lv_kv,vk_percent,vkr_percent,"
               "in_service\n0,station,0,1,0.4,20,0.4,5,3,False\n");
  CHECK(read_feeder(folder.path()).lines.empty());
}

}  // namespace
}  // namespace peerwatt::network
