#include "output/indicators/indicators.hpp"

#include <array>

#include "output/indicators/gini_index.hpp"
#include "output/indicators/indicator_table.hpp"

#include "tests/support/sample_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;
using doctest::Approx;

namespace {

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
  std::vector<double> unserved[2] = {{0, 0.5}, {0, 0}};
  std::vector<double> balance[2] = {{-0.5, 0.5}, {0.5, 1}};
  // Alone at the ordinary tariff, and at the prices of the run.
  std::vector<double> ordinary[2] = {{-0.25, 0.75}, {0.5, 0.75}};
  std::vector<double> no_trade[2] = {{-0.25, 1}, {0.5, 1.25}};
  std::vector<double> comfort[2] = {{0, 0.25}, {0, 0}};
  std::vector<double> comfort_no_trade[2] = {{0, 0.5}, {0, 0.25}};
  // At the end prosumer 0 has stored 1 kWh more than without trade, and that 2 kWh less than
  // ordinarily. The feed-in price is 0.125.
  std::vector<double> stored{3, 0}, stored_no_trade{2, 0}, stored_ordinary{4, 0};
  std::vector<std::int32_t> coalition{0, 0};

  // What an off-peak slot 0, or a peak slot 1, has.
  static auto either(std::size_t s, auto off_peak, auto peak) { return s == 0 ? off_peak : peak; }

  void fill(recording::ProsumerRecord& p, std::size_t s) const {
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
    p.unserved_kwh = unserved[s];
    p.balance = balance[s];
    p.balance_ordinary = ordinary[s];
    p.balance_no_trade = no_trade[s];
    p.comfort_lost = comfort[s];
    p.comfort_lost_no_trade = comfort_no_trade[s];
    p.battery_energy_kwh = stored;
    p.battery_energy_no_trade_kwh = stored_no_trade;
    p.battery_energy_ordinary_kwh = stored_ordinary;
  }

  recording::SlotRecord slot(std::size_t s) const {
    recording::SlotRecord record;
    record.index = static_cast<std::int64_t>(s);
    fill(record.prosumers, s);
    auto& system = record.system;
    system.is_peak = s == 1;
    system.rounds = either(s, 1, 5);
    system.messages = either(s, 10, 30);
    system.prosumer_supply_kwh = either(s, 1, 3);
    system.prosumer_supply_elastic_kwh = either(s, 0.25, 0.5);
    system.price_feed_in = 0.125;
    system.net_demand_kwh = either(s, 2, 5);
    system.net_demand_ordinary_kwh = either(s, 3, 8);
    system.net_demand_no_trade_kwh = either(s, 3, 6.25);
    system.prosumer_supply_ordinary_kwh = either(s, 2.5, 4);
    system.prosumer_supply_no_trade_kwh = either(s, 2, 3.5);
    system.reserve_kwh = either(s, 0.25, 0);
    system.reserve_ordinary_kwh = either(s, 0.25, 3);
    system.reserve_no_trade_kwh = either(s, 0.25, 1.25);
    system.unserved_no_trade_kwh = 0.75;
    system.generation_cost = either(s, 0.25, 0.5);
    system.generation_cost_ordinary = either(s, 0.375, 1.5);
    system.marginal_cost_ordinary = either(s, 0.25, 0.5);
    system.cps_balance = either(s, 0.125, -1.5);
    system.prosumers_balance_ordinary = either(s, 0.5, 1.25);
    system.auctioneer_balance = either(s, -0.125, 0);
    system.p2p_energy_kwh = either(s, 1, 0);
    if (s == 0) system.p2p_price_mean = system.p2p_price_min = system.p2p_price_max = 0.2;
    system.auction_welfare = either(s, 3, 0);
    system.auction_max_welfare = either(s, 4, 0);
    system.undelivered_orders = 3 + s;
    system.offline_auctioneers = 2;
    system.announcement_delay_s = either(s, 0, 60);
    system.degraded = s == 1;
    system.reduction_promised_kwh = 2;
    system.reduction_delivered_kwh = 1.25;
    system.reduction_paid = 0.5;
    system.capped = s == 1;
    system.converged = s == 0;
    system.price_set_by = either(s, -1, 1);
    system.welfare = either(s, 3, 2);
    system.welfare_efficient = either(s, 3.25, 4.5);
    record.certificates = {.leader_regret = {},
                           .price_regret = {},
                           .misreport_gain = {},
                           .energy_residual_kwh = either(s, 1e-9, 1e-8),
                           .money_residual = either(s, 1e-12, 0)};
    return record;
  }

