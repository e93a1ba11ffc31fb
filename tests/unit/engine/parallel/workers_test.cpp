#include "engine/parallel/workers.hpp"

#include <atomic>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/core/contracts.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using parallel::Workers;

TEST_CASE("every task is done once, by however many threads") {
  for (const std::uint32_t threads : {1U, 2U, 4U}) {
    CAPTURE(threads);
    Workers workers{threads};
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{1000}}) {
      std::vector<int> done(count);
      workers.for_each(count, [&](std::size_t i) { ++done[i]; });
      CHECK(done == std::vector<int>(count, 1));
    }
  }
}

TEST_CASE("one thread does its tasks itself, in their order") {
  Workers workers{1};
  std::vector<std::size_t> order;
  std::set<std::thread::id> threads;
  workers.for_each(5, [&](std::size_t i) {
    order.push_back(i);
    threads.insert(std::this_thread::get_id());
  });
  CHECK(order == std::vector<std::size_t>{0, 1, 2, 3, 4});
  CHECK(threads == std::set{std::this_thread::get_id()});
}

// Each of two tasks waits until the other has begun, which one thread alone could not do.
TEST_CASE("two threads work at once") {
  Workers workers{2};
  std::atomic<int> begun{0};
  workers.for_each(2, [&](std::size_t) {
    ++begun;
    while (begun < 2) std::this_thread::yield();
  });
  CHECK(begun == 2);
}

TEST_CASE("what a task throws reaches who asked, and the workers go on") {
  for (const std::uint32_t threads : {1U, 3U}) {
    Workers workers{threads};
    const auto failing = [](std::size_t i) {
      if (i == 7) throw std::runtime_error{"seventh"};
    };
    CHECK_THROWS_WITH_AS(workers.for_each(20, failing), "seventh", std::runtime_error);
    std::atomic<int> done{0};
    workers.for_each(20, [&](std::size_t) { ++done; });
    CHECK(done == 20);
  }
}

TEST_CASE("nobody is no workers") {
  CHECK_THROWS_AS(Workers{0}, LogicError);
}

TEST_CASE("no two tasks at once have the same worker") {
  for (const std::uint32_t threads : {1U, 2U, 5U}) {
    Workers workers{threads};
    std::vector<std::atomic<int>> busy(threads);
    std::atomic<int> done = 0, shared = 0;
    workers.for_each_by(500, [&](std::size_t, std::uint32_t worker) {
      if (worker >= threads || ++busy[worker] != 1) ++shared;
      std::this_thread::yield();
      --busy[worker];
      ++done;
    });
    CHECK(done == 500);
    CHECK(shared == 0);
  }
}
