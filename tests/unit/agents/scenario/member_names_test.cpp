#include "agents/scenario/member_names.hpp"

#include <vector>

#include "agents/scenario/consistency.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

ProsumerGroup group(const std::string& name, std::int64_t count) {
  ProsumerGroup group;
  group.name = name;
  group.count = count;
  return group;
}

std::vector<std::string> paths_complained_of(const std::vector<ProsumerGroup>& groups) {
  Scenario scenario;
  scenario.prosumers = groups;
  Checker checker;
  check_member_names(scenario, checker);
  std::vector<std::string> paths;
  for (const Inconsistency& found : checker.take()) paths.push_back(found.path);
  return paths;
}

TEST_CASE("members are numbered from one, an only member is called like its group") {
  CHECK(member_name(group("homes", 3), 0) == "homes-1");
  CHECK(member_name(group("homes", 3), 2) == "homes-3");
  CHECK(member_name(group("school", 1), 0) == "school");
}

TEST_CASE("a single member may not have the name of another group's member") {
  using Paths = std::vector<std::string>;
  CHECK(paths_complained_of({group("homes", 3), group("homes-3", 1)}) ==
        Paths{"prosumers[1].name"});
  CHECK(paths_complained_of({group("homes", 3), group("homes-4", 1)}).empty());
  CHECK(paths_complained_of({group("homes", 3), group("homes-03", 1)}).empty());
  CHECK(paths_complained_of({group("homes", 3), group("homes-3", 2)}).empty());
  CHECK(paths_complained_of({group("homes", 1), group("homes-1", 1)}).empty());
}

}  // namespace
}  // namespace peerwatt::scenario
