// A feeder as a folder of CSV files; which files there are decides the form.
#include "engine/network/distribution_network.hpp"
#include "engine/network/feeder_files/feeder_reader.hpp"

#include "tests/fuzz/input_files.hpp"
#include "tests/fuzz/refusal.hpp"
#include "tests/support/temporary_folder.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt;
  const testing::TemporaryFolder folder;
  fuzz::write_files(folder.path(), fuzz::text_of(data, size));
  for (const auto rule : {network::ZoneRule::kTransformer, network::ZoneRule::kSingle}) {
    fuzz::refuse_or([&] {
      const network::FeederDescription feeder = network::read_feeder(folder.path(), rule);
      const network::DistributionNetwork network{feeder};
    });
  }
  return 0;
}
