#include <nlohmann/json.hpp>

#include "engine/csv/cells.hpp"

#include "tools/peerwatt/audit_report.hpp"
#include "tools/peerwatt/clearing_report.hpp"
#include "tools/peerwatt/lie_report.hpp"

namespace peerwatt::tools {
namespace {

using Json = nlohmann::ordered_json;
using orders::OrderBook;

// A number where the label is a whole one as JSON writes it, otherwise a text.
Json owner_json(const OrderBook& book, const std::optional<std::uint32_t>& owner) {
  if (!owner) return nullptr;
  const std::string& label = book.owners[*owner];
  const std::optional<std::int64_t> number = csv::parse_integer(label);
  if (number && std::to_string(*number) == label) return *number;
  return label;
}

Json number_json(const std::optional<double>& number) {
  if (!number) return nullptr;
  return *number;
}

const char* side_name(market::Side side) {
  return side == market::Side::kSell ? "sell" : "buy";
}

Json trade_json(const Trade& trade, const OrderBook& book) {
  return {{"seller", owner_json(book, trade.seller)},
          {"buyer", owner_json(book, trade.buyer)},
          {"quantity_kwh", trade.quantity_kwh},
          {"price_buyer", number_json(trade.price_buyer)},
          {"price_seller", number_json(trade.price_seller)},
          {"rule", market::entry(trade.rule).name}};
}

Json fill_json(std::size_t row, const Fill& fill, const OrderBook& book) {
  return {{"order", row},
          {"owner", owner_json(book, book.order(row).owner)},
          {"side", side_name(book.rows[row].side)},
          {"quantity_kwh", fill.quantity_kwh},
          {"money", fill.money}};
}

Json stated_json(const market::Lie& lie, const OrderBook& book) {
  Json json = Json::array();
  for (const market::StatedOrder& stated : lie.stated) {
    const std::size_t row = row_of(book, stated.truth);
    json.push_back({{"order", row},
                    {"side", side_name(stated.truth.side)},
                    {"true_quantity_kwh", book.order(row).quantity_kwh},
                    {"true_price", book.order(row).limit_price},
                    {"quantity_kwh", stated.quantity_kwh},
                    {"limit_price", stated.limit_price},
                    {"false_name", stated.name != market::Name::kOwn}});
  }
  return json;
}

// The keys that say what a lie is and gains; nulls where none pays.
Json lie_json(const market::Lie* lie, const OrderBook& book) {
  if (lie == nullptr || !lie->pays()) {
    return {{"gain", 0.0},
            {"owner", nullptr},
            {"stated", Json::array()},
            {"utility", nullptr},
            {"utility_lying", nullptr}};
  }
  return {{"gain", lie->gain()},
          {"owner", owner_json(book, lie->owner)},
          {"stated", stated_json(*lie, book)},
          {"utility", lie->utility},
          {"utility_lying", lie->utility_lying}};
}

// Bytes of a label that are no UTF-8 are replaced.
std::string written(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace

std::string report_json(const ClearingReport& report, const OrderBook& book) {
  Json json{{"mechanism", report.mechanism},
            {"volume_kwh", report.volume_kwh},
            {"price_buyer", number_json(report.price_buyer)},
            {"price_seller", number_json(report.price_seller)},
            {"welfare", report.welfare},
            {"max_welfare", report.max_welfare},
            {"efficiency", number_json(report.efficiency())},
            {"surplus_buyers", report.surplus_buyers},
            {"surplus_sellers", report.surplus_sellers},
            {"auctioneer_surplus", report.auctioneer_surplus},
            {"trades", Json::array()},
            {"fills", Json::array()}};
  for (const Trade& trade : report.trades) json["trades"].push_back(trade_json(trade, book));
  for (std::size_t row = 0; row < report.fills.size(); ++row) {
    json["fills"].push_back(fill_json(row, report.fills[row], book));
  }
  return written(json);
}

std::string report_json(const AuditReport& report, const OrderBook& book) {
  Json json{{"mechanism", report.mechanism},
            {"orders", report.orders},
            {"clearings", report.clearings},
            {"gain", 0.0}};
  for (const char* key : {"order", "owner", "side", "true_price", "reported_price", "utility",
                          "utility_misreporting"}) {
    json[key] = nullptr;
  }
  if (!report.row) return written(json);
  const market::Misreport& best = report.best;
  json["gain"] = best.gain();
  json["order"] = *report.row;
  json["owner"] = owner_json(book, book.order(*report.row).owner);
  json["side"] = side_name(best.order.side);
  json["true_price"] = best.true_price;
  json["reported_price"] = best.reported_price;
  json["utility"] = best.utility;
  json["utility_misreporting"] = best.utility_misreporting;
  return written(json);
}

std::string report_json(const LieReport& report, const OrderBook& book) {
  const market::Lie* greatest = report.greatest();
  Json json{{"mechanism", report.mechanism},
            {"orders", report.orders},
            {"owners", report.owners},
            {"clearings", report.clearings},
            {"tried", report.all_tried()},
            {"price_missing", report.beyond.sell},
            {"price_excess", report.beyond.feed_in},
            {"kind", nullptr}};
  if (greatest != nullptr) {
    json["kind"] = market::kLieNames[static_cast<std::size_t>(greatest->kind)];
  }
  json.update(lie_json(greatest, book));
  json["lies"] = Json::array();
  for (std::size_t i = 0; i < report.best.size(); ++i) {
    const market::Lie& lie = report.best[i];
    Json of_kind{{"kind", market::kLieNames[static_cast<std::size_t>(lie.kind)]},
                 {"tried", report.tried[i]}};
    of_kind.update(lie_json(&lie, book));
    json["lies"].push_back(of_kind);
  }
  return written(json);
}

}  // namespace peerwatt::tools
