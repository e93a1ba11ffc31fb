#include "tools/peerwatt/provenance.hpp"

#include <array>
#include <map>

#include <fmt/format.h>
#include <unistd.h>

#include "agents/scenario_files/print_scenario.hpp"

#include "tools/peerwatt/build_info.hpp"

namespace peerwatt::tools {
namespace {

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? std::string{name.data()} : "unknown";
}

// The checksums of all that was read, by file.
std::map<std::filesystem::path, std::string> checksums(
    const scenario::LoadedScenario& loaded, const std::vector<std::string>& of_profiles) {
  std::map<std::filesystem::path, std::string> sums;
  const auto add = [&](const std::filesystem::path& file, const std::string& sha256) {
    if (sums.emplace(file, sha256).first->second == sha256) return;
    throw InputError{fmt::format("{}: was changed while it was read", file.string())};
  };
  for (const FileRead& read : loaded.files) add(read.path, read.sha256);
  for (std::size_t i = 0; i < of_profiles.size(); ++i) {
    add(loaded.scenario.profiles[i].path, of_profiles[i]);
  }
  return sums;
}

}  // namespace

output::Provenance provenance_of(const scenario::LoadedScenario& loaded,
                                 const agents::SimulationRun& run,
                                 const std::string& command_line) {
  output::Provenance provenance{.version = build_info::kVersion,
                                .git_commit = build_info::kGitCommit,
                                .compiler = build_info::kCompiler,
                                .host = host_name(),
                                .command_line = command_line,
                                .config_yaml = scenario::print_scenario(loaded.scenario),
                                .inputs = {},
                                .wall_time_s = {},
                                .data_sha256 = run.profile_sha256()};
  for (const auto& [file, sha256] : checksums(loaded, provenance.data_sha256)) {
    provenance.inputs.push_back({file.string(), sha256});
  }
  return provenance;
}

}  // namespace peerwatt::tools
