#include "tools/peerwatt/verification_report.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "output/indicators/text_table.hpp"

namespace peerwatt::tools {
namespace {

using verification::CheckResult;
using verification::Verification;
using verification::Weight;

const char* verdict(const CheckResult& check) {
  if (!check.checked()) return "-";
  if (check.holds()) return "holds";
  return check.weight == Weight::kNoted ? "noted" : "FAILS";
}

std::string prosumer_name(std::int64_t prosumer, const Verification& verification) {
  const auto index = static_cast<std::size_t>(prosumer);
  return index < verification.prosumers.size() ? " (" + verification.prosumers[index] + ")" : "";
}

// Where the worst value was; nothing where all values were zero.
std::string place(const CheckResult& check, const Verification& verification) {
  if (check.worst == 0) return {};
  std::string text;
  const auto add = [&text](const std::string& part) {
    if (!text.empty()) text += ", ";
    text += part;
  };
  if (check.where.slot >= 0) add(fmt::format("slot {}", check.where.slot));
  if (check.where.prosumer >= 0) {
    add(fmt::format("prosumer {}{}", check.where.prosumer,
                    prosumer_name(check.where.prosumer, verification)));
  }
  if (check.where.coalition >= 0) add(fmt::format("coalition {}", check.where.coalition));
  if (check.where.bus >= 0) add(fmt::format("bus {}", check.where.bus));
  if (check.where.line >= 0) add(fmt::format("line {}", check.where.line));
  if (!check.column.empty()) add(check.column);
  return text;
}

std::vector<std::string> cells_of(const CheckResult& check, const Verification& verification) {
  if (!check.checked()) return {check.name, "-", "", "", "", "not checked: " + check.reason};
  std::string note = place(check, verification);
  if (!check.reason.empty()) note += (note.empty() ? "(" : "  (") + check.reason + ")";
  return {check.name,
          verdict(check),
          fmt::format("{}", check.slots),
          fmt::format("{:.2e}", check.worst),
          fmt::format("{:.2e}", check.tolerance),
          std::move(note)};
}

void add_place(const CheckResult& check, nlohmann::ordered_json& json) {
  if (check.worst == 0) return;
  if (check.where.slot >= 0) json["slot"] = check.where.slot;
  if (check.where.prosumer >= 0) json["prosumer"] = check.where.prosumer;
  if (check.where.coalition >= 0) json["coalition"] = check.where.coalition;
  if (check.where.bus >= 0) json["bus"] = check.where.bus;
  if (check.where.line >= 0) json["line"] = check.where.line;
  if (!check.column.empty()) json["column"] = check.column;
}

nlohmann::ordered_json json_of(const CheckResult& check) {
  nlohmann::ordered_json json{{"check", check.name}, {"verdict", verdict(check)}};
  if (!check.checked()) {
    json["verdict"] = "not_checked";
  } else {
    json["slots"] = check.slots;
    if (std::isfinite(check.worst)) {
      json["worst"] = check.worst;
    } else {
      json["worst"] = nullptr;
    }
    json["tolerance"] = check.tolerance;
    add_place(check, json);
  }
  if (!check.reason.empty()) json["reason"] = check.reason;
  return json;
}

}  // namespace

std::string report_text(const Verification& verification, std::size_t width) {
  output::TextTable table{"check"};
  table.add_column("", output::ColumnKind::kText);
  for (const char* heading : {"slots", "worst", "tolerance"}) table.add_column(heading);
  table.add_column("where", output::ColumnKind::kNote);
  for (const CheckResult& check : verification.checks) {
    table.add_row(cells_of(check, verification));
  }
  std::string text = table.text(width);
  for (const std::string& difference : verification.differences) text += "  " + difference + '\n';
  return text;
}

std::string report_json(const Verification& verification, bool holds) {
  nlohmann::ordered_json json{
      {"holds", holds}, {"proves", verification.proves()}, {"slots", verification.slots}};
  if (!verification.differences.empty()) json["differences"] = verification.differences;
  json["checks"] = nlohmann::ordered_json::array();
  for (const CheckResult& check : verification.checks) json["checks"].push_back(json_of(check));
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace peerwatt::tools
