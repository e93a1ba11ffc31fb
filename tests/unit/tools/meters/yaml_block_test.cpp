#include "tools/meters/yaml_block.hpp"

#include "tests/unit/tools/meters/meter_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::meters {
namespace {

TEST_CASE("a scenario takes all homes by a star") {
  std::string text = "t,a,b\n";
  for (int hour = 0; hour < 48; ++hour) {
    text += std::to_string(1640995200 + 3600 * hour) + (hour == 7 ? ",,-1\n" : ",1,2\n");
  }
  ImportOptions options = hourly();
  MeterReport report;
  table_of(text, options, &report);
  CHECK(yaml_block(report, "homes.csv") ==
        "clock: {start: \"2022-01-01T00:00:00Z\", days: 2, slot_s: 3600, time_zone: UTC}\n"
        "profiles:\n"
        "  - name: \"homes\"\n"
        "    file: \"homes.csv\"\n"
        "    time_column: time\n"
        "    time_format: utc\n"
        "    stamp: start\n"
        "    step_s: 3600\n"
        "    unit: kwh\n"
        "    gaps: error  # 1 empty cells; or `interpolate`, or `zero`\n"
        "    negatives: error  # 1 negative values; or `interpolate`, or `zero`\n"
        "prosumers:\n"
        "  - name: homes\n"
        "    count: 2\n"
        "    load:\n"
        "      profile: \"homes\"\n"
        "      columns: \"*\"\n");
}

TEST_CASE("with generation, columns are named, and days begin at midnight of the zone") {
  const Imported imported = import_meters({made_up("ausgrid.csv")}, {});
  const std::string block = yaml_block(imported.report, "sub/homes.csv");
  CHECK(
      block.starts_with("clock: {start: \"2011-09-30T14:00:00Z\", days: 2, slot_s: 1800, "
                        "time_zone: Australia/Sydney}\n"));
  CHECK(
      block.ends_with("prosumers:\n"
                      "  - name: homes\n"
                      "    count: 1\n"
                      "    load:\n"
                      "      profile: \"homes\"\n"
                      "      columns: [\"home_2_load\"]\n"
                      "  - name: homes_with_pv\n"
                      "    count: 1\n"
                      "    load:\n"
                      "      profile: \"homes\"\n"
                      "      columns: [\"home_1_load\"]\n"
                      "    pv:\n"
                      "      capacity_kw: 1  # the columns are of whole homes, not per kW\n"
                      "      profile: \"homes\"\n"
                      "      columns: [\"home_1_pv\"]\n"));
}

}  // namespace
}  // namespace peerwatt::meters
