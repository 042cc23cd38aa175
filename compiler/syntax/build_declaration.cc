// What there is: the contract, its types, its state and phases, its intents and functions.
#include <charconv>

#include "compiler/syntax/build.h"
#include "compiler/syntax/errors.h"

namespace writ::syntax {

void Builder::contract(Rules::ContractContext* context) {
  ast_.contract = name(context->name());
  const Span at = span(context->INTEGER()->getSymbol());
  const std::string number = digits(at);
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), ast_.version);
  if (error != std::errc()) {
    sink_.report(diag::number_too_large(number), at, "a version has at most 18 digits");
    ast_.complete = false;
  }
  ast_.doc = doc_above(context->start);
  if (ast_.doc.empty()) ast_.doc = doc_at_top();
}

void Builder::module_doc() {
  const antlr4::Token* first = tokens_.LT(1);
  Doc top = doc_at_top();
  // Without an empty line between them they are the first declaration's.
  if (first->getType() == antlr4::Token::EOF || doc_above(first) != top) ast_.doc = std::move(top);
}

void Builder::declaration(Rules::DeclarationContext* context) {
  const Doc doc = doc_above(context->start);
  const Span at = span(context);
  if (auto* import = context->import_()) {
    auto* path = import->string();
    Expr written = string(path);
    const bool plain =
        written.operands.size() == 1 && written.operands[0].kind == ExprKind::Literal;
    if (!plain) refuse("the path of a file", "another text", span(path));
    ast_.imports.push_back({{written.operands[0].text, written.span}, at});
  } else if (auto* alias = context->alias()) {
    ast_.aliases.push_back({name(alias->name()), type(alias->type()), doc, at});
  } else if (auto* constant = context->constant()) {
    std::optional<Type> given;
    if (constant->type() != nullptr) given = type(constant->type());
    ast_.constants.push_back(
        {name(constant->name()), std::move(given), expression(constant->expression()), doc, at});
  } else if (auto* one = context->record()) {
    ast_.records.push_back({name(one->name()), fields(one->fields()), doc, at});
  } else if (auto* enumerated = context->enumeration()) {
    enumeration(enumerated, doc);
  } else if (auto* state = context->state()) {
    ast_.states.push_back({fields(state->fields()), doc, at});
  } else if (auto* all = context->phases()) {
    Phases made{{}, doc, at};
    for (auto* inner : all->phase()) made.phases.push_back(phase(inner));
    ast_.phases.push_back(std::move(made));
  } else if (auto* intent = context->intent()) {
    std::vector<Field> payload;
    if (intent->fields() != nullptr) payload = fields(intent->fields());
    ast_.intents.push_back({name(intent->name()), std::move(payload), doc, at});
  } else if (auto* computed = context->function()) {
    function(computed, doc);
  } else if (auto* invariant = context->invariant()) {
    ast_.invariants.push_back(
        {name(invariant->name()), expression(invariant->expression()), doc, at});
  } else if (auto* guarded = context->guard()) {
    guard(guarded, doc);
  } else {
    transition(context->transition(), doc);
  }
}

void Builder::enumeration(Rules::EnumerationContext* context, const Doc& doc) {
  // The first name is the enum's own.
  Enumeration made{name(context->name(0)), {}, doc, span(context)};
  const std::vector<Rules::NameContext*> all = context->name();
  for (std::size_t i = 1; i < all.size(); ++i) made.members.push_back(name(all[i]));
  ast_.enumerations.push_back(std::move(made));
}

void Builder::function(Rules::FunctionContext* context, const Doc& doc) {
  Function made;
  made.name = name(context->name());
  for (auto* one : context->parameter())
    made.parameters.push_back({name(one->name()), type(one->type())});
  made.result = type(context->type());
  made.value = expression(context->expression());
  made.doc = doc;
  made.span = span(context);
  ast_.functions.push_back(std::move(made));
}

std::vector<Field> Builder::fields(Rules::FieldsContext* context) {
  std::vector<Field> all;
  for (auto* one : context->field()) all.push_back(field(one));
  return all;
}

Field Builder::field(Rules::FieldContext* context) {
  Field made;
  made.span = span(context);
  made.doc = doc_of_member(context);
  if (context->fields() != nullptr) {
    made.name = name(context->name());
    made.fields = fields(context->fields());
    return made;
  }
  made.name = name(context->fieldName());
  made.type = type(context->type());
  if (context->expression() != nullptr) made.initial = expression(context->expression());
  return made;
}

Phase Builder::phase(Rules::PhaseContext* context) {
  Phase made;
  made.name = name(context->name());
  made.final = context->FINAL() != nullptr;
  for (auto* one : context->phase()) made.inner.push_back(phase(one));
  made.doc = doc_of_member(context);
  made.span = span(context);
  return made;
}

}  // namespace writ::syntax
