#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/diagnostics.hpp"

#include "engine/profiles/meter_file.hpp"
#include "engine/profiles/profile_layout.hpp"
#include "engine/profiles/stamp_text.hpp"

namespace peerwatt::profiles {

// Finds the order that the dates of a file show: one day after the 12th shows it for all.
class DateOrderFinder {
 public:
  // Looks at a stamp; `place` finds its SourcePosition, which takes long.
  template <class Place>
  void look_at(std::string_view text, Place place) {
    const std::optional<OpenDate> date = open_date(text);
    if (!date || (date->first > 12 && date->second > 12)) return;
    std::optional<Seen>& kind =
        date->first > 12 ? day_first_ : (date->second > 12 ? month_first_ : open_);
    if (!kind) kind = Seen{std::string{text}, place()};
  }
  // kAuto where no date leaves it open. Throws InputError where no date shows it, or where they
  // show both; `name` is the column's, and `remedy` ends the complaint about what is open.
  DateOrder order(std::string_view name, std::string_view remedy) const;

 private:
  struct Seen {
    std::string text;
    SourcePosition position;
  };
  std::optional<Seen> open_, day_first_, month_first_;  // the first of each kind
};

// The order of the layout, or the one that the dates of the file show. Throws InputError as the
// finder does.
DateOrder date_order_of(const ProfileLayout& layout, const MeterFile& file);

}  // namespace peerwatt::profiles
