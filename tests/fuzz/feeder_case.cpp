// A feeder in one file: a case of MATPOWER, which is a program, or a net of pandapower.
#include <fstream>
#include <string_view>

#include "engine/network/distribution_network.hpp"
#include "engine/network/feeder_files/feeder_reader.hpp"

#include "tests/fuzz/refusal.hpp"
#include "tests/support/temporary_folder.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt;
  const testing::TemporaryFolder folder;
  const bool is_json = size > 0 && data[0] == '{';
  const std::filesystem::path file = folder.path() / (is_json ? "net.json" : "case.m");
  std::ofstream{file, std::ios::binary}.write(reinterpret_cast<const char*>(data),
                                              static_cast<std::streamsize>(size));
  fuzz::refuse_or([&] {
    const network::FeederDescription feeder = network::read_feeder(file);
    const network::DistributionNetwork network{feeder};
  });
  return 0;
}
