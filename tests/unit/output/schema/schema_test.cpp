#include "output/schema/schema.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "output/indicators/indicator_table.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::output;

namespace {

template <class Columns>
bool all_are_always_present(const Columns& columns) {
  return std::all_of(columns.begin(), columns.end(),
                     [](const auto& column) { return column.text.presence == Presence::kAlways; });
}

}  // namespace

TEST_CASE("docs/trace-format.md holds exactly the tables of the schema") {
  std::ifstream in{PEERWATT_SOURCE_DIR "/docs/trace-format.md"};
  const std::string page{std::istreambuf_iterator<char>{in}, {}};
  const std::string begin = "<!-- schema: begin -->\n", end = "<!-- schema: end -->";
  const std::size_t from = page.find(begin), to = page.find(end);
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  const std::size_t start = from + begin.size();
  // `print_schema docs/trace-format.md` brings the page up to date.
  CHECK(page.substr(start, to - start) == schema_markdown());
}

TEST_CASE("no two columns of a group and no two indicators share a name") {
  std::set<std::string> names;
  for (const auto& column : system_columns()) CHECK(names.insert(column.text.name).second);
  names.clear();
  for (const auto& column : prosumer_columns()) CHECK(names.insert(column.text.name).second);
  names.clear();
  for (const auto& column : order_columns()) CHECK(names.insert(column.text.name).second);
  names.clear();
  for (const auto& column : trade_columns()) CHECK(names.insert(column.text.name).second);
  names.clear();
  for (const auto& column : quote_columns()) CHECK(names.insert(column.text.name).second);
  names.clear();
  for (const auto& indicator : indicator_definitions()) CHECK(names.insert(indicator.key).second);
}

TEST_CASE("columns that are written in every run ask for no kind of run") {
  CHECK(all_are_always_present(certificate_columns()));
  CHECK(all_are_always_present(group_columns()));
  CHECK(all_are_always_present(input_columns()));
  CHECK(all_are_always_present(rule_attributes()));
  CHECK(all_are_always_present(order_columns()));
  CHECK(all_are_always_present(trade_columns()));
  CHECK(all_are_always_present(quote_columns()));
  CHECK_FALSE(all_are_always_present(prosumer_static_columns()));
  CHECK_FALSE(all_are_always_present(network_columns()));
  CHECK_FALSE(all_are_always_present(system_columns()));
}
