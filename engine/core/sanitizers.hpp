#pragma once

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace peerwatt {

// A program under AddressSanitizer or ThreadSanitizer needs address space without limit, and system
// calls and signals of its own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kUnderSanitizer = true;
#else
inline constexpr bool kUnderSanitizer = false;
#endif

// What a thread did before it released an address happens before what another does after it
// acquired it: to be said where ThreadSanitizer cannot see how they wait for each other.
#ifdef __SANITIZE_THREAD__
inline void thread_releases(void* address) {
  __tsan_release(address);
}
inline void thread_acquires(void* address) {
  __tsan_acquire(address);
}
#else
inline void thread_releases(void*) {}
inline void thread_acquires(void*) {}
#endif

}  // namespace peerwatt
