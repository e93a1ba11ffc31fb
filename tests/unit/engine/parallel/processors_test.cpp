#include "engine/parallel/processors.hpp"

#include <thread>

#include <doctest/doctest.h>

using namespace peerwatt::parallel;

TEST_CASE("a quota of a control group is so many processors, rounded up") {
  CHECK(processors_of_quota("200000 100000") == 2);
  CHECK(processors_of_quota("150000 100000") == 2);
  CHECK(processors_of_quota("1000 100000") == 1);
  CHECK(processors_of_quota("1200000 100000") == 12);
}

TEST_CASE("without a limit, or where the file says something else, there is no quota") {
  for (const char* text : {"max 100000", "", "200000", "200000 ", "200000 0", "0 100000",
                           "-1 100000", "200000 100000 1", "two one"}) {
    CAPTURE(text);
    CHECK_FALSE(processors_of_quota(text));
  }
}

TEST_CASE("there is a processor, and no more are counted than there are") {
  CHECK(available_processors() >= 1);
  CHECK(available_processors() <= std::thread::hardware_concurrency());
}
