#pragma once

#include <utility>

#include <hdf5.h>

namespace peerwatt::output {

// Owns one HDF5 identifier of any kind and gives it back when it goes.
class H5Handle {
 public:
  H5Handle() = default;
  explicit H5Handle(hid_t id) : id_{id} {}
  H5Handle(H5Handle&& other) noexcept : id_{std::exchange(other.id_, H5I_INVALID_HID)} {}
  H5Handle& operator=(H5Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  ~H5Handle() { close(); }

  hid_t get() const { return id_; }
  // Negative when HDF5 could not write what was still pending.
  int close() noexcept {
    const hid_t id = std::exchange(id_, H5I_INVALID_HID);
    return id < 0 ? 0 : H5Idec_ref(id);
  }

 private:
  hid_t id_ = H5I_INVALID_HID;
};

}  // namespace peerwatt::output
