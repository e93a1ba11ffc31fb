#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace peerwatt::market {

// Where energy comes from (Morstyn & McCulloch, IEEE Trans. Power Syst. 34(5), 2019).
enum class EnergyClass : std::uint8_t { kSolar, kStorage };
inline constexpr std::size_t kEnergyClasses = 2;

// What energy of a class is worth to a buyer on top of its reservation price, currency/kWh.
using ClassPremiums = std::array<double, kEnergyClasses>;

}  // namespace peerwatt::market
