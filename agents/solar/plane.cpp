#include "agents/solar/plane.hpp"

#include "agents/solar/angles.hpp"

namespace peerwatt::solar {

Plane::Plane(double tilt_degree, double azimuth_degree)
    : sine_of_tilt_{sin_degree(tilt_degree)},
      normal_{sine_of_tilt_ * sin_degree(azimuth_degree),
              sine_of_tilt_ * cos_degree(azimuth_degree), cos_degree(tilt_degree)} {}

}  // namespace peerwatt::solar
