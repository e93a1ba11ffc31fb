#pragma once

#include <cstddef>
#include <span>
#include <tuple>
#include <variant>

#include "engine/parameters/member_draws.hpp"
#include "engine/parameters/visitor.hpp"

#include "agents/bidding/lambda_reservation.hpp"
#include "agents/bidding/terms.hpp"
#include "agents/market/ticks.hpp"

namespace peerwatt::bidding {

// Rules by which a trader finds its reservation price: the price at which it is as well off without
// the market. A rule is a plain struct as `LambdaReservation`: kName, kHelp, Settings, describe, a
// constructor that draws it for a trader, and price(range).
template <class... Rules>
struct RuleList {
  using Any = std::variant<Rules...>;
  using Settings = std::tuple<typename Rules::Settings...>;
};

// The rules there are. Another one is one more name here.
using ReservationRules = RuleList<LambdaReservation>;

// The rule of one trader, with what was drawn for it. A value rather than an object behind a
// pointer: every prosumer asks for its price in every round.
using ReservationRule = ReservationRules::Any;

// Whole multiple of 1e-9 currency/kWh nearest to what the rule says: sellers and buyers of the same
// terms state the same price. The ends of the range are such multiples, so that it stays within.
inline double reservation_price(const ReservationRule& rule, const PriceRange& range) {
  return market::on_tick(std::visit([&](const auto& of) { return of.price(range); }, rule));
}

// Which rule a group follows, and the parameters of every rule.
struct ReservationSettings {
  std::size_t rule = 0;  // in the order of the list
  ReservationRules::Settings of_rules;

  template <class Rule>
  typename Rule::Settings& of() {
    return std::get<typename Rule::Settings>(of_rules);
  }
  template <class Rule>
  const typename Rule::Settings& of() const {
    return std::get<typename Rule::Settings>(of_rules);
  }

  friend bool operator==(const ReservationSettings&, const ReservationSettings&) = default;
};

// `reservation`, the name of the rule, and the parameters of all rules.
void describe(ReservationSettings& settings, parameters::Visitor& visitor);

// The rule of a trader, by the settings of its group.
ReservationRule draw_reservation(const ReservationSettings& settings,
                                 const parameters::MemberDraws& draws);

// Names and help of the rules, in their order.
std::span<const parameters::Choice> reservation_rules();

}  // namespace peerwatt::bidding
