#include "tests/fuzz/trace_changes.hpp"

#include "output/hdf5/h5_handle.hpp"
#include "output/hdf5/stored_values.hpp"

#include "tests/fuzz/value_choices.hpp"

namespace peerwatt::fuzz {
namespace {

using output::H5Handle;

constexpr hsize_t kLargestInAttribute = 48;  // HDF5 loses the memory of those that it does not take
enum class Change {
  kAttribute,
  kValues,
  kAway,
  kAttributeAway,
  kSoftLink,
  kExternalLink,
  kHardLink
};

void put_dataset(hid_t file, const std::string& path, Choices& choices) {
  const H5Handle type = chosen_type(choices);
  const H5Handle space = chosen_space(choices, kLargestAxis);
  const H5Handle storage = chosen_storage(space.get(), choices);
  const H5Handle dataset{H5Dcreate2(file, path.c_str(), type.get(), space.get(), H5P_DEFAULT,
                                    storage.get(), H5P_DEFAULT)};
  write_chosen_values(dataset.get(), Written::kDataset, type.get(), space.get(), choices);
}

void put_attribute(hid_t object, const std::string& name, Choices& choices) {
  const H5Handle type = chosen_type(choices);
  const H5Handle space = chosen_space(choices, kLargestInAttribute);
  const H5Handle attribute{
      H5Acreate2(object, name.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT)};
  write_chosen_values(attribute.get(), Written::kAttribute, type.get(), space.get(), choices);
}

// One attribute goes; another one may take its name.
void change_attribute(hid_t file, const std::string& path, Change what, Choices& choices) {
  const H5Handle object{H5Oopen(file, path.c_str(), H5P_DEFAULT)};
  if (object.get() < 0) return;
  const std::vector<std::string> names = output::attribute_names(object.get());
  if (names.empty()) return;
  const std::string& name = names[choices.below(names.size())];
  H5Adelete(object.get(), name.c_str());
  if (what == Change::kAttribute) put_attribute(object.get(), name, choices);
}

}  // namespace

void change(hid_t file, const std::vector<std::string>& objects, Choices& choices) {
  const auto what = choices.one_of<Change>(7);
  const std::string& path = objects[choices.below(objects.size())];
  if (what == Change::kAttribute || what == Change::kAttributeAway) {
    return change_attribute(file, path, what, choices);
  }
  H5Ldelete(file, path.c_str(), H5P_DEFAULT);
  const std::string& other = objects[choices.below(objects.size())];
  if (what == Change::kValues) put_dataset(file, path, choices);
  if (what == Change::kSoftLink) {
    H5Lcreate_soft(other.c_str(), file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
  }
  if (what == Change::kExternalLink) {
    H5Lcreate_external("elsewhere.h5", "/", file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
  }
  if (what == Change::kHardLink) {
    H5Lcreate_hard(file, other.c_str(), file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
  }
}

}  // namespace peerwatt::fuzz
