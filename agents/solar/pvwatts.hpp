#pragma once

#include <span>

namespace peerwatt::solar {

// Equations of Dobos, PVWatts Version 5 Manual, NREL/TP-6A20-62641 (2014). Powers have one unit,
// whichever it is.

// The power of modules of a peak power (section 9): proportional to the light that enters them, and
// falling with the temperature of their cells. Never negative.
double dc_power(double peak_power, double entering_w_per_m2, double cell_c,
                double temperature_coefficient_per_k);

// What losses one after the other take away together, shares of 1 (section 10, eq. 14).
double combined_loss(std::span<const double> losses);

// PVWatts' own losses: soiling, shading, snow, mismatch, wiring, connections, light-induced
// degradation, nameplate rating, age, availability; 14.08 % together (table 6).
double default_loss();

struct Inverter {
  double ac_rating = 0;              // its greatest output
  double nominal_efficiency = 0.96;  // at its greatest output
};

// The output of an inverter: efficiency by its load, cut at its rating (section 11). It consumes
// nothing when there is not enough light to start: the output is never negative.
double ac_power(const Inverter& inverter, double dc_power);

}  // namespace peerwatt::solar
