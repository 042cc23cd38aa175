/// What a type asks of a value, apart: what is said of a broken rule besides its words. A
/// `writ::ValueRule` of the runtime is made of it.
#pragma once

#include <optional>
#include <string>

#include "compiler/model/contract.h"

namespace writ::model {

/// A rule for values; what it does not have is empty.
struct Asked {
  std::string code;  ///< `range`, `length`, `size`, `enum`, `pattern`, `format`, `unique`, `where`
  std::string expected;          ///< in words: `1 to 1000`
  std::optional<Span> declared;  ///< of the `type`, the enum or the variant that it is a rule of
  std::string type;              ///< and its name
  std::string least;             ///< of a range, a length or a size: as JSON writes it
  std::string most;
  std::string pattern;  ///< of `matching`
  std::string format;   ///< of `format`: its name
  std::string message;  ///< what the contract says to who breaks it
  std::string key;      ///< of the message, in catalogues
};

/// All that a type asks.
[[nodiscard]] Asked asked_by(const Contract& contract, TypeId id);
/// Its size alone, of one that has a size.
[[nodiscard]] Asked asked_of_size(const Contract& contract, TypeId id);
/// One of the names of an enum.
[[nodiscard]] Asked asked_by(const Contract& contract, EnumId id);
/// One of the cases of a variant.
[[nodiscard]] Asked asked_by(const Contract& contract, VariantId id);

}  // namespace writ::model
