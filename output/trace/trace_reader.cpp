#include "output/trace/trace_reader.hpp"

#include <cmath>
#include <iterator>
#include <sstream>

#include <fmt/format.h>

#include "output/hdf5/open_file_digest.hpp"
#include "output/hdf5/significant_bits.hpp"
#include "output/trace/trace_file.hpp"

namespace peerwatt::output {

TraceReader::TraceReader(std::filesystem::path file)
    : file_{std::make_unique<TraceFile>(std::move(file))} {}
TraceReader::TraceReader(std::vector<std::byte> image, std::filesystem::path name)
    : file_{std::make_unique<TraceFile>(std::move(image), std::move(name))} {}
TraceReader::~TraceReader() = default;
TraceReader::TraceReader(TraceReader&&) noexcept = default;

std::string TraceReader::status() const {
  if (file_->has_journal()) return "running";
  return file_->guarded([&] { return attribute_text(file_->root(), "run_status"); });
}
std::string TraceReader::title() const {
  return file_->guarded([&] { return attribute_text(file_->root(), "title"); });
}
std::string TraceReader::currency() const {
  return file_->guarded([&] { return attribute_text(file_->root(), "currency"); });
}

double TraceReader::slot_length_s() const {
  return file_->guarded([&] { return attribute_number(file_->root(), "slot_length_s"); });
}

std::int64_t TraceReader::slots() const {
  if (file_->variable("time").extent.size() != 1) {
    file_->complain("is damaged: /time has not one axis");
  }
  return rows("time");
}
std::int64_t TraceReader::prosumers() const {
  return rows("prosumer");
}

std::vector<std::string> TraceReader::variables() const {
  std::vector<std::string> paths;
  for (const auto& [path, variable] : file_->variables()) paths.push_back(path);
  return paths;
}

bool TraceReader::has(const std::string& variable) const {
  return file_->variables().contains(variable);
}

bool TraceReader::is_single_precision(const std::string& variable) const {
  const StoredType& type = file_->variable(variable).type;
  return type.kind == StoredType::Kind::kFloat && type.bytes == sizeof(float);
}

int TraceReader::significant_bits(const std::string& variable) const {
  const int all = is_single_precision(variable) ? 24 : 53;
  return file_->guarded([&] {
    const H5Handle dataset = file_->open(variable);
    if (H5Aexists(dataset.get(), kBitsAfterTheFirst) <= 0) return all;
    const double kept = attribute_number(dataset.get(), kBitsAfterTheFirst);
    if (!(kept >= 0 && kept < all && kept == std::floor(kept))) {
      throw H5Failure{fmt::format("the attribute '{}' is no number of bits", kBitsAfterTheFirst)};
    }
    return static_cast<int>(kept) + 1;
  });
}

std::string TraceReader::unit(const std::string& variable) const {
  return file_->guarded([&] { return attribute_text(file_->open(variable).get(), "units"); });
}

std::vector<std::string> TraceReader::flag_meanings(const std::string& variable) const {
  std::istringstream words{
      file_->guarded([&] { return attribute_text(file_->open(variable).get(), "flag_meanings"); })};
  return {std::istream_iterator<std::string>{words}, {}};
}

std::int64_t TraceReader::rows(const std::string& variable) const {
  const std::vector<hsize_t>& extent = file_->variable(variable).extent;
  if (extent.empty()) file_->complain("is damaged: /" + variable + " has no axis");
  return static_cast<std::int64_t>(extent[0]);
}

SeriesBlock TraceReader::read(const std::string& variable) const {
  return file_->guarded([&] { return file_->read(variable, {}, {}); });
}
SeriesBlock TraceReader::read(const std::string& variable, IndexRange rows) const {
  return file_->guarded([&] { return file_->read(variable, rows, {}); });
}
SeriesBlock TraceReader::read(const std::string& variable, IndexRange rows,
                              IndexRange prosumers) const {
  return file_->guarded([&] { return file_->read(variable, rows, prosumers); });
}

std::vector<std::int64_t> TraceReader::read_integers(const std::string& variable) const {
  return file_->guarded([&] {
    const std::vector<hsize_t>& extent = file_->variable(variable).extent;
    if (extent.size() != 1) throw H5Failure{"/" + variable + " has not one axis"};
    std::vector<std::int64_t> values(extent[0]);
    if (values.empty()) return values;
    const H5Handle dataset = file_->open(variable);
    read_block(dataset.get(), {.rows = extent[0]}, H5T_NATIVE_INT64, values.data());
    return values;
  });
}

std::vector<std::string> TraceReader::read_texts(const std::string& variable) const {
  return file_->guarded([&] { return texts_of(file_->open(variable).get(), file_->bytes()); });
}

TraceReader::Attributes TraceReader::attributes(const std::string& group) const {
  return file_->guarded([&] {
    Attributes found;
    if (group != "/" && H5Lexists(file_->root(), group.c_str(), H5P_DEFAULT) <= 0) return found;
    const H5Handle object =
        owned(H5Gopen2(file_->root(), group.c_str(), H5P_DEFAULT), "open /" + group);
    for (const std::string& name : attribute_names(object.get())) {
      const StoredType type = attribute_type(object.get(), name);
      if (type.kind == StoredType::Kind::kText) {
        found.texts[name] = attribute_text(object.get(), name);
      } else if (type.is_number()) {
        found.numbers[name] = attribute_numbers(object.get(), name);
      } else {
        throw H5Failure{"the attribute '" + name + "' is neither a text nor a number"};
      }
    }
    return found;
  });
}

std::map<std::string, double> TraceReader::summary() const {
  return file_->guarded([&] {
    std::map<std::string, double> values;
    const H5Handle group = owned(H5Gopen2(file_->root(), "summary", H5P_DEFAULT), "open /summary");
    for (const std::string& name : attribute_names(group.get())) {
      values[name] = attribute_number(group.get(), name);
    }
    return values;
  });
}

std::string TraceReader::config_yaml() const {
  const std::vector<std::string> texts = read_texts("provenance/config_yaml");
  if (texts.empty()) file_->complain("holds no scenario");
  return texts.front();
}

std::string TraceReader::digest() const {
  return file_->guarded([&] { return digest_of(file_->root()); });
}

}  // namespace peerwatt::output
