#include "tools/inspection/network_drawing.hpp"

#include "tests/unit/tools/inspection/street.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using inspection::inspect;
using inspection::network_svg;

namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a drawing has every bus and line once, with names that are no markup") {
  network::FeederDescription feeder = test::street();
  feeder.name = "High & <Low>";
  const network::DistributionNetwork network{feeder};
  const std::string svg = network_svg(network, inspect(feeder, network));
  CHECK(svg.starts_with("<svg xmlns="));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(count(svg, "<circle") == 5);
  CHECK(count(svg, "<path") == 4);
  CHECK(count(svg, "stroke-dasharray") == 1);
  CHECK(svg.find("High &amp; &lt;Low>") != svg.npos);
}

TEST_CASE("branches lie below each other, children between their first and last leaf") {
  network::FeederDescription feeder = test::street();
  feeder.lines[3].from = "head";  // two branches at the head
  const network::DistributionNetwork network{feeder};
  const std::string svg = network_svg(network, inspect(feeder, network));
  const auto y_of = [&](const std::string& bus) {
    const std::size_t title = svg.find("<title>" + bus + ":");
    const std::size_t y = svg.rfind("cy=\"", title);
    return std::stod(svg.substr(y + 4));
  };
  CHECK(y_of("end") == y_of("middle"));
  CHECK(y_of("spare") != y_of("end"));
  CHECK(y_of("head") == doctest::Approx((y_of("spare") + y_of("end")) / 2));
}

TEST_CASE("without a power flow the feeder is drawn all the same") {
  network::FeederDescription feeder = test::street();
  feeder.loads[1].power_kw = 2000;
  const network::DistributionNetwork network{feeder};
  CHECK(network_svg(network, inspect(feeder, network)).find("no power flow") != std::string::npos);
}
