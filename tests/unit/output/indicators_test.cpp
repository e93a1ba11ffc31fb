#include "output/indicators.hpp"

#include <array>

#include "output/indicator_table.hpp"

#include "tests/unit/output/sample_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;
using doctest::Approx;

namespace {

// Without batteries.
recording::ProsumerStatics prosumers(std::size_t count) {
  recording::ProsumerStatics statics;
  statics.name = test::numbered("p", count);
  statics.battery_efficiency.assign(count, 1.0);
  return statics;
}

// Two prosumers, two slots of half an hour, computed by hand. Prosumer 0 has PV; in the first slot
// it sells 1 of 3 kWh left over to prosumer 1, which buys another kWh from the CPS and leaves 0.5
// unserved; in the second slot, a peak, both buy from the CPS.
struct TwoSlots {
  std::vector<double> zero{0, 0};
  std::vector<double> load[2] = {{1, 2.5}, {1, 2}};
  std::vector<double> generation[2] = {{4, 0}, {0, 0}};
  std::vector<double> deficiency[2] = {{0, 2.5}, {1, 2}};
  std::vector<double> surplus[2] = {{3, 0}, {0, 0}};
  std::vector<double> bought[2] = {{0, 1}, {0, 0}};
  std::vector<double> sold[2] = {{1, 0}, {0, 0}};
  std::vector<double> grid_bought[2] = {{0, 1}, {1, 2}};
  std::vector<double> grid_sold[2] = {{2, 0}, {0, 0}};
  std::vector<double> curtailed[2] = {{0, 0.5}, {0, 0}};
  std::vector<double> balance[2] = {{-0.5, 0.5}, {0.5, 1}};
  std::vector<double> without[2] = {{-0.25, 1}, {0.5, 0.75}};
  std::vector<std::int32_t> coalition{0, 0};

  recording::SlotRecord slot(std::size_t s) const {
    recording::SlotRecord record;
    record.index = static_cast<std::int64_t>(s);
    auto& p = record.prosumers;
    for (const ProsumerColumn& column : prosumer_columns()) {
      if (auto* member = std::get_if<0>(&column.member)) p.*(*member) = zero;
    }
    p.coalition = coalition;
    p.load_kwh = load[s];
    p.generation_kwh = generation[s];
    p.deficiency_kwh = deficiency[s];
    p.surplus_kwh = surplus[s];
    p.p2p_bought_kwh = bought[s];
    p.p2p_sold_kwh = sold[s];
    p.grid_bought_kwh = grid_bought[s];
    p.grid_sold_kwh = grid_sold[s];
    p.curtailed_kwh = curtailed[s];
    p.balance = balance[s];
    p.balance_without_p2p = without[s];
    auto& system = record.system;
    system.is_peak = s == 1;
    system.rounds = s == 1 ? 5 : 1;
    system.messages = s == 1 ? 30 : 10;
    system.prosumer_supply_kwh = s == 1 ? 3 : 1;
    system.prosumer_supply_elastic_kwh = s == 1 ? 0.5 : 0.25;
    system.p2p_energy_kwh = s == 0 ? 1 : 0;
    if (s == 0) system.p2p_price_mean = system.p2p_price_min = system.p2p_price_max = 0.2;
    system.auction_welfare = s == 0 ? 3 : 0;
    system.auction_max_welfare = s == 0 ? 4 : 0;
    system.unheard_orders = 3 + s;
    system.dead_auctioneers = 2;
    system.announcement_delay_s = s == 1 ? 60 : 0;
    system.disturbed = s == 1;
    system.reduction_promised_kwh = 2;
    system.reduction_delivered_kwh = 1.25;
    system.reduction_paid = 0.5;
    system.capped = s == 1;
    system.converged = s == 0;
    record.certificates = {.leader_regret = {},
                           .price_regret = {},
                           .misreport_gain = {},
                           .energy_residual_kwh = s == 0 ? 1e-9 : 1e-8,
                           .money_residual = s == 0 ? 1e-12 : 0};
    return record;
  }

