// Assignments and changes: where they go, what they write, and whether it is known to fit.
#include <algorithm>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::Effect;
using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;
using Does = syntax::Statement::Kind;
using Written = syntax::ExprKind;

namespace {

class Builder {
 public:
  Builder(Workspace& work, Typer& typer) : work_(work), typer_(typer) {}

  std::optional<Effect> set(const syntax::Statement& statement) {
    Result place = place_of(statement.target);
    if (!place) {
      // What is wrong in the value is said all the same, but for names that need the place's type.
      if (statement.value.kind != Written::Name) (void)typer_.any(statement.value);
      return std::nullopt;
    }
    Effect effect;
    effect.inserts = statement.kind == Does::Set && place->kind == ExprKind::At &&
                     work_.types[place->operands[0].type].kind == Kind::Map;
    if (effect.inserts && !key_fits(*place)) return std::nullopt;
    Result value = value_of(statement, *place);
    if (!value) return std::nullopt;
    const std::string words = one_line(work_.input.files, statement.target.span);
    if (!fits(*value, place->type, words, effect.in_range)) return std::nullopt;
    effect.place = *std::move(place);
    effect.value = *std::move(value);
    return finish(std::move(effect), statement);
  }

  std::optional<Effect> change(const syntax::Statement& statement) {
    const syntax::Expr& target = statement.target;
    if (target.kind != Written::Method) {
      work_.sink.report(diag::cannot_call(target.name.text, "as a statement"), target.span,
                        "a function changes nothing");
      return std::nullopt;
    }
    Result place = place_of(target.operands[0]);
    if (!place) return std::nullopt;
    if (target.name.text != "push" || work_.types[place->type].kind != Kind::List) {
      (void)typer_.any(target);  // says why there is no such change
      return std::nullopt;
    }
    if (target.operands.size() != 2) {
      work_.sink.report(
          diag::cannot_call("push", "with " + counted(target.operands.size() - 1, "argument")),
          target.span, "it takes 1 argument");
      return std::nullopt;
    }
    const TypeId element = work_.types[place->type].element;
    Result value = typer_.of(target.operands[1], element);
    if (!value) return std::nullopt;
    Effect effect;
    effect.kind = Effect::Kind::Push;
    const std::string words = one_line(work_.input.files, target.operands[0].span);
    if (!fits(*value, element, words, effect.in_range)) return std::nullopt;
    effect.place = *std::move(place);
    effect.value = *std::move(value);
    return finish(std::move(effect), statement);
  }

 private:
  std::optional<Effect> finish(Effect effect, const syntax::Statement& statement) {
    effect.words = one_line(work_.input.files, statement.span);
    effect.span = statement.span;
    return effect;
  }

  bool refuse(const std::string& what, source::Span span, const std::string& label) {
    work_.sink.report(diag::not_assignable(what), span, label);
    return false;
  }

  /// Does the chain begin at a field of the state?
  bool is_in_state(const syntax::Expr& target) {
    const syntax::Expr* first = &target;
    while (first->kind == Written::Member || first->kind == Written::Index) {
      if (first->operands[0].kind == Written::State) return true;
      first = &first->operands[0];
    }
    const std::string rule = "only what the state holds can change";
    if (first->kind == Written::Intent)
      return refuse("the payload of an intent", first->span, rule);
    if (first->kind != Written::Name) return refuse("this", first->span, rule);
    const Declaration* declaration = find(work_.names.values, first->name.text, 0);
    if (!declaration) {
      if (first->name.text == "phase")
        return refuse("the phase", first->span, "a transition leads to another one with `->`");
      (void)typer_.any(*first);  // says that there is no such name, or what it is
      return false;
    }
    if (declaration->entity == Entity::StateField) return true;
    work_.sink
        .report(diag::not_assignable("the " + std::string(noun(declaration->entity)) + " `" +
                                     first->name.text + "`"),
                first->span, rule)
        .also(declaration->span, "`" + first->name.text + "` is declared here");
    return false;
  }

  Result place_of(const syntax::Expr& target) {
    if (!is_in_state(target)) return std::nullopt;
    Result place = typer_.any(target);
    if (place && place->kind == ExprKind::Size) {
      (void)refuse("`.size`", target.span, "a size follows from what is in it");
      return std::nullopt;
    }
    return place;
  }

  /// A key that `m[k] = e` may enter must be one.
  bool key_fits(const Expr& place) {
    const TypeId key = work_.types[place.operands[0].type].key;
    return typer_.require_inside(place.operands[1], key, ", the type of the keys");
  }

  Result value_of(const syntax::Statement& statement, const Expr& place) {
    const source::Span span = statement.span;
    switch (statement.kind) {
      case Does::Add: return typer_.combined(model::Op::Plus, place, statement.value, span);
      case Does::Subtract: return typer_.combined(model::Op::Minus, place, statement.value, span);
      case Does::Multiply: return typer_.combined(model::Op::Times, place, statement.value, span);
      default: break;
    }
    return typer_.of(statement.value, place.type);
  }

  /// Is the value inside the type? Reports what never is, and what cannot be checked at run time.
  bool fits(const Expr& value, TypeId id, const std::string& place, bool& in_range) {
    in_range = known_inside(work_.types, value, id);
    if (in_range) return true;
    const std::string words = work_.types.quoted_in_full(id);
    if (known_outside(work_.types, value, id)) {
      work_.sink.report(diag::always_out_of_range(place), value.span,
                        "never inside " + work_.types.explained(id));
      return false;
    }
    const Type& type = work_.types[id];
    if (type.kind != Kind::List && type.kind != Kind::Set && type.kind != Kind::Map) return true;
    if (parts_fit(value, type)) return true;
    work_.sink.report(diag::type_mismatch(words, work_.types.quoted_in_full(value.type)),
                      value.span, "its elements are not known to be inside those of " + words);
    return false;
  }

  /// Are the elements of a list or map, and its keys, inside those of the type?
  bool parts_fit(const Expr& value, const Type& type) {
    if (value.kind == ExprKind::Coalesce)
      return parts_fit(value.operands[0], type) && parts_fit(value.operands[1], type);
    const Type& from = work_.types[value.type];
    return work_.types.contains(type.element, from.element) &&
           (type.kind != Kind::Map || work_.types.contains(type.key, from.key));
  }

  Workspace& work_;
  Typer& typer_;
};

}  // namespace

std::optional<Effect> effect_of(Workspace& work, Typer& typer, const syntax::Statement& statement) {
  Builder builder(work, typer);
  return statement.kind == Does::Change ? builder.change(statement) : builder.set(statement);
}

}  // namespace writ::sema