  recording::RunDescription description() const {
    recording::RunDescription run;
    run.slot = Duration::from_seconds(1800);
    run.keeps_baselines = true;
    run.prosumers.name = {"sun", "flat"};
    run.prosumers.pv_capacity_kw = {4, 0};
    run.prosumers.group = {0, 1};
    run.group_name = {"solar", "flats"};
    run.prosumers.battery_efficiency = {1, 1};
    return run;
  }

  Indicators result() const {
    IndicatorAccumulator accumulator{description()};
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
  CHECK(result.peak_import_ordinary_kw == 8);
  CHECK(result.peak_import_no_trade_kw == 7);
  CHECK(result.peak_net_demand_kw == 10);
  CHECK(result.peak_net_demand_ordinary_kw == 16);
  CHECK(result.peak_net_demand_no_trade_kw == 12.5);
  CHECK(result.peak_reduction_ordinary_percent.value() == 37.5);
  CHECK(result.peak_reduction_no_trade_percent.value() == 20);
  CHECK(result.cps_supply_at_peak_ordinary_kwh == 4);
  CHECK(result.cps_supply_at_peak_no_trade_kwh == 3.5);
  CHECK(result.reserve_kwh == 0.25);
  CHECK(result.reserve_ordinary_kwh == 3.25);
  CHECK(result.reserve_no_trade_kwh == 1.5);
  CHECK(result.unserved_no_trade_kwh == 1.5);
  CHECK(result.net_peak_import_kw == 6);
  CHECK(result.cps_supply_at_peak_kwh == 3);
  CHECK(result.cps_elastic_supply_at_peak_kwh == 0.5);
  CHECK(result.p2p_energy_kwh == 1);
  CHECK(result.p2p_share.value() == Approx(1.0 / 5));
}

TEST_CASE("bills, comfort and effects agree with a calculation by hand") {
  const Effects result = TwoSlots{}.result().effects;
  CHECK(result.bill_mean == 0.75);
  CHECK(result.bill_ordinary_mean == 0.875);
  CHECK(result.bill_no_trade_mean == 1.25);
  CHECK(result.comfort_lost_mean == 0.125);
  CHECK(result.comfort_lost_no_trade_mean == 0.375);
  CHECK(result.stored_over_no_trade_kwh == 1);
  CHECK(result.stored_no_trade_over_ordinary_kwh == -2);
  // Prosumer 0: bills 0, 0.25, 0.25 (run, no trade, ordinary); prosumer 1: 1.5, 2.25, 1.5.
  // Price effects: 0 + 2 kWh at 0.125, and 0.75. Trade effects: -0.25 - 0.125, and -0.75.
  CHECK(result.price_effect_mean == 0.5);
  CHECK(result.price_effect_percent == doctest::Approx(100 * 1.0 / 1.75));
  CHECK(result.trade_effect_mean == -0.5625);
  // Comfort that trade gives back: 0, and 0.75 - 0.25.
  CHECK(result.net_gain_of_trade_mean == 0.8125);
  // Against ordinary: 0.25 - 1 kWh at 0.125; 0 - 0.25 of comfort.
  CHECK(result.gain_mean == -0.0625);
  CHECK(result.gainers == 1);
  CHECK(result.losers == 1);
  CHECK(result.gainers_with_pv == 1);
  CHECK(result.losers_with_pv == 0);
  REQUIRE(result.groups.size() == 2);
  CHECK(result.groups[0].name == "solar");
  CHECK(result.groups[0].prosumers == 1);
  CHECK(result.groups[0].gainers == 1);
  CHECK(result.groups[0].gain_mean == 0.125);
  CHECK(result.groups[1].gainers == 0);
  CHECK(result.groups[1].losers == 1);
  CHECK(result.groups[1].gain_mean == -0.25);
  CHECK(result.traders == 2);
  CHECK(result.traders_not_worse_off == 2);
  // Savings are 0.375 and 0.75.
  CHECK(result.savings_gini == doctest::Approx(0.375 / 1.125));
}

TEST_CASE("what everybody has more adds up to the change of welfare") {
  const Effects result = TwoSlots{}.result().effects;
  CHECK(result.change_prosumers == -0.125);
  CHECK(result.change_other_customers == 0);
  // Earned of prosumers 1.375 for 1.75, cost 0.75 for 1.875; 1 kWh less is stored, which costs the
  // CPS 0.375 - 0.125 more than its owner.
  CHECK(result.change_cps == -0.375 + 1.125 - 0.25);
  CHECK(result.change_auctioneers == 0.125);
  CHECK(result.change_operator == 0);
  // Comfort -0.25, cost -1.125, stored energy -0.375.
  CHECK(result.change_welfare == -0.25 + 1.125 - 0.375);
  CHECK(*result.change_welfare == *result.change_prosumers + *result.change_cps +
                                      *result.change_auctioneers + *result.change_operator);
}

TEST_CASE("without baselines nothing is compared with them") {
  TwoSlots slots;
  recording::RunDescription run = slots.description();
  run.keeps_baselines = false;
  IndicatorAccumulator accumulator{run};
  accumulator.add(slots.slot(0));
  const Indicators result = accumulator.result();
  CHECK(result.effects.bill_mean == 0);
  CHECK_FALSE(result.effects.bill_ordinary_mean);
  CHECK_FALSE(result.effects.trade_effect_mean);
  CHECK_FALSE(result.effects.gainers);
  CHECK_FALSE(result.effects.change_welfare);
  CHECK_FALSE(result.reserve_no_trade_kwh);
  CHECK_FALSE(result.peak_reduction_ordinary_percent);
}

TEST_CASE("trade indicators agree with a calculation by hand") {
  const Indicators result = TwoSlots{}.result();
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
  CHECK(result.undelivered_orders == 7);
  CHECK(result.auctioneer_outages == 4);
  CHECK(result.late_announcements == 1);
  CHECK(result.degraded_slots == 1);
  CHECK(result.reduction_promised_kwh == 4);
  CHECK(result.reduction_delivered_kwh == 2.5);
  CHECK(result.reduction_paid == 1);
  CHECK(result.capped_slots == 1);
  CHECK(result.unconverged_slots == 1);
  CHECK(result.worst_energy_residual_kwh == 1e-8);
  CHECK(result.worst_money_residual == 1e-12);
  CHECK(result.fully_examined_slots == 0);  // the coalitions were not looked at
  CHECK(result.certified_slots == 0);
}

TEST_CASE("who set most prices, and how many, is counted, of equals the first") {
  const TwoSlots slots;
  const Indicators result = slots.result();
  CHECK(result.price_set_slots == 1);
  CHECK(result.price_setter == 1);
  CHECK(result.price_setter_slots == 1);
  CHECK(result.welfare == 5);
  CHECK(result.welfare_efficient == 7.75);
  CHECK(result.welfare_at_peak == 2);
  CHECK(result.welfare_efficient_at_peak == 4.5);
  IndicatorAccumulator more{slots.description()};
  for (const std::int64_t setter : {1, -1, 0, -1, 1, 0}) {
    recording::SlotRecord slot = slots.slot(0);
    slot.system.price_set_by = setter;
    more.add(slot);
  }
  CHECK(more.result().price_set_slots == 4);
  CHECK(more.result().price_setter == 0);
  CHECK(more.result().price_setter_slots == 2);
  IndicatorAccumulator none{slots.description()};
  none.add(slots.slot(0));
  CHECK(none.result().price_setter == -1);
}

// A cost of 5e7 is known to 7e-9.
TEST_CASE("who pays whom adds up to 1e-9, or to the last digits of the cost of generation") {
  const auto balances = [](double residual, double generation_cost) {
    recording::SlotRecord slot;
    slot.system.welfare_residual = residual;
    slot.system.generation_cost = generation_cost;
    recording::RunDescription run;
    run.slot = Duration::from_seconds(std::int64_t{3600});
    IndicatorAccumulator accumulator{run};
    accumulator.add(slot);
    return accumulator.result().balanced_slots == 1;
  };
  CHECK(balances(1e-9, 0));
  CHECK_FALSE(balances(1.1e-9, 0));
  CHECK_FALSE(balances(1.1e-9, 1e4));
  CHECK(balances(2e-8, 5e7));
  CHECK_FALSE(balances(1e-6, 5e7));
}

TEST_CASE("a slot is certified where all certificates were looked at and hold") {
  const auto counts = [](const recording::CertificateRecord& certificates, bool is_peak = true,
                         bool converged = true, bool capped = false) {
    recording::SlotRecord slot;
    slot.certificates = certificates;
    slot.system.is_peak = is_peak;
    slot.system.converged = converged;
    slot.system.capped = capped;
    recording::RunDescription run;
    run.slot = Duration::from_seconds(std::int64_t{3600});
    run.rules.leader_rule = "stackelberg";
    run.rules.price_tolerance = 1e-6;
    IndicatorAccumulator accumulator{run};
    accumulator.add(slot);
    const Indicators result = accumulator.result();
    return std::pair{result.fully_examined_slots, result.certified_slots};
  };
  using Counts = std::pair<std::int64_t, std::int64_t>;
  const Counts none{0, 0}, examined{1, 0}, certified{1, 1};
  recording::CertificateRecord all;
  all.merge_regret = all.split_regret = all.move_regret = all.exit_regret = 1e-9;
  all.leader_regret = all.misreport_gain = 0;
  all.price_regret = 2e-6;
  CHECK(counts({}) == none);
  CHECK(counts(all) == certified);
  CHECK(counts(all, true, false) == examined);
  CHECK(counts(all, true, true, true) == examined);
  using Record = recording::CertificateRecord;
  for (const auto member :
       {&Record::merge_regret, &Record::split_regret, &Record::move_regret, &Record::exit_regret,
        &Record::misreport_gain, &Record::leader_regret, &Record::price_regret}) {
    const bool of_leader = member == &Record::leader_regret || member == &Record::price_regret;
    Record wrong = all;
    wrong.*member = 2.1e-6;
    CHECK(counts(wrong) == examined);
    wrong.*member = std::nullopt;
    CHECK(counts(wrong) == none);
    CHECK(counts(wrong, false) == (of_leader ? certified : none));
  }
}

TEST_CASE("effects are in percent of the ordinary bill, also of a community that earns") {
  TwoSlots slots;
  slots.ordinary[0] = slots.no_trade[0] = {-5, -5};
  slots.ordinary[1] = slots.no_trade[1] = {0, 0};
  slots.balance[0] = {-4, -4};
  slots.balance[1] = {0, 0};
  slots.stored = slots.stored_no_trade = slots.stored_ordinary = {0, 0};
  const Effects result = slots.result().effects;
  CHECK(result.price_effect_percent == 0);
  CHECK(result.trade_effect_percent == 20);
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
  IndicatorAccumulator accumulator{slots.description()};
  accumulator.add(slots.slot(1));
  const Indicators result = accumulator.result();
  CHECK_FALSE(result.p2p_price_mean);
  CHECK_FALSE(result.p2p_price_min);
  CHECK_FALSE(result.auction_efficiency);
  CHECK_FALSE(result.self_consumption_own);
  const std::string table = indicator_table(result, "EUR", 200);
  CHECK(table.find("–") != std::string::npos);
  CHECK(table.find("nan") == std::string::npos);
  std::size_t lines = 0;
  for (const char c : table) lines += c == '\n' ? 1 : 0;
  const std::string sentences = certificate_sentences(result, 200);
  lines -= static_cast<std::size_t>(std::count(sentences.begin(), sentences.end(), '\n'));
  CHECK(lines == indicator_definitions().size() - certificate_definitions().size() +
                     result.effects.groups.size());
}

TEST_CASE("sums over many prosumers do not depend on their number being a multiple of eight") {
  for (const std::size_t count : {1U, 7U, 8U, 9U, 23U}) {
    test::SampleRun run{{count, 3}};
    IndicatorAccumulator accumulator{run.run()};
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
