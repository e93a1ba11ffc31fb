#include "agents/market/mechanism_id.hpp"

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

TEST_CASE("the ids count the rules of the catalogue in its order") {
  for (std::size_t i = 0; i < mechanisms().size(); ++i) {
    CHECK(mechanisms()[i].id == static_cast<MechanismId>(i));
    CHECK(&entry(static_cast<MechanismId>(i)) == &mechanisms()[i]);
  }
  CHECK(mechanisms().back().id == MechanismId::kContinuousDoubleAuction);
}

TEST_CASE("the ids of the auctions stand together") {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    const bool stands_among_auctions =
        rule.id >= MechanismId::kTradeReduction && rule.id <= MechanismId::kRandomBilateral;
    CHECK((rule.role == Role::kAuction) == stands_among_auctions);
  }
}

}  // namespace
}  // namespace peerwatt::market
