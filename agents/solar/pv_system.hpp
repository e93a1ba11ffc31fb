#pragma once

#include <span>
#include <variant>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "agents/solar/cell_temperature.hpp"
#include "agents/solar/plane.hpp"
#include "agents/solar/pvwatts.hpp"
#include "agents/solar/reflection.hpp"
#include "agents/solar/sky.hpp"

namespace peerwatt::solar {

// Modules in one plane.
struct Roof {
  double tilt_degree = 0;       // 0 is horizontal
  double azimuth_degree = 180;  // where it faces, from north, clockwise
  double peak_kw = 0;           // DC, at 1000 W/m2 and cells of 25 C
};

using Mounting = std::variant<FaimanMounting, SapmMounting>;

// What the modules of a home are, and the inverter behind all of them.
struct PvEquipment {
  double inverter_kw = 0;  // its greatest output, AC; 0: the peak power of the roofs over 1.2
  double inverter_efficiency = 0.96;
  double loss = default_loss();                    // share of the DC power
  double temperature_coefficient_per_k = -0.0047;  // of the power
  Cover cover = Cover::kGlass;
  Mounting mounting = FaimanMounting{};
  double albedo = 0.2;  // of the ground
};

// The photovoltaics of a home: roofs whose DC power goes to one inverter.
class PvSystem {
 public:
  PvSystem(std::span<const Roof> roofs, const PvEquipment& equipment);

  // Means over a slot, kW. Clipping acts on the mean: within long slots it is underestimated.
  double dc_kw(const Sky& sky) const;
  double ac_kw(const Sky& sky) const { return ac_power(inverter_, dc_kw(sky)); }
  double ac_kwh(const Sky& sky, Duration slot) const { return ac_kw(sky) * slot.hours(); }

  const Inverter& inverter() const { return inverter_; }  // its rating in kW

 private:
  struct Array {
    Plane plane;
    double peak_kw;
  };

  std::vector<Array> arrays_;
  PvEquipment equipment_;
  Inverter inverter_;
};

// The light that enters modules, W/m2: direct light less what the cover reflects.
double entering_w_per_m2(const PlaneIrradiance& light, Cover cover, double cosine_of_incidence);

// Kelvin per W/m2 by which cells are warmer than the air.
double warming(const Mounting& mounting, double wind_m_per_s);

}  // namespace peerwatt::solar
