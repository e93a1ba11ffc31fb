#include "agents/observers/prosumer_record.hpp"

#include <set>

#include "output/schema/schema.hpp"

#include "tests/unit/agents/published/shown_slot.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("every column of a prosumer's record is a published one, but for the baselines") {
  const peerwatt::testing::ShownSlot slot{3};
  const recording::ProsumerRecord record = prosumer_record(slot.show());
  std::set<const void*> columns;
  for (const output::ProsumerColumn& column : output::prosumer_columns()) {
    const bool is_baseline = column.text.presence == output::Presence::kWithBaselines;
    CAPTURE(column.text.name);
    std::visit(
        [&](auto member) {
          const auto span = record.*member;
          CHECK(span.size() == (is_baseline ? 0 : 3));
          // No two columns show the same values.
          if (!is_baseline) CHECK(columns.insert(span.data()).second);
        },
        column.member);
  }
}

TEST_CASE("a record shows the columns in place") {
  const peerwatt::testing::ShownSlot slot{1};
  const recording::ProsumerRecord record = prosumer_record(slot.show());
  CHECK(record.load_kwh.data() == slot.load_kwh.data());
  CHECK(record.shed_kwh.data() == slot.residual.shed_kwh.data());
  CHECK(record.coalition.data() == slot.accounts.coalition.data());
  CHECK(record.balance.data() == slot.accounts.balance.data());
}
