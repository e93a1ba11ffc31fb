#pragma once

namespace peerwatt::solar {

// The front of a module.
enum class Cover {
  kNone,         // nothing is reflected
  kGlass,        // PVWatts' standard and thin-film modules
  kCoatedGlass,  // with a layer against reflection: PVWatts' premium modules
};

// The share of direct light that goes through the cover, relative to light at right angles:
// Snell's, Fresnel's and Bouguer's laws for glass of 2 mm, refractive index 1.526 and extinction 4
// /m, and a coating with index 1.3 (Duffie and Beckman, Solar Engineering of Thermal Processes,
// chapter 5; Dobos, PVWatts Version 5 Manual, NREL/TP-6A20-62641 (2014), section 8). 0 from behind.
double incidence_modifier(Cover cover, double cosine_of_incidence);

}  // namespace peerwatt::solar
