#include <cmath>
#include <numbers>

#include "tests/unit/engine/network/feeder_files/small_nets.hpp"
#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

// What power flow needs beside series impedances: reactive loads, shunts, charging, magnetization,
// phase shifts, generators.
namespace peerwatt::network {
namespace {

using doctest::Approx;

TEST_CASE("MATPOWER gives shunts, charging, shifts and reactive loads") {
  const Folder folder;
  folder.write("meta.csv", "key,value\nbase_mva,10\nslack_vm_pu,1\nslack_va_degree,-2\n");
  folder.write("bus.csv",
               "bus,type,base_kv,p_load_mw,q_load_mvar,gs_mw,bs_mvar\n"
               "1,3,20,0,0,0,0\n2,1,20,0.25,0.125,0.5,-0.25\n");
  folder.write("branch.csv",
               "branch,from_bus,to_bus,r_pu,x_pu,b_pu,rate_a_mva,tap,shift_degree,status\n"
               "1,1,2,0,0.1,0.02,0,0,30,1\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.source_angle_degree == -2);
  REQUIRE(feeder.loads.size() == 1);
  CHECK(feeder.loads[0].reactive_kvar == 125);
  CHECK(feeder.buses[1].shunt_kw == 500);
  CHECK(feeder.buses[1].shunt_kvar == -250);
  CHECK(feeder.lines[0].charging_kvar == Approx(200));
  CHECK(feeder.lines[0].phase_shift_degree == 30);
}

TEST_CASE("a MATPOWER generator holds a voltage at a bus of type 2, and is a load elsewhere") {
  const Folder folder;
  folder.write("meta.csv", "key,value\nbase_mva,10\nslack_vm_pu,1\n");
  folder.write("bus.csv", "bus,type,base_kv\n1,3,20\n2,2,20\n3,1,20\n");
  folder.write("branch.csv",
               "branch,from_bus,to_bus,r_pu,x_pu,b_pu,rate_a_mva,tap,shift_degree,status\n"
               "1,1,2,0,0.1,0,0,0,0,1\n2,2,3,0,0.1,0,0,0,0,1\n");
  const std::string header = "gen,bus,p_mw,q_mvar,vm_set_pu,status\n";
  folder.write("gen.csv", header + "1,2,0.5,0.25,1.02,1\n2,3,0.25,0.125,1.03,1\n3,3,9,9,1,0\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.buses[1].held_voltage_pu == 1.02);
  CHECK_FALSE(feeder.buses[2].held_voltage_pu);
  REQUIRE(feeder.loads.size() == 2);
  CHECK(feeder.loads[0].power_kw == -500);
  CHECK(feeder.loads[0].reactive_kvar == 0);
  CHECK(feeder.loads[1].power_kw == -250);
  CHECK(feeder.loads[1].reactive_kvar == -125);
  folder.write("gen.csv", header + "1,2,0,0,1.02,1\n2,2,0,0,1.01,1\n");
  CHECK(complaint_about(folder) ==
        "gen.csv:3:9: the voltage of the generator must be what is held at bus '2' already, 1.02 "
        "p.u. (got 1.01)");
}

void write_pandapower(const Folder& folder) {
  folder.write("bus.csv",
               "index,name,vn_kv,in_service\n0,top,20,True\n1,end,0.4,True\n"
               "2,far,0.4,True\n");
  folder.write("line.csv",
               "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,c_nf_per_km,"
               "g_us_per_km,max_i_ka,parallel,in_service\n"
               "0,cable,1,2,0.5,0.5,0.25,200,10,1,2,True\n");
  folder.write("ext_grid.csv", "index,bus,vm_pu,va_degree\n0,0,1.02,5\n");
  folder.write("trafo.csv",
               "index,name,hv_bus,lv_bus,sn_mva,vn_hv_kv,vn_lv_kv,vk_percent,vkr_percent,pfe_kw,"
               "i0_percent,shift_degree,parallel,in_service\n"
               "0,T,0,1,0.4,20,0.4,4,1,1.2,0.5,150,1,True\n");
}

TEST_CASE("pandapower gives capacitance and conductance by length and system") {
  const Folder folder;
  write_pandapower(folder);
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.source_voltage_pu == 1.02);
  CHECK(feeder.source_angle_degree == 5);
  // w * C * V^2 with 2 systems of 0.5 km, 200 nF/km, at 400 V and 50 Hz.
  CHECK(feeder.lines[0].charging_kvar ==
        Approx(2 * std::numbers::pi * 50 * 200e-9 * 400 * 400 / 1000));
  CHECK(feeder.lines[0].iron_loss_kw == Approx(10e-6 * 400 * 400 / 1000));
}

// The T of pandapower has half of the impedance on each side of the magnetization: seen from the
// ends without load on one side, the iron losses are those of the name plate to a few parts in
// 100,000.
TEST_CASE("pandapower gives magnetization by the name plate, and the shift of the vector group") {
  const Folder folder;
  write_pandapower(folder);
  const FeederLine transformer = read_feeder(folder.path()).lines[1];
  CHECK(transformer.kind == LineKind::kTransformer);
  CHECK(transformer.phase_shift_degree == 150);
  CHECK(transformer.iron_loss_kw == Approx(1.2).epsilon(1e-3));
  CHECK(transformer.charging_kvar ==
        Approx(-400 * std::sqrt(0.005 * 0.005 - 0.003 * 0.003)).epsilon(1e-3));
  CHECK(transformer.resistance_ohm == Approx(0.01 * 0.4).epsilon(1e-3));
}

TEST_CASE("pandapower gives static generators and shunts") {
  const Folder folder;
  write_pandapower(folder);
  folder.write("sgen.csv",
               "index,bus,p_mw,q_mvar,scaling,in_service\n0,2,0.01,-0.002,0.5,True\n"
               "1,2,9,9,1,False\n");
  folder.write("shunt.csv",
               "index,bus,p_mw,q_mvar,step,vn_kv,in_service\n"
               "0,2,0.001,-0.02,2,0.8,True\n1,2,9,9,1,0.4,False\n");
  const FeederDescription feeder = read_feeder(folder.path());
  REQUIRE(feeder.loads.size() == 1);
  CHECK(feeder.loads[0].power_kw == -5);
  CHECK(feeder.loads[0].reactive_kvar == 1);
  CHECK(feeder.buses[2].shunt_kw == Approx(0.5));
  CHECK(feeder.buses[2].shunt_kvar == Approx(10));
}

TEST_CASE("line codes give the reactive power of loads, and the shift of a delta") {
  const Folder folder;
  folder.write("source.csv", "bus,vm_pu\ntop,1\n");
  const std::string header = "name,hv_bus,lv_bus,lv_kv,s_kva,x_percent,r_percent,connection\n";
  folder.write("line_codes.csv", "line_code,r1_ohm_per_km,x1_ohm_per_km\nc,0.5,0.25\n");
  folder.write("lines.csv", "line,from_bus,to_bus,line_code,length_m\nl,a,b,c,10\n");
  folder.write("loads.csv", "load,bus,p_kw,power_factor_lagging\n1,b,1.5,0.6\n");
  for (const auto& [connection, shift] :
       {std::pair{"Delta-Wye(grounded)", 30}, {"wye-delta", 30}, {"Wye-Wye", 0}}) {
    folder.write("transformer.csv", header + "t,top,a,0.4,100,4,1," + connection + "\n");
    const FeederDescription feeder = read_feeder(folder.path());
    CHECK(feeder.lines.back().phase_shift_degree + feeder.lines.front().phase_shift_degree ==
          shift);
    REQUIRE(feeder.loads.size() == 1);
    CHECK(feeder.loads[0].reactive_kvar == Approx(2));
  }
  folder.write("transformer.csv", header + "t,top,a,0.4,100,4,1,zigzag\n");
  folder.write("loads.csv", "load,bus,p_kw,power_factor_lagging\n1,b,1.5,1.6\n");
  CHECK(complaint_about(folder) ==
        "transformer.csv:2:21: connection: must be Delta or Wye of both sides, like Delta-Wye (got "
        "'zigzag')\n"
        "loads.csv:2:9: power_factor_lagging: must be at most 1 (got 1.6)");
}

TEST_CASE("the project's form has all of it, and loads at buses that are there") {
  const Folder folder;
  write_small_project(folder);
  folder.write("feeder.csv", "key,value\nroot,r\nbase_kv,0.4\nsource_angle_degree,7\n");
  folder.write("buses.csv", "bus,shunt_kw,shunt_kvar,held_voltage_pu\nr,,,\na,1,2,1.01\n");
  folder.write("lines.csv",
               "from,to,resistance_ohm,reactance_ohm,charging_kvar,iron_loss_kw,"
               "phase_shift_degree\nr,a,0.5,0.25,3,4,5\n");
  folder.write("loads.csv", "load,bus,power_kw,reactive_kvar\nhouse,a,6,-1\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.source_angle_degree == 7);
  CHECK(feeder.buses[1].shunt_kw == 1);
  CHECK(feeder.buses[1].shunt_kvar == 2);
  CHECK_FALSE(feeder.buses[0].held_voltage_pu);
  CHECK(feeder.buses[1].held_voltage_pu == 1.01);
  CHECK(feeder.lines[0].charging_kvar == 3);
  CHECK(feeder.lines[0].iron_loss_kw == 4);
  CHECK(feeder.lines[0].phase_shift_degree == 5);
  REQUIRE(feeder.loads.size() == 1);
  CHECK(feeder.loads[0].power_kw == 6);
  CHECK(feeder.loads[0].reactive_kvar == -1);
  folder.write("loads.csv", "bus,power_kw\naa,6\n");
  CHECK(complaint_about(folder) ==
        "loads.csv:2:1: bus: no bus 'aa' in buses.csv (did you mean a?)");
}

}  // namespace
}  // namespace peerwatt::network
