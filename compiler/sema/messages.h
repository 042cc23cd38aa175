/// Every message of a contract has a key, by which a catalogue of another language has it.
#pragma once

#include "compiler/model/contract.h"

namespace writ::sema {

/// Puts the keys into a contract that is whole: `guard.InStock.1`, the first message of a guard;
/// `on.Pay.Draft.1`, `refuse.Pay.1`, `ensure.Pay.1` of what stands in a transition, by its header;
/// `type.Sku`, `field.Line.quantity`. What stands in the contract once has one key.
void name_messages(model::Contract& contract);

}  // namespace writ::sema
