#include "agents/simulation/late_order_notes.hpp"

#include <vector>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

std::vector<Duration> seconds(std::initializer_list<int> values) {
  std::vector<Duration> delays;
  for (const int value : values) delays.push_back(Duration::from_seconds(value));
  return delays;
}

}  // namespace

TEST_CASE("nothing is noted where every order can arrive before the gate closes") {
  CHECK(late_order_notes(seconds({1, 9}), Duration::from_seconds(10)).empty());
}

TEST_CASE("an order that takes as long as the gate is open is late, and the slowest is named") {
  const auto notes = late_order_notes(seconds({1, 10, 12}), Duration::from_seconds(10));
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].severity == Severity::kNote);
  CHECK(notes[0].message.starts_with("market.gate_s:"));
  CHECK(notes[0].message.find("2 of 3 prosumers") != std::string::npos);
  CHECK(notes[0].message.find("up to 12 s") != std::string::npos);
}
