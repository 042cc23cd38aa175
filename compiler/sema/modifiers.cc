#include "compiler/sema/modifiers.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "compiler/model/footprint.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

using model::Record;

namespace {

/// The text behind `as`; none where it can be no name, which is reported.
std::optional<std::string> wire_name_of(Workspace& work, const syntax::Expr& written) {
  std::optional<std::string> text =
      constant_text(work, written, "a name outside has no values in it");
  if (!text) return std::nullopt;
  std::string& name = *text;
  const bool control = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (!name.empty() && !control) return text;
  work.sink.report(diag::bad_name(name), written.span,
                   "a name outside has characters, and no control characters");
  return std::nullopt;
}

}  // namespace

std::optional<std::string> constant_text(Workspace& work, const syntax::Expr& written,
                                         const char* rule) {
  std::string text;
  for (const syntax::Expr& piece : written.operands) {
    if (piece.kind != syntax::ExprKind::Literal) {
      work.sink.report(diag::not_a_constant(), piece.span, rule);
      return std::nullopt;
    }
    text += piece.text;
  }
  return text;
}

model::TypeId with_saying(Workspace& work, model::TypeId id,
                          const std::optional<syntax::Expr>& written, const std::string& alias) {
  if (!written || id == no_type) return id;
  if (work.types[id].kind == model::Type::Kind::Optional) {
    const model::TypeId inner = with_saying(work, work.types[id].element, written, alias);
    return work.types.collection(model::Type::Kind::Optional, inner);
  }
  std::optional<std::string> text =
      constant_text(work, *written, "it is said of any value: no value stands in it");
  if (!text) return id;
  model::Type type = work.types[id];
  if (text->empty()) {
    work.sink.report(diag::bad_refinement("a message without a word"), written->span);
  } else if (type.bounds.unbounded() && type.size == model::Size{} && !type.rules) {
    work.sink.report(diag::bad_refinement("a message of a type that has no rules"), written->span,
                     "no value of " + work.types.quoted_in_full(id) + " could break one");
  }
  type.said = {*std::move(text), {}, alias, written->span, id};
  return work.types.intern(std::move(type));
}

void take_modifiers(Workspace& work, model::Field& field, const syntax::Field& written) {
  const syntax::Modifiers& modifiers = written.modifiers;
  field.secret = written.secret;
  field.authored = modifiers.authored;
  field.visible = modifiers.visible;
  field.ephemeral = modifiers.ephemeral;
  if (!modifiers.wire_name) return;
  if (auto name = wire_name_of(work, *modifiers.wire_name)) field.wire_name = *std::move(name);
}

namespace {

/// The ephemeral field that a path of the state leads to or through.
const model::Field* ephemeral_on(const model::Contract& contract, const model::Path& path) {
  model::RecordId record = contract.state;
  for (const std::uint32_t i : path) {
    const model::Field& field = contract.record(record).fields[i];
    if (field.ephemeral) return &field;
    record = contract.type(field.type).record;
  }
  return nullptr;
}

/// Reports an ephemeral field that is read by what must not: an invariant, an event.
void refuse_ephemeral(Workspace& work, const model::Expr& expr, std::string_view kind,
                      std::string_view name, const char* why) {
  for (const model::Path& path : model::reads(work.contract, expr).paths) {
    const model::Field* field = ephemeral_on(work.contract, path);
    if (!field) continue;
    work.sink.report(diag::ephemeral_read(kind, name, field->name), expr.span, why)
        .also(field->span, "`" + field->name + "` is declared here");
    return;
  }
}

void refuse_ephemeral_events(Workspace& work, const std::vector<model::Statement>& body) {
  model::each_statement(body, [&work](const model::Statement& one) {
    if (one.kind != model::Statement::Kind::Emit) return;
    const model::Type& type = work.types[one.value.type];
    if (type.kind != model::Type::Kind::Record) return;
    refuse_ephemeral(work, one.value, "event", work.contract.record(type.record).name,
                     "an event is stored, and this is not");
  });
}

}  // namespace

void check_ephemeral(Workspace& work) {
  if (work.sink.errors() > 0) return;
  for (const Draft& draft : work.drafts) refuse_ephemeral_events(work, draft.transition.body);
  for (const Hook& hook : work.hooks) refuse_ephemeral_events(work, hook.body);
  for (const model::Timer& timer : work.contract.timers)
    refuse_ephemeral(work, timer.due, "timer", timer.name,
                     "after a restart it begins anew, and when a timer is due does not");
  for (const model::Invariant& invariant : work.contract.invariants)
    refuse_ephemeral(work, invariant.condition, "invariant", invariant.name,
                     "after a restart it begins anew");
  for (const model::Property& property : work.contract.properties) {
    const char* why = "what is not stored is no part of what is proved";
    if (property.from) refuse_ephemeral(work, *property.from, "property", property.name, why);
    refuse_ephemeral(work, property.to, "property", property.name, why);
  }
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
