/// What is declared outside of behaviour: types, constants, records, the state, payloads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

struct Declaration;
struct Workspace;

/// The type that a use of one means, refined; `no_type` when a mistake was reported.
[[nodiscard]] model::TypeId resolve(Workspace& work, const syntax::Type& type, std::size_t module);
/// `base` narrowed by what is written behind it.
[[nodiscard]] model::TypeId refined(Workspace& work, model::TypeId base, const syntax::Type& type,
                                    std::size_t module);

/// Is it of a kind that a map may have as key?
[[nodiscard]] bool may_be_key(model::Type::Kind kind);
/// What is said to one that is not.
inline constexpr std::string_view key_types =
    "a `string`, `int`, `uuid`, `date`, `instant` or an enum as key";

/// A field with its type and its default.
[[nodiscard]] model::Field field_of(Workspace& work, const syntax::Field& field,
                                    std::size_t module);
/// Reports the fields of the state that have neither a default nor a zero inside their type.
void require_first_values(Workspace& work);

/// The keys by which a repeat of an intent is known, when all payloads are.
void build_keys_of_intents(Workspace& work);

/// Enums, constants, types and records, in the order given, which is that of `in_order`; then the
/// state and the payloads.
void build_types(Workspace& work, const std::vector<Declaration*>& order);

}  // namespace writ::sema
