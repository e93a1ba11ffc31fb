#include "output/comparison/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/contracts.hpp"

#include "output/indicators/gini_index.hpp"

namespace peerwatt::output {
namespace {

Number total(const RunResult& run, const char* mean_bill) {
  const Number mean = run.indicator(mean_bill);
  if (!mean) return std::nullopt;
  return *mean * static_cast<double>(run.prosumers.size());
}

void fill_prosumers(Savings& savings, const std::vector<double>& bill,
                    const std::vector<double>& baseline) {
  PEERWATT_VALIDATE(bill.size() == baseline.size());
  std::int64_t losers = 0;
  for (std::size_t i = 0; i < bill.size(); ++i) {
    const double saving = baseline[i] - bill[i];
    savings.by_prosumer.push_back(saving);
    if (-saving > kLeastLossShare * std::abs(baseline[i])) ++losers;
  }
  savings.losers = losers;
  savings.gini = gini_index(savings.by_prosumer);
}

}  // namespace

Savings savings_of(const RunResult& run, const RunResult& baseline) {
  Savings savings;
  savings.bill = total(run, "bill_mean");
  const Number reference = total(baseline, "bill_mean");
  if (savings.bill && reference && *reference != 0) {
    savings.saving_percent = 100 * (*reference - *savings.bill) / std::abs(*reference);
  }
  if (!run.bill.empty() && !baseline.bill.empty()) {
    fill_prosumers(savings, run.bill, baseline.bill);
  }
  return savings;
}

}  // namespace peerwatt::output
