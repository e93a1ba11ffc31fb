#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "output/hdf5/h5_handle.hpp"

// The few things that peerwatt asks of HDF5, by the rules that make a file readable as netCDF-4:
// creation order tracked, no time stamps, text as UTF-8. Every call throws H5Failure on error.
namespace peerwatt::output {

// What HDF5 complained of; callers turn it into an InputError or OutputError that names the file.
class H5Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// To be called before anything else of HDF5. Keeps it from printing its error stack (the innermost
// message travels in H5Failure instead) and from cleaning up when the program ends, where version
// 1.10 crashes over a file whose disk was full. All that we open we close.
void prepare_hdf5();

// Notes every call of HDF5 that fails while this object lives, also where an object that is given
// back could not write what it still held and nobody could be told.
class FailureWatch {
 public:
  FailureWatch();
  ~FailureWatch();
  FailureWatch(const FailureWatch&) = delete;
  FailureWatch& operator=(const FailureWatch&) = delete;

  // Throws H5Failure with the first failure.
  void require_none() const;

 private:
  static herr_t note(hid_t stack, void* data);

  H5E_auto2_t function_before_ = nullptr;
  void* data_before_ = nullptr;
  bool failed_ = false;
  std::string first_;
};

H5Handle owned(hid_t id, std::string_view action);
void check(herr_t status, std::string_view action);

// By a property list of ours, for `name` as its driver understands it.
H5Handle create_file(const char* name, hid_t access);
H5Handle create_group(hid_t parent, const std::string& name);

template <class Value>
hid_t stored_type();
template <class Value>
hid_t memory_type();

void write_attribute(hid_t object, const char* name, std::string_view text);
void write_attribute(hid_t object, const char* name, double value);
void write_attribute(hid_t object, const char* name, float value);
void write_attribute(hid_t object, const char* name, std::int64_t value);
void write_attribute(hid_t object, const char* name, std::uint64_t value);
void write_attribute(hid_t object, const char* name, std::span<const double> values);
void write_attribute(hid_t object, const char* name, std::span<const std::int32_t> values);
void write_attribute(hid_t object, const char* name, std::span<const std::int8_t> values);
void overwrite_attribute(hid_t object, const char* name, double value);

// Creation list of a dataset: attribute order tracked, no time stamp.
H5Handle dataset_properties();
H5Handle create_dataset(hid_t parent, const std::string& name, hid_t type,
                        std::span<const hsize_t> extent, std::span<const hsize_t> limit,
                        hid_t properties);

// A dataset of one axis with everything in it, at most a few million values. An empty one gets an
// unlimited axis, as netCDF knows no fixed axis of length zero.
H5Handle write_values(hid_t parent, const std::string& name, std::span<const double> values);
H5Handle write_values(hid_t parent, const std::string& name, std::span<const std::int32_t> values);
H5Handle write_values(hid_t parent, const std::string& name, std::span<const std::int64_t> values);
H5Handle write_values(hid_t parent, const std::string& name, std::span<const std::string> values);
// The same in rows of so many columns, of which there is at least one.
H5Handle write_table(hid_t parent, const std::string& name, std::span<const double> values,
                     std::size_t columns);
void write_text(hid_t parent, const std::string& name, const std::string& text);

void make_scale(hid_t dataset, const std::string& name);
void attach_scale(hid_t dataset, hid_t scale, unsigned axis);
// A second name for an object, in a group that uses it too.
void link_into(hid_t group, hid_t from_group, const std::string& name);

}  // namespace peerwatt::output
