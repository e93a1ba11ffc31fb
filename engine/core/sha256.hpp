#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace peerwatt {

// SHA-256 of bytes that come piece by piece (FIPS 180-4).
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  ~Sha256();

  void add(const void* data, std::size_t size);
  void add(std::string_view text) { add(text.data(), text.size()); }
  // Of all that was added, in 64 hexadecimal digits. Once per object.
  std::string hexadecimal();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace peerwatt
