#include "engine/network/feeder_files/pandapower_file.hpp"

#include "tests/unit/engine/network/feeder_files/small_nets.hpp"
#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

// Nets as pandapower's to_json writes them: tables that are texts of JSON within JSON.
namespace peerwatt::network {
namespace {

std::string quoted(const std::string& json) {
  std::string text = "\"";
  for (const char c : json) text += c == '"' ? std::string{"\\\""} : std::string(1, c);
  return text + '"';
}

std::string table(const std::string& name, const std::string& frame) {
  return '"' + name + R"(": {"_module": "pandas.core.frame", "_class": "DataFrame", "_object": )" +
         quoted(frame) + R"(, "orient": "split"})";
}

std::string net(const std::string& tables) {
  return "{\"_module\": \"pandapower.auxiliary\", \"_class\": \"pandapowerNet\", \"_object\": {"
         "\"name\": \"small\", \"f_hz\": 60.0, " +
         tables + "}}";
}

const std::string kBuses =
    table("bus", R"({"columns":["name","vn_kv","in_service"],"index":[0,3],)"
                 R"("data":[["mv",0.4,true],["a, \\"quoted\\" name",0.4,true]]})");
const std::string kLines = table(
    "line", R"({"columns":["name","from_bus","to_bus","length_km","r_ohm_per_km","x_ohm_per_km",)"
            R"("c_nf_per_km","max_i_ka","in_service"],"index":[0],)"
            R"("data":[[null,0,3,0.5,0.5,0.25,100,0.2,true]]})");
const std::string kSource =
    table("ext_grid", R"({"columns":["bus","vm_pu"],"index":[0],"data":[[0,1.02]]})");

std::string complaint_about_net(const std::string& text) {
  const Folder folder;
  folder.write("net.json", text);
  return folder.without_path(complaint_of([&] { read_feeder(folder.path() / "net.json"); }));
}

TEST_CASE("a net that pandapower wrote is read like a folder of its tables") {
  const Folder folder;
  folder.write("net.json",
               net(kBuses + ", " + kLines + ", " + kSource + ", " +
                   table("load", R"({"columns":["bus","p_mw","q_mvar"],"index":[5],)"
                                 R"("data":[[3,0.001,0.0005]]})") +
                   ", " + table("trafo", R"({"columns":["name"],"index":[],"data":[]})")));
  const FeederDescription feeder = read_feeder(folder.path() / "net.json");
  CHECK(feeder.name == "small");
  CHECK(feeder.root == "mv");
  REQUIRE(feeder.buses.size() == 2);
  CHECK(feeder.buses[1].name == "a, \"quoted\" name");
  REQUIRE(feeder.lines.size() == 1);
  CHECK(feeder.lines[0].name == "line_0");
  CHECK(feeder.lines[0].resistance_ohm == 0.25);
  CHECK(feeder.lines[0].charging_kvar ==
        doctest::Approx(2 * 3.14159265358979 * 60 * 50e-9 * 400 * 400 / 1000));
  REQUIRE(feeder.loads.size() == 1);
  CHECK(feeder.loads[0].power_kw == 1);
  CHECK(feeder.loads[0].reactive_kvar == 0.5);
  CHECK(feeder.files.size() == 1);
  CHECK(feeder.notes.empty());
}

TEST_CASE("tables with rows that are not used are noted") {
  const Folder folder;
  folder.write("net.json",
               net(kBuses + ", " + kLines + ", " + kSource + ", " +
                   table("storage", R"({"columns":["bus"],"index":[0,1],"data":[[3],[3]]})")));
  CHECK(read_feeder(folder.path() / "net.json").notes ==
        std::vector<std::string>{"not used: the tables storage (2 rows)"});
}

TEST_CASE("what is no net of pandapower, or one of its mistakes, is told with its place") {
  CHECK(complaint_about_net("{\"a\": [1,\n") ==
        "net.json:2:1: is not valid JSON here; save the net again with pandapower.to_json");
  CHECK(complaint_about_net("[]") ==
        "net.json: is JSON but no net of pandapower; write it with pandapower.to_json (a feeder of "
        "peerwatt itself is called .yaml)");
  CHECK(complaint_about_net(net(kBuses + ", " + kSource)) == "net.json: has no table line");
  CHECK(
      complaint_about_net(net(table("bus", "{\"name\": {\"0\": \"x\"}}"))) ==
      "net.json: the table bus is not written as columns, index and data; save the net again with "
      "pandapower 2.2 or later");
  CHECK(complaint_about_net(net(table("bus", R"({"columns":["name"],"index":[0],"data":[[]]})"))) ==
        "net.json: the table bus has a row with another number of cells than columns");
  CHECK(complaint_about_net(net(
            kBuses + ", " + kSource + ", " +
            table("line", R"({"columns":["name","from_bus","to_bus","length_km","r_ohm_per_km",)"
                          R"("x_ohm_per_km","max_i_ka","in_service"],"index":[0],)"
                          R"("data":[["x",0,9,0.5,0.5,0.25,0.2,true]]})"))) ==
        "net.json/line.csv:2:7: to_bus: no bus of index '9' in bus.csv");
}

}  // namespace
}  // namespace peerwatt::network
