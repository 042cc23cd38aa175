/// What a step costs, as far as it depends on how much the state holds.
///
/// In: a checked contract. Out: for each transition all that goes through a collection, with the
/// number of elements it looks at or moves at most. What is not listed takes the same time however
/// much there is, but for keys of maps and sets, which are looked up in logarithmic time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/contract.h"

namespace writ::cost {

/// Something that goes through a collection.
struct Walk {
  std::string where;                  ///< `guard OneCurrency`, `invariant total`; empty: the body
  std::string what;                   ///< as written, on one line
  std::optional<std::uint64_t> most;  ///< elements; nothing: no bound is known
};

/// One transition, as it is when all of it is done.
struct Step {
  std::string words;  ///< `on Pay in Draft -> Paid`
  source::Span span;
  std::vector<Walk> walks;
  std::optional<std::uint64_t> most;  ///< of all walks together
};

[[nodiscard]] std::vector<Step> steps(const model::Contract& contract, const source::Files& files);

}  // namespace writ::cost
