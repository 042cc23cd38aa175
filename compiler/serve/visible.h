/// What a proposer may see of the state.
#pragma once

#include <string>

#include "compiler/interpret/value.h"
#include "compiler/model/contract.h"

namespace writ::serve {

/// The state as a JSON object of the fields that are `visible`: all that is in one, but what is
/// secret, which is `***`. A record of the state has those of its own fields.
[[nodiscard]] std::string visible_json(const model::Contract& contract,
                                       const interpret::Value& state);

}  // namespace writ::serve
