/// Payloads made of a contract's model, and changed as senders get them wrong: by members, numbers
/// and texts, not by bytes.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include "compiler/model/contract.h"
#include "tree.h"

namespace fuzz {

/// A payload of the intent; right most times, and near the edges of its types.
[[nodiscard]] reference::Tree made(const writ::model::Contract& contract,
                                   writ::model::IntentId intent, std::mt19937& random);

/// Changes one thing in it: a value becomes another one, of another type, a little larger, longer;
/// a member or an element is left out, doubled, moved, renamed.
void change(reference::Tree& tree, std::mt19937& random);

}  // namespace fuzz
