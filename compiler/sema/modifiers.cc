#include "compiler/sema/modifiers.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "compiler/sema/workspace.h"

namespace writ::sema {

using model::Record;

namespace {

/// The text behind `as`; none where it can be no name, which is reported.
std::optional<std::string> wire_name_of(Workspace& work, const syntax::Expr& written) {
  std::string name;
  for (const syntax::Expr& piece : written.operands) {
    if (piece.kind != syntax::ExprKind::Literal) {
      work.sink.report(diag::not_a_constant(), piece.span, "a name outside has no values in it");
      return std::nullopt;
    }
    name += piece.text;
  }
  const bool control = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (!name.empty() && !control) return name;
  work.sink.report(diag::bad_name(name), written.span,
                   "a name outside has characters, and no control characters");
  return std::nullopt;
}

}  // namespace

void take_modifiers(Workspace& work, model::Field& field, const syntax::Field& written) {
  const syntax::Modifiers& modifiers = written.modifiers;
  field.secret = written.secret;
  field.authored = modifiers.authored;
  field.visible = modifiers.visible;
  field.ephemeral = modifiers.ephemeral;
  if (!modifiers.wire_name) return;
  if (auto name = wire_name_of(work, *modifiers.wire_name)) field.wire_name = *std::move(name);
}

void check_place(Workspace& work, const syntax::Field& field, Record::Kind place) {
  const auto refuse = [&](bool wrong, std::string_view modifier, const char* rule) {
    if (wrong) work.sink.report(diag::misplaced_modifier(modifier), field.modifiers.span, rule);
  };
  refuse(field.modifiers.authored && place != Record::Kind::Payload, "authored",
         "only what an intent brings is given by somebody");
  refuse(field.modifiers.visible && place != Record::Kind::State, "visible",
         "only the state is shown to a proposer, or not");
  refuse(field.modifiers.ephemeral && place != Record::Kind::State, "ephemeral",
         "only the state is stored, or not");
}

void check_wire_names(Workspace& work, const Record& record,
                      const std::vector<syntax::Field>& written) {
  std::map<std::string_view, source::Span> seen;
  const auto name_span = [&](const model::Field& field) {
    for (const syntax::Field& one : written)
      if (one.name.text == field.name && one.modifiers.wire_name)
        return source::Span(one.modifiers.wire_name->span);
    return field.span;
  };
  for (const model::Field& field : record.fields) {
    const source::Span span = name_span(field);
    if (record.kind == Record::Kind::Case && field.wire_name == "kind") {
      work.sink
          .report(diag::duplicate_name("member", "kind"), span,
                  "in JSON, `kind` says which case it is")
          .help("give it another name outside: `as \"…\"`");
      continue;
    }
    const auto [first, fresh] = seen.emplace(field.wire_name, span);
    if (fresh) continue;
    work.sink.report(diag::duplicate_name("member", field.wire_name), span, "in JSON")
        .also(first->second, "the first one");
  }
}

}  // namespace writ::sema
