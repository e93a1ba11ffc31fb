#include "tools/meters/feed_xml.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "engine/csv/cells.hpp"

namespace peerwatt::meters {
namespace {

using pugi::xml_node;

// Without the prefix of its namespace.
std::string_view local_name(const xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

xml_node child(const xml_node& node, std::string_view name) {
  for (const xml_node& one : node.children()) {
    if (local_name(one) == name) return one;
  }
  return {};
}

// Of its `<`.
std::size_t offset_of(const xml_node& node) {
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug() - 1, 0));
}

FeedNumber number(const xml_node& parent, std::string_view name) {
  const xml_node node = child(parent, name);
  return {std::string{csv::trimmed(node.child_value())}, offset_of(node)};
}

std::string_view link_of(const xml_node& entry, std::string_view relation) {
  for (const xml_node& one : entry.children()) {
    if (local_name(one) == "link" && one.attribute("rel").value() == relation) {
      return one.attribute("href").value();
    }
  }
  return {};
}

// The part of a link behind `/UsagePoint/`.
std::string usage_point(std::string_view link) {
  constexpr std::string_view kPart = "/UsagePoint/";
  const std::size_t at = link.find(kPart);
  if (at == link.npos) return {};
  const std::string_view rest = link.substr(at + kPart.size());
  return std::string{rest.substr(0, rest.find('/'))};
}

// The link of a meter reading without what stands below it.
std::string above_blocks(std::string_view link) {
  return std::string{link.substr(0, link.find("/IntervalBlock"))};
}

FeedReading reading(const xml_node& node) {
  const xml_node period = child(node, "timePeriod");
  return {offset_of(node), number(period, "start"), number(period, "duration"),
          number(node, "value"), number(child(node, "ReadingQuality"), "quality")};
}

void take_block(const xml_node& entry, const xml_node& node, Feed& feed) {
  std::string_view link = link_of(entry, "up");
  if (link.empty()) link = link_of(entry, "self");
  FeedBlock block{usage_point(link), above_blocks(link), offset_of(node), {}};
  for (const xml_node& one : node.children()) {
    if (local_name(one) == "IntervalReading") block.readings.push_back(reading(one));
  }
  feed.blocks.push_back(std::move(block));
}

void take_meter(const xml_node& entry, Feed& feed) {
  FeedMeter meter{std::string{link_of(entry, "self")}, {}};
  for (const xml_node& one : entry.children()) {
    if (local_name(one) == "link" && std::string_view{one.attribute("rel").value()} == "related") {
      meter.related.emplace_back(one.attribute("href").value());
    }
  }
  feed.meters.push_back(std::move(meter));
}

void take_entry(const xml_node& entry, Feed& feed) {
  for (const xml_node& node : child(entry, "content").children()) {
    const std::string_view name = local_name(node);
    if (name == "IntervalBlock") take_block(entry, node, feed);
    if (name == "MeterReading") take_meter(entry, feed);
    if (name == "ReadingType") {
      feed.types.push_back({std::string{link_of(entry, "self")}, number(node, "uom"),
                            number(node, "powerOfTenMultiplier"), number(node, "flowDirection"),
                            number(node, "accumulationBehaviour")});
    }
  }
}

}  // namespace

std::optional<std::int64_t> FeedNumber::value() const {
  return csv::parse_integer(text);
}

Feed read_feed(const InputText& input) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(
      input.text.data(), input.text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
    throw InputError{
        Diagnostic{input.position(std::min(offset, input.text.size())),
                   fmt::format("is no XML that can be read ({})", parsed.description())}};
  }
  const xml_node root = document.document_element();
  if (local_name(root) != "feed") {
    throw InputError{Diagnostic{
        input.position(offset_of(root)),
        fmt::format("must be an Atom feed of Green Button data (got <{}>)", root.name())}};
  }
  Feed feed;
  for (const xml_node& entry : root.children()) {
    if (local_name(entry) == "entry") take_entry(entry, feed);
  }
  return feed;
}

}  // namespace peerwatt::meters
