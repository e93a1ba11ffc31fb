#include "engine/network/feeder_files/feeder_reader.hpp"

#include "tests/unit/engine/network/feeder_files/folder.hpp"
#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::network {
namespace {

void write_project(const Folder& folder) {
  folder.write("feeder.csv",
               "key,value\nname,village\nroot,r\nbase_kv,0.4\nsource_voltage_pu,1.02\n");
  folder.write("buses.csv", "bus,zone\nr,\na,west\nb,west\n");
  folder.write("lines.csv",
               "line,from,to,length_km,resistance_ohm,reactance_ohm,rating_kva,kind,tap_ratio\n"
               "t,r,a,0,0.01,0.04,250,transformer,1.025\n"
               ",b,a,0.5,0.16,0.04,,,\n");
}

TEST_CASE("the project's own form is read as written") {
  const Folder folder;
  write_project(folder);
  const FeederDescription feeder = read_feeder(folder.path());
  CHECK(feeder.name == "village");
  CHECK(feeder.root == "r");
  CHECK(feeder.base_kv == 0.4);
  CHECK(feeder.source_voltage_pu == 1.02);
  CHECK(feeder.buses ==
        std::vector<FeederBus>{{"r", "", {}}, {"a", "west", {}}, {"b", "west", {}}});
  FeederLine transformer{"t", "r", "a", 0.0, 0.01, 0.04, 250, 1.025, LineKind::kTransformer, {}};
  FeederLine line{"b-a", "b", "a", 0.5, 0.16, 0.04, 0, 1, LineKind::kLine, {}};
  CHECK(feeder.lines == std::vector<FeederLine>{transformer, line});
  const DistributionNetwork network{feeder};
  CHECK(network.zone_count() == 1);
}

TEST_CASE("buses and lines remember where they stand") {
  const Folder folder;
  write_project(folder);
  folder.write("buses.csv", "zone,bus\n,r\nwest,a\nwest,b\nwest,b\n");
  const std::string complaint =
      folder.without_path(complaint_of([&] { DistributionNetwork{read_feeder(folder.path())}; }));
  CHECK(complaint.starts_with(
      "buses.csv:5:6: two buses are named 'b' (rename one; the first stands at buses.csv:4:6)"));
}

TEST_CASE("what may be missing from the project's own form may be missing") {
  const Folder folder;
  folder.write("feeder.csv", "key,value\nroot,r\nbase_kv,0.4\n");
  folder.write("buses.csv", "bus\nr\na\n");
  folder.write("lines.csv", "from,to,resistance_ohm,reactance_ohm\nr,a,0.5,0.25\n");
  const FeederDescription feeder = read_feeder(folder.path() / "");
  CHECK(feeder.name == folder.path().filename().string());
  CHECK(feeder.source_voltage_pu == 1);
  CHECK(feeder.buses == std::vector<FeederBus>{{"r", "r", {}}, {"a", "r", {}}});
  CHECK_FALSE(feeder.lines[0].length_km);
}

TEST_CASE("all mistakes in the files are reported together") {
  const Folder folder;
  folder.write("feeder.csv", "key,value\nroot,\nbase_kw,0.4\nroot,b\n");
  folder.write("buses.csv", "bus,zone\nr,\n\"\",west\n");
  folder.write("lines.csv",
               "line,from,to,length_km,resistance_ohm,reactance_ohm,kind\n"
               "t,r,a,-1,x,0.04,transfomer\n");
  CHECK(complaint_about(folder) ==
        "feeder.csv:4:1: key: 'root' is given twice\n"
        "feeder.csv:3:1: unknown key 'base_kw' (did you mean base_kv?)\n"
        "feeder.csv: no key 'base_kv'\n"
        "feeder.csv:2:6: root: must not be empty\n"
        "buses.csv:3:1: bus: must not be empty\n"
        "lines.csv:2:7: length_km: must be 0 or more (got '-1')\n"
        "lines.csv:2:10: resistance_ohm: must be a finite number (got 'x')\n"
        "lines.csv:2:17: kind: must be line, transformer or switch (got 'transfomer' (did you mean "
        "transformer?))");
}

TEST_CASE("missing columns are named once and their file is passed over") {
  const Folder folder;
  write_project(folder);
  folder.write("lines.csv", "from,too,resistance_ohm,reactance_ohm\nr,a,x,y\n");
  CHECK(complaint_about(folder) ==
        "lines.csv:1: no column 'to' (did you mean too?)\n"
        "lines.csv:1:6: unknown column 'too' (did you mean to?)");
}

TEST_CASE("a folder of unknown form is refused with what was looked for") {
  const Folder folder;
  folder.write("bus.csv", "bus\n");
  CHECK(complaint_of([&] { read_feeder(folder.path()); }) ==
        folder.path().string() +
            ": no feeder of a known form (looked for project: feeder.csv, buses.csv, lines.csv; "
            "MATPOWER: meta.csv, bus.csv, branch.csv; pandapower: bus.csv, line.csv, ext_grid.csv; "
            "line codes: lines.csv, line_codes.csv, transformer.csv, source.csv)");
  CHECK(complaint_of([&] { read_feeder(folder.path() / "none"); }) ==
        (folder.path() / "none").string() + ": no such folder (a feeder is a folder of CSV files)");
}

}  // namespace
}  // namespace peerwatt::network
