#include "engine/network/feeder_files/form_columns.hpp"

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "engine/core/diagnostics.hpp"

#include "engine/csv/cells.hpp"
#include "engine/network/feeder_files/form_tables.hpp"

#include <doctest/doctest.h>

namespace peerwatt::network {
namespace {

TEST_CASE("the tables in docs/feeders.md are the generated ones") {
  INFO("to renew them: peerwatt schema --docs docs/feeders.md");
  std::ifstream in{PEERWATT_SOURCE_DIR "/docs/feeders.md"};
  const std::string page{std::istreambuf_iterator<char>{in}, {}};
  REQUIRE(has_form_tables(page));
  CHECK((with_form_tables(page) == page));
}

TEST_CASE("a document without marks gets no tables") {
  CHECK_FALSE(has_form_tables("# Feeders\n"));
  CHECK_THROWS_AS(with_form_tables("# Feeders\n"), InputError);
}

void check(const ColumnSpec& column) {
  CAPTURE(column.name);
  CHECK_FALSE(column.help.empty());
  if (column.use == ColumnUse::kUnused) return;
  if (column.use == ColumnUse::kOptional) CHECK_FALSE(column.fallback.empty());
  if (column.kind == ColumnKind::kFlag && !column.fallback.empty()) {
    CHECK((column.fallback == "true" || column.fallback == "false"));
  }
  if (const auto number = csv::parse_number(column.fallback)) {
    CHECK((column.range != csv::Range::kPositive || *number > 0));
  }
}

TEST_CASE("every column is declared once, with a meaning and a default that fits") {
  for (const FormSpec* form : form_specs()) {
    CAPTURE(form->name);
    for (const SheetSpec& sheet : form->sheets) {
      CAPTURE(sheet.file);
      std::set<std::string_view> names;
      for (const ColumnSpec& column : sheet.columns) {
        check(column);
        CHECK(names.insert(column.name).second);
      }
    }
  }
}

}  // namespace
}  // namespace peerwatt::network
