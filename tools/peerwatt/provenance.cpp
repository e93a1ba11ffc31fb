#include "tools/peerwatt/provenance.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <unistd.h>

#include "engine/config/print_scenario.hpp"

#include "output/digest.hpp"

#include "tools/peerwatt/build_info.hpp"

namespace peerwatt::tools {
namespace {

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? std::string{name.data()} : "unknown";
}

}  // namespace

output::Provenance provenance_of(const config::LoadedScenario& loaded,
                                 const std::string& command_line) {
  std::vector<std::filesystem::path> files = loaded.files;
  for (const auto& profile : loaded.scenario.profiles) files.push_back(profile.path);
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  output::Provenance provenance{.version = build_info::kVersion,
                                .git_commit = build_info::kGitCommit,
                                .compiler = build_info::kCompiler,
                                .host = host_name(),
                                .command_line = command_line,
                                .config_yaml = config::print_scenario(loaded.scenario),
                                .inputs = {},
                                .wall_time_s = {}};
  std::map<std::filesystem::path, std::string> digests;
  for (const auto& file : files) {
    const auto piped = loaded.piped.find(file);
    const std::string digest = piped == loaded.piped.end() ? output::file_digest(file)
                                                           : output::text_digest(piped->second);
    digests.emplace(file, digest);
    provenance.inputs.push_back({file.string(), digest});
  }
  for (const auto& profile : loaded.scenario.profiles) {
    provenance.data_sha256.push_back(digests.at(profile.path));
  }
  return provenance;
}

}  // namespace peerwatt::tools
