#pragma once

#include <string_view>

#include "engine/parameters/member_draws.hpp"
#include "engine/parameters/visitor.hpp"

#include "agents/bidding/terms.hpp"

namespace peerwatt::bidding {

// r = p_fit + lambda*(p_gs - p_fit): a fixed place between what everyone gets and pays without the
// market, whichever the side (model, section 3).
struct LambdaReservation {
  static constexpr std::string_view kName = "lambda";
  static constexpr std::string_view kHelp = "r = p_fit + lambda*(p_gs - p_fit).";

  // How lambda is spread over a group.
  struct Settings {
    parameters::Distribution lambda =
        parameters::Distribution{parameters::Distribution::Kind::kUniform, {0.0, 1.0}};

    friend bool operator==(const Settings&, const Settings&) = default;
  };
  static void describe(Settings& settings, parameters::Visitor& visitor);

  LambdaReservation() = default;
  LambdaReservation(const Settings& settings, const parameters::MemberDraws& draws);

  // Currency/kWh, not yet on a tick.
  double price(const PriceRange& range) const {
    return range.least + lambda * (range.most - range.least);
  }

  double lambda = 0;  // in [0, 1]
};

}  // namespace peerwatt::bidding
