#include "agents/messages/reduction_messages.hpp"

#include "tests/unit/agents/messages/one_instant.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

// Where no message takes any time, all steps of a virtual power plant fit into the instant in which
// a slot opens.
TEST_CASE(
    "a reduction is asked for, offered, promised, called and ordered before the first price") {
  OneInstant instant;
  Channels& channels = instant.channels;
  instant.set_timer(phase::kFirstAnnouncement, "price");
  instant.send(channels.reduction_call, "call");
  instant.send(channels.reduction_order, "order");
  instant.set_timer(phase::kCallDue, "promises due");
  instant.send(channels.reduction_promise, "promise");
  instant.set_timer(phase::kOffersDue, "offers due");
  instant.send(channels.reduction_offer, "offer");
  instant.send(channels.reduction_inquiry, "inquiry");
  instant.send(channels.reduction_request, "request");
  instant.set_timer(phase::kSlotOpens, "slot");
  CHECK(instant.order() ==
        "slot, request, inquiry, offer, offers due, promise, promises due, order, call, price");
}

TEST_CASE("offers of one instant are received by prosumer, whoever sent first") {
  CHECK(received_in_order_of_homes(&Channels::reduction_offer, kMarket));
}

// Offers and calls are compared with the slot of the request; before it there is none.
TEST_CASE("a request, an offer and a call that nobody has filled in are of no slot") {
  CHECK(ReductionRequest{}.slot == kNoSlot);
  CHECK(ReductionOffer{}.slot == kNoSlot);
  CHECK(ReductionCall{}.slot == kNoSlot);
  CHECK(ReductionCall{}.share == 0);
  CHECK(kNoSlot < 0);  // the first slot of a run
}
