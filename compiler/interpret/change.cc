// Changes of the state: where they write, what they write, and what refuses that.
#include <algorithm>
#include <utility>

#include <writ/core/words.h>

#include "compiler/interpret/fits.h"
#include "compiler/interpret/perform.h"
#include "compiler/interpret/words.h"
#include "compiler/model/expected.h"

namespace writ::interpret {

using model::ExprKind;
using model::Statement;
using model::Type;
using Kind = Statement::Kind;

namespace {

std::ptrdiff_t offset(std::int64_t index) { return static_cast<std::ptrdiff_t>(index); }

/// How many elements, or entries, there are.
std::size_t count(const Type& type, const Value& value) {
  return value.items().size() / (type.kind == Type::Kind::Map ? 2 : 1);
}

}  // namespace

void Performance::change(const Statement& change) {
  changes_.push_back(&change);
  if (change.kind == Kind::Set) return change.inserts ? put(change) : set(change);
  const Place where = place(change);
  switch (change.kind) {
    case Kind::Keep: return keep(change, where);
    case Kind::Sort: return sort(change, where);
    case Kind::Splice: return splice(change, where);
    case Kind::Remove:
    case Kind::Add: return change_keyed(change, where);
    case Kind::Clear:
      check_size(change, 0);
      items(where).clear();
      return;
    default: return change_list(change, where);
  }
}

Place Performance::place(const Statement& change) {
  try {
    return evaluator_.place(change.place);
  } catch (const NoValue& why) {
    no_value(why, change.span, &change.place);
  }
}

/// The value that is written, inside of the type of its place (E-6).
Value Performance::value(const Statement& change, model::TypeId type) {
  Value computed;
  try {
    computed = evaluator_.value(change.value);
  } catch (const NoValue& why) {
    const Expr* root = &change.value;
    while (model::is_step(root->kind)) root = &root->operands[0];
    const bool path =
        root != &change.value && (root->kind == ExprKind::State || root->kind == ExprKind::Payload);
    no_value(why, change.span, path ? &change.value : &change.place);
  }
  if (!fits(program_, type, computed)) refuse_type(change, change.place, type);
  return computed;
}

void Performance::set(const Statement& change) {
  const Place where = place(change);
  Value computed = value(change, change.place.type);
  change_at(state_, where) = std::move(computed);
}

/// `map[key] = value` inserts (E-7).
void Performance::put(const Statement& change) {
  const Expr& map = change.place.operands[0];
  Place where;
  Value key;
  try {
    where = evaluator_.place(map);
    key = evaluator_.value(change.place.operands[1]);
  } catch (const NoValue& why) {
    no_value(why, change.span, &change.place);
  }
  Value computed = value(change, change.place.type);
  const Value::Items& entries = at(state_, where).items();
  if (!find_in_map(entries, key)) {
    const Type& type = program_.type(map.type);
    if (entries.size() / 2 >= type.size.most) refuse_type(change, map, map.type);
  }
  put_into_map(items(where), std::move(key), std::move(computed));
}

Value Performance::argument(const Statement& change, std::size_t number) {
  try {
    return evaluator_.value(change.arguments[number]);
  } catch (const NoValue& why) {
    no_value(why, change.span, &change.place);
  }
}

/// An index, less than `end` (E-9).
std::int64_t Performance::index(const Statement& change, std::size_t number, std::size_t end) {
  const std::int64_t at = argument(change, number).number();
  if (at < 0 || static_cast<std::uint64_t>(at) >= end)
    refuse(change, change.place, "no such index");
  return at;
}

/// Asked before the change: the keys of its place may be read from what it changes.
void Performance::check_size(const Statement& change, std::size_t size) {
  const Type& type = program_.type(change.place.type);
  if (size < type.size.least || size > type.size.most)
    refuse_type(change, change.place, change.place.type);
}

void Performance::change_list(const Statement& change, const Place& place) {
  const Type& type = program_.type(change.place.type);
  const std::size_t size = at(state_, place).items().size();
  switch (change.kind) {
    case Kind::Push: {
      check_size(change, size + 1);
      Value last = value(change, type.element);
      items(place).push_back(std::move(last));
      return;
    }
    case Kind::Pop:
      if (type.size.least > 0) check_size(change, size - (size > 0 ? 1 : 0));
      if (size > 0) items(place).pop_back();
      return;
    case Kind::Insert: {
      const std::int64_t before = index(change, 0, size + 1);
      check_size(change, size + 1);
      Value element = value(change, type.element);
      Value::Items& list = items(place);
      list.insert(list.begin() + offset(before), std::move(element));
      return;
    }
    default: {
      const std::int64_t gone = index(change, 0, size);
      check_size(change, size - 1);
      Value::Items& list = items(place);
      list.erase(list.begin() + offset(gone));
      return;
    }
  }
}

/// Of a set or a map.
void Performance::change_keyed(const Statement& change, const Place& place) {
  const Type& type = program_.type(change.place.type);
  if (change.kind == Kind::Add) {
    Value element = value(change, type.element);
    const Value& set = at(state_, place);
    if (is_in_set(set.items(), element)) return;
    check_size(change, set.items().size() + 1);
    add_to_set(items(place), std::move(element));
    return;
  }
  const Value key = argument(change, 0);
  const Value& whole = at(state_, place);
  const bool map = type.kind == Type::Kind::Map;
  const bool there =
      map ? find_in_map(whole.items(), key) != nullptr : is_in_set(whole.items(), key);
  if (!there) return;
  check_size(change, count(type, whole) - 1);
  Value::Items& left = items(place);
  if (map) return erase_from_map(left, key);
  left.erase(left.begin() + offset(static_cast<std::int64_t>(place_in_set(left, key))));
}

void Performance::splice(const Statement& change, const Place& place) {
  const std::size_t size = at(state_, place).items().size();
  const std::int64_t from = argument(change, 0).number();
  const std::int64_t count = argument(change, 1).number();
  const auto length = static_cast<std::int64_t>(size);
  if (from < 0 || count < 0 || from > length || count > length - from)
    refuse(change, change.place, "no such index");
  Value computed;
  try {
    computed = evaluator_.value(change.value);
  } catch (const NoValue& why) {
    no_value(why, change.span, &change.place);
  }
  const Value::Items& more = computed.items();
  check_size(change, size - static_cast<std::size_t>(count) + more.size());
  Value::Items& list = items(place);
  list.erase(list.begin() + offset(from), list.begin() + offset(from + count));
  list.insert(list.begin() + offset(from), more.begin(), more.end());
}

/// What does not pass goes.
void Performance::keep(const Statement& change, const Place& place) {
  const std::size_t before = evaluator_.bound();
  Value::Items left;
  const Value whole = at(state_, place);
  try {
    for (const Value& element : whole.items()) {
      evaluator_.bind(change.name, element);
      if (evaluator_.holds(change.value)) left.push_back(element);
      evaluator_.unbind(before);
    }
  } catch (const NoValue& why) {
    no_value(why, change.span, &change.place);
  }
  check_size(change, left.size());
  items(place) = std::move(left);
}

/// Equal ones stay in their order.
void Performance::sort(const Statement& change, const Place& place) {
  const std::size_t before = evaluator_.bound();
  std::vector<std::pair<Value, Value>> keyed;  // each element behind its key
  const Value whole = at(state_, place);
  try {
    for (const Value& element : whole.items()) {
      evaluator_.bind(change.name, element);
      keyed.emplace_back(evaluator_.value(change.value), element);
      evaluator_.unbind(before);
    }
  } catch (const NoValue& why) {
    no_value(why, change.span, &change.place);
  }
  std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
    return change.descending ? b.first < a.first : a.first < b.first;
  });
  Value::Items& list = items(place);
  for (std::size_t i = 0; i < keyed.size(); ++i) list[i] = std::move(keyed[i].second);
}

// --- what is said --------------------------------------------------------------------------------

namespace {

[[noreturn]] void out_of_range(std::string path, const std::string& text, source::Span span) {
  std::string message = path.empty() ? text : path + ": " + text;
  Refusal refusal;
  refusal.kind = RefusalKind::OutOfRange;
  refusal.message = std::move(message);
  refusal.path = std::move(path);
  refusal.span = span;
  throw Refused{std::move(refusal)};
}

}  // namespace

void Performance::refuse(const Statement& change, const Expr& at, const std::string& text) const {
  out_of_range(evaluator_.pointer(at), text, change.span);
}

void Performance::refuse_type(const Statement& change, const Expr& at, model::TypeId type) const {
  refuse(change, at, model::outside_words(program_.contract(), type));
}

void Performance::no_value(NoValue why, source::Span span, const Expr* at) const {
  out_of_range(at ? evaluator_.pointer(*at) : std::string(), std::string(writ::text(why.kind)),
               span);
}

}  // namespace writ::interpret
