#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/config/declared_parameters.hpp"
#include "engine/config/yaml_parser.hpp"
#include "engine/parameters/visitor.hpp"

namespace peerwatt::config {

// Settings of which three parameters had other names.
struct SampleTrader {
  double lifetime_s = 0;
  double price = 0;
};
struct SampleSettings {
  std::string title;
  bool counts = true;
  SampleTrader house;
  std::vector<SampleTrader> traders;
};

inline void describe(SampleTrader& trader, parameters::Visitor& visitor) {
  visitor.number({"lifetime_s", "A time.", parameters::Presence::kOptional, "patience_s"},
                 trader.lifetime_s);
  visitor.number({"price", "A price."}, trader.price);
}

inline void describe(SampleSettings& settings, parameters::Visitor& visitor) {
  visitor.text({"title", "A title."}, settings.title);
  visitor.flag({"counts", "Whether.", parameters::Presence::kOptional, "is_counted"},
               settings.counts);
  parameters::visit_section(visitor, {"house", "One."}, settings.house);
  parameters::visit_sections(
      visitor, {"traders", "Many.", parameters::Presence::kOptional, "people"}, settings.traders);
}

inline std::vector<Parameter> sample_parameters() {
  return parameters_of<SampleSettings>();
}

inline std::shared_ptr<const Source> sample_source() {
  return std::make_shared<const Source>(Source{"sample.yaml", {}, "a checksum"});
}

inline Node parsed(const std::string& text) {
  return parse_yaml(text, sample_source());
}

}  // namespace peerwatt::config
