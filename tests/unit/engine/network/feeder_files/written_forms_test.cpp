#include <algorithm>
#include <array>

#include "engine/csv/table.hpp"

#include "tests/unit/engine/network/feeder_files/small_nets.hpp"

#include <doctest/doctest.h>

// The same net in the ways in which programs write numbers, flags and tables.
namespace peerwatt::network {
namespace {

using Write = void (*)(const Folder&);
constexpr std::array<Write, 4> kForms{write_small_matpower, write_small_pandapower,
                                      write_small_line_codes, write_small_project};

// Rewrites every file of a folder.
template <class Change>
void rewrite(const Folder& folder, Change change) {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator{folder.path()}) {
    files.push_back(file.path());
  }
  for (const std::filesystem::path& file : files) {
    folder.write(file.filename().string(), change(csv::contents_of(file).text));
  }
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

// The same but for its name, which is the folder's.
template <class Change>
void check_same(Change change) {
  for (const Write write : kForms) {
    const Folder folder;
    write(folder);
    FeederDescription expected = read_feeder(folder.path());
    CAPTURE(expected.root);
    rewrite(folder, change);
    REQUIRE(complaint_about(folder) == "(none)");
    FeederDescription found = read_feeder(folder.path());
    CHECK(found == expected);
    CHECK(found.notes.empty());
  }
}

TEST_CASE("semicolons, tabs and decimal commas") {
  check_same([](std::string text) {
    std::replace(text.begin(), text.end(), ',', ';');
    return text;
  });
  check_same([](std::string text) {
    std::replace(text.begin(), text.end(), ',', '\t');
    return text;
  });
  check_same([](std::string text) {
    std::replace(text.begin(), text.end(), ',', ';');
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
  });
}

TEST_CASE("byte order marks and CRLF") {
  check_same([](std::string text) {
    replace_all(text, "\n", "\r\n");
    return "\xEF\xBB\xBF" + text;
  });
}

TEST_CASE("a decimal comma among decimal points is refused") {
  const Folder folder;
  write_small_project(folder);
  folder.write("lines.csv", "from;to;resistance_ohm;reactance_ohm\nr;a;0,5;0.25\n");
  CHECK(complaint_about(folder) ==
        "lines.csv:2:5: has a comma ('0,5'), while other numbers of the file have a point ('0.25', "
        "line 2); write all of them in one way\n"
        "lines.csv:2:9: reactance_ohm: must be a finite number with a decimal comma (got '0.25')");
  folder.write("lines.csv", "from,to,resistance_ohm,reactance_ohm\nr,a,0,5,0,25\n");
  CHECK(
      complaint_about(folder).starts_with("lines.csv:2: 6 cells, but the header has 4 columns; "
                                          "numbers with decimal commas need quotes"));
  folder.write("feeder.csv", "key;value\nroot;r\nbase_kv;1.000\n");
  folder.write("lines.csv", "from,to,resistance_ohm,reactance_ohm\nr,a,0.5,0.25\n");
  CHECK(complaint_about(folder) ==
        "feeder.csv:3:9: '1.000' may have decimals or thousands (1000); write it without the mark, "
        "or with one more decimal");
}

TEST_CASE("indices may be written with decimals") {
  const Folder pandapower;
  write_small_pandapower(pandapower);
  const FeederDescription expected = read_feeder(pandapower.path());
  pandapower.write("line.csv",
                   "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,max_i_ka,"
                   "in_service\n0.0,street,1.0,2.0,0.5,0.5,0.25,0.1,1.0\n");
  pandapower.write("switch.csv", "index,bus,element,et,closed\n0,1.0,0.0,l,True\n");
  CHECK(read_feeder(pandapower.path()).lines == expected.lines);
  pandapower.write("switch.csv", "index,bus,element,et,closed\n0,1.0,0.0,l,False\n");
  CHECK(read_feeder(pandapower.path()).lines.size() == 1);
  const Folder matpower;
  write_small_matpower(matpower);
  matpower.write("bus.csv", "bus,type,base_kv\n1.0,3.0,20\n2.0,1.0,0.4\n3.0,1.0,0.4\n");
  const FeederDescription feeder = read_feeder(matpower.path());
  CHECK(feeder.root == "1");
  CHECK(feeder.buses[2].name == "3");
}

TEST_CASE("a column without a name is the index") {
  const Folder folder;
  write_small_pandapower(folder);
  const FeederDescription expected = read_feeder(folder.path());
  rewrite(folder, [](std::string text) { return text.replace(0, 5, ""); });
  CHECK(read_feeder(folder.path()) == expected);
}

TEST_CASE("flags are written in many ways") {
  const Folder folder;
  write_small_pandapower(folder);
  const auto lines_with = [&](const std::string& flag) {
    folder.write("bus.csv", "index,name,vn_kv,in_service\n0,mv,20,True\n1,low,0.4,yes\n2,end,0.4," +
                                flag + '\n');
    return read_feeder(folder.path()).lines.size();
  };
  for (const char* yes : {"true", "TRUE", "Yes", "on", "1", "1.0"}) CHECK(lines_with(yes) == 2);
  for (const char* no : {"false", "No", "OFF", "0", "0.0"}) CHECK(lines_with(no) == 1);
}

TEST_CASE("missing values stand for what their columns declare") {
  for (const char* missing : {"", "NaN", "None", "<NA>", "null", "-"}) {
    CAPTURE(missing);
    const std::string none = missing;
    const Folder matpower;
    write_small_matpower(matpower);
    matpower.write("branch.csv",
                   "branch,from_bus,to_bus,r_pu,x_pu,rate_a_mva,tap,shift_degree,status\n"
                   "1,1,2,0.01,0.04,0.4,1,150,1\n2,2,3,0.02,0.01," +
                       none + ',' + none + ',' + none + ',' + none + '\n');
    const FeederLine line = read_feeder(matpower.path()).lines.at(1);
    CHECK(line.rating_kva == 0);
    CHECK(line.tap_ratio == 1);
    const Folder project;
    write_small_project(project);
    project.write("buses.csv", "bus,zone\nr," + none + "\na," + none + '\n');
    CHECK(read_feeder(project.path()).buses[1].zone == "r");  // as if there were no zones
  }
}

TEST_CASE("what must be there must not be missing") {
  const Folder folder;
  write_small_matpower(folder);
  folder.write("bus.csv", "bus,type,base_kv\n1,3,20\nNaN,1,0.4\n3,1,NULL\n");
  CHECK(complaint_about(folder) ==
        "bus.csv:3:1: bus: must not be empty\n"
        "bus.csv:4:5: base_kv: must be a finite number (got 'NULL')");
}

TEST_CASE("switches at elements that are not there are told") {
  const Folder folder;
  write_small_pandapower(folder);
  folder.write("switch.csv", "index,bus,element,et,closed\n0,1,7,l,False\n1,1,8,t,True\n");
  CHECK(complaint_about(folder) ==
        "switch.csv:2:5: element: no line of index '7' in line.csv\n"
        "switch.csv:3:5: element: no trafo of index '8' in trafo.csv");
}

TEST_CASE("line codes say in which unit they are, and which elements are there") {
  const Folder folder;
  write_small_line_codes(folder);
  folder.write("lines.csv",
               "line,from_bus,to_bus,line_code,length_m,units,enabled\n"
               "L1,1,2,thick,500,m,yes\nL2,2,3,thick,500,,no\n");
  CHECK(read_feeder(folder.path()).buses.size() == 3);
  folder.write("lines.csv", "line,from_bus,to_bus,line_code,length_m,units\nL1,1,2,thick,500,ft\n");
  CHECK(complaint_about(folder) == "lines.csv:2:18: units: must be m (got 'ft')");
  write_small_line_codes(folder);
  folder.write("source.csv", "bus,kv,vm_pu\ns,21,1\n");
  CHECK(read_feeder(folder.path()).lines.at(0).tap_ratio == 20.0 / 21.0);
}

}  // namespace
}  // namespace peerwatt::network
