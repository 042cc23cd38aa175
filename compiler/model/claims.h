/// What a contract claims of all its runs, and how far a proof of it looks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/expr.h"
#include "compiler/model/ids.h"

namespace writ::model {

/// `property n: p leads to q`, `property n: eventually q`
struct Property {
  std::string name;
  std::optional<Expr> from;    ///< none: every run comes to `to`
  Expr to;                     ///< of the state and the phase
  std::vector<IntentId> fair;  ///< that are sent again and again
  std::string words;
  std::vector<std::string> doc;
  Span span;
};

/// `reachable P`, `reachable n: p`: some run comes there.
struct Reachable {
  std::string name;  ///< of the phase, or of the claim
  Expr condition;    ///< of the state and the phase
  std::vector<std::string> doc;
  Span span;
};

/// The values that a proof tries for a part of a payload or of the state.
struct Domain {
  std::optional<IntentId> intent;  ///< whose payload; none: of the state
  Path path;
  bool of_size = false;       ///< it is about how many there are
  std::vector<Expr> members;  ///< `in {1, 3}`: constants; empty: bounds count
  std::optional<Expr> least;  ///< a constant; none: as the type says
  std::optional<Expr> most;
  Span span;
};

/// `verify { … }`
struct Verification {
  std::vector<Domain> domains;
  std::optional<std::int64_t> depth;  ///< how many steps; none: as many as there are
  Span span;
};

}  // namespace writ::model
