#pragma once

#include <filesystem>

#include "engine/network/feeder.hpp"
#include "engine/network/zone_rule.hpp"

namespace peerwatt::network {

// Reads a feeder from a folder of CSV files; which files there are decides the form: project,
// MATPOWER, pandapower or line codes. Their files and columns are declared in *_columns.cpp, and
// docs/feeders.md has them as tables.
//
// Rules of the last three forms:
// - base_kv is the nominal voltage of most buses (the lower one of two as frequent).
// - A branch with a tap, a phase shift or two nominal voltages is a transformer. Its magnetizing
//   branch, and the charging of lines, are left out.
// - Open and out-of-service elements are left out, and so are out-of-service buses. A bus that only
//   they would connect with the supply is left out too; one that nothing at all connects is an
//   error of the network.
// - A closed switch between two buses is a line of no length, and of no impedance unless one is
//   given; an open switch takes out its line or transformer.
// - Several sources hang on one added bus, `substation`, by switches of no impedance; their
//   voltages must be equal.
// - Loads (`p_load_mw` of bus.csv; load.csv; loads.csv) are read and listed, but no run uses them.
// - Buses without a name, or of one name, get their index added.
// - Columns and files that are not used become notes of the feeder.
//
// Where no bus names a zone, the rule makes zones. Throws InputError with all mistakes of the
// files; that the feeder is a tree is checked by DistributionNetwork.
FeederDescription read_feeder(const std::filesystem::path& folder,
                              ZoneRule rule = ZoneRule::kTransformer);

}  // namespace peerwatt::network
