#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace peerwatt::verification::test {

// Puts wrong numbers into a trace, one at a time, and takes them back.
class Forgery {
 public:
  explicit Forgery(std::filesystem::path file) : file_{std::move(file)} {}

  // Every dataset of numbers but those of /provenance; of those with several names, the first.
  std::vector<std::string> columns() const;
  // Places in a column worth an attempt: the first value that is not zero, the largest, the last.
  std::vector<std::size_t> places(const std::string& column) const;

  // Changes one value by a little: a flag to the other, an integer by one, a number by a hundredth.
  void alter(const std::string& column, std::size_t place);
  void remove(const std::string& column) const;
  void put_back();
  // Adds to an attribute of /summary; a second call with the opposite takes it back.
  void add_to_summary(const std::string& indicator, double amount) const;
  // Puts the digest of what the file says now where the seal is.
  void reseal() const;
  std::string altered() const;  // for messages

 private:
  void write(const std::string& column, std::size_t place, double value) const;

  std::filesystem::path file_;
  std::string column_;
  std::size_t place_ = 0;
  double before_ = 0;
  double after_ = 0;
};

}  // namespace peerwatt::verification::test
