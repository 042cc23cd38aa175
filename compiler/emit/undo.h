/// What a body that is written in place has to be able to take back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/model/contract.h"

namespace writ::emit {

/// One place of the state that a body writes, and how what was there is kept.
struct Undo {
  enum class Kind {
    Whole,  ///< `writ::Saved`: moved out when it is replaced, copied when a part of it is changed
    Size,   ///< `writ::SavedSize`: a list that only grows at its end
    Each,   ///< `writ::SavedEach`: single elements, one by one
  };
  Kind kind{};
  model::Path path;
  std::optional<model::TypeId> element;  ///< of Each: what is written
  bool in_list = false;                  ///< of Each: it is an element of a list itself
  std::string variable;                  ///< `saved_stock`
};

/// One for each place; no two overlap. Their variables are not named yet.
[[nodiscard]] std::vector<Undo> undo_plan(const std::vector<model::Statement>& body);

/// What is read of `old` by a transition: paths up to the first key.
[[nodiscard]] std::vector<model::Path> old_paths(const model::Transition& transition);

/// Does the place lead through a key, an index or the variable of a loop?
[[nodiscard]] bool has_key(const model::Expr& place);

/// `state_.customer.name`
[[nodiscard]] std::string place_text(const model::Contract& contract, const model::Path& path,
                                     const std::string& state);

}  // namespace writ::emit
