#include "agents/bidding/lambda_reservation.hpp"

namespace peerwatt::bidding {
namespace {

constexpr parameters::DrawnProperty kLambda{9};

}  // namespace

void LambdaReservation::describe(Settings& settings, parameters::Visitor& visitor) {
  visitor.distribution({"reservation_lambda",
                        "lambda: place of the reservation price between the "
                        "feed-in price (0) and the selling price (1)."},
                       settings.lambda, parameters::Range::between(0, 1));
}

LambdaReservation::LambdaReservation(const Settings& settings, const parameters::MemberDraws& draws)
    : lambda{draws.sample(settings.lambda, kLambda)} {}

}  // namespace peerwatt::bidding
