// Assignments and changes: where they go, what they write, and whether it is known to fit.
#include <algorithm>

#include "compiler/model/footprint.h"
#include "compiler/sema/bodies.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Statement;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;
using Does = syntax::Statement::Kind;
using Written = syntax::ExprKind;

namespace {

/// Is the last step of the place an optional that is known to hold something? Then it is the
/// optional itself that is written.
Expr whole_optional(Expr place) {
  if (place.kind != ExprKind::Value || place.partial) return place;
  Expr whole = place.operands[0];
  return whole;
}

bool is_structural(const Statement& change) {
  return change.kind != Statement::Kind::Set || change.inserts;
}

bool has_at(const Expr& place) {
  const Expr* step = &place;
  for (; model::is_step(step->kind); step = &step->operands[0])
    if (step->kind == ExprKind::At) return true;
  return step->kind == ExprKind::Local;
}

}  // namespace

std::vector<Statement> Changes::of(const syntax::Statement& written) {
  if (written.kind == Does::Merge) return merge(written);
  std::optional<Statement> one = written.kind == Does::Change ? change(written) : set(written);
  std::vector<Statement> all;
  if (one) all.push_back(*std::move(one));
  return all;
}

// --- assignments ---------------------------------------------------------------------------------

std::optional<Statement> Changes::set(const syntax::Statement& written) {
  Result place = place_of(written.target);
  if (!place) {
    // What is wrong in the value is said all the same, but for names that need the place's type.
    if (written.value.kind != Written::Name) (void)typer_.any(written.value);
    return std::nullopt;
  }
  if (written.kind == Does::Set) place = whole_optional(*std::move(place));
  Statement change;
  change.inserts = written.kind == Does::Set && place->kind == ExprKind::At &&
                   work_.types[place->operands[0].type].kind == Kind::Map;
  if (change.inserts && !key_fits(*place)) return std::nullopt;
  Result value = unchecked(value_of(written, *place));
  if (!value) return std::nullopt;
  const std::string words = one_line(work_.input.files, written.target.span);
  if (!fits(*value, place->type, words, change.in_range)) return std::nullopt;
  change.place = *std::move(place);
  change.value = *std::move(value);
  if (!finish(change, written.span)) return std::nullopt;
  return change;
}

Result Changes::value_of(const syntax::Statement& written, const Expr& place) {
  const source::Span span = written.span;
  switch (written.kind) {
    case Does::Add: return typer_.combined(model::Op::Plus, place, written.value, span);
    case Does::Subtract: return typer_.combined(model::Op::Minus, place, written.value, span);
    case Does::Multiply: return typer_.combined(model::Op::Times, place, written.value, span);
    default: break;
  }
  return typer_.of(written.value, place.type);
}

/// What an optional is to hold is looked at with the whole, as any other value is.
Result Changes::unchecked(Result value) {
  if (!value || value->kind != ExprKind::Some || value->operands[0].kind != ExprKind::Checked)
    return value;
  Expr inner = std::move(value->operands[0].operands[0]);
  value->partial = inner.partial;
  value->operands[0] = std::move(inner);
  return value;
}

/// A key that `m[k] = e` may enter must be one.
bool Changes::key_fits(const Expr& place) {
  const TypeId key = work_.types[place.operands[0].type].key;
  return typer_.require_inside(place.operands[1], key, ", the type of the keys");
}

/// `place merge { f: e, … }` sets the members that are named. Values see the place as it was.
std::vector<Statement> Changes::merge(const syntax::Statement& written) {
  std::vector<Statement> sets;
  const Result place = place_of(written.target);
  if (!place) return sets;
  if (work_.types[place->type].kind != Kind::Record) {
    work_.sink.report(diag::type_mismatch("a record", work_.types.quoted(place->type)),
                      written.target.span, "`merge` changes some members of a record");
    return sets;
  }
  merge_members(*place, written.value, sets);
  const auto reads_one = [&](const Statement& set) {
    const model::Footprint reads = model::reads(work_.contract, set.value);
    return std::any_of(sets.begin(), sets.end(),
                       [&](const Statement& other) { return reads.touches(other.path); });
  };
  if (!std::any_of(sets.begin(), sets.end(), reads_one)) return sets;
  std::vector<Statement> lets;
  for (Statement& set : sets) {
    Statement let;
    let.kind = Statement::Kind::Let;
    let.name = "merged_" + std::to_string(lets.size() + 1) + "_";  // no name in a contract ends so
    let.words = let.name;
    let.span = set.span;
    Expr local = set.value;
    local.kind = ExprKind::Local;
    local.operands.clear();
    local.phases.clear();
    local.text = let.name;
    local.second.clear();
    local.overflows = local.partial = false;
    let.value = std::exchange(set.value, std::move(local));
    lets.push_back(std::move(let));
  }
  Statement block;
  block.kind = Statement::Kind::Block;
  block.span = written.span;
  block.body = std::move(lets);
  for (Statement& set : sets) block.body.push_back(std::move(set));
  std::vector<Statement> one;
  one.push_back(std::move(block));
  return one;
}

