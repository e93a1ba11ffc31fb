#include "agents/scenario/profile_consistency.hpp"

namespace peerwatt::scenario {
namespace {

void check_unit(const profiles::ProfileLayout& layout, const std::string& path, Series series,
                Checker& check) {
  const bool has_prices = layout.unit == profiles::CellUnit::kPrice;
  check.require(has_prices == (series == Series::kPrices), About(path, {"profiles"}),
                "'{}' holds {}; {} needed (the profile's unit says which)", layout.name,
                has_prices ? "prices" : "energies", has_prices ? "energies are" : "prices are");
}

// A price that was missing must not become 0.
void check_recorded_prices(const profiles::ProfileLayout& layout, const std::string& path,
                           Checker& check) {
  const auto check_repair = [&](const char* key, profiles::Repair repair) {
    check.require(repair != profiles::Repair::kZero, About(path + "." + key, {path + ".unit"}),
                  "a price cannot be repaired to 0: use interpolate or error");
  };
  check_repair("gaps", layout.gaps);
  check_repair("duplicates", layout.duplicates);
  check_repair("daylight_saving", layout.daylight_saving);
  check_repair("negatives", layout.negatives);
}

}  // namespace

void check_source(const ProfilesByName& profiles, const std::string& path,
                  const std::string& profile, bool has_columns, const char* column_key,
                  Checker& check, Series series) {
  if (profile.empty()) {
    check.require(!has_columns, About(path + "." + column_key, {path}),
                  "needs a profile to take columns from");
    return;
  }
  const auto found = profiles.by_name.find(profile);
  if (found == profiles.by_name.end()) {
    check.require(false, About(path + ".profile", {"profiles"}), "no profile is called '{}'{}",
                  profile, check.advice(profile, profiles.names));
  }
  check.require(has_columns, About(path + "." + column_key, {path}), "is required with a profile");
  if (found != profiles.by_name.end()) {
    check_unit(*found->second, path + ".profile", series, check);
  }
}

void check_replay(const Scenario& scenario, const ProfilesByName& profiles, Checker& check) {
  const LeaderSettings& leader = scenario.leader;
  check.require(leader.rule != LeaderRule::kReplay || !leader.profile.empty(),
                About("leader.rule", {"leader.profile"}),
                "replay needs leader.profile, the prices to replay");
  check_source(profiles, "leader", leader.profile, !leader.column.empty(), "column", check,
               Series::kPrices);
  for (std::size_t i = 0; i < scenario.profiles.size(); ++i) {
    const profiles::ProfileLayout& layout = scenario.profiles[i];
    if (layout.unit != profiles::CellUnit::kPrice) continue;
    check_recorded_prices(layout, fmt::format("profiles[{}]", i), check);
  }
}

}  // namespace peerwatt::scenario
