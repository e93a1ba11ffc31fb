#pragma once

#include <filesystem>

#include "engine/network/feeder.hpp"
#include "engine/network/zone_rule.hpp"

namespace peerwatt::network {

// Whether a path names a file that read_feeder reads by itself: a case of MATPOWER
// (`.m`) or a net of pandapower (`.json`).
bool is_feeder_file(const std::filesystem::path& path);

// Reads a feeder from such a file, or from a folder of CSV files; which files there are decides the
// form: project, MATPOWER, pandapower or line codes. Their files and columns are declared in
// *_columns.cpp, and docs/feeders.md has them as tables.
//
// Rules of the last three forms:
// - base_kv is the nominal voltage of most buses (the lower one of two as frequent).
// - A branch with a tap, a phase shift or two nominal voltages is a transformer.
// - Open and out-of-service elements are left out, and so are out-of-service buses. A bus that only
//   they would connect with the supply is left out too; one that nothing at all connects is an
//   error of the network.
// - A closed switch between two buses is a line of no length, and of no impedance unless one is
//   given; an open switch takes out its line or transformer.
// - Several sources hang on one added bus, `substation`, by switches of no impedance, which
//   have the ratios of their voltages.
// - Buses without a name, or of one name, get their index added.
// - Columns and files that are not used become notes of the feeder.
//
// Where no bus names a zone, the rule makes zones. Throws InputError with all mistakes of the
// files; that the feeder is a tree is checked by DistributionNetwork.
FeederDescription read_feeder(const std::filesystem::path& path,
                              ZoneRule rule = ZoneRule::kTransformer);

}  // namespace peerwatt::network