void Changes::merge_members(const Expr& place, const syntax::Expr& braces,
                            std::vector<Statement>& into) {
  for (const syntax::Entry& entry : braces.entries) {
    if (entry.kind != syntax::Entry::Kind::Member) {
      work_.sink.report(diag::type_mismatch("a member", "something else"), entry.span,
                        "`merge` takes `name: value`");
      continue;
    }
    Result member = typer_.field(place, entry.name, entry.name.span);
    if (!member) continue;
    member = whole_optional(*std::move(member));
    const bool deeper = work_.types[member->type].kind == Kind::Record &&
                        entry.value.kind == Written::Braces && entry.value.operands.empty();
    if (deeper) {
      merge_members(*member, entry.value, into);
      continue;
    }
    Result value = unchecked(typer_.of(entry.value, member->type));
    if (!value) continue;
    Statement set;
    if (!fits(*value, member->type, entry.name.text, set.in_range)) continue;
    set.place = *std::move(member);
    set.value = *std::move(value);
    if (finish(set, entry.span)) into.push_back(std::move(set));
  }
}

// --- places --------------------------------------------------------------------------------------

bool Changes::refuse(const std::string& what, source::Span span, const std::string& label) {
  work_.sink.report(diag::not_assignable(what), span, label);
  return false;
}

