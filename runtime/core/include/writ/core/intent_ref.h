/// The intents of a machine, for those who know no more than the machine.
#pragma once

#include <writ/core/context.h>
#include <writ/core/outcome.h>

namespace writ {

/// What `can` of such a machine takes. Declared only.
template <class Machine, class IntentRef>
IntentRef intent_ref(Outcome (Machine::*)(IntentRef, const Context&) const);
/// The `order::IntentRef` of an `order::Machine`.
template <class Machine>
using IntentRefOf = decltype(intent_ref(&Machine::can));

}  // namespace writ
