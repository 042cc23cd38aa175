/// Values of a contract's types, as the reference decoder has them, and their canonical JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/model/contract.h"

namespace reference {

/// What it holds depends on its type.
struct Value {
  std::int64_t number = 0;   ///< of a bool, int, decimal (units), enum (index), time; of a variant
                             ///< which case it is
  double real = 0;           ///< of a float
  std::string text;          ///< of a string or bytes; of a uuid its 36 small characters
  std::vector<Value> parts;  ///< fields of a record; elements; of a map key, value, key, value …;
                             ///< the record of a case; what an optional holds, if anything
};

/// Is `a` before `b`, as keys and elements of sets are in order? Of two of one type.
[[nodiscard]] bool before(const Value& a, const Value& b);

/// The value as JSON, in the one form that every encoder of Writ writes.
[[nodiscard]] std::string canonical(const writ::model::Contract& contract, writ::model::TypeId type,
                                    const Value& value);
/// The same of a record.
[[nodiscard]] std::string canonical(const writ::model::Contract& contract,
                                    writ::model::RecordId record, const Value& value);

/// Is a map with such keys an object? Else it is an array of pairs.
[[nodiscard]] bool is_object_key(writ::model::Type::Kind key);

/// Sorts the elements of a set, or the entries of a map (`step` 2). True: none was there twice.
/// `twice` gets the indexes, as they were, of those that were.
bool sort(std::vector<Value>& parts, std::size_t step, std::vector<std::size_t>& twice);

/// The constant that a default says, as a value of the field's type.
[[nodiscard]] Value constant(const writ::model::Contract& contract, writ::model::TypeId type,
                             const writ::model::Expr& expr);

}  // namespace reference
