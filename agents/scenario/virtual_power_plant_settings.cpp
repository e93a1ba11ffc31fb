#include "agents/scenario/virtual_power_plant_settings.hpp"

#include <array>

#include "engine/parameters/visitor.hpp"

#include "agents/scenario/limits.hpp"
#include "agents/tariffs/price_limits.hpp"

namespace peerwatt::scenario {
namespace {

using parameters::Choice;
using parameters::Range;

constexpr std::array kTriggers{
    Choice{"never", "There is no virtual power plant."},
    Choice{"peak",
           "In peak slots, for all the energy that prosumers are expected to buy from the CPS."},
    Choice{"demand",
           "In slots whose expected demand exceeds `above_kw`, for the energy beyond it."},
};

}  // namespace

void describe(VirtualPowerPlantSettings& plant, parameters::Visitor& visitor) {
  visitor.choice({"trigger", "When the CPS asks for a reduction."}, plant.trigger, kTriggers);
  visitor.number({"above_kw", "trigger demand: the demand that is not to be exceeded."},
                 plant.above_kw, kSystemPowerKw);
  visitor.number({"price", "What the CPS pays for each kWh of reduction, currency/kWh."},
                 plant.price, tariffs::kPriceAboveZero);
  visitor.number({"answer_s",
                  "Time from the request to the first price of the slot: half of it for offers, a "
                  "quarter each for promises and calls."},
                 plant.answer_s, Range::between(0.001, 86400));
}

}  // namespace peerwatt::scenario
