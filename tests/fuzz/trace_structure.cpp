// The structure of a trace: the input says which objects and attributes of a sample are left out or
// get another type, shape, value, storage or place.
#include <fstream>
#include <set>

#include "output/hdf5/h5_handle.hpp"

#include "tests/fuzz/refusal.hpp"
#include "tests/fuzz/sample_trace.hpp"
#include "tests/fuzz/trace_changes.hpp"
#include "tests/fuzz/trace_contents.hpp"
#include "tests/support/temporary_folder.hpp"

namespace peerwatt::fuzz {
namespace {

constexpr int kMostChanges = 12;

struct Sample {
  std::vector<std::byte> bytes = sample_trace();
  std::vector<std::string> objects = objects_of(bytes);

  // All variables and the groups that they lie in, the root first.
  static std::vector<std::string> objects_of(const std::vector<std::byte>& bytes) {
    std::set<std::string> paths{"/", "summary"};
    for (const std::string& variable : output::TraceReader{bytes, "sample.h5"}.variables()) {
      paths.insert(variable);
      if (variable.find('/') != variable.npos)
        paths.insert(variable.substr(0, variable.rfind('/')));
    }
    return {paths.begin(), paths.end()};
  }
};

void write_changed(const Sample& sample, Choices& choices, const std::filesystem::path& path) {
  std::ofstream{path, std::ios::binary}.write(reinterpret_cast<const char*>(sample.bytes.data()),
                                              static_cast<std::streamsize>(sample.bytes.size()));
  const output::H5Handle file{H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT)};
  for (int i = 0; i < kMostChanges && !choices.empty(); ++i) {
    change(file.get(), sample.objects, choices);
  }
}

}  // namespace
}  // namespace peerwatt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt;
  static const fuzz::Sample kSample;
  const testing::TemporaryFolder folder;
  fuzz::Choices choices{data, size};
  fuzz::write_changed(kSample, choices, folder / "changed.h5");
  fuzz::refuse_or([&] { fuzz::read_contents(output::TraceReader{folder / "changed.h5"}); });
  return 0;
}
