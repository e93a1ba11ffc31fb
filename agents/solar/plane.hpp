#pragma once

#include "agents/solar/sun_position.hpp"

namespace peerwatt::solar {

// A tilted plane. Its sines and cosines are computed once.
class Plane {
 public:
  // Tilt from 0 (horizontal) over 90 (a wall) to 180 degrees; azimuth of where it faces, from
  // north, clockwise.
  Plane(double tilt_degree, double azimuth_degree);

  // Cosine of the angle between the sun and the normal; negative with the sun behind the plane.
  double cosine_of_incidence(const Direction& sun) const { return dot(normal_, sun); }
  double cosine_of_tilt() const { return normal_.up; }
  double sine_of_tilt() const { return sine_of_tilt_; }
  // The shares of the sky and of the ground that the plane faces.
  double sky_share() const { return (1 + normal_.up) / 2; }
  double ground_share() const { return (1 - normal_.up) / 2; }

 private:
  double sine_of_tilt_;
  Direction normal_;
};

}  // namespace peerwatt::solar
