#include "engine/config/studies/variant_complaints.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt::config {
namespace {

bool stands_at(const Node& value, const SourcePosition& place) {
  return value.line == place.line && value.column == place.column && value.source != nullptr &&
         value.source->name == place.file;
}

bool gives_value_at(const Variant& variant, const SourcePosition& place) {
  return std::any_of(variant.changes.begin(), variant.changes.end(),
                     [&](const Entry& change) { return stands_at(change.value, place); });
}

}  // namespace

void VariantComplaints::add(std::size_t variant, const InputError& error) {
  for (const Diagnostic& diagnostic : error.diagnostics()) {
    const Complaint first{diagnostic, variant};
    Complaint& known = by_text_.try_emplace(diagnostic.text(), first).first->second;
    ++known.count;
  }
}

std::string VariantComplaints::which(const Complaint& complaint) const {
  const auto& variants = study_.variants;
  const auto with_value = std::count_if(variants.begin(), variants.end(), [&](const Variant& v) {
    return gives_value_at(v, complaint.diagnostic.position);
  });
  const bool comes_with_value = complaint.count == static_cast<std::size_t>(with_value);
  if (comes_with_value || complaint.count == variants.size()) return {};
  const std::size_t others = complaint.count - 1;
  const std::string more =
      others == 0 ? "" : fmt::format(" and {} other{}", others, others == 1 ? "" : "s");
  return fmt::format(" (variant {}{})", variants[complaint.first].name, more);
}

void VariantComplaints::throw_if_any() const {
  Diagnostics all;
  for (const auto& [text, complaint] : by_text_) {
    all.add(complaint.diagnostic.position, complaint.diagnostic.message + which(complaint));
  }
  all.throw_sorted_if_any();
}

}  // namespace peerwatt::config
