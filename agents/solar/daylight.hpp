#pragma once

#include "engine/core/simulated_time.hpp"

#include "agents/solar/site.hpp"
#include "agents/solar/sun_position.hpp"

namespace peerwatt::solar {

// A day at a site, from one solar midnight to the next.
struct Daylight {
  enum class Kind {
    kSunRises,
    kPolarDay,    // the sun never sets
    kPolarNight,  // the sun never rises
  };
  Kind kind = Kind::kSunRises;
  SimTime noon;     // when the sun is in the meridian
  SimTime sunrise;  // of the upper edge of the sun, seen through the air (centre at -0.8333 degree)
  SimTime sunset;   // both are noon where the sun does not rise, or does not set
};

// The day whose solar noon is nearest to an instant; times within 2 s, in a flat landscape at the
// altitude of the sea (Meeus, Astronomical Algorithms, 2nd ed., chapter 15, iterated). Close to a
// pole, where the sun may set without having risen a day before, the nearest such day is described.
Daylight daylight_around(SimTime time, const Site& site);

// The part of a stretch of time in which the sun is up.
struct SunlitPart {
  double share = 0;  // of the stretch, 0 to 1
  SimTime middle;    // of that part; of the whole stretch where it is dark
  SunPosition sun;   // in the middle
};

// The sun in the middle of the sunlit part of a stretch of up to a few hours. Where the sun rises
// or sets, the instant is found on straight lines between the beginning, the middle and the end.
// Where it is dark in the middle only, the middle is that of the longer sunlit part.
SunlitPart sunlit_part(SimTime start, Duration length, const Site& site);

}  // namespace peerwatt::solar
