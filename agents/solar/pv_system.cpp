#include "agents/solar/pv_system.hpp"

namespace peerwatt::solar {
namespace {

constexpr double kUsualDcToAc = 1.2;

double greatest_output_kw(std::span<const Roof> roofs, const PvEquipment& equipment) {
  if (equipment.inverter_kw > 0) return equipment.inverter_kw;
  double peak_kw = 0;
  for (const Roof& roof : roofs) peak_kw += roof.peak_kw;
  return peak_kw / kUsualDcToAc;
}

}  // namespace

PvSystem::PvSystem(std::span<const Roof> roofs, const PvEquipment& equipment)
    : equipment_{equipment},
      inverter_{greatest_output_kw(roofs, equipment), equipment.inverter_efficiency} {
  for (const Roof& roof : roofs) {
    arrays_.push_back({Plane{roof.tilt_degree, roof.azimuth_degree}, roof.peak_kw});
  }
}

double PvSystem::dc_kw(const Sky& sky) const {
  const double warmth = warming(equipment_.mounting, sky.wind_m_per_s);
  double sum_kw = 0;
  for (const Array& array : arrays_) {
    const PlaneIrradiance light = irradiance_on(array.plane, sky, equipment_.albedo);
    const double cell_c = cell_temperature_c(sky.air_c, light.total(), warmth);
    sum_kw += dc_power(
        array.peak_kw,
        entering_w_per_m2(light, equipment_.cover, array.plane.cosine_of_incidence(sky.sun)),
        cell_c, equipment_.temperature_coefficient_per_k);
  }
  return sum_kw * (1 - equipment_.loss);
}

double entering_w_per_m2(const PlaneIrradiance& light, Cover cover, double cosine_of_incidence) {
  return light.direct * incidence_modifier(cover, cosine_of_incidence) + light.sky + light.ground;
}

double warming(const Mounting& mounting, double wind_m_per_s) {
  if (const auto* faiman = std::get_if<FaimanMounting>(&mounting)) {
    return faiman_warming(*faiman, wind_m_per_s);
  }
  return sapm_warming(std::get<SapmMounting>(mounting), wind_m_per_s);
}

}  // namespace peerwatt::solar
