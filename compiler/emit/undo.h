/// What a body that is written in place has to be able to take back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/contract.h"

namespace writ::emit {

/// Places of the state that a body writes, and how what was there is kept.
struct Undo {
  enum class Kind {
    Whole,  ///< `writ::Saved`: moved out when it is replaced, copied when a part of it is changed
    Size,   ///< `writ::SavedSize`: a list that only grows at its end
    Sizes,  ///< `writ::SavedSizes`: the same of lists that are found by a key
    Each,   ///< `writ::SavedEach`: single elements, one by one
  };
  /// The steps from the state to a place; all keys and indexes are one.
  using Shape = std::vector<std::uint32_t>;

  Kind kind{};
  model::Path path;
  std::optional<model::TypeId> element;  ///< of Each and Sizes: what is written
  std::vector<Shape> shapes;             ///< of Each and Sizes: where; empty where that is unknown
  std::string variable;                  ///< `saved_stock`
};

/// What a body needs. Two overlap only where no place of one can be inside of a place of the other,
/// whatever the keys are. Their variables are not named yet.
[[nodiscard]] std::vector<Undo> undo_plan(const std::vector<model::Statement>& body);
/// Is it this one of a plan that keeps what a change overwrites?
[[nodiscard]] bool keeps(const Undo& undo, const model::Statement& change);

/// What is read of `old` by a transition: paths up to the first key.
[[nodiscard]] std::vector<model::Path> old_paths(const model::Transition& transition);

/// Does the place lead through a key, an index or the variable of a loop?
[[nodiscard]] bool has_key(const model::Expr& place);

/// `state_.customer.name`
[[nodiscard]] std::string place_text(const model::Contract& contract, const model::Path& path,
                                     const std::string& state);

}  // namespace writ::emit
