#include "engine/network/feeder_files/pandapower_file.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/input_file.hpp"

#include "engine/network/feeder_files/form_columns.hpp"

namespace peerwatt::network {
namespace {

using Json = nlohmann::json;

// Tables beside those of the form, whose rows are part of the network; others are results, places
// and costs.
constexpr auto kElectrical = std::to_array<std::string_view>(
    {"asymmetric_load", "asymmetric_sgen", "dcline", "gen", "impedance", "motor", "storage", "svc",
     "tcsc", "trafo3w", "ward", "xward"});

SourcePosition position_of(const std::string& text, std::size_t byte, const std::string& file) {
  const std::string_view before = std::string_view{text}.substr(0, std::min(byte, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t begin = before.rfind('\n');
  const std::size_t column = before.size() - (begin == before.npos ? 0 : begin + 1);
  return {file, static_cast<int>(lines) + 1, static_cast<int>(column) + 1};
}

Json parsed(const std::string& text, const std::string& file) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    const std::size_t byte = error.byte > 0 ? error.byte - 1 : 0;
    throw InputError{{position_of(text, byte, file),
                      "is not valid JSON here; save the net again with "
                      "pandapower.to_json"}};
  }
}

// A cell as the CSV form has it; null and NaN are missing values.
std::string cell_of(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_boolean()) return value.get<bool>() ? "True" : "False";
  if (!value.is_string()) return value.dump();
  return value.get<std::string>();
}

void append(const std::string& cell, std::string& csv) {
  if (cell.find_first_of(",\"\r\n") == cell.npos) {
    csv += cell;
    return;
  }
  csv += '"';
  for (const char c : cell) csv += c == '"' ? std::string{"\"\""} : std::string(1, c);
  csv += '"';
}

class NetFile {
 public:
  explicit NetFile(const std::filesystem::path& file) : file_{file.string()} {
    const InputText text = input_file_text(file);
    net_.file = {file, text.sha256};
    const Json whole = parsed(text.text, file_);
    if (!whole.is_object() || whole.value("_class", "") != "pandapowerNet" ||
        !whole.contains("_object") || !whole.at("_object").is_object()) {
      refuse(
          "is JSON but no net of pandapower; write it with pandapower.to_json (a feeder of "
          "peerwatt itself is called .yaml)");
    }
    objects_ = whole.at("_object");
  }

  PandapowerFile read() {
    read_general();
    for (const SheetSpec& sheet : pandapower_columns().sheets) read_table(sheet);
    note_others();
    return std::move(net_);
  }

 private:
  [[noreturn]] void refuse(const std::string& problem) const {
    throw InputError{{{file_, 0, 0}, problem}};
  }

  void read_general() {
    if (objects_.contains("name") && objects_.at("name").is_string()) {
      net_.name = objects_.at("name").get<std::string>();
    }
    if (!objects_.contains("f_hz")) return;
    const Json& frequency = objects_.at("f_hz");
    if (!frequency.is_number() || !(frequency.get<double>() > 0)) {
      refuse("f_hz: must be a number above 0");
    }
    net_.frequency_hz = frequency.get<double>();
  }

  // The frame of a table: columns, index, data; null where the net has no such table. It may be
  // written as a text that holds JSON.
  Json frame_of(const std::string& name) const {
    if (!objects_.contains(name)) return nullptr;
    const Json& table = objects_.at(name);
    if (!table.is_object() || table.value("_class", "") != "DataFrame" ||
        !table.contains("_object")) {
      return nullptr;
    }
    const Json& inner = table.at("_object");
    Json frame = inner.is_string() ? parsed(inner.get<std::string>(), file_ + '/' + name) : inner;
    const bool is_split =
        frame.is_object() && frame.contains("columns") && frame.contains("index") &&
        frame.contains("data") && frame.at("columns").is_array() && frame.at("index").is_array() &&
        frame.at("data").is_array() && frame.at("index").size() == frame.at("data").size();
    if (!is_split) {
      refuse(
          fmt::format("the table {} is not written as columns, index and data; save the net "
                      "again with pandapower 2.2 or later",
                      name));
    }
    return frame;
  }

  void read_table(const SheetSpec& sheet) {
    const std::string file{sheet.file};
    const std::string name = file.substr(0, file.find('.'));
    const Json frame = frame_of(name);
    const bool is_needed = sheet.presence == FilePresence::kRequired;
    if (frame.is_null()) {
      if (is_needed) refuse(fmt::format("has no table {}", name));
      return;
    }
    if (frame.at("data").empty() && !is_needed) return;
    net_.tables.emplace(file, csv::Table::parse(csv_of(frame, name), file_ + '/' + file));
  }

  std::string csv_of(const Json& frame, const std::string& name) const {
    std::string csv = "index";
    for (const Json& column : frame.at("columns")) {
      csv += ',';
      append(cell_of(column), csv);
    }
    csv += '\n';
    for (std::size_t row = 0; row < frame.at("data").size(); ++row) {
      const Json& cells = frame.at("data").at(row);
      if (!cells.is_array() || cells.size() != frame.at("columns").size()) {
        refuse(
            fmt::format("the table {} has a row with another number of cells than columns", name));
      }
      append(cell_of(frame.at("index").at(row)), csv);
      for (const Json& cell : cells) {
        csv += ',';
        append(cell_of(cell), csv);
      }
      csv += '\n';
    }
    return csv;
  }

  void note_others() {
    std::string others;
    for (const std::string_view name : kElectrical) {
      const Json frame = frame_of(std::string{name});
      if (frame.is_null() || frame.at("data").empty()) continue;
      const std::size_t rows = frame.at("data").size();
      others += fmt::format("{}{} ({} row{})", others.empty() ? "" : ", ", name, rows,
                            rows == 1 ? "" : "s");
    }
    if (!others.empty()) net_.notes.push_back("not used: the tables " + others);
  }

  std::string file_;
  Json objects_;
  PandapowerFile net_;
};

}  // namespace

PandapowerFile read_pandapower_file(const std::filesystem::path& file) {
  return NetFile{file}.read();
}

}  // namespace peerwatt::network
