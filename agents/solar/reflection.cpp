#include "agents/solar/reflection.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/portable_math.hpp"

namespace peerwatt::solar {
namespace {

constexpr double kAir = 1, kCoating = 1.3, kGlass = 1.526;  // refractive indices
constexpr double kExtinctionTimesThickness = 4 * 0.002;

struct Passage {
  double share = 0;   // of the light that enters
  double cosine = 1;  // of its angle behind the surface
};

// Unpolarized light enters a medium from another one: the mean of both polarizations.
Passage enter(double from, double into, double cosine) {
  const double sine = from / into * std::sqrt(1 - cosine * cosine);
  const double behind = std::sqrt(1 - sine * sine);
  const double across = (from * cosine - into * behind) / (from * cosine + into * behind);
  const double along = (into * cosine - from * behind) / (into * cosine + from * behind);
  return {1 - (across * across + along * along) / 2, behind};
}

double transmitted(Cover cover, double cosine) {
  double share = 1;
  double index = kAir;
  if (cover == Cover::kCoatedGlass) {
    const Passage coating = enter(kAir, kCoating, cosine);
    share = coating.share;
    cosine = coating.cosine;
    index = kCoating;
  }
  const Passage glass = enter(index, kGlass, cosine);
  return share * glass.share * portable::exp(-kExtinctionTimesThickness / glass.cosine);
}

}  // namespace

double incidence_modifier(Cover cover, double cosine_of_incidence) {
  if (cosine_of_incidence <= 0) return 0;
  if (cover == Cover::kNone) return 1;
  static const double kGlassAtNormal = transmitted(Cover::kGlass, 1);
  static const double kCoatedAtNormal = transmitted(Cover::kCoatedGlass, 1);
  const double at_normal = cover == Cover::kGlass ? kGlassAtNormal : kCoatedAtNormal;
  return transmitted(cover, std::min(cosine_of_incidence, 1.0)) / at_normal;
}

}  // namespace peerwatt::solar
