#include "output/trace_reader.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "output/hdf5_tools.hpp"
#include "output/schema.hpp"

namespace peerwatt::output {
namespace {

double number_of(hid_t object, const char* name) {
  const H5Handle attribute = owned(H5Aopen(object, name, H5P_DEFAULT), "open an attribute");
  double value = 0;
  check(H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, &value), "read an attribute");
  return value;
}

std::vector<double> numbers_of(hid_t attribute) {
  const H5Handle space = owned(H5Aget_space(attribute), "get a space");
  std::vector<double> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space.get())));
  if (!values.empty()) check(H5Aread(attribute, H5T_NATIVE_DOUBLE, values.data()), "read");
  return values;
}

herr_t collect_dataset(hid_t, const char* name, const H5L_info_t*, void* list) {
  static_cast<std::vector<std::string>*>(list)->emplace_back(name);
  return 0;
}

}  // namespace

// The open file; every method may throw H5Failure.
class TraceReader::File {
 public:
  explicit File(std::filesystem::path path) : path_{std::move(path)} {
    prepare_hdf5();
    std::error_code error;
    if (!std::filesystem::is_regular_file(path_, error)) complain("no such file");
    if (H5Fis_hdf5(path_.c_str()) <= 0) {
      complain("is not an HDF5 file, or lost its beginning; give a trace (.h5) of peerwatt");
    }
    try {
      file_ = open_file(path_);
    } catch (const H5Failure& failure) {
      complain(
          fmt::format("cannot be opened, {}; the file is damaged or was not copied to its "
                      "end: copy it again, or run the scenario again",
                      failure.what()));
    }
    check_schema();
  }

  hid_t id() const { return file_.get(); }

  [[noreturn]] void complain(const std::string& problem) const {
    throw InputError{fmt::format("{}: {}", path_.string(), problem)};
  }

  // Runs an action; what HDF5 complains of becomes an InputError about this file.
  template <class Action>
  auto guarded(Action action) const {
    try {
      return action();
    } catch (const H5Failure& failure) {
      complain(failure.what());
    }
  }

  std::vector<std::string> variables() const {
    std::vector<std::string> paths;
    list_group(id(), "", paths);
    std::sort(paths.begin(), paths.end());
    return paths;
  }

  bool has(const std::string& variable) const {
    if (known_.empty()) known_ = variables();
    return std::binary_search(known_.begin(), known_.end(), variable);
  }

  H5Handle open(const std::string& variable) const {
    if (!has(variable)) {
      complain(fmt::format("has no variable {}{}", variable, did_you_mean(variable, known_)));
    }
    return owned(H5Dopen2(id(), variable.c_str(), H5P_DEFAULT), "open " + variable);
  }

  SeriesBlock read(const std::string& variable, std::optional<IndexRange> rows,
                   std::optional<IndexRange> columns) const {
    const H5Handle dataset = open(variable);
    const std::vector<hsize_t> extent = extent_of(dataset.get());
    if (extent.empty() || extent.size() > 2) complain(variable + " is not a series");
    const bool wide = extent.size() == 2;
    const IndexRange r = checked(variable, rows, extent[0]);
    const IndexRange c = checked(variable, columns, wide ? extent[1] : 1);
    SeriesBlock block{r.end - r.begin, c.end - c.begin, {}};
    block.values.resize(static_cast<std::size_t>(block.rows * block.width));
    if (block.values.empty()) return block;
    const std::array<hsize_t, 2> start{static_cast<hsize_t>(r.begin),
                                       static_cast<hsize_t>(c.begin)};
    const std::array<hsize_t, 2> count{static_cast<hsize_t>(block.rows),
                                       static_cast<hsize_t>(block.width)};
    const H5Handle space = owned(H5Dget_space(dataset.get()), "get a space");
    check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                              nullptr),
          "select a part of " + variable);
    const H5Handle memory =
        owned(H5Screate_simple(wide ? 2 : 1, count.data(), nullptr), "create a space");
    check(H5Dread(dataset.get(), H5T_NATIVE_DOUBLE, memory.get(), space.get(), H5P_DEFAULT,
                  block.values.data()),
          "read " + variable);
    return block;
  }

 private:
  void check_schema() const {
    guarded([&] {
      const std::string schema = text_of(id(), "schema_name");
      if (schema != kSchemaName) {
        complain("is an HDF5 file but no peerwatt trace; give a trace written by peerwatt");
      }
      std::array<std::int32_t, 2> version{};
      const H5Handle attribute =
          owned(H5Aopen(id(), "schema_version", H5P_DEFAULT), "open schema_version");
      check(H5Aread(attribute.get(), H5T_NATIVE_INT32, version.data()), "read schema_version");
      if (version[0] != kSchemaMajor) {
        complain(fmt::format("is a trace of version {}.{}, this program reads version {}; {}",
                             version[0], version[1], kSchemaMajor,
                             version[0] < kSchemaMajor
                                 ? "run its scenario again"
                                 : "use the peerwatt that wrote it, or a later one"));
      }
    });
  }

  static void list_group(hid_t group, const std::string& prefix, std::vector<std::string>& paths) {
    std::vector<std::string> names;
    check(H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_dataset, &names),
          "list a group");
    for (const std::string& name : names) {
      const H5Handle object = owned(H5Oopen(group, name.c_str(), H5P_DEFAULT), "open " + name);
      const H5I_type_t type = H5Iget_type(object.get());
      if (type == H5I_DATASET) paths.push_back(prefix + name);
      if (type == H5I_GROUP) list_group(object.get(), prefix + name + '/', paths);
    }
  }

  IndexRange checked(const std::string& variable, std::optional<IndexRange> range,
                     hsize_t size) const {
    const auto limit = static_cast<std::int64_t>(size);
    const IndexRange wanted = range.value_or(IndexRange{0, limit});
    if (wanted.begin < 0 || wanted.begin > wanted.end || wanted.end > limit) {
      complain(fmt::format("{}: {} .. {} is outside of 0 .. {}", variable, wanted.begin, wanted.end,
                           limit));
    }
    return wanted;
  }

  std::filesystem::path path_;
  H5Handle file_;
  mutable std::vector<std::string> known_;  // all variables are there from the beginning
};

