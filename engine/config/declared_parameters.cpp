#include "engine/config/declared_parameters.hpp"

#include "engine/config/scalars.hpp"
#include "engine/network/feeder_settings.hpp"

namespace peerwatt::config {
namespace {

using namespace parameters;

// Notes down the declarations; the values it is shown are the defaults.
class Cataloguer final : public Visitor {
 public:
  std::vector<Parameter> take() { return std::move(list_); }

  void number(const Field& field, double& value, Range range) override {
    add(field, ParameterType::kNumber, value).range = range;
  }
  void optional_number(const Field& field, std::optional<double>&, Range range) override {
    add(field, ParameterType::kNumber, {}).range = range;
  }
  void integer(const Field& field, std::int64_t& value, Range range) override {
    add(field, ParameterType::kInteger, value).range = range;
  }
  void flag(const Field& field, bool& value) override { add(field, ParameterType::kFlag, value); }
  void text(const Field& field, std::string& value) override {
    add(field, ParameterType::kText, value);
  }
  void texts(const Field& field, std::vector<std::string>&) override {
    add(field, ParameterType::kTexts, {});
  }
  void columns(const Field& field, std::vector<std::string>&) override {
    add(field, ParameterType::kColumns, {});
  }
  void path(const Field& field, std::string&) override { add(field, ParameterType::kPath, {}); }
  void instant(const Field& field, SimTime& value) override {
    add(field, ParameterType::kInstant, format_utc(value));
  }
  void time_of_day(const Field& field, std::int64_t& minutes) override {
    add(field, ParameterType::kTimeOfDay, write_time_of_day(minutes));
  }
  void distribution(const Field& field, Distribution& value, Range range) override {
    add(field, ParameterType::kDistribution, value).range = range;
  }
  void feeder(const Field& field, network::FeederDescription&) override {
    add(field, ParameterType::kFeeder, {});
  }
  void section(const Field& field, Section& section) override {
    Cataloguer inner;
    section.describe(inner);
    add(field, ParameterType::kSection, {}).parts = inner.take();
  }
  void sections(const Field& field, SectionList& list) override {
    list.resize(1);
    Cataloguer inner;
    list.describe(0, inner);
    list.resize(0);
    add(field, ParameterType::kSections, {}).parts = inner.take();
  }

 protected:
  void choice_index(const Field& field, std::size_t& index,
                    std::span<const Choice> names) override {
    add(field, ParameterType::kChoice, std::string{names[index].name})
        .choices.assign(names.begin(), names.end());
  }

 private:
  Parameter& add(const Field& field, ParameterType type, DefaultValue value) {
    if (field.presence == Presence::kRequired) value = {};
    list_.push_back({.key = std::string{field.key},
                     .formerly = std::string{field.formerly},
                     .help = std::string{field.help},
                     .presence = field.presence,
                     .type = type,
                     .default_value = std::move(value),
                     .range = {},
                     .choices = {},
                     .parts = {}});
    return list_.back();
  }

  std::vector<Parameter> list_;
};

}  // namespace

std::vector<Parameter> parameters_of(Section& defaults) {
  Cataloguer cataloguer;
  defaults.describe(cataloguer);
  return cataloguer.take();
}

FeederForms feeder_forms() {
  return {parameters_of<network::FeederDescription>(),
          parameters_of<network::SyntheticFeederChoice>(), parameters_of<network::FeederFolder>()};
}

}  // namespace peerwatt::config
