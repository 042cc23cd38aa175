/// Types of the model as C++ writes them: names, first values, refinements as conditions and words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/model/expected.h"

namespace writ::emit {

/// The enumerator of a guard.
[[nodiscard]] std::string guard_name(const model::Guard& guard);

/// `std::int64_t`, `writ::Decimal<2>`, `types::Text`, `types::List<Line>`, `State::Customer`.
[[nodiscard]] std::string type_name(const model::Contract& contract, model::TypeId id);
/// `Line`, `State::Customer::Profile`, `AddLine`.
[[nodiscard]] std::string record_name(const model::Contract& contract, model::RecordId id);

/// What a constant, a function, a view or an invariant of a module is called: in the namespace of
/// its kind it would hide a type of its name.
[[nodiscard]] std::string value_name(const model::Contract& contract, model::ModuleId module,
                                     std::string_view name);

/// Is it the state, or written in place somewhere in it?
[[nodiscard]] bool in_state(const model::Contract& contract, const model::Record& record);

/// The last part of that, of a record that is written in place.
[[nodiscard]] std::string inner_record_name(const model::Contract& contract,
                                            const model::Record& record);

/// What a member of a value is named behind: `x.` of `x`, `x->` of `*x`, `(*x)->` of `**x`.
[[nodiscard]] std::string to_member(const std::string& value);

/// How a function takes a value of the type: by value where it is small.
[[nodiscard]] std::string parameter_type(const model::Contract& contract, model::TypeId id);

/// A literal for a checked constant: `EUR` as `Currency::EUR`, 250 as `writ::Decimal<2>{250}`.
[[nodiscard]] std::string literal(const model::Contract& contract, const model::Expr& constant);

/// Copying it never fails: no memory is asked for.
[[nodiscard]] bool is_plain(const model::Contract& contract, model::TypeId id);

/// What its refinement asks of `value`, as a condition; empty when it asks for nothing. Members of
/// records and elements of collections are not looked into.
[[nodiscard]] std::string condition(const model::Contract& contract, model::TypeId id,
                                    const std::string& value);
/// What a typed caller might hand in and a contract does not know: text that is no UTF-8, a `float`
/// that is no number. As a condition on `value`, with what `condition` asks; empty for nothing.
[[nodiscard]] std::string payload_condition(const model::Contract& contract, model::TypeId id,
                                            const std::string& value);
/// Is a map with such keys an object in JSON? Else it is an array of pairs.
[[nodiscard]] bool is_text_like(const model::Type& key);
/// The same of its bounds or its size alone.
[[nodiscard]] std::string plain_condition(const model::Contract& contract, model::TypeId id,
                                          const std::string& value);
using model::constant_words;
using model::expected;
using model::rule_words;
using model::size_words;
using model::value_words;

}  // namespace writ::emit
