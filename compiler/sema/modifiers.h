/// What a field says besides its type and its default: its name outside, who may give it, who may
/// see it, whether it is kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

struct Workspace;

/// A text without values in it; none where it has some, which is reported with the rule.
[[nodiscard]] std::optional<std::string> constant_text(Workspace& work, const syntax::Expr& written,
                                                       const char* rule);
/// The type that says `else "text"` to who breaks a rule of it: that of a `type`, whose name is
/// `alias`, or of a field. Reports a text with values in it, and a type that has no rules.
[[nodiscard]] model::TypeId with_saying(Workspace& work, model::TypeId id,
                                        const std::optional<syntax::Expr>& written,
                                        const std::string& alias);
/// Takes the modifiers over into the model. Reports a name outside that can be none.
void take_modifiers(Workspace& work, model::Field& field, const syntax::Field& written);
/// Reports modifiers on a field of a record of a kind that has none such.
void check_place(Workspace& work, const syntax::Field& field, model::Record::Kind place);
/// Reports fields of one record that have one name outside.
void check_wire_names(Workspace& work, const model::Record& record,
                      const std::vector<syntax::Field>& written);

/// Reports invariants and events that read what is not stored.
void check_ephemeral(Workspace& work);

}  // namespace writ::sema
