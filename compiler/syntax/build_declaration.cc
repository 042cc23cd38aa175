// What there is, what always holds, and what is computed.
#include <charconv>

#include "compiler/syntax/build.h"
#include "compiler/syntax/errors.h"

namespace writ::syntax {

void Builder::contract(Rules::ContractContext* context) {
  ast_.contract = name(context->name());
  ast_.version = version(context->INTEGER());
  ast_.doc = doc_above(context->start);
  if (ast_.doc.empty()) ast_.doc = doc_at_top();
}

std::int64_t Builder::version(antlr4::tree::TerminalNode* written) {
  const source::Span at = span(written->getSymbol());
  const std::string number = digits(at);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc()) {
    sink_.report(diag::number_too_large(number), at, "a version has at most 18 digits");
    ast_.complete = false;
  }
  return value;
}

void Builder::module_doc() {
  const antlr4::Token* first = tokens_.LT(1);
  Doc top = doc_at_top();
  // Without an empty line between them they are the first declaration's.
  if (first->getType() == antlr4::Token::EOF || doc_above(first) != top) ast_.doc = std::move(top);
}

void Builder::declaration(Rules::DeclarationContext* context) {
  const Doc doc = doc_above(context->start);
  what_there_is(context, doc);
  what_may_happen(context, doc);
  what_holds(context, doc);
  boundary(context, doc);
  if (auto* told = context->scenario()) scenario(told, doc);
}

void Builder::what_there_is(Rules::DeclarationContext* context, const Doc& doc) {
  const source::Span at = span(context);
  if (auto* one = context->import_()) {
    import(one);
  } else if (auto* alias = context->alias()) {
    ast_.aliases.push_back(
        {name(alias->name()), type(alias->type()), saying(alias->saying()), doc, at});
  } else if (auto* constant = context->constant()) {
    std::optional<Type> given;
    if (constant->type() != nullptr) given = type(constant->type());
    ast_.constants.push_back(
        {name(constant->name()), std::move(given), expression(constant->expression()), doc, at});
  } else if (auto* record = context->record()) {
    const bool open = record->OPEN() != nullptr;
    ast_.records.push_back({name(record->name()), open, fields(record->fields()), doc, at});
  } else if (auto* chosen = context->variant()) {
    variant(chosen, doc);
  } else if (auto* enumerated = context->enumeration()) {
    enumeration(enumerated, doc);
  } else if (auto* state = context->state()) {
    ast_.states.push_back({fields(state->fields()), doc, at});
  } else if (auto* all = context->phases()) {
    Phases made{name_if(all->name()), {}, doc, at};
    for (auto* inner : all->phase()) made.phases.push_back(phase(inner));
    ast_.phases.push_back(std::move(made));
  }
}

void Builder::what_holds(Rules::DeclarationContext* context, const Doc& doc) {
  const source::Span at = span(context);
  if (auto* computed = context->function()) {
    function(computed, doc);
  } else if (auto* shown = context->view()) {
    ast_.views.push_back(
        {name(shown->name()), type(shown->type()), expression(shown->expression()), doc, at});
  } else if (auto* invariant = context->invariant()) {
    ast_.invariants.push_back(
        {name(invariant->name()), expression(invariant->expression()), false, doc, at});
  } else if (auto* never = context->never()) {
    ast_.invariants.push_back(
        {name(never->name()), expression(never->expression()), true, doc, at});
  } else if (auto* temporal = context->property()) {
    property(temporal, doc);
  } else if (auto* reached = context->reachable()) {
    reachable(reached, doc);
  } else if (auto* bounds = context->verification()) {
    verification(bounds, doc);
  }
}

void Builder::import(Rules::Import_Context* context) {
  auto* path = context->string();
  Expr written = string(path);
  const bool plain = written.operands.size() == 1 && !written.long_text &&
                     written.operands[0].kind == ExprKind::Literal;
  if (!plain) refuse("the path of a file", "another text", span(path));
  ast_.imports.push_back({{written.operands[0].text, written.span}, span(context)});
}