/// Does the chain begin at a field of the state, or at the variable of a loop over what it holds?
bool Changes::is_place(const syntax::Expr& target) {
  const syntax::Expr* first = &target;
  while (first->kind == Written::Member || first->kind == Written::Index) {
    if (first->operands[0].kind == Written::State) return true;
    first = &first->operands[0];
  }
  const std::string rule = "only what the state holds can change";
  if (first->kind == Written::Intent) return refuse("the payload of an intent", first->span, rule);
  if (first->kind != Written::Name) return refuse("this", first->span, rule);
  if (const Local* local = typer_.find_local(first->name.text)) {
    for (const Loop& loop : loops_) {
      const bool element =
          loop.second.empty() ? loop.variable == local->name : loop.second == local->name;
      if (element && loop.collection.kind != ExprKind::Range && in_state(loop.collection))
        return true;
    }
    if (local->alias && in_state(*local->alias)) return true;
    work_.sink.report(diag::not_assignable("`" + first->name.text + "`"), first->span, rule)
        .also(local->span, "it is declared here");
    return false;
  }
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

Result Changes::place_of(const syntax::Expr& target) {
  if (!is_place(target)) return std::nullopt;
  Result place = typer_.any(target);
  if (place && place->kind == ExprKind::Size) {
    (void)refuse("`.size`", target.span, "a size follows from what is in it");
    return std::nullopt;
  }
  if (place && is_in_set(*place)) {
    (void)refuse("an element of a set", target.span,
                 "its place follows from what it is: `.remove` it and `.add` another one");
    return std::nullopt;
  }
  return place;
}

/// Of what is in the variable of a loop: the path of what the loop runs over.
model::Path Changes::path_of(const Expr& place) const {
  const Expr* root = &place;
  while (model::is_step(root->kind)) root = &root->operands[0];
  if (root->kind != ExprKind::Local) return model::written(place);
  for (const Loop& loop : loops_)
    if (loop.variable == root->text || loop.second == root->text) return path_of(loop.collection);
  return {};
}

bool Changes::in_state(const Expr& path) const {
  const Expr* root = &path;
  while (model::is_step(root->kind)) root = &root->operands[0];
  if (root->kind == ExprKind::State) return true;
  if (root->kind != ExprKind::Local) return false;
  return std::any_of(loops_.begin(), loops_.end(), [&](const Loop& loop) {
    return (loop.variable == root->text || loop.second == root->text) && in_state(loop.collection);
  });
}

/// Does it lead through the variable of a loop over a set?
bool Changes::is_in_set(const Expr& path) const {
  const Expr* root = &path;
  while (model::is_step(root->kind)) root = &root->operands[0];
  if (root->kind != ExprKind::Local) return false;
  return std::any_of(loops_.begin(), loops_.end(), [&](const Loop& loop) {
    return (loop.variable == root->text || loop.second == root->text) &&
           (work_.types[loop.collection.type].kind == Kind::Set || is_in_set(loop.collection));
  });
}

bool Changes::finish(Statement& change, source::Span span) {
  change.words = one_line(work_.input.files, span);
  change.span = span;
  change.path = path_of(change.place);
  return !breaks_loop(change);
}

/// Is a value of the type such a collection, or is there one in it?
bool Changes::holds(TypeId whole, TypeId collection) const {
  std::vector<TypeId> inner = {whole};
  while (!inner.empty()) {
    const TypeId id = inner.back();
    inner.pop_back();
    if (work_.types.base(id) == work_.types.base(collection)) return true;
    const Type& type = work_.types[id];
    const auto add = [&](model::RecordId record) {
      for (const model::Field& field : work_.contract.record(record).fields)
        inner.push_back(field.type);
    };
    if (type.kind == Kind::Record) add(type.record);
    if (type.kind == Kind::Variant) {
      for (const model::Variant::Case& one : work_.contract.variant(type.variant).cases)
        add(one.record);
    }
    const bool has_elements = type.kind == Kind::List || type.kind == Kind::Set ||
                              type.kind == Kind::Map || type.kind == Kind::Optional;
    if (has_elements) inner.push_back(type.element);
  }
  return false;
}

bool Changes::breaks_loop(const Statement& change) {
  const Expr& changed = change.inserts ? change.place.operands[0] : change.place;
  for (const Loop& loop : loops_) {
    if (!in_state(loop.collection)) continue;
    const model::Path over = path_of(loop.collection);
    if (!model::overlap(over, change.path)) continue;
    // What is in an element can only be run over by a loop that begins at an element.
    const bool around = has_at(changed)
                            ? has_at(loop.collection) && holds(changed.type, loop.collection.type)
                            : is_structural(change) || change.path.size() <= over.size();
    if (!around) continue;
    work_.sink
        .report(diag::changed_in_loop(one_line(work_.input.files, loop.collection.span)),
                change.span, "a loop may change the elements it runs over, not which there are")
        .also(loop.collection.span, "the loop runs over this");
    return true;
  }
  return false;
}

// --- does it fit ---------------------------------------------------------------------------------

/// Is the value inside the type? Reports what never is, and what cannot be checked at run time.
bool Changes::fits(const Expr& value, TypeId id, const std::string& place, bool& in_range) {
  in_range = known_inside(work_.types, value, id);
  if (in_range) return true;
  const std::string words = work_.types.quoted_in_full(id);
  if (known_outside(work_.types, value, id)) {
    work_.sink.report(diag::always_out_of_range(place), value.span,
                      "never inside " + work_.types.explained(id));
    return false;
  }
  const Type& type = held(id);
  if (type.kind != Kind::List && type.kind != Kind::Set && type.kind != Kind::Map) return true;
  if (parts_fit(value, type)) return true;
  work_.sink.report(diag::type_mismatch(words, work_.types.quoted_in_full(value.type)), value.span,
                    "its elements are not known to be inside those of " + words);
  return false;
}

/// What an optional may hold; any other type is itself.
const Type& Changes::held(TypeId id) const {
  const Type& type = work_.types[id];
  return type.kind == Kind::Optional ? work_.types[type.element] : type;
}

/// Are the elements of a list or map, and its keys, inside those of the type?
bool Changes::parts_fit(const Expr& value, const Type& type) {
  if (value.kind == ExprKind::Coalesce)
    return parts_fit(value.operands[0], type) && parts_fit(value.operands[1], type);
  const Type& from = held(value.type);
  return work_.types.contains(type.element, from.element) &&
         (type.kind != Kind::Map || work_.types.contains(type.key, from.key));
}

}  // namespace writ::sema
