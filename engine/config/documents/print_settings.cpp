#include "engine/config/documents/print_settings.hpp"

#include <fmt/format.h>

#include "engine/core/contracts.hpp"

#include "engine/config/files.hpp"
#include "engine/config/scalars.hpp"
#include "engine/network/feeder_settings.hpp"
#include "engine/parameters/visitor.hpp"

namespace peerwatt::config {
namespace {

using namespace parameters;

// Writes single values; how they are laid out is left open.
class ValuePrinter : public Visitor {
 public:
  void number(const Field& field, double& value, Range) override {
    put(field.key, write_number(value));
  }
  void optional_number(const Field& field, std::optional<double>& value, Range) override {
    if (value) put(field.key, write_number(*value));
  }
  void integer(const Field& field, std::int64_t& value, Range) override {
    put(field.key, fmt::format("{}", value));
  }
  void flag(const Field& field, bool& value) override { put(field.key, value ? "true" : "false"); }
  void text(const Field& field, std::string& value) override { put(field.key, write_text(value)); }
  void texts(const Field& field, std::vector<std::string>& values) override {
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "" : ", ") + write_text(value);
    put(field.key, '[' + list + ']');
  }
  void path(const Field& field, std::string& value) override { put(field.key, write_text(value)); }
  void instant(const Field& field, SimTime& value) override {
    put(field.key, write_text(format_utc(value)));
  }
  void time_of_day(const Field& field, std::int64_t& minutes) override {
    put(field.key, write_text(write_time_of_day(minutes)));
  }
  void distribution(const Field& field, Distribution& value, Range) override {
    put(field.key, write_distribution(value));
  }

 protected:
  virtual void put(std::string_view key, const std::string& value) = 0;
  void choice_index(const Field& field, std::size_t& index,
                    std::span<const Choice> names) override {
    put(field.key, write_text(std::string{names[index].name}));
  }
};

// Writes settings of single values as `{key: value, key: value}`.
class LinePrinter final : public ValuePrinter {
 public:
  std::string take() { return '{' + std::move(text_) + '}'; }

  void feeder(const Field&, network::FeederDescription&) override { refuse(); }
  void section(const Field&, Section&) override { refuse(); }
  void sections(const Field&, SectionList&) override { refuse(); }

 protected:
  void put(std::string_view key, const std::string& value) override {
    text_ += fmt::format("{}{}: {}", text_.empty() ? "" : ", ", key, value);
  }

 private:
  [[noreturn]] static void refuse() { throw LogicError{"only single values fit on a line"}; }

  std::string text_;
};

enum class Items { kBlocks, kLines };

// Writes settings as a block, one line for each value.
class BlockPrinter final : public ValuePrinter {
 public:
  BlockPrinter(std::string& out, std::size_t indent, Items items = Items::kBlocks)
      : out_{out}, indent_{indent}, items_{items} {}

  void feeder(const Field& field, network::FeederDescription& value) override {
    begin(field.key);
    BlockPrinter inner{out_, indent_ + 2, Items::kLines};
    describe(value, inner);
  }
  void section(const Field& field, Section& section) override {
    begin(field.key);
    BlockPrinter inner{out_, indent_ + 2};
    section.describe(inner);
  }
  void sections(const Field& field, SectionList& list) override {
    if (list.size() == 0) return put(field.key, "[]");
    begin(field.key);
    for (std::size_t i = 0; i < list.size(); ++i) item(list, i);
  }

 protected:
  void put(std::string_view key, const std::string& value) override {
    out_ += fmt::format("{:{}}{}: {}\n", "", indent_, key, value);
  }

 private:
  void begin(std::string_view key) { out_ += fmt::format("{:{}}{}:\n", "", indent_, key); }

  void item(SectionList& list, std::size_t index) {
    const std::string dash = fmt::format("{:{}}- ", "", indent_ + 2);
    if (items_ == Items::kLines) {
      LinePrinter line;
      list.describe(index, line);
      out_ += dash + line.take() + '\n';
      return;
    }
    const std::size_t start = out_.size();
    BlockPrinter inner{out_, dash.size()};
    list.describe(index, inner);
    out_.replace(start, dash.size(), dash);
  }

  std::string& out_;
  std::size_t indent_;
  Items items_;
};

}  // namespace

std::string print_settings(Section& settings, std::string_view format) {
  std::string out = fmt::format("format: {}\nversion: {}\n", format, version_of(format));
  BlockPrinter printer{out, 0};
  settings.describe(printer);
  return out;
}

}  // namespace peerwatt::config
