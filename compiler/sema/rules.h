/// What narrows a type besides bounds and sizes: `in {a, b}`, `matching`, `format`, `unique by`,
/// `where`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "compiler/sema/type_table.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

struct Workspace;

/// Narrows a type by what is written behind it; false when a mistake was reported.
bool narrow_by_rule(Workspace& work, model::Type& type, const syntax::Refinement& written,
                    std::size_t module);
/// Drops the members of `in {…}` that are known to be outside of what the type was narrowed to
/// since; false when none is left.
bool keep_members_inside(Workspace& work, model::Type& type);

/// Is every value that keeps `inner` known to keep `outer`?
[[nodiscard]] bool implied(const model::Contract& contract, model::RulesId outer,
                           std::optional<model::RulesId> inner);
/// Does a constant, a Number, a Text or a named one, keep them? Nothing where it is not known.
[[nodiscard]] std::optional<bool> keeps(const model::Contract& contract, const model::Expr& value,
                                        model::RulesId rules);
/// The same of the first value of a field without a default: zero, empty, or made of such.
[[nodiscard]] bool first_value_keeps(const model::Contract& contract, const model::Type& type);

/// Is a value, of the base type, known to keep the rules of a type, or to break them?
[[nodiscard]] bool known_to_keep(const TypeTable& types, const model::Expr& value,
                                 const model::Type& type);
[[nodiscard]] bool known_to_break(const TypeTable& types, const model::Expr& value,
                                  const model::Type& type);

/// Reports a pattern that is none; `span` ends behind its closing `/`.
bool check_pattern(Workspace& work, const std::string& pattern, source::Span span);

/// The index of what `matches` searches for; `span` ends behind the closing `/`.
[[nodiscard]] std::int64_t searched(Workspace& work, std::size_t module, const std::string& pattern,
                                    source::Span span);

/// Is there a `where` behind a type of the file?
[[nodiscard]] bool has_predicates(const syntax::Ast& ast);

/// The first thing in an expression that is not the same in every state: a field of the state, the
/// phase, the intent, the time, a function that reads one of them.
[[nodiscard]] const syntax::Expr* first_read(const Workspace& work, const syntax::Expr& expr,
                                             std::size_t module);

}  // namespace writ::sema
