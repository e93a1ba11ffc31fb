#include "tests/unit/engine/network/feeder_files/small_nets.hpp"
#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

// Loads of feeder files are listed, in kW, where they have supply.
namespace peerwatt::network {
namespace {

TEST_CASE("MATPOWER gives loads by bus, in MW; those of isolated buses are left out") {
  const Folder folder;
  folder.write("meta.csv", "key,value\nbase_mva,10\nslack_vm_pu,1\n");
  folder.write("bus.csv",
               "bus,type,base_kv,p_load_mw\n"
               "1,3,20,0\n2,1,20,0.25\n3,1,20,-0.5\n4,4,20,1\n");
  folder.write("branch.csv",
               "branch,from_bus,to_bus,r_pu,x_pu,b_pu,rate_a_mva,tap,shift_degree,status\n"
               "1,1,2,0,0.1,0,0,0,0,1\n2,2,3,0,0.1,0,0,0,0,1\n");
  const FeederDescription feeder = read_feeder(folder.path());
  REQUIRE(feeder.loads.size() == 2);
  CHECK(feeder.loads[0].bus == "2");
  CHECK(feeder.loads[0].power_kw == 250);
  CHECK(feeder.loads[1].bus == "3");
  CHECK(feeder.loads[1].power_kw == -500);
}

TEST_CASE("pandapower gives loads as elements, scaled, some of them out of service") {
  const Folder folder;
  folder.write("bus.csv", "index,name,vn_kv,in_service\n0,top,0.4,True\n1,end,0.4,True\n");
  folder.write(
      "line.csv",
      "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,max_i_ka,in_service\n"
      "0,cable,0,1,0.1,0.5,0.25,1,True\n");
  folder.write("ext_grid.csv", "index,bus,vm_pu\n0,0,1\n");
  folder.write("load.csv",
               "index,name,bus,p_mw,q_mvar,scaling,in_service\n"
               "0,,1,0.5,0,0.5,True\n1,,1,1,0,1,False\n2,,0,0.125,0,1,True\n");
  const FeederDescription feeder = read_feeder(folder.path());
  REQUIRE(feeder.loads.size() == 2);
  CHECK(feeder.loads[0].bus == "end");
  CHECK(feeder.loads[0].power_kw == 250);
  CHECK(feeder.loads[1].power_kw == 125);
  folder.write("load.csv", "index,bus,p_mw\n0,7,0.5\n");
  CHECK(complaint_about(folder) == "load.csv:2:3: bus: no bus of index '7' in bus.csv");
}

TEST_CASE("line codes come with loads in kW; without the file there are none") {
  const Folder folder;
  folder.write("source.csv", "bus,vm_pu\ntop,1\n");
  folder.write("transformer.csv",
               "name,hv_bus,lv_bus,lv_kv,s_kva,x_percent,r_percent\nt,top,a,0.4,100,4,1\n");
  folder.write("line_codes.csv", "line_code,r1_ohm_per_km,x1_ohm_per_km\nc,0.5,0.25\n");
  folder.write("lines.csv", "line,from_bus,to_bus,line_code,length_m\nl,a,b,c,10\n");
  CHECK(read_feeder(folder.path()).loads.empty());
  folder.write("loads.csv", "load,bus,p_kw\n1,b,1.5\n2,b,2.5\n3,a,0\n");
  const FeederDescription feeder = read_feeder(folder.path());
  REQUIRE(feeder.loads.size() == 2);
  CHECK(feeder.loads[1].bus == "b");
  CHECK(feeder.loads[1].power_kw == 2.5);
}

TEST_CASE("loads and generators at buses that nothing else names are mistakes") {
  const Folder codes;
  write_small_line_codes(codes);
  codes.write("loads.csv", "bus,p_kw\n2.1,3\nz,1\n");
  CHECK(complaint_about(codes) ==
        "loads.csv:3:1: bus: no line, transformer or source has a bus 'z'");
  const Folder matpower;
  write_small_matpower(matpower);
  matpower.write("gen.csv", "bus,vm_set_pu,status\n1,1,1\n9,1,1\n");
  CHECK(complaint_about(matpower) == "gen.csv:3:1: generator: no bus '9'");
}

}  // namespace
}  // namespace peerwatt::network
