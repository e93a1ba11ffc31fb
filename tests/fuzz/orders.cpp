// A file of orders, and every market rule on those that are read.
#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include "tests/fuzz/input_files.hpp"
#include "tests/fuzz/refusal.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tools/orders/orders_file.hpp"

namespace peerwatt::fuzz {
namespace {

constexpr std::size_t kMostCleared = 200;  // orders; some rules take time quadratic in them

void read_and_clear(const std::filesystem::path& file) {
  orders::OrderBook book = orders::read_orders(file, 1);
  if (book.rows.size() > kMostCleared) return;
  for (const market::MechanismEntry& rule : market::mechanisms()) {
    if (rule.role == market::Role::kContinuous) arrive_row_by_row(book);
    market::Clearing clearing;
    rule.make({})->clear(book.market({.sell = 0.3, .feed_in = 0.08}), clearing);
  }
}

}  // namespace
}  // namespace peerwatt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt::fuzz;
  const peerwatt::testing::TemporaryFolder folder;
  write_file(folder / "orders.csv", text_of(data, size));
  refuse_or([&] { read_and_clear(folder / "orders.csv"); });
  return 0;
}
