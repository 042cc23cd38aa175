/// The single values of a payload, by number: what a `writ::FieldSet` is a set of. A record in a
/// payload is its fields; anything else is one value, however much is in it.
#pragma once

#include <cstddef>

#include "compiler/model/contract.h"

namespace writ::model {

/// Of those of a payload the ones from `first` on, so many.
struct Leaves {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// Those that a path is or leads to, which goes from the payload through fields of records only.
[[nodiscard]] Leaves leaves_at(const Contract& contract, const Expr& path);

}  // namespace writ::model
