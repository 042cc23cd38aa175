/// What of the state a proposer may see.
#pragma once

#include "compiler/model/contract.h"

namespace writ::model {

/// The record that stands in the state itself, without a type of its own; null for others.
[[nodiscard]] const Record* inner_record(const Contract& contract, const Field& field);

/// Is the field `visible`, or something in its inner record? Of one that is not itself, only that.
[[nodiscard]] bool is_seen(const Contract& contract, const Field& field);

}  // namespace writ::model
