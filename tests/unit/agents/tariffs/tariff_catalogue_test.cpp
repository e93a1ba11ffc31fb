#include "agents/tariffs/tariff_catalogue.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "agents/tariffs/flat_tariff.hpp"
#include "agents/tariffs/tariff_settings.hpp"
#include "agents/tariffs/time_of_use_tariff.hpp"

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::tariffs {
namespace {

// A cheap night and a dear evening.
TariffSettings two_bands(BaseTariff base) {
  return {.base = base,
          .flat_price = 0.25,
          .bands = {{{0, 6 * 60}, 0.10}, {{17 * 60, 21 * 60}, 0.40}},
          .feed_in_price = 0.08};
}

TEST_CASE("a tariff is found by its id, and has a name of its own and one sentence of help") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < base_tariffs().size(); ++i) {
    const TariffEntry& tariff = base_tariffs()[i];
    CHECK(&entry(static_cast<BaseTariff>(i)) == &tariff);
    names.insert(tariff.name);
    CHECK(tariff.help.ends_with('.'));
  }
  CHECK(names.size() == base_tariffs().size());
}

TEST_CASE("the highest price of a tariff is that of one of the day's minutes") {
  for (const TariffEntry& tariff : base_tariffs()) {
    CAPTURE(tariff.name);
    const TariffSettings settings = two_bands(tariff.id);
    double highest = 0;
    for (std::int64_t minute = 0; minute < 24 * 60; ++minute) {
      highest = std::max(highest, tariff.price(settings, minute));
    }
    CHECK(tariff.highest_price(settings) == highest);
    CHECK(settings.highest_base_price() == highest);
  }
}

TEST_CASE("the flat tariff knows no bands") {
  const TariffSettings flat = two_bands(BaseTariff::kFlat);
  CHECK(flat.base_price(0) == 0.25);
  CHECK(flat.base_price(18 * 60) == 0.25);
  CHECK(flat_tariff::price(flat, 18 * 60) == 0.25);
  CHECK(flat_tariff::highest_price(flat) == 0.25);
}

TEST_CASE("the price by time of use is that of the band, else the flat one") {
  const TariffSettings tariff = two_bands(BaseTariff::kTimeOfUse);
  CHECK(tariff.base_price(0) == 0.10);
  CHECK(tariff.base_price(12 * 60) == 0.25);
  CHECK(tariff.base_price(18 * 60) == 0.40);
  CHECK(time_of_use_tariff::price(tariff, 18 * 60) == 0.40);
  CHECK(time_of_use_tariff::highest_price(tariff) == 0.40);
}

TEST_CASE("where every band is cheaper, the flat price is the highest") {
  TariffSettings tariff = two_bands(BaseTariff::kTimeOfUse);
  tariff.bands.pop_back();
  CHECK(time_of_use_tariff::highest_price(tariff) == 0.25);
}

TEST_CASE("a tariff is chosen by the names of the catalogue") {
  for (const TariffEntry& tariff : base_tariffs()) {
    TariffSettings settings;
    const testing::ParameterList list{settings, {{"base", std::string{tariff.name}}}};
    CHECK(settings.base == tariff.id);
    CHECK(list.at("base").choices.size() == base_tariffs().size());
    CHECK(list.inadmissible_defaults().empty());
    CHECK_FALSE(list.accepts("flat_price", 0));
    CHECK(list.accepts("feed_in_price", 0));
  }
}

}  // namespace
}  // namespace peerwatt::tariffs
