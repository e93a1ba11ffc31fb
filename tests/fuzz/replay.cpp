// Calls a fuzz target on every file of a folder, as a test: replay CORPUS. What the target throws
// ends the program.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::filesystem::path> files_in(const char* folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void replay(const std::filesystem::path& file) {
  std::printf("%s\n", file.c_str());
  std::fflush(stdout);  // before the target can end the program
  std::ifstream stream{file, std::ios::binary};
  const std::vector<char> text{std::istreambuf_iterator<char>{stream}, {}};
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

// A file that cannot be read ends the program.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::vector<std::filesystem::path> files = files_in(arguments[1]);
  for (const std::filesystem::path& file : files) replay(file);
  return files.empty() ? 1 : 0;
}