TraceReader::TraceReader(std::filesystem::path file)
    : file_{std::make_unique<File>(std::move(file))} {}
TraceReader::~TraceReader() = default;
TraceReader::TraceReader(TraceReader&&) noexcept = default;

std::string TraceReader::status() const {
  return file_->guarded([&] { return text_of(file_->id(), "run_status"); });
}
std::string TraceReader::title() const {
  return file_->guarded([&] { return text_of(file_->id(), "title"); });
}
std::string TraceReader::currency() const {
  return file_->guarded([&] { return text_of(file_->id(), "currency"); });
}

double TraceReader::slot_length_s() const {
  return file_->guarded([&] { return number_of(file_->id(), "slot_length_s"); });
}

std::int64_t TraceReader::slots() const {
  return file_->guarded(
      [&] { return static_cast<std::int64_t>(extent_of(file_->open("time").get()).at(0)); });
}
std::int64_t TraceReader::prosumers() const {
  return file_->guarded(
      [&] { return static_cast<std::int64_t>(extent_of(file_->open("prosumer").get()).at(0)); });
}

std::vector<std::string> TraceReader::variables() const {
  return file_->guarded([&] { return file_->variables(); });
}

bool TraceReader::has(const std::string& variable) const {
  return file_->guarded([&] { return file_->has(variable); });
}

bool TraceReader::is_single_precision(const std::string& variable) const {
  return file_->guarded([&] {
    const H5Handle type = owned(H5Dget_type(file_->open(variable).get()), "get a type");
    return H5Tget_class(type.get()) == H5T_FLOAT && H5Tget_size(type.get()) == sizeof(float);
  });
}

std::string TraceReader::unit(const std::string& variable) const {
  return file_->guarded([&] { return text_of(file_->open(variable).get(), "units"); });
}

std::vector<std::string> TraceReader::flag_meanings(const std::string& variable) const {
  std::istringstream words{
      file_->guarded([&] { return text_of(file_->open(variable).get(), "flag_meanings"); })};
  return {std::istream_iterator<std::string>{words}, {}};
}

std::int64_t TraceReader::rows(const std::string& variable) const {
  return file_->guarded([&] {
    const std::vector<hsize_t> extent = extent_of(file_->open(variable).get());
    return extent.empty() ? 1 : static_cast<std::int64_t>(extent[0]);
  });
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
    const H5Handle dataset = file_->open(variable);
    const std::vector<hsize_t> extent = extent_of(dataset.get());
    if (extent.size() != 1) file_->complain(variable + " has more than one axis");
    std::vector<std::int64_t> values(extent[0]);
    if (values.empty()) return values;
    check(H5Dread(dataset.get(), H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
          "read " + variable);
    return values;
  });
}

std::vector<std::string> TraceReader::read_texts(const std::string& variable) const {
  return file_->guarded([&] { return texts_of(file_->open(variable).get()); });
}

TraceReader::Attributes TraceReader::attributes(const std::string& group) const {
  return file_->guarded([&] {
    Attributes found;
    if (H5Lexists(file_->id(), group.c_str(), H5P_DEFAULT) <= 0) return found;
    const H5Handle object =
        owned(H5Gopen2(file_->id(), group.c_str(), H5P_DEFAULT), "open a group");
    std::vector<std::string> names;
    const auto collect = [](hid_t, const char* name, const H5A_info_t*, void* list) -> herr_t {
      static_cast<std::vector<std::string>*>(list)->emplace_back(name);
      return 0;
    };
    check(H5Aiterate2(object.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names),
          "list attributes");
    for (const std::string& name : names) {
      const H5Handle attribute =
          owned(H5Aopen(object.get(), name.c_str(), H5P_DEFAULT), "open an attribute");
      const H5Handle type = owned(H5Aget_type(attribute.get()), "get a type");
      if (H5Tget_class(type.get()) == H5T_STRING) {
        found.texts[name] = text_of(object.get(), name.c_str());
      } else {
        found.numbers[name] = numbers_of(attribute.get());
      }
    }
    return found;
  });
}

std::map<std::string, double> TraceReader::summary() const {
  return file_->guarded([&] {
    std::map<std::string, double> values;
    const H5Handle group = owned(H5Gopen2(file_->id(), "summary", H5P_DEFAULT), "open summary");
    const auto collect = [](hid_t id, const char* name, const H5A_info_t*, void* map) -> herr_t {
      const H5Handle attribute{H5Aopen(id, name, H5P_DEFAULT)};
      double value = 0;
      const herr_t status = H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, &value);
      if (status >= 0) static_cast<std::map<std::string, double>*>(map)->emplace(name, value);
      return status < 0 ? -1 : 0;
    };
    check(H5Aiterate2(group.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &values),
          "read the summary");
    return values;
  });
}

std::string TraceReader::config_yaml() const {
  const std::vector<std::string> texts = read_texts("provenance/config_yaml");
  if (texts.empty()) file_->complain("holds no scenario");
  return texts.front();
}

}  // namespace peerwatt::output
