/// Everything that a contract says in words of its own: what another language has to say, too.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/source/files.h"

namespace writ::model {

struct Phrase {
  std::string key;                      ///< `guard.InStock.1`
  std::string text;                     ///< as the contract says it: `only {free} seats left`
  std::vector<std::string> parameters;  ///< the expressions in it, from the left: `free`
  source::Span span;
  bool ours = false;  ///< of the library, not of the contract; may leave parameters out
};

/// All phrases in another language, in the order of their keys: `{0}` is the first value, `{{` a
/// brace.
struct Translation {
  std::string language;  ///< its tag (BCP 47): `de`, `pt-BR`
  std::vector<std::pair<std::string, std::string>> phrases;
};

/// In the order of the keys, each once.
[[nodiscard]] std::vector<Phrase> phrases(const Contract& contract, const source::Files& files);

/// The text of a message with `{0}`, `{1}` … for its values, and `{{` for a brace.
[[nodiscard]] std::string numbered(const Expr& message);
/// Its values: the pieces that are no constant texts.
[[nodiscard]] std::vector<const Expr*> values_of(const Expr& message);

/// What is said when an invariant or an `ensure` does not hold.
[[nodiscard]] std::string broken_words(const Invariant& invariant);
[[nodiscard]] std::string broken_words(const Ensure& ensure);

}  // namespace writ::model
