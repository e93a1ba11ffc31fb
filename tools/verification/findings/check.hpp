#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace peerwatt::verification {

inline constexpr std::int64_t kNowhere = -1;

// Where in a trace something was seen; what does not apply is kNowhere.
struct Where {
  std::int64_t slot = kNowhere;
  std::int64_t prosumer = kNowhere;
  std::int64_t coalition = kNowhere;
  std::int64_t bus = kNowhere;
  std::int64_t line = kNowhere;
  const char* column = "";  // or another word for what it was; read at once
};

// How far numbers that should be equal may be apart: `absolute`, and `relative` to the sum of the
// magnitudes that went in.
struct Tolerance {
  double absolute = 0;
  double relative = 0;

  double at(double scale) const { return absolute + relative * scale; }
};

// Judged: a value above its tolerance fails. Noted: it is only shown.
enum class Weight { kJudged, kNoted };

struct CheckResult {
  std::string name;
  std::int64_t slots = 0;  // in which it was looked at
  double worst = 0;        // the value that exceeds its tolerance most, or comes nearest to it
  double tolerance = 0;    // for that value
  Where where;
  std::string column;  // of `where`
  Weight weight = Weight::kJudged;
  std::string reason;  // why it was not checked, or not everywhere; else empty

  bool checked() const { return slots > 0; }
  bool holds() const { return worst <= tolerance; }
};

// Collects what one check sees over the slots of a trace.
class Check {
 public:
  Check(std::string name, Tolerance tolerance, Weight weight = Weight::kJudged);

  // A value that should be zero. `scale`: sum of the magnitudes that it came from.
  void measure(double value, double scale, const Where& where);
  void equal(double found, double expected, const Where& where);
  void at_most(double found, double limit, const Where& where);
  void expect(bool holds, const Where& where);
  // To be called once for each slot that was looked at.
  void count_slot() { ++result_.slots; }
  void count_slots(std::int64_t slots) { result_.slots += slots; }
  void excuse(const std::string& reason) { result_.reason = reason; }

  const CheckResult& result() const { return result_; }

 private:
  Tolerance tolerance_;
  CheckResult result_;
  double worst_ratio_ = -1;
};

}  // namespace peerwatt::verification
