/// What a type asks, in words: what is said to whoever hands in something else.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/model/contract.h"

namespace writ::model {

/// What is kept as a number of the type, as a contract writes it: `1h30m`, `2026-01-31`, `2.50`.
[[nodiscard]] std::string value_words(const Type& type, std::int64_t value);
/// A checked constant as a person reads it: `2.50`, `red`.
[[nodiscard]] std::string constant_words(const Contract& contract, const Expr& constant);
/// The rules in words: "one of EUR, USD", "matching /^[A-Z]+$/".
[[nodiscard]] std::string rule_words(const Contract& contract, const Rules& rules);
/// Its size in words: "4 to 12 characters", "at most 100 elements".
[[nodiscard]] std::string size_words(const Type& type);
/// The refinement in words: "1 to 1000", "4 to 12 characters", "at most 100 elements".
[[nodiscard]] std::string expected(const Contract& contract, TypeId id);

/// What the contract says to whoever breaks a rule of a type; none where it says nothing.
[[nodiscard]] const std::optional<Saying>& said_of(const Contract& contract, TypeId id);
/// That, or else what was expected: "expected 1 to 1000".
[[nodiscard]] std::string outside_words(const Contract& contract, TypeId id);

}  // namespace writ::model
