#include "tools/peerwatt/market_arguments.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/config/declared_parameters.hpp"
#include "engine/config/section_reader.hpp"

#include "agents/scenario/market_settings.hpp"
#include "agents/scenario_files/scenario_parameters.hpp"

#include "tools/peerwatt/command_line.hpp"

namespace peerwatt::tools {
namespace {

// What a scenario may say of the rule of a neighbourhood; its timetable and the levels above it are
// left out.
std::vector<config::Parameter> rule_parameters() {
  for (config::Parameter& parameter : scenario::scenario_parameters()) {
    if (parameter.key != "market") continue;
    std::erase_if(parameter.parts, [](const config::Parameter& part) {
      return part.key.ends_with("_s") || part.type == config::ParameterType::kSections;
    });
    return std::move(parameter.parts);
  }
  return {};
}

// A text in lines that fit beside the names of rules, all but the first indented.
std::string hanging(std::string_view text) {
  constexpr std::size_t kIndent = 28, kWidth = 100 - kIndent;
  std::string lines;
  while (text.size() > kWidth) {
    const std::size_t space = text.rfind(' ', kWidth);
    if (space == text.npos) break;
    lines += text.substr(0, space);
    lines += '\n';
    lines.append(kIndent, ' ');
    text.remove_prefix(space + 1);
  }
  return lines.append(text);
}

std::string list_of_rules() {
  std::string list = "Market rules:\n";
  for (const market::MechanismEntry& rule : market::mechanisms()) {
    list += fmt::format("  {:<26}{}\n", rule.name, hanging(rule.help));
  }
  return list;
}

std::string option_of(const std::string& key) {
  std::string option = "--" + key;
  std::replace(option.begin(), option.end(), '_', '-');
  return option;
}

OptionText option_text(const config::Parameter& parameter) {
  return {.name = option_of(parameter.key),
          .help = parameter.help,
          .value_name = parameter.type == config::ParameterType::kChoice ? "NAME" : "NUMBER",
          .need = parameter.key == "mechanism" ? Need::kRequired : Need::kOptional};
}

config::Node node_of(const std::string& key, const std::string& text) {
  config::Node node;
  node.kind = config::NodeKind::kScalar;
  node.text = text;
  node.source =
      std::make_shared<const config::Source>(config::Source{option_of(key) + ' ' + text, {}});
  return node;
}

scenario::MarketSettings read_settings(const MarketArguments& arguments, Diagnostics& complaints) {
  config::Node given;
  given.kind = config::NodeKind::kMap;
  for (const auto& [key, text] : arguments.parameters) {
    if (text) given.entries.push_back({.key = key, .value = node_of(key, *text)});
  }
  scenario::MarketSettings settings;
  parameters::SettingsSection section{settings};
  config::Reading reading;
  config::read_section(reading, {given, "", {}}, section);
  for (const Diagnostic& complaint : reading.complaints.list()) {
    complaints.add(complaint.position, complaint.message);
  }
  return settings;
}

bool needs_grid(const market::MechanismEntry& rule) {
  return rule.role == market::Role::kPool || rule.role == market::Role::kComposite;
}

market::GridPrices read_grid(const MarketArguments& arguments, const market::MechanismEntry& rule,
                             Diagnostics& complaints) {
  std::vector<std::string> missing;
  const auto check = [&](const std::optional<double>& price, const std::string& option) {
    if (!price) {
      missing.push_back(option + " P");
    } else if (!(std::isfinite(*price) && *price >= 0)) {
      complaints.add({}, fmt::format("{} {}: must be finite and 0 or more", option, *price));
    }
  };
  check(arguments.price_sell, "--price-sell");
  check(arguments.price_feed_in, "--price-feed-in");
  if (needs_grid(rule) && !missing.empty()) {
    complaints.add({}, fmt::format("--mechanism {}: its prices follow the grid's: add {}",
                                   rule.name, fmt::join(missing, " ")));
  }
  if (arguments.price_sell && arguments.price_feed_in &&
      *arguments.price_sell <= *arguments.price_feed_in) {
    complaints.add({}, fmt::format("--price-sell {}: must be above --price-feed-in {}",
                                   *arguments.price_sell, *arguments.price_feed_in));
  }
  return {arguments.price_sell.value_or(0), arguments.price_feed_in.value_or(0)};
}

orders::OrderBook read_book(const MarketArguments& arguments, Diagnostics& complaints) {
  try {
    return orders::read_orders(arguments.file, arguments.seed);
  } catch (const InputError& error) {
    complaints.add(error);
    return {};
  }
}

}  // namespace

void add_market_options(CLI::App& command, MarketArguments& arguments) {
  add_option(command,
             {.name = "orders",
              .help = "Orders (CSV): side,quantity_kwh,limit_price,owner[,arrival]",
              .need = Need::kRequired},
             arguments.file);
  for (const config::Parameter& parameter : rule_parameters()) {
    add_option(command, option_text(parameter), arguments.parameters[parameter.key]);
  }
  add_option(command, {"--price-sell", "What the grid sells at, per kWh; pools need both", "PRICE"},
             arguments.price_sell);
  add_option(command, {"--price-feed-in", "What the grid buys at, per kWh", "PRICE"},
             arguments.price_feed_in);
  add_option(command, {"--seed", "Of the random draws of randomized rules [1]", "N"},
             arguments.seed);
  add_footer(command, list_of_rules());
}

FileMarket open_market(const MarketArguments& arguments) {
  Diagnostics complaints;
  const scenario::MarketSettings settings = read_settings(arguments, complaints);
  const market::MechanismEntry& rule = market::entry(settings.mechanism);
  const market::GridPrices grid =
      complaints.empty() ? read_grid(arguments, rule, complaints) : market::GridPrices{};
  orders::OrderBook book = read_book(arguments, complaints);
  complaints.throw_if_any();
  if (rule.role == market::Role::kContinuous) orders::arrive_row_by_row(book);
  return {rule, market::make_mechanism(rule.id, scenario::mechanism_parameters(settings)), grid,
          std::move(book)};
}

}  // namespace peerwatt::tools
