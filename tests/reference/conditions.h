/// The `where` of a type, asked of a value.
#pragma once

#include <optional>

#include "compiler/model/contract.h"
#include "value.h"

namespace reference {

/// Does the condition hold of `it`? Nothing where it has a form that is not worked out here.
[[nodiscard]] std::optional<bool> holds(const writ::model::Contract& contract,
                                        const writ::model::Expr& condition,
                                        writ::model::TypeId type, const Value& it);

}  // namespace reference
