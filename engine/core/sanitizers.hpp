#pragma once

namespace peerwatt {

// A program under AddressSanitizer needs address space without limit and signals of its own.
#ifdef __SANITIZE_ADDRESS__
inline constexpr bool kUnderAddressSanitizer = true;
#else
inline constexpr bool kUnderAddressSanitizer = false;
#endif

}  // namespace peerwatt
