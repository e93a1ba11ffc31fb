#include "engine/kernel/message_pool.hpp"

#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::kernel {
namespace {

struct Large {
  double values[50];
};
constexpr std::uint32_t kInBlock = BlockStore::kBytes / sizeof(Large);

TEST_CASE("places stay as they were written, whatever is taken and freed meanwhile") {
  BlockStore store;
  MessagePool<Large> pool{store};
  std::vector<std::uint32_t> places;
  for (std::uint32_t i = 0; i < 200; ++i) {
    places.push_back(pool.take());
    pool.message(places.back()).values[49] = i;
  }
  pool.free(places[10], 20);
  CHECK(pool.taken() == 180);
  for (std::uint32_t i = 10; i < 30; ++i) {
    CHECK(pool.take() == places[i]);  // in their order
    pool.message(places[i]).values[49] = i;
  }
  for (std::uint32_t i = 0; i < 200; ++i) CHECK(pool.message(places[i]).values[49] == i);
}

TEST_CASE("a place follows another within a block only") {
  using Pool = MessagePool<Large>;
  CHECK(Pool::follows(1, 0));
  CHECK_FALSE(Pool::follows(2, 0));
  CHECK_FALSE(Pool::follows(0, 1));
  CHECK_FALSE(Pool::follows(kInBlock, kInBlock - 1));
  BlockStore store;
  Pool pool{store};
  const std::uint32_t first = pool.take(), second = pool.take();
  CHECK(&pool.message(second) == &pool.message(first) + 1);
}

TEST_CASE("pools that are empty give their blocks back, so that they use them in turns") {
  BlockStore store;
  MessagePool<Large> orders{store}, bills{store};
  for (int round = 0; round < 3; ++round) {
    for (MessagePool<Large>* pool : {&orders, &bills}) {
      for (std::uint32_t i = 0; i < 3 * kInBlock; ++i) CHECK(pool->take() == i);
      if (round == 1) pool->free(0, 3 * kInBlock);
      if (round != 1) pool->clear();
      CHECK(pool->taken() == 0);
    }
    CHECK(store.blocks() == 3);
  }
  orders.take();
  bills.take();
  CHECK(store.blocks() == 3);
}

}  // namespace
}  // namespace peerwatt::kernel
