#include "agents/bidding/reservation_catalogue.hpp"

#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "agents/bidding/lambda_reservation.hpp"

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

using parameters::Distribution;
using parameters::MemberDraws;

ReservationRule lambda(double value) {
  LambdaReservation rule;
  rule.lambda = value;
  return rule;
}

TEST_CASE("lambda is the place between what everyone gets and pays without the market") {
  const PriceRange range{0.125, 0.375};
  CHECK(reservation_price(lambda(0), range) == 0.125);
  CHECK(reservation_price(lambda(0.25), range) == 0.1875);
  CHECK(reservation_price(lambda(1), range) == 0.375);
}

TEST_CASE("a reservation price is a whole multiple of 1e-9 within the range") {
  const PriceRange range{0.08, 0.251234567};
  for (int i = 0; i <= 1000; ++i) {
    const double price = reservation_price(lambda(i / 1000.0), range);
    CHECK(price == market::on_tick(price));
    CHECK(price >= range.least);
    CHECK(price <= range.most);
  }
  CHECK(reservation_price(lambda(1.0 / 3), {0, 1}) == 0.333333333);
}

TEST_CASE("what a rule draws of its settings belongs to the member") {
  ReservationSettings settings;
  settings.of<LambdaReservation>().lambda = Distribution{Distribution::Kind::kUniform, {0.25, 0.5}};
  std::set<double> drawn;
  for (std::uint64_t member = 0; member < 20; ++member) {
    const ReservationRule rule = draw_reservation(settings, MemberDraws{1, member});
    CHECK(rule.index() == settings.rule);
    const double value = std::get<LambdaReservation>(rule).lambda;
    CHECK(value >= 0.25);
    CHECK(value <= 0.5);
    CHECK(value ==
          std::get<LambdaReservation>(draw_reservation(settings, MemberDraws{1, member})).lambda);
    drawn.insert(value);
  }
  CHECK(drawn.size() == 20);
}

TEST_CASE("rules are chosen by their names, and declare their parameters whichever is chosen") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < reservation_rules().size(); ++i) {
    const parameters::Choice& rule = reservation_rules()[i];
    names.insert(rule.name);
    CHECK(rule.help.ends_with('.'));
    ReservationSettings settings;
    settings.rule = i == 0 ? reservation_rules().size() - 1 : 0;
    const testing::ParameterList list{settings, {{"reservation", std::string{rule.name}}}};
    CHECK(settings.rule == i);
    CHECK(list.at("reservation").choices.size() == reservation_rules().size());
    CHECK(list.accepts("reservation_lambda", 1));
    CHECK_FALSE(list.accepts("reservation_lambda", 1.01));
    CHECK(list.inadmissible_defaults().empty());
  }
  CHECK(names.size() == reservation_rules().size());
}

TEST_CASE("settings with another distribution of lambda are others") {
  ReservationSettings settings;
  settings.of<LambdaReservation>().lambda = 0.5;
  CHECK(settings != ReservationSettings{});
  settings.of<LambdaReservation>() = LambdaReservation::Settings{};
  CHECK(settings == ReservationSettings{});
}

}  // namespace
}  // namespace peerwatt::bidding
