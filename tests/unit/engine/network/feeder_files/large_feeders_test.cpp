#include <fmt/format.h>

#include "tests/unit/engine/network/feeder_files/folder.hpp"

#include <doctest/doctest.h>

// Feeders of so many rows, columns and mistakes that looking at all of them for each of them would
// take minutes.
namespace peerwatt::network {
namespace {

constexpr int kRows = 20'000;
constexpr int kMany = 150'000;

// The header, and what `row` makes of first .. last.
template <class Row>
std::string table(const std::string& header, int first, int last, Row row) {
  std::string text = header + '\n';
  for (int i = first; i <= last; ++i) text += row(i) + '\n';
  return text;
}

// Each form: a transformer, and a chain of low-voltage lines behind it.
void write_project(const Folder& folder) {
  folder.write("feeder.csv", "key,value\nroot,b0\nbase_kv,0.4\n");
  folder.write("buses.csv", table("bus", 0, kRows, [](int i) { return fmt::format("b{}", i); }));
  folder.write("lines.csv", table("from,to,resistance_ohm,reactance_ohm", 1, kRows,
                                  [](int i) { return fmt::format("b{},b{},0.5,0.25", i - 1, i); }));
}

void write_matpower(const Folder& folder) {
  folder.write("meta.csv", "key,value\nbase_mva,1\nslack_bus,0\nslack_vm_pu,1\n");
  folder.write("bus.csv", table("bus,type,base_kv", 0, kRows,
                                [](int i) { return fmt::format("{},{},0.4", i, i == 0 ? 3 : 1); }));
  folder.write("gen.csv", table("bus,vm_set_pu,status", 0, kRows,
                                [](int i) { return fmt::format("{},1,1", i); }));
  folder.write(
      "branch.csv",
      table("branch,from_bus,to_bus,r_pu,x_pu,rate_a_mva,tap,shift_degree,status", 1, kRows,
            [](int i) { return fmt::format("{},{},{},0.02,0.01,0,0,0,1", i, i - 1, i); }));
}

void write_pandapower(const Folder& folder) {
  folder.write("bus.csv", table("index,name,vn_kv,in_service", 0, kRows,
                                [](int i) { return fmt::format("{0},bus,0.4,True", i); }));
  folder.write("ext_grid.csv", "index,bus,vm_pu\n0,0,1\n");
  folder.write("switch.csv", table("index,bus,element,et,closed", 0, kRows - 1,
                                   [](int i) { return fmt::format("{0},{0},{0},l,True", i); }));
  folder.write(
      "line.csv",
      table("index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,max_i_ka,in_service", 0,
            kRows - 1,
            [](int i) { return fmt::format("{},,{},{},0.5,0.5,0.25,0.1,True", i, i, i + 1); }));
}

void write_line_codes(const Folder& folder) {
  folder.write("source.csv", "bus,kv,vm_pu\ns,20,1\n");
  folder.write("transformer.csv",
               "name,hv_bus,lv_bus,hv_kv,lv_kv,s_kva,x_percent,r_percent\nT,s,0,20,0.4,400,4,3\n");
  folder.write("line_codes.csv", table("line_code,r1_ohm_per_km,x1_ohm_per_km", 1, kRows,
                                       [](int i) { return fmt::format("code{},0.25,0.125", i); }));
  folder.write("lines.csv", table("line,from_bus,to_bus,line_code,length_m", 1, kRows, [](int i) {
                 return fmt::format("L{0},{1},{0},code{0},500", i, i - 1);
               }));
}

// How many complaints there are, those that are only counted included.
std::size_t complaints_about(const Folder& folder) {
  const std::string text = complaint_about(folder);
  const std::size_t more = text.rfind("\nand ");
  return more == text.npos ? 1 : kMostShown + std::stoul(text.substr(more + 5));
}

TEST_CASE("feeders of very many rows are read") {
  for (const auto write : {write_project, write_matpower, write_pandapower, write_line_codes}) {
    const Folder folder;
    write(folder);
    REQUIRE(complaint_about(folder) == "(none)");
    CHECK(read_feeder(folder.path()).buses.size() >= kRows + 1);
  }
}

TEST_CASE("very many unknown keys and columns are counted") {
  const Folder folder;
  write_project(folder);
  folder.write("feeder.csv", table("key,value\nroot,b0\nbase_kv,0.4", 1, kMany,
                                   [](int i) { return fmt::format("unknown{},1", i); }));
  CHECK(complaints_about(folder) == kMany);

  const Folder wide;
  write_project(wide);
  std::string names = "bus", cells = "b0";
  for (int i = 0; i < kMany; ++i) {
    names += fmt::format(",unknown{}", i);
    cells += ",1";
  }
  wide.write("buses.csv", names + '\n' + cells + '\n');
  CHECK(complaints_about(wide) == kMany);
}

TEST_CASE("very many columns that are not used make a note of a hundred names") {
  const Folder folder;
  write_matpower(folder);
  std::string meta;
  for (int i = 0; i < kMany; ++i) meta += fmt::format("unknown{},1\n", i);
  folder.write("meta.csv", "key,value\nbase_mva,1\nslack_bus,0\nslack_vm_pu,1\n" + meta);
  const FeederDescription feeder = read_feeder(folder.path());
  REQUIRE(feeder.notes.size() == 1);
  CHECK(feeder.notes.front().ends_with(fmt::format(" and {} more", kMany - 100)));
}

TEST_CASE("very many cycles, each as long as the feeder, are counted") {
  FeederDescription feeder;
  feeder.root = "b0";
  for (int i = 0; i <= kMany; ++i) feeder.buses.push_back({fmt::format("b{}", i), "", {}});
  for (int i = 1; i <= kMany; ++i) {
    FeederLine line;
    line.name = fmt::format("l{}", i);
    line.from = fmt::format("b{}", i - 1);
    line.to = fmt::format("b{}", i);
    feeder.lines.push_back(line);
    line.name = fmt::format("m{}", i);
    line.from = "b0";
    line.to = fmt::format("b{}", kMany);
    feeder.lines.push_back(line);
  }
  const std::string text = complaint_of([&] { DistributionNetwork{feeder}; });
  CHECK(text.ends_with(fmt::format("\nand {} more", kMany - kMostShown)));
}

}  // namespace
}  // namespace peerwatt::network