  Indicators result() const {
    IndicatorAccumulator accumulator{prosumers(2), Duration::from_seconds(1800)};
    accumulator.add(slot(0));
    accumulator.add(slot(1));
    return accumulator.result();
  }
};

}  // namespace

TEST_CASE("energy indicators agree with a calculation by hand") {
  const Indicators result = TwoSlots{}.result();
  CHECK(result.load_kwh == 6.5);
  CHECK(result.self_consumption_own.value() == Approx(1.0 / 4));
  CHECK(result.self_consumption_community.value() == Approx(2.0 / 4));
  CHECK(result.self_sufficiency_own.value() == Approx((6.0 - 5.0) / 6));
  CHECK(result.self_sufficiency_community.value() == Approx((6.0 - 4.0) / 6));
  CHECK(result.community_import_kwh == 4);
  CHECK(result.community_export_kwh == 2);
  CHECK(result.peak_import_kw == 6);
  CHECK(result.peak_export_kw == 4);
  CHECK(result.peak_import_without_p2p_kw == 6);
  CHECK(result.peak_reduction_percent.value() == 0);
  CHECK(result.net_peak_import_kw == 6);
  CHECK(result.cps_supply_at_peak_kwh == 3);
  CHECK(result.cps_elastic_supply_at_peak_kwh == 0.5);
  CHECK(result.p2p_energy_kwh == 1);
  CHECK(result.p2p_share.value() == Approx(1.0 / 5));
}

TEST_CASE("money indicators agree with a calculation by hand") {
  const Indicators result = TwoSlots{}.result();
  CHECK(result.bill_mean.value() == Approx(0.75));
  CHECK(result.bill_without_p2p_mean.value() == Approx(1.0));
  CHECK(result.saving_percent.value() == Approx(25));
  // Gains are 0.25 and 0.25.
  CHECK(result.savings_gini.value() == Approx(0));
  CHECK(result.p2p_price_mean.value() == Approx(0.2));
  CHECK(result.p2p_price_max.value() == 0.2);  // a slot without a trade has no price
  CHECK(result.auction_efficiency.value() == Approx(0.75));
  CHECK(result.participation_rate.value() == 1);
}

TEST_CASE("a run's course is counted") {
  const Indicators result = TwoSlots{}.result();
  CHECK(result.peak_slots == 1);
  CHECK(result.messages_per_slot.value() == 20);
  CHECK(result.rounds_per_peak_slot.value() == 5);
  CHECK(result.unheard_orders == 7);
  CHECK(result.auctioneer_outages == 4);
  CHECK(result.late_announcements == 1);
  CHECK(result.disturbed_slots == 1);
  CHECK(result.reduction_promised_kwh == 4);
  CHECK(result.reduction_delivered_kwh == 2.5);
  CHECK(result.reduction_paid == 1);
  CHECK(result.capped_slots == 1);
  CHECK(result.unconverged_slots == 1);
  CHECK(result.worst_energy_residual_kwh == 1e-8);
  CHECK(result.worst_money_residual == 1e-12);
  CHECK(result.certified_slots == 1);
}

