#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::testing {

// What is declared of a parameter, and the value that it had.
struct Parameter {
  parameters::Presence presence{};
  parameters::Range range{};
  double value = 0;  // of a choice its number; of a distribution the lower end
  double most = 0;   // of a distribution the upper end, else the value
  std::vector<std::string> choices{};

  bool is_default_admissible() const { return range.contains(value) && range.contains(most); }
};

// The parameters of a settings struct, as its `describe` function declares them, by their paths.
// Lists of sections are left out: their items have a `describe` function of their own.
class ParameterList final : public parameters::Visitor {
 public:
  using Field = parameters::Field;
  using Range = parameters::Range;

  template <class Settings>
  static ParameterList of(Settings settings) {
    return ParameterList{settings, {}};
  }
  // Chooses the named values in the settings on the way.
  template <class Settings>
  ParameterList(Settings& settings, std::map<std::string, std::string> picks)
      : picks_{std::move(picks)} {
    parameters::describe_settings(settings, *this);
  }

  const Parameter& at(const std::string& path) const { return found_.at(path); }
  bool accepts(const std::string& path, double value) const {
    return at(path).range.contains(value);
  }
  std::vector<std::string> paths() const {
    std::vector<std::string> paths;
    for (const auto& [path, parameter] : found_) paths.push_back(path);
    return paths;
  }
  // Parameters that need not be given, and whose default could not be given.
  std::vector<std::string> inadmissible_defaults() const {
    std::vector<std::string> paths;
    for (const auto& [path, parameter] : found_) {
      const bool is_required = parameter.presence == parameters::Presence::kRequired;
      if (!is_required && !parameter.is_default_admissible()) paths.push_back(path);
    }
    return paths;
  }

  void number(const Field& field, double& value, Range range) override {
    add(field, {field.presence, range, value, value, {}});
  }
  void optional_number(const Field& field, std::optional<double>& value, Range range) override {
    const double number = value.value_or(range.most);
    add(field, {field.presence, range, number, number, {}});
  }
  void integer(const Field& field, std::int64_t& value, Range range) override {
    const auto number = static_cast<double>(value);
    add(field, {field.presence, range, number, number, {}});
  }
  void flag(const Field& field, bool& value) override {
    add(field, {field.presence, {}, value ? 1.0 : 0.0, value ? 1.0 : 0.0, {}});
  }
  void text(const Field& field, std::string&) override { add(field, {field.presence}); }
  void texts(const Field& field, std::vector<std::string>&) override {
    add(field, {field.presence});
  }
  void path(const Field& field, std::string&) override { add(field, {field.presence}); }
  void instant(const Field& field, SimTime&) override { add(field, {field.presence}); }
  void time_of_day(const Field& field, std::int64_t& minutes) override {
    const auto number = static_cast<double>(minutes);
    add(field, {field.presence, {}, number, number, {}});
  }
  void distribution(const Field& field, parameters::Distribution& value, Range range) override {
    add(field, {field.presence, range, value.least(), value.most(), {}});
  }
  void feeder(const Field& field, network::FeederDescription&) override {
    add(field, {field.presence});
  }
  void section(const Field& field, parameters::Section& section) override {
    const std::string outer = prefix_;
    prefix_ += std::string{field.key} + '.';
    section.describe(*this);
    prefix_ = outer;
  }
  void sections(const Field&, parameters::SectionList&) override {}

 protected:
  void choice_index(const Field& field, std::size_t& index,
                    std::span<const parameters::Choice> names) override {
    Parameter choice{field.presence};
    for (const parameters::Choice& each : names) choice.choices.emplace_back(each.name);
    const auto pick = picks_.find(prefix_ + std::string{field.key});
    for (std::size_t i = 0; pick != picks_.end() && i < names.size(); ++i) {
      if (names[i].name == pick->second) index = i;
    }
    choice.value = choice.most = static_cast<double>(index);
    add(field, choice);
  }

 private:
  void add(const Field& field, const Parameter& parameter) {
    found_.emplace(prefix_ + std::string{field.key}, parameter);
  }

  std::map<std::string, std::string> picks_;
  std::map<std::string, Parameter> found_;
  std::string prefix_;
};

}  // namespace peerwatt::testing
