#include <algorithm>
#include <string>
#include <vector>

#include "output/recording/daily_record.hpp"
#include "output/recording/slot_record.hpp"
#include "output/schema/schema.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using Names = std::vector<std::string>;

namespace {

const Names kAll{
#define PROSUMER_COLUMN(type, name, ...) #name,
#include "output/recording/prosumer_columns.def"
};
const Names kOfHouseholds{
#define HOUSEHOLD_COLUMN(type, name, ...) #name,
#include "output/recording/prosumer_columns.def"
};
const Names kOfAccounts{
#define ACCOUNT_COLUMN(type, name, ...) #name,
#include "output/recording/prosumer_columns.def"
};
const Names kOfBaselines{
#define BASELINE_COLUMN(type, name, ...) #name,
#include "output/recording/prosumer_columns.def"
};

bool holds(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

TEST_CASE("the schema has the declared columns, in their order") {
  Names names;
  for (const output::ProsumerColumn& column : output::prosumer_columns()) {
    names.emplace_back(column.text.name);
  }
  CHECK(names == kAll);
}

TEST_CASE("each column of the prosumers comes from households, accounts or baselines") {
  for (const std::string& name : kAll) {
    CAPTURE(name);
    CHECK(holds(kOfHouseholds, name) + holds(kOfAccounts, name) + holds(kOfBaselines, name) == 1);
  }
  CHECK(kOfHouseholds.size() + kOfAccounts.size() + kOfBaselines.size() == kAll.size());
  CHECK(kOfHouseholds.front() == "load_kwh");
  CHECK(kOfAccounts.back() == "balance");
}

TEST_CASE("what comes from baselines is in the traces of runs that keep them, and nothing else") {
  for (const output::ProsumerColumn& column : output::prosumer_columns()) {
    CAPTURE(column.text.name);
    CHECK((column.text.presence == output::Presence::kWithBaselines) ==
          holds(kOfBaselines, column.text.name));
  }
}

TEST_CASE("a list of events holds the columns of one kind of event") {
  const Names quotes{
#define QUOTE_COLUMN(type, name, ...) #name,
#include "output/recording/event_columns.def"
  };
  CHECK(quotes == Names{"sequence", "time", "slot", "round", "zone", "best_bid", "best_ask"});
}

TEST_CASE("a new record has the declared values") {
  const recording::SystemRecord system;
  CHECK(system.converged);
  CHECK_FALSE(system.capped);
  CHECK(system.price_set_by == kNoId);
  CHECK(system.price_sell == 0);
  CHECK_FALSE(system.p2p_price_mean.has_value());
  CHECK(recording::CertificateRecord{}.misreport_prosumer == kNoId);
  CHECK(recording::TradeRecord{}.coalition == kNoId);
  CHECK(recording::TradeRecord{}.quantity_kwh == 0);
}
