#include <nlohmann/json.hpp>

#include "tools/peerwatt/comparison.hpp"

namespace peerwatt::tools {
namespace {

using Json = nlohmann::ordered_json;

template <class Value>
Json json_of(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json parameters_of(const Comparison& comparison, std::size_t run) {
  Json parameters = Json::object();
  for (const config::Difference& difference : comparison.differences) {
    parameters[difference.path] = difference.values[run];
  }
  return parameters;
}

Json run_of(const Comparison& comparison, std::size_t index, WithProsumers prosumers) {
  const output::RunResult& run = comparison.runs[index];
  const output::Savings& savings = comparison.savings[index];
  Json json{{"name", comparison.names[index]},
            {"file", run.file.string()},
            {"title", run.title},
            {"status", run.status},
            {"parameters", parameters_of(comparison, index)},
            {"against", comparison.names[comparison.baselines[index]]},
            {"bill", json_of(savings.bill)},
            {"saving_percent", json_of(savings.saving_percent)},
            {"saving_gini", json_of(savings.gini)},
            {"losers", json_of(savings.losers)}};
  if (prosumers == WithProsumers::kYes) json["savings"] = savings.by_prosumer;
  json["summary"] = run.summary;
  return json;
}

}  // namespace

std::string json_of(const Comparison& comparison, WithProsumers prosumers) {
  const output::RunResult& first = comparison.runs.front();
  Json json{{"currency", first.currency},
            {"slots", first.slot_start_s.size()},
            {"slot_length_s", first.slot_length_s},
            {"differing_beside_market", comparison.beside_market()}};
  if (prosumers == WithProsumers::kYes) json["prosumers"] = first.prosumers;
  json["runs"] = Json::array();
  for (std::size_t i = 0; i < comparison.runs.size(); ++i) {
    json["runs"].push_back(run_of(comparison, i, prosumers));
  }
  // Names of files need not be UTF-8.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace peerwatt::tools
