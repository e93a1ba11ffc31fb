#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/random.hpp"

namespace peerwatt::parameters {

// How a value is spread over the members of a group. In a scenario: a plain number,
// `{uniform: [least, most]}`, `{normal: [mean, deviation, least, most]}` (redrawn until it falls
// within the limits) or `{one_of: [a, b, ...]}`.
class Distribution {
 public:
  enum class Kind : std::uint8_t { kConstant, kUniform, kNormal, kOneOf };

  Distribution(double constant = 0) : values_{constant} {}  // NOLINT: a number is a distribution
  // Says what is wrong with the numbers, or nothing.
  static std::string complaint(Kind kind, const std::vector<double>& values);
  // The numbers must be free of complaints.
  Distribution(Kind kind, std::vector<double> values);

  Kind kind() const { return kind_; }
  const std::vector<double>& values() const { return values_; }
  double least() const;  // lower end of the support
  double most() const;
  // The value at an address; draws `draw`, `draw + 1`, ... of it may be used.
  double sample(RandomAddress address) const;

  friend bool operator==(const Distribution&, const Distribution&) = default;

 private:
  Kind kind_ = Kind::kConstant;
  std::vector<double> values_;
};

}  // namespace peerwatt::parameters
