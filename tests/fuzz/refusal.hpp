#pragma once

#include "engine/core/contracts.hpp"
#include "engine/core/diagnostics.hpp"

namespace peerwatt::fuzz {

// Runs an action on a made-up input. That the input is refused, with a reason, is as good as that
// it is read; every other exception leaves the target and is a finding.
template <class Action>
void refuse_or(Action action) {
  try {
    action();
  } catch (const InputError& error) {
    PEERWATT_VALIDATE(!error.diagnostics().empty());
  }
}

// Runs an action that has no reason to refuse what it gets: a refusal, too, is a finding.
template <class Action>
auto must(Action action) {
  try {
    return action();
  } catch (const InputError& error) {
    throw LogicError{error.what()};
  }
}

}  // namespace peerwatt::fuzz
