#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"
#include "engine/core/input_file.hpp"

#include "engine/config/allowed_folder.hpp"
#include "engine/config/node.hpp"
#include "engine/config/positions.hpp"
#include "engine/config/scalars.hpp"
#include "engine/config/suggestions.hpp"
#include "engine/parameters/visitor.hpp"

namespace peerwatt::config {

// What comes together while a scenario is read.
struct Reading {
  Diagnostics complaints;
  std::vector<Diagnostic> notes;
  std::vector<std::string> failed;  // paths of parameters whose values are not to be trusted
  Positions positions;
  std::vector<FileRead> files;
  Vocabulary vocabulary;
  AllowedFolder allowed;

  // `path: problem`, at a position.
  void complain(const SourcePosition& position, const std::string& path,
                const std::string& problem);
};

// A part of a scenario: where it stands in the tree, what it is called, where its key is.
struct Place {
  const Node& node;
  std::string path;
  SourcePosition position;
};

// Reads the parameters of a section out of a map. What was not given stays as it is; complaints go
// to the reading.
class SectionReader final : public parameters::Visitor {
 public:
  SectionReader(Reading& reading, const Place& place)
      : reading_{reading}, map_{place.node}, path_{place.path}, position_{place.position} {}

  void number(const parameters::Field& field, double& value, parameters::Range range) override;
  void optional_number(const parameters::Field& field, std::optional<double>& value,
                       parameters::Range range) override;
  void integer(const parameters::Field& field, std::int64_t& value,
               parameters::Range range) override;
  void flag(const parameters::Field& field, bool& value) override;
  void text(const parameters::Field& field, std::string& value) override;
  void texts(const parameters::Field& field, std::vector<std::string>& values) override;
  void columns(const parameters::Field& field, std::vector<std::string>& values) override;
  void path(const parameters::Field& field, std::string& value) override;
  void instant(const parameters::Field& field, SimTime& value) override;
  void time_of_day(const parameters::Field& field, std::int64_t& minutes) override;
  void distribution(const parameters::Field& field, parameters::Distribution& value,
                    parameters::Range range) override;
  void feeder(const parameters::Field& field, network::FeederDescription& value) override;
  void section(const parameters::Field& field, parameters::Section& section) override;
  void sections(const parameters::Field& field, parameters::SectionList& list) override;

  // Complains of the keys that nobody asked for, and of those with an earlier name.
  void finish();

 protected:
  void choice_index(const parameters::Field& field, std::size_t& index,
                    std::span<const parameters::Choice> names) override;

 private:
  std::string path_of(std::string_view key) const;
  // The entry of a field, or null where it was not given.
  const Entry* take(const parameters::Field& field);
  void complain(const Entry& entry, const std::string& problem);
  void read_texts(const Entry& entry, const parameters::Field& field,
                  std::vector<std::string>& values);
  // What is wrong with a key that the section does not have.
  std::string problem_of_key(const Entry& entry) const;
  void note_doubtful_list(const Entry& entry);
  // Sets the value if it was given, and given well.
  template <class T>
  void read(const parameters::Field& field, T& value, Parsed<T> (*parse)(const Node&));
  template <class T>
  bool check_range(const Entry& entry, const T& value, const parameters::Range& range);

  Reading& reading_;
  const Node& map_;
  std::string path_;
  SourcePosition position_;
  std::vector<std::string> keys_;
  std::map<std::string, std::string> renamed_;  // from a key's earlier name to its own
};

// Reads settings that have a `describe` function.
void read_section(Reading& reading, const Place& place, parameters::Section& section);

}  // namespace peerwatt::config
