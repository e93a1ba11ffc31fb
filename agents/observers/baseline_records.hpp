#pragma once

#include "agents/observers/baseline_losses.hpp"
#include "agents/observers/baselines.hpp"
#include "agents/pricing/generation_cost.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// Writes what the baselines came to in the slot beside what the run did. The spans hold until the
// baselines are played on. The record must have the other customers' demand already.
void add_to(recording::ProsumerRecord& prosumers, const Baselines& baselines);
void add_to(recording::SystemRecord& system, const Baselines& baselines, const LossesAlone& losses,
            const game::GenerationCost& cost);

}  // namespace peerwatt::agents
