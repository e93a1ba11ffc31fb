#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace peerwatt::output {

// Decimals that show numbers up to `largest` in three digits or more: 2 from 1 on, 1 from 100 on,
// none from 1000 on.
int decimals_for(double largest);

// A number in so many decimals; zero, and what rounding leaves of it, has none; a dash stands where
// there is no number.
std::string number_text(const std::optional<double>& number, int decimals);

// The same in decimals that suit it.
std::string number_text(const std::optional<double>& number);

// Numbers beside each other, in the decimals that suit the largest of them.
std::vector<std::string> number_texts(std::span<const std::optional<double>> numbers);

// How many there are of something: `1 home`, `2 homes`.
std::string counted(std::int64_t count, const char* what);

// A size of a file in powers of 1000: `842 B`, `13 kB`, `1.2 GB`.
std::string bytes_text(std::uint64_t bytes);

}  // namespace peerwatt::output
