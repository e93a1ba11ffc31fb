#include "tests/unit/tools/verification/forgery.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include <fmt/format.h>
#include <hdf5.h>

#include "output/schema/schema.hpp"
#include "output/trace/trace_reader.hpp"

namespace peerwatt::verification::test {
namespace {

class Handle {
 public:
  explicit Handle(hid_t id) : id_{id} {
    if (id < 0) throw std::runtime_error{"HDF5 fails"};
  }
  ~Handle() { H5Idec_ref(id_); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  operator hid_t() const { return id_; }  // NOLINT: as HDF5 wants it

 private:
  hid_t id_;
};

hid_t open(const std::filesystem::path& file) {
  return H5Fopen(file.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
}

struct Listing {
  std::set<haddr_t> seen;
  std::vector<std::string> columns;
};

herr_t list(hid_t root, const char* name, const H5O_info_t* info, void* data) {
  auto& listing = *static_cast<Listing*>(data);
  const std::string path{name};
  if (info->type != H5O_TYPE_DATASET || path.starts_with("provenance")) return 0;
  const Handle dataset{H5Dopen2(root, name, H5P_DEFAULT)};
  const Handle type{H5Dget_type(dataset)};
  const bool is_number = H5Tget_class(type) == H5T_FLOAT || H5Tget_class(type) == H5T_INTEGER;
  if (is_number && listing.seen.insert(info->addr).second) listing.columns.push_back(path);
  return 0;
}

std::vector<double> read(hid_t dataset) {
  const Handle space{H5Dget_space(dataset)};
  std::vector<double> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
  H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
  return values;
}

double changed(double value, hid_t dataset) {
  const Handle type{H5Dget_type(dataset)};
  if (H5Tget_class(type) == H5T_INTEGER) {
    return H5Tget_size(type) == 1 && value > 0 ? value - 1 : value + 1;
  }
  return value == output::kFillValue ? 0.1 : value + std::max(1e-3, 0.01 * std::fabs(value));
}

}  // namespace

std::vector<std::string> Forgery::columns() const {
  const Handle file{open(file_)};
  Listing listing;
  H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, list, &listing, H5O_INFO_BASIC);
  return listing.columns;
}

std::vector<std::size_t> Forgery::places(const std::string& column) const {
  const Handle file{open(file_)};
  const Handle dataset{H5Dopen2(file, column.c_str(), H5P_DEFAULT)};
  const std::vector<double> values = read(dataset);
  if (values.empty()) return {};
  const auto is_there = [](double v) { return v != 0 && v != output::kFillValue; };
  const auto size = [&](double v) { return is_there(v) ? std::fabs(v) : 0.0; };
  const auto first = std::find_if(values.begin(), values.end(), is_there);
  const auto largest = std::max_element(values.begin(), values.end(),
                                        [&](double a, double b) { return size(a) < size(b); });
  std::set<std::size_t> places{values.size() - 1,
                               static_cast<std::size_t>(largest - values.begin())};
  if (first != values.end()) places.insert(static_cast<std::size_t>(first - values.begin()));
  return {places.begin(), places.end()};
}

void Forgery::alter(const std::string& column, std::size_t place) {
  column_ = column;
  place_ = place;
  {
    const Handle file{open(file_)};
    const Handle dataset{H5Dopen2(file, column.c_str(), H5P_DEFAULT)};
    before_ = read(dataset).at(place);
    after_ = changed(before_, dataset);
  }
  write(column, place, after_);
}

void Forgery::remove(const std::string& column) const {
  const Handle file{open(file_)};
  if (H5Ldelete(file, column.c_str(), H5P_DEFAULT) < 0) {
    throw std::runtime_error{"could not remove " + column};
  }
}

void Forgery::add_to_summary(const std::string& indicator, double amount) const {
  const Handle file{open(file_)};
  const Handle summary{H5Gopen2(file, "summary", H5P_DEFAULT)};
  const Handle attribute{H5Aopen(summary, indicator.c_str(), H5P_DEFAULT)};
  double value = 0;
  if (H5Aread(attribute, H5T_NATIVE_DOUBLE, &value) < 0) throw std::runtime_error{"no number"};
  value += amount;
  if (H5Awrite(attribute, H5T_NATIVE_DOUBLE, &value) < 0) throw std::runtime_error{"not written"};
}

void Forgery::put_back() {
  write(column_, place_, before_);
}

std::string Forgery::altered() const {
  return fmt::format("{}[{}]: {} made {}", column_, place_, before_, after_);
}

void Forgery::write(const std::string& column, std::size_t place, double value) const {
  const Handle file{open(file_)};
  const Handle dataset{H5Dopen2(file, column.c_str(), H5P_DEFAULT)};
  std::vector<double> values = read(dataset);
  values.at(place) = value;
  if (H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
    throw std::runtime_error{"could not write " + column};
  }
}

void Forgery::reseal() const {
  const std::string digest = output::TraceReader{file_}.digest();
  const Handle file{open(file_)};
  const Handle provenance{H5Gopen2(file, "provenance", H5P_DEFAULT)};
  const Handle seal{H5Aopen(provenance, output::kSealAttribute, H5P_DEFAULT)};
  const Handle type{H5Aget_type(seal)};
  if (H5Awrite(seal, type, digest.data()) < 0) throw std::runtime_error{"could not seal"};
}

}  // namespace peerwatt::verification::test
