#include "engine/parallel/processors.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <sched.h>

namespace peerwatt::parallel {
namespace {

std::uint32_t processors_of_this_process() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    return static_cast<std::uint32_t>(CPU_COUNT(&set));
  }
  return std::thread::hardware_concurrency();
}

std::optional<std::uint32_t> quota_in(const std::filesystem::path& group) {
  std::ifstream file{group / "cpu.max"};
  std::string line;
  if (!std::getline(file, line)) return {};
  return processors_of_quota(line);
}

// The least quota of the group of this process and of all groups above it.
std::optional<std::uint32_t> quota_of_this_process() {
  const std::filesystem::path root = "/sys/fs/cgroup";
  std::ifstream file{"/proc/self/cgroup"};
  std::optional<std::uint32_t> least;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("0::/")) continue;  // a group of version 2
    for (std::filesystem::path group = root / line.substr(4);; group = group.parent_path()) {
      const std::optional<std::uint32_t> quota = quota_in(group);
      if (quota) least = std::min(least.value_or(*quota), *quota);
      if (group == root || !group.has_relative_path()) break;
    }
  }
  return least;
}

}  // namespace

std::optional<std::uint32_t> processors_of_quota(std::string_view cpu_max) {
  const char* const end = cpu_max.data() + cpu_max.size();
  std::uint64_t quota = 0, period = 0;
  const auto [after_quota, wrong_quota] = std::from_chars(cpu_max.data(), end, quota);
  if (wrong_quota != std::errc{} || after_quota == end || *after_quota != ' ') return {};
  const auto [after, wrong_period] = std::from_chars(after_quota + 1, end, period);
  if (wrong_period != std::errc{} || after != end || period == 0 || quota == 0) return {};
  constexpr std::uint64_t kMost = 1U << 20;
  return static_cast<std::uint32_t>(std::min(kMost, (quota - 1) / period + 1));
}

std::uint32_t available_processors() {
  const std::uint32_t usable = std::max(1U, processors_of_this_process());
  return std::min(usable, quota_of_this_process().value_or(usable));
}

}  // namespace peerwatt::parallel
