#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "engine/core/diagnostics.hpp"

#include "engine/config/studies/study.hpp"

namespace peerwatt::config {

// Brings together what is wrong with the variants of a study. What comes with a value, or with all
// variants, is said once; the rest names the first variant that has it, and how many more.
class VariantComplaints {
 public:
  explicit VariantComplaints(const Study& study) : study_{study} {}

  void add(std::size_t variant, const InputError& error);
  void throw_if_any() const;

 private:
  struct Complaint {
    Diagnostic diagnostic;
    std::size_t first = 0;  // variant
    std::size_t count = 0;
  };
  std::string which(const Complaint& complaint) const;

  const Study& study_;
  std::map<std::string, Complaint> by_text_;
};

}  // namespace peerwatt::config
