#pragma once

#include <stdexcept>
#include <string>

namespace peerwatt {

// A mistake of ours, not of the user: a broken contract inside the program.
class LogicError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void contract_failed(const char* kind, const char* condition, const char* file,
                                         int line) {
  throw LogicError{std::string{file} + ':' + std::to_string(line) + ": " + kind +
                   " violated: " + condition};
}

}  // namespace peerwatt

#define PEERWATT_CONTRACT(kind, condition) \
  ((condition) ? void() : ::peerwatt::contract_failed(kind, #condition, __FILE__, __LINE__))

// EXPECTS what a caller must grant, ENSURES what a function grants: checked in debug builds.
// VALIDATE is always checked.
#ifdef NDEBUG
#define PEERWATT_EXPECTS(condition) void()
#define PEERWATT_ENSURES(condition) void()
#else
#define PEERWATT_EXPECTS(condition) PEERWATT_CONTRACT("precondition", condition)
#define PEERWATT_ENSURES(condition) PEERWATT_CONTRACT("postcondition", condition)
#endif
#define PEERWATT_VALIDATE(condition) PEERWATT_CONTRACT("invariant", condition)
