#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "agents/coalitions/coalition_game.hpp"

namespace peerwatt::testing {

// Any game: v of all 2^n coalitions, by subset (bit i stands for member i).
class TableGame final : public game::CoalitionGame {
 public:
  explicit TableGame(std::vector<double> values) : values_{std::move(values)} {}

  std::size_t members() const override {
    return static_cast<std::size_t>(std::countr_zero(values_.size()));
  }
  void clear() override { coalition_ = 0; }
  void add(std::uint32_t member) override { coalition_ |= std::size_t{1} << member; }
  void remove(std::uint32_t member) override { coalition_ &= ~(std::size_t{1} << member); }
  double value() const override { return values_[coalition_]; }

 private:
  std::vector<double> values_;
  std::size_t coalition_ = 0;
};

}  // namespace peerwatt::testing