TEST_CASE("a slot is certified, and an equilibrium, where its certificates hold") {
  const auto counts = [](const recording::CertificateRecord& certificates, bool converged) {
    recording::SlotRecord slot;
    slot.certificates = certificates;
    slot.system.converged = converged;
    IndicatorAccumulator accumulator{prosumers(0), Duration::from_seconds(std::int64_t{3600})};
    accumulator.add(slot);
    const Indicators result = accumulator.result();
    return std::pair{result.certified_slots, result.equilibrium_slots};
  };
  using Counts = std::pair<std::int64_t, std::int64_t>;
  const Counts none{0, 0}, certified{1, 0}, equilibrium{1, 1};
  recording::CertificateRecord all;
  all.merge_regret = all.split_regret = all.move_regret = all.exit_regret = 1e-9;
  all.leader_regret = all.misreport_gain = 0;
  CHECK(counts({}, true) == equilibrium);
  CHECK(counts(all, true) == equilibrium);
  CHECK(counts(all, false) == certified);
  for (const auto member :
       {&recording::CertificateRecord::merge_regret, &recording::CertificateRecord::split_regret,
        &recording::CertificateRecord::move_regret, &recording::CertificateRecord::leader_regret}) {
    recording::CertificateRecord wrong = all;
    wrong.*member = 1e-8;
    CHECK(counts(wrong, true) == none);
  }
  for (const auto member : {&recording::CertificateRecord::exit_regret,
                            &recording::CertificateRecord::misreport_gain}) {
    recording::CertificateRecord wrong = all;
    wrong.*member = 1e-8;
    CHECK(counts(wrong, true) == certified);
  }
}

TEST_CASE("a loss shows as a negative saving, also of a community that earns") {
  TwoSlots slots;
  slots.without[0] = {-5, -5};
  slots.without[1] = {0, 0};
  slots.balance[0] = {-4, -4};
  slots.balance[1] = {0, 0};
  CHECK(slots.result().saving_percent.value() == Approx(-20));
}

TEST_CASE("the Gini index is 0 for equal gains and 1 when one has all of them") {
  CHECK(gini_index({2, 2, 2}).value() == Approx(0));
  CHECK(gini_index({0, 0, 3, 0}).value() == Approx(1));
  CHECK(gini_index({1, 3}).value() == Approx(0.5));
  // With losses: one has all gains, another all losses.
  CHECK(gini_index({-1, 0, 0, 2}).value() == Approx(1));
  CHECK(gini_index({-1, -1}).value() == Approx(0));
  // |x_i - x_j| over ordered pairs: 2 (2 + 3 + 1) = 12; 2 (n - 1) sum |x| = 4 * 4.
  CHECK(gini_index({-1, 1, 2}).value() == Approx(12.0 / 16));
  CHECK_FALSE(gini_index({0, 0}));
  CHECK_FALSE(gini_index({1}));
  CHECK_FALSE(gini_index({}));
}

TEST_CASE("what does not exist has no value and shows a dash") {
  TwoSlots slots;
  IndicatorAccumulator accumulator{prosumers(2), Duration::from_seconds(1800)};
  accumulator.add(slots.slot(1));
  const Indicators result = accumulator.result();
  CHECK_FALSE(result.p2p_price_mean);
  CHECK_FALSE(result.p2p_price_min);
  CHECK_FALSE(result.auction_efficiency);
  CHECK_FALSE(result.self_consumption_own);
  const std::string table = indicator_table(result, "EUR");
  CHECK(table.find("–") != std::string::npos);
  CHECK(table.find("nan") == std::string::npos);
  std::size_t lines = 0;
  for (const char c : table) lines += c == '\n' ? 1 : 0;
  CHECK(lines == indicator_definitions().size());
}

TEST_CASE("sums over many prosumers do not depend on their number being a multiple of eight") {
  for (const std::size_t count : {1U, 7U, 8U, 9U, 23U}) {
    test::SampleRun run{{count, 3}};
    IndicatorAccumulator accumulator{run.run().prosumers, run.run().slot};
    double load = 0, peak = 0;
    for (std::int64_t s = 0; s < 3; ++s) {
      accumulator.add(run.slot(s));
      double imported = 0;
      for (std::size_t i = 0; i < count; ++i) {
        load += run.slot(s).prosumers.load_kwh[i];
        imported += run.slot(s).prosumers.grid_bought_kwh[i];
      }
      peak = std::max(peak, imported / 0.5);
    }
    CHECK(accumulator.result().load_kwh == Approx(load).epsilon(1e-12));
    CHECK(accumulator.result().peak_import_kw == Approx(peak).epsilon(1e-12));
  }
}
