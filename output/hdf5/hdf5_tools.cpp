#include "output/hdf5/hdf5_tools.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include "output/hdf5/zstd_datasets.hpp"

namespace peerwatt::output {
namespace {

constexpr unsigned kTracked = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

herr_t remember_first(unsigned, const H5E_error2_t* error, void* text) {
  auto& message = *static_cast<std::string*>(text);
  if (message.empty() && error->desc != nullptr) message = error->desc;
  return 0;
}

// A failed write is told at length; what the system says of it is enough.
std::string in_short(const std::string& message) {
  const std::string_view reason = "error message = '";
  if (const std::size_t at = message.find(reason); at != std::string::npos) {
    const std::size_t begin = at + reason.size();
    return message.substr(begin, message.find('\'', begin) - begin);
  }
  return message.empty() ? "HDF5 gave no reason" : message;
}

std::string innermost_message(hid_t stack) {
  std::string message;
  H5Ewalk2(stack, H5E_WALK_UPWARD, remember_first, &message);
  return in_short(message);
}

std::string last_message() {
  std::string message = innermost_message(H5E_DEFAULT);
  H5Eclear2(H5E_DEFAULT);
  return message;
}

}  // namespace

void prepare_hdf5() {
  H5dont_atexit();
  H5PLset_loading_state(0);  // a file must not be able to name code that HDF5 then loads
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  register_zstd_filter();
}

FailureWatch::FailureWatch() {
  H5Eget_auto2(H5E_DEFAULT, &function_before_, &data_before_);
  H5Eset_auto2(H5E_DEFAULT, note, this);
}

FailureWatch::~FailureWatch() {
  H5Eset_auto2(H5E_DEFAULT, function_before_, data_before_);
}

herr_t FailureWatch::note(hid_t stack, void* data) {
  auto& watch = *static_cast<FailureWatch*>(data);
  if (!watch.failed_) watch.first_ = innermost_message(stack);
  watch.failed_ = true;
  return 0;
}

void FailureWatch::require_none() const {
  if (failed_) throw H5Failure{"could not write all: " + first_};
}

H5Handle owned(hid_t id, std::string_view action) {
  if (id < 0) throw H5Failure{fmt::format("could not {}: {}", action, last_message())};
  return H5Handle{id};
}

void check(herr_t status, std::string_view action) {
  if (status < 0) throw H5Failure{fmt::format("could not {}: {}", action, last_message())};
}

H5Handle create_file(const char* name, hid_t access) {
  const H5Handle creation = owned(H5Pcreate(H5P_FILE_CREATE), "create a property list");
  check(H5Pset_obj_track_times(creation.get(), false), "switch off time stamps");
  check(H5Pset_link_creation_order(creation.get(), kTracked), "track the order of links");
  check(H5Pset_attr_creation_order(creation.get(), kTracked), "track the order of attributes");
  check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V110), "choose a format");
  return owned(H5Fcreate(name, H5F_ACC_TRUNC, creation.get(), access), "create the file");
}

H5Handle create_group(hid_t parent, const std::string& name) {
  const H5Handle creation = owned(H5Pcreate(H5P_GROUP_CREATE), "create a property list");
  check(H5Pset_obj_track_times(creation.get(), false), "switch off time stamps");
  check(H5Pset_link_creation_order(creation.get(), kTracked), "track the order of links");
  check(H5Pset_attr_creation_order(creation.get(), kTracked), "track the order of attributes");
  return owned(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation.get(), H5P_DEFAULT),
               "create the group " + name);
}

H5Handle dataset_properties() {
  H5Handle creation = owned(H5Pcreate(H5P_DATASET_CREATE), "create a property list");
  check(H5Pset_obj_track_times(creation.get(), false), "switch off time stamps");
  check(H5Pset_attr_creation_order(creation.get(), kTracked), "track the order of attributes");
  return creation;
}

H5Handle create_dataset(hid_t parent, const std::string& name, hid_t type,
                        std::span<const hsize_t> extent, std::span<const hsize_t> limit,
                        hid_t properties) {
  const H5Handle space =
      owned(H5Screate_simple(static_cast<int>(extent.size()), extent.data(), limit.data()),
            "create a space");
  return owned(
      H5Dcreate2(parent, name.c_str(), type, space.get(), H5P_DEFAULT, properties, H5P_DEFAULT),
      "create the dataset " + name);
}

void make_scale(hid_t dataset, const std::string& name) {
  check(H5DSset_scale(dataset, name.c_str()), "make a dimension scale of " + name);
}

void attach_scale(hid_t dataset, hid_t scale, unsigned axis) {
  check(H5DSattach_scale(dataset, scale, axis), "attach a dimension scale");
}

void link_into(hid_t group, hid_t from_group, const std::string& name) {
  check(H5Lcreate_hard(from_group, name.c_str(), group, name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
        "link " + name);
}

}  // namespace peerwatt::output
