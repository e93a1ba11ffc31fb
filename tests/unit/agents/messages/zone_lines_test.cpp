#include "agents/messages/zone_lines.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

// The first line ends in one zone, the second in two.
TEST_CASE("each zone is reached by the line that ends there") {
  const Population all{6, 3, 0};
  const Directory first{all, {{ZoneId{0}, 1}, {ProsumerId{0}, 2}}};
  const Directory second{all, {{ZoneId{1}, 2}, {ProsumerId{2}, 4}}};
  const ZoneLines lines{{{&first, nullptr}, {&second, nullptr}}};
  CHECK(lines.all().size() == 2);
  CHECK(lines.to(ZoneId{0}).directory == &first);
  CHECK(lines.to(ZoneId{1}).directory == &second);
  CHECK(lines.to(ZoneId{2}).directory == &second);
}
