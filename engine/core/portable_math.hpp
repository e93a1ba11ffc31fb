#pragma once

// Functions of real numbers whose results are the same bits on every x86-64 processor. Those of the
// C library are not: it chooses among several versions of sin, cos, exp, log and pow by what the
// processor can do (fused multiply-add, AVX2), and their last bits differ. Whatever reaches a trace
// or a printed number uses these; tests/architecture checks that. std::sqrt, std::floor, std::fmod,
// std::lround and other functions whose results are exactly determined are free to use.
namespace peerwatt::portable {

// Within 1 unit in the last place of the true value; hypot within 0.5, rounded up to 1. Outside the
// domains, and at infinities, the results are those of the C library.
double sin(double x);  // x in radians
double cos(double x);
double asin(double x);
double atan2(double y, double x);
double exp(double x);
double pow(double base, double exponent);
double log(double x);
double log1p(double x);  // log(1 + x)
double hypot(double x, double y);

// The logarithm of the gamma function, for x > 0. Within 1 unit in the last place, or within 1e-15
// where the result is nearly zero.
double lgamma(double x);

}  // namespace peerwatt::portable
