#include "agents/bidding/reservation_catalogue.hpp"

#include <array>

#include "engine/core/contracts.hpp"

namespace peerwatt::bidding {
namespace {

// One value for each rule of the list, in its order.
template <class... Rules>
constexpr std::array<parameters::Choice, sizeof...(Rules)> choices_of(RuleList<Rules...>) {
  return {parameters::Choice{Rules::kName, Rules::kHelp}...};
}

template <class... Rules>
void describe_all(RuleList<Rules...>, ReservationSettings& settings, parameters::Visitor& visitor) {
  (Rules::describe(settings.of<Rules>(), visitor), ...);
}

template <class Rule>
ReservationRule draw(const ReservationSettings& settings, const parameters::MemberDraws& draws) {
  return Rule{settings.of<Rule>(), draws};
}

using Draw = ReservationRule (*)(const ReservationSettings&, const parameters::MemberDraws&);

template <class... Rules>
constexpr std::array<Draw, sizeof...(Rules)> draws_of(RuleList<Rules...>) {
  return {draw<Rules>...};
}

constexpr auto kChoices = choices_of(ReservationRules{});
constexpr auto kDraws = draws_of(ReservationRules{});

}  // namespace

void describe(ReservationSettings& settings, parameters::Visitor& visitor) {
  visitor.choice({"reservation", "Where reservation prices come from."}, settings.rule,
                 reservation_rules());
  describe_all(ReservationRules{}, settings, visitor);
}

ReservationRule draw_reservation(const ReservationSettings& settings,
                                 const parameters::MemberDraws& draws) {
  PEERWATT_EXPECTS(settings.rule < kDraws.size());
  return kDraws[settings.rule](settings, draws);
}

std::span<const parameters::Choice> reservation_rules() {
  return kChoices;
}

}  // namespace peerwatt::bidding
