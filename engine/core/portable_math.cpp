#include "engine/core/portable_math.hpp"

#include <sleef.h>

// SLEEF names its scalar functions in C `purec`; `cinz` are those that use no fused multiply-add,
// do not look at the processor, and have the same results as its vectorized ones
// (https://sleef.org/2-references/libm/x86).
namespace peerwatt::portable {

double sin(double x) {
  return Sleef_cinz_sind1_u10purec(x);
}
double cos(double x) {
  return Sleef_cinz_cosd1_u10purec(x);
}
double asin(double x) {
  return Sleef_cinz_asind1_u10purec(x);
}
double atan2(double y, double x) {
  return Sleef_cinz_atan2d1_u10purec(y, x);
}
double exp(double x) {
  return Sleef_cinz_expd1_u10purec(x);
}
double pow(double base, double exponent) {
  return Sleef_cinz_powd1_u10purec(base, exponent);
}
double log(double x) {
  return Sleef_cinz_logd1_u10purec(x);
}
double log1p(double x) {
  return Sleef_cinz_log1pd1_u10purec(x);
}
double hypot(double x, double y) {
  return Sleef_cinz_hypotd1_u05purec(x, y);
}
double lgamma(double x) {
  return Sleef_cinz_lgammad1_u10purec(x);
}

}  // namespace peerwatt::portable
