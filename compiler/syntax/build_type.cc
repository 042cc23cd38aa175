// Types and what they are refined to.
#include "compiler/syntax/build.h"

namespace writ::syntax {

Type Builder::type(Rules::TypeContext* context) {
  Type made;
  made.span = span(context);
  if (auto* collection = context->collection()) {
    // `list`, `set` or `map`: the word itself is the name.
    made.name = {std::string(text(span(collection->start))), span(collection->start)};
    for (auto* argument : collection->type()) made.arguments.push_back(type(argument));
  } else {
    made.name = {std::string(text(span(context->start))), span(context->start)};
  }
  for (auto* one : context->refinement()) made.refinements.push_back(refinement(one));
  made.optional = context->QUESTION() != nullptr;
  return made;
}

Refinement Builder::refinement(Rules::RefinementContext* context) {
  Refinement made;
  made.span = span(context);
  if (context->bounds() != nullptr) {
    made.kind = Refinement::Kind::Size;
    bounds(made, context->bounds());
  } else if (context->MATCHING() != nullptr) {
    made.kind = Refinement::Kind::Matching;
    made.name = {pattern_text(context->PATTERN()->getSymbol()), made.span};
  } else if (context->FORMAT() != nullptr) {
    made.kind = Refinement::Kind::Format;
    made.name = name(context->name());
  } else if (context->UNIQUE() != nullptr) {
    made.kind = Refinement::Kind::Unique;
    made.path = path_names(context->fieldPath());
  } else if (!context->expression().empty()) {
    made.kind = context->IN() != nullptr ? Refinement::Kind::Members : Refinement::Kind::Where;
    for (auto* one : context->expression()) made.members.push_back(expression(one));
  } else if (context->IN() != nullptr) {
    made.kind = Refinement::Kind::In;
    made.least = bound(context->bound(0));
    made.most = bound(context->bound(1));
  } else {
    const bool least = context->GREATER() != nullptr || context->AT_LEAST() != nullptr;
    const bool strict = context->GREATER() != nullptr || context->LESS() != nullptr;
    made.kind = least ? (strict ? Refinement::Kind::Greater : Refinement::Kind::AtLeast)
                      : (strict ? Refinement::Kind::Less : Refinement::Kind::AtMost);
    (least ? made.least : made.most) = bound(context->bound(0));
  }
  return made;
}

void Builder::bounds(Refinement& made, Rules::BoundsContext* context) {
  const std::vector<Rules::BoundContext*> all = context->bound();
  if (context->RANGE() == nullptr) {
    made.single = true;
    made.least = bound(all[0]);
    made.most = made.least;
  } else if (context->start == context->RANGE()->getSymbol()) {
    made.most = bound(all[0]);
  } else {
    made.least = bound(all[0]);
    if (all.size() > 1) made.most = bound(all[1]);
  }
}

}  // namespace writ::syntax