void Builder::variant(Rules::VariantContext* context, const Doc& doc) {
  Variant made{name(context->name()), {}, doc, span(context)};
  for (auto* one : context->variantCase()) {
    std::vector<Field> inner;
    if (one->fields() != nullptr) inner = fields(one->fields());
    made.cases.push_back({name(one->name()), std::move(inner), doc_of_member(one), span(one)});
  }
  ast_.variants.push_back(std::move(made));
}

void Builder::enumeration(Rules::EnumerationContext* context, const Doc& doc) {
  // The first name is the enum's own.
  Enumeration made{name(context->name(0)), {}, doc, span(context)};
  const std::vector<Rules::NameContext*> all = context->name();
  for (std::size_t i = 1; i < all.size(); ++i) made.members.push_back(name(all[i]));
  ast_.enumerations.push_back(std::move(made));
}

std::vector<Parameter> Builder::parameters(Rules::ParametersContext* context) {
  std::vector<Parameter> all;
  if (context == nullptr) return all;
  for (auto* one : context->parameter())
    all.push_back({name(one->name()), type(one->type()), one->SECRET() != nullptr});
  return all;
}

void Builder::function(Rules::FunctionContext* context, const Doc& doc) {
  Function made;
  made.name = name(context->name());
  made.parameters = parameters(context->parameters());
  made.result = type(context->type());
  made.value = expression(context->expression());
  made.doc = doc;
  made.span = span(context);
  ast_.functions.push_back(std::move(made));
}

void Builder::property(Rules::PropertyContext* context, const Doc& doc) {
  Property made;
  made.name = name(context->name());
  if (context->LEADS() != nullptr) made.from = expression(context->expression(0));
  made.to = expression(context->expression().back());
  made.fair = names(context->names());
  made.doc = doc;
  made.span = span(context);
  ast_.properties.push_back(std::move(made));
}

void Builder::reachable(Rules::ReachableContext* context, const Doc& doc) {
  Reachable made{name(context->name()), std::nullopt, doc, span(context)};
  if (context->expression() != nullptr) made.condition = expression(context->expression());
  ast_.reachables.push_back(std::move(made));
}

void Builder::verification(Rules::VerificationContext* context, const Doc& doc) {
  Verification made{{}, doc, span(context)};
  for (auto* one : context->domain()) made.domains.push_back(domain(one));
  ast_.verifications.push_back(std::move(made));
}

Domain Builder::domain(Rules::DomainContext* context) {
  Domain made;
  made.span = span(context);
  if (context->INTEGER() != nullptr) {
    made.bound = literal_of(context->INTEGER()->getSymbol());
    return made;
  }
  made.path.push_back(name(context->name()));
  for (auto* one : context->fieldName()) made.path.push_back(name(one));
  made.in = context->IN() != nullptr;
  if (made.in) {
    made.bound = members(context->members());
    return made;
  }
  made.bound = bound(context->bound());
  const std::size_t sign = context->children.size() - 2;  // before the bound
  made.op = op(dynamic_cast<antlr4::tree::TerminalNode*>(context->children[sign])->getSymbol());
  return made;
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
  made.secret = context->SECRET() != nullptr;
  made.saying = saying(context->saying());
  for (auto* one : context->modifier()) modifier(made.modifiers, one);
  return made;
}

std::optional<Expr> Builder::saying(Rules::SayingContext* context) {
  if (context == nullptr) return std::nullopt;
  return string(context->string());
}

void Builder::modifier(Modifiers& made, Rules::ModifierContext* context) {
  const auto once = [&](bool given) {
    if (given)
      refuse("another modifier", "`" + context->start->getText() + "` again", span(context));
  };
  if (context->expression() != nullptr) {
    once(made.initial.has_value());
    made.initial = expression(context->expression());
  } else if (context->string() != nullptr) {
    once(made.wire_name.has_value());
    made.wire_name = string(context->string());
  } else {
    bool& flag = context->AUTHORED() != nullptr  ? made.authored
                 : context->VISIBLE() != nullptr ? made.visible
                                                 : made.ephemeral;
    once(flag);
    flag = true;
  }
  if (context->expression() == nullptr) made.span = span(context->start);
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
