#include "tests/unit/engine/network/feeder_files/small_nets.hpp"

#include <doctest/doctest.h>

// What stands in a feeder's files and is not used is named once for each file, or refused.
namespace peerwatt::network {
namespace {

using Notes = std::vector<std::string>;

Notes notes_of(const Folder& folder) {
  return read_feeder(folder.path()).notes;
}

TEST_CASE("a feeder that is used whole has no notes") {
  for (const auto write : {write_small_matpower, write_small_pandapower, write_small_line_codes,
                           write_small_project}) {
    const Folder folder;
    write(folder);
    CHECK(notes_of(folder).empty());
  }
}

TEST_CASE("columns that are not used are named once for a file, however many rows it has") {
  const Folder folder;
  write_small_pandapower(folder);
  folder.write("line.csv",
               "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,c0_nf_per_km,"
               "max_i_ka,in_service,colour,geo\n"
               "0,street,1,2,0.5,0.5,0.25,200,0.1,True,red,\n"
               "1,spur,2,3,0.5,0.5,0.25,210,0.1,True,blue,\n");
  folder.write("bus.csv",
               "index,name,vn_kv,type,in_service\n0,mv,20,b,True\n1,low,0.4,b,True\n"
               "2,end,0.4,n,True\n3,last,0.4,n,True\n");
  CHECK(notes_of(folder) == Notes{"bus.csv: not used: type",
                                  "line.csv: not used: c0_nf_per_km, colour (not known), geo"});
}

TEST_CASE("keys that are not used are named like columns") {
  const Folder folder;
  write_small_matpower(folder);
  folder.write("meta.csv",
               "key,value\nbase_mva,1\nslack_vm_pu,1\nn_slack,1\nslack_va_degree,0\nauthor,x\n");
  CHECK(notes_of(folder) == Notes{"meta.csv: not used: n_slack, author (not known)"});
  folder.write("meta.csv", "key,value\nbase_mva,1\nslack_vm_pu,1\nslack_buss,1\n");
  CHECK(complaint_about(folder) ==
        "meta.csv:4:1: unknown key 'slack_buss' (did you mean slack_bus?)");
  folder.write("meta.csv", "key,value,unit\nbase_mva,1,kVA\nslack_vm_pu,1,\n");
  CHECK(complaint_about(folder) == "meta.csv:1:11: unknown column 'unit'");
}

TEST_CASE("a column that looks like one that is missing is refused in every form") {
  const Folder pandapower;
  write_small_pandapower(pandapower);
  pandapower.write("trafo.csv",
                   "index,name,hv_bus,lv_bus,sn_mva,vn_hv_kv,vn_lv_kv,vk_percent,vkr_percent,"
                   "in_service,paralel\n0,station,0,1,0.4,20,0.4,5,3,True,2\n");
  CHECK(complaint_about(pandapower) ==
        "trafo.csv:1:85: unknown column 'paralel' (did you mean parallel?)");
  const Folder matpower;
  write_small_matpower(matpower);
  matpower.write("bus.csv", "bus,type,base_kv,p_load_kw\n1,3,20,0\n2,1,0.4,0\n3,1,0.4,0\n");
  CHECK(complaint_about(matpower) ==
        "bus.csv:1:18: unknown column 'p_load_kw' (did you mean p_load_mw?)");
  const Folder codes;
  write_small_line_codes(codes);
  codes.write("lines.csv", "line,from_bus,to_bus,line_code,length_m,enable\nL1,1,2,thick,5,no\n");
  CHECK(complaint_about(codes) ==
        "lines.csv:1:41: unknown column 'enable' (did you mean enabled?)");
  const Folder project;
  write_small_project(project);
  project.write("lines.csv", "from,to,resistance_ohm,reactance_ohm,colour\nr,a,0.5,0.25,red\n");
  CHECK(complaint_about(project) == "lines.csv:1:38: unknown column 'colour'");
}

TEST_CASE("short names are like others only in another letter case") {
  const Folder folder;
  write_small_pandapower(folder);
  const std::string header =
      "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,max_i_ka,in_service,";
  folder.write("line.csv", header + "id\n0,street,1,2,0.5,0.5,0.25,0.1,True,9\n");
  CHECK(notes_of(folder) == Notes{"line.csv: not used: id (not known)"});
  folder.write("line.csv", header + "DF\n0,street,1,2,0.5,0.5,0.25,0.1,True,0.5\n");
  CHECK(complaint_about(folder) == "line.csv:1:84: unknown column 'DF' (did you mean df?)");
}

TEST_CASE("files that no form reads are named in one note") {
  const Folder folder;
  write_small_pandapower(folder);
  folder.write("trafo3w.csv", "index\n");
  folder.write("Switch.csv", "index\n");
  folder.write("README.md", "from where\n");
  folder.write("LICENSE", "free\n");
  folder.write(".hidden", "\n");
  CHECK(notes_of(folder) ==
        Notes{"not read: Switch.csv, trafo3w.csv (a feeder of the form pandapower has bus.csv, "
              "line.csv, ext_grid.csv, trafo.csv, switch.csv, load.csv, sgen.csv, "
              "shunt.csv)"});
}

TEST_CASE("many files are counted") {
  const Folder folder;
  write_small_project(folder);
  for (int i = 10; i < 35; ++i) folder.write("day" + std::to_string(i) + ".csv", "a\n");
  const Notes notes = notes_of(folder);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].starts_with("not read: day10.csv, day11.csv, "));
  CHECK(notes[0].find("day29.csv and 5 more (") != std::string::npos);
}

TEST_CASE("branches with a tap of 1 between equal voltages are noted as lines") {
  const Folder folder;
  write_small_matpower(folder);
  const std::string header =
      "branch,from_bus,to_bus,r_pu,x_pu,rate_a_mva,tap,shift_degree,status\n";
  folder.write("branch.csv", header + "1,1,2,0.01,0.04,0.4,1,0,1\n2,2,3,0.02,0.01,0,1,0,1\n");
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.lines[0].kind == LineKind::kTransformer);
  CHECK(feeder.lines[1].kind == LineKind::kLine);
  REQUIRE(feeder.notes.size() == 1);
  CHECK(
      feeder.notes[0].starts_with("branch.csv: a tap of 1 between buses of one base_kv makes no "
                                  "transformer: 1 branch (2) taken as line;"));
  folder.write("branch.csv", header + "1,1,2,0.01,0.04,0.4,1,0,1\n2,2,3,0.02,0.01,0,1,30,1\n");
  CHECK(notes_of(folder).empty());
  folder.write("branch.csv", header + "1,1,2,0.01,0.04,0.4,0,0,1\n2,2,3,0.02,0.01,0,0,0,1\n");
  CHECK(notes_of(folder).empty());
}

}  // namespace
}  // namespace peerwatt::network
