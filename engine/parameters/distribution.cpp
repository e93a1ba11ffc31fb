#include "engine/parameters/distribution.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

namespace peerwatt::parameters {
namespace {

// A deviation up to kWidest times the width between the limits keeps more than one draw in a
// hundred, so that kRedraws failures in a row do not happen (below 1e-9 per value).
constexpr double kWidest = 10;
constexpr int kRedraws = 3000;

}  // namespace

std::string Distribution::complaint(Kind kind, const std::vector<double>& values) {
  switch (kind) {
    case Kind::kConstant:
      return values.size() == 1 ? "" : "one number expected";
    case Kind::kUniform:
      if (values.size() != 2) return "uniform takes [least, most]";
      return values[0] <= values[1] ? "" : "uniform: least is above most (swap them)";
    case Kind::kNormal:
      if (values.size() != 4) return "normal takes [mean, deviation, least, most]";
      if (values[1] <= 0) return "normal: the deviation must be > 0";
      if (values[2] >= values[3]) return "normal: least must be below most";
      if (values[1] > kWidest * (values[3] - values[2])) {
        return "normal: the deviation is over 10 times the width between the limits (use uniform)";
      }
      return values[0] >= values[2] && values[0] <= values[3]
                 ? ""
                 : "normal: the mean must lie between least and most";
    case Kind::kOneOf:
      return values.empty() ? "one_of needs at least one number" : "";
  }
  return "unknown distribution";
}

Distribution::Distribution(Kind kind, std::vector<double> values)
    : kind_{kind}, values_{std::move(values)} {
  PEERWATT_VALIDATE(complaint(kind_, values_).empty());
}

double Distribution::least() const {
  switch (kind_) {
    case Kind::kNormal:
      return values_[2];
    default:
      return *std::min_element(values_.begin(), values_.end());
  }
}

double Distribution::most() const {
  switch (kind_) {
    case Kind::kNormal:
      return values_[3];
    default:
      return *std::max_element(values_.begin(), values_.end());
  }
}

double Distribution::sample(RandomAddress address) const {
  switch (kind_) {
    case Kind::kConstant:
      return values_[0];
    case Kind::kUniform:
      return values_[0] + (values_[1] - values_[0]) * uniform(address);
    case Kind::kNormal: {
      for (int attempt = 0; attempt < kRedraws; ++attempt, ++address.draw) {
        const double value = values_[0] + values_[1] * standard_normal(address);
        if (value >= values_[2] && value <= values_[3]) return value;
      }
      throw LogicError{"a truncated normal distribution found no value within its limits"};
    }
    case Kind::kOneOf: {
      const double place = uniform(address) * static_cast<double>(values_.size());
      return values_[static_cast<std::size_t>(place)];
    }
  }
  return values_[0];
}

}  // namespace peerwatt::parameters
