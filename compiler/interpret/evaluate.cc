#include "compiler/interpret/evaluate.h"

#include <algorithm>
#include <utility>

#include <writ/core/fold.h>
#include <writ/core/outcome.h>
#include <writ/core/text.h>
#include <writ/core/words.h>

#include "compiler/interpret/fits.h"
#include "compiler/interpret/words.h"
#include "compiler/model/phrases.h"
#include "compiler/source/literals.h"

namespace writ::interpret {

using model::Expr;
using model::ExprKind;
using model::Type;

namespace {

constexpr std::size_t most_steps = 50'000'000;
constexpr std::size_t most_depth = 6'000;
constexpr std::size_t bytes_per_step = 32;
constexpr std::size_t usual_depth = 8;
constexpr std::size_t most_text = std::size_t{16} << 20U;  // bytes that are made at once

/// Does a path go through something secret?
bool is_secret(const model::Contract& contract, const Expr& path) {
  if (!is_step(path.kind)) return false;
  if (path.kind == ExprKind::Field) {
    const model::RecordId record = contract.type(path.operands[0].type).record;
    if (contract.record(record).fields[static_cast<std::size_t>(path.number)].secret) return true;
  }
  return is_secret(contract, path.operands[0]);
}

}  // namespace

const Value& at(const Value& whole, const Place& place) {
  const Value* here = &whole;
  for (const std::size_t item : place) here = &(*here)[item];
  return *here;
}

Value& change_at(Value& whole, const Place& place) {
  Value* here = &whole;
  for (const std::size_t item : place) here = &here->change()[item];
  return *here;
}

/// Functions may call each other, and folds stand in one another, for ever so long.
void Evaluator::count_step() {
  if (++steps_ > most_steps || depth_ > most_depth) throw TooLong{};
}

void Evaluator::charge(std::size_t size) {
  steps_ += size / bytes_per_step;
  if (steps_ > most_steps) throw TooLong{};
}

Value Evaluator::value(const Expr& expr) {
  count_step();
  if (is_step(expr.kind) || expr.kind == ExprKind::Local || expr.kind == ExprKind::State ||
      expr.kind == ExprKind::Old || expr.kind == ExprKind::Payload) {
    Value made;
    return look(expr, made);
  }
  ++depth_;
  Value result = worked_out(expr);
  --depth_;
  return result;
}

Value Evaluator::worked_out(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Number:
    case ExprKind::Text: return constant(expr);
    case ExprKind::Message: return text(expr);
    case ExprKind::None: return {};
    case ExprKind::Context: return context(expr);
    case ExprKind::Constant:
      return value(program_.contract().constants[static_cast<std::size_t>(expr.number)].value);
    case ExprKind::Size: return Value::of(size(expr.operands[0]));
    case ExprKind::Call: return call(expr);
    case ExprKind::Builtin: return builtin(expr);
    case ExprKind::Fold: return fold(expr);
    case ExprKind::Negate: return negated(expr);
    case ExprKind::Not: return Value::of(!holds(expr.operands[0]));
    case ExprKind::Binary: return binary(expr);
    case ExprKind::Coalesce: return coalesce(expr);
    case ExprKind::InBounds:
    case ExprKind::OneOf: return membership(expr);
    case ExprKind::InPhases: return Value::of(in_phases(expr));
    case ExprKind::Widen: return widened(expr);
    case ExprKind::Some: return value(expr.operands[0]);
    case ExprKind::IsThere: return Value::of(!value(expr.operands[0]).is_none());
    case ExprKind::Is: return Value::of(value(expr.operands[0])[0].number() == expr.number);
    case ExprKind::Matches: return Value::of(matches(expr));
    case ExprKind::If: return value(expr.operands[holds(expr.operands[0]) ? 1 : 2]);
    case ExprKind::Checked: return checked(expr);
    default: return made(expr);
  }
}

Value Evaluator::constant(const Expr& expr) const {
  const Type::Kind kind = program_.type(expr.type).kind;
  if (expr.kind == ExprKind::Number) return Value::of(expr.number);
  if (kind == Type::Kind::Float) return Value::of(source::float_value(expr.text));
  return Value::of(expr.text);
}

/// A text with values in it, which has none where one of them has none.
Value Evaluator::text(const Expr& expr) {
  std::string out;
  for (const Expr& piece : expr.operands) {
    out += piece.kind == ExprKind::Text ? piece.text
                                        : words(program_.contract(), piece.type, value(piece));
    if (out.size() > most_text) throw TooLong{};
  }
  charge(out.size());
  return Value::of(std::move(out));
}

/// What is built from parts.
Value Evaluator::made(const Expr& expr) {
  if (expr.kind == ExprKind::With) {
    const std::size_t before = bound();
    bind(expr.text, value(expr.operands[0]));
    Value result = value(expr.operands[1]);
    unbind(before);
    return result;
  }
  Value::Items items;
  items.reserve(expr.operands.size() + 1);
  const bool is_set = program_.type(expr.type).kind == Type::Kind::Set;
  if (expr.kind == ExprKind::MakeCase) items.push_back(Value::of(expr.number));
  for (std::size_t i = 0; i < expr.operands.size(); ++i) {
    Value part = value(expr.operands[i]);
    if (expr.kind == ExprKind::Entries) {
      put_into_map(items, std::move(part), value(expr.operands[++i]));
    } else if (is_set) {
      add_to_set(items, std::move(part));
    } else {
      items.push_back(std::move(part));
    }
  }
  return Value::of(std::move(items));
}

Value Evaluator::checked(const Expr& expr) {
  Value inner = value(expr.operands[0]);
  if (!fits(program_, expr.type, inner)) throw NoValue{FaultKind::OutOfRange};
  return inner;
}

bool Evaluator::in_phases(const Expr& expr) const {
  return std::any_of(sight_.phases.begin(), sight_.phases.end(), [&](model::PhaseId phase) {
    return std::find(expr.phases.begin(), expr.phases.end(), phase) != expr.phases.end();
  });
}

bool Evaluator::matches(const Expr& expr) {
  Value made;
  const std::string& text = look(expr.operands[0], made).text();
  charge(text.size() * bytes_per_step);
  return writ::matches(program_.searched(static_cast<std::size_t>(expr.number)), text);
}

std::int64_t Evaluator::size(const Expr& of) {
  if (of.kind == ExprKind::Range) {
    const Value least = value(of.operands[0]);
    const Value most = value(of.operands[1]);
    return writ::size(Numbers{least.number(), most.number()});
  }
  Value made;
  const Value& whole = look(of, made);
  switch (program_.type(of.type).kind) {
    case Type::Kind::String: return writ::length(whole.text());
    case Type::Kind::Bytes: return static_cast<std::int64_t>(whole.text().size());
    case Type::Kind::Map: return static_cast<std::int64_t>(whole.items().size() / 2);
    default: return static_cast<std::int64_t>(whole.items().size());
  }
}

Value Evaluator::context(const Expr& expr) const {
  switch (static_cast<model::ContextFact>(expr.number)) {
    case model::ContextFact::Now: return Value::of(sight_.moment->now.us);
    case model::ContextFact::Version: return Value::of(sight_.moment->version);
    case model::ContextFact::Subject: return Value::of(std::string(sight_.moment->subject));
    case model::ContextFact::CorrelationId:
      return Value::of(std::string(sight_.moment->correlation_id));
    case model::ContextFact::Whole: break;  // of a draw, which reads the moment itself
  }
  return {};
}

// --- functions -----------------------------------------------------------------------------------

namespace {

/// Is it a part of something that is there, and not made when it is asked for?
bool stands(const Expr& expr) {
  const Expr* root = &expr;
  while (is_step(root->kind)) root = &root->operands[0];
  return root->kind == ExprKind::State || root->kind == ExprKind::Old ||
         root->kind == ExprKind::Payload || root->kind == ExprKind::Local;
}

}  // namespace

Value Evaluator::call(const Expr& expr) {
  const model::Function& function =
      program_.contract().functions[static_cast<std::size_t>(expr.number)];
  const std::size_t before = bound();
  for (const Expr& operand : expr.operands) {  // the caller sees no name
    if (stands(operand)) {
      Value none;
      bind_to("", look(operand, none));
    } else {
      bind("", value(operand));
    }
  }
  for (std::size_t i = 0; i < expr.operands.size(); ++i)
    locals_[before + i].name = function.parameters[i].name;
  const std::size_t callers = std::exchange(first_, before);
  Value result = value(function.value);
  first_ = callers;
  unbind(before);
  return result;
}

// --- paths ---------------------------------------------------------------------------------------

const Local* Evaluator::find(std::string_view name) const {
  for (std::size_t i = locals_.size(); i > first_; --i)
    if (locals_[i - 1].name == name) return &locals_[i - 1];
  return nullptr;
}

const Value& Evaluator::local(std::string_view name) {
  const Local& found = *find(name);
  if (found.stands != nullptr) return *found.stands;
  return found.place.empty() ? found.value : at(*sight_.state, found.place);
}

const Value& Evaluator::look(const Expr& expr, Value& made) {
  switch (expr.kind) {
    case ExprKind::State: return *sight_.state;
    case ExprKind::Old: return *sight_.old;
    case ExprKind::Payload: return *sight_.payload;
    case ExprKind::Local: return local(expr.text);
    case ExprKind::Field:
      return look(expr.operands[0], made)[static_cast<std::size_t>(expr.number)];
    case ExprKind::At: return element(expr, made);
    case ExprKind::Value: {
      const Value& held = look(expr.operands[0], made);
      if (held.is_none()) throw NoValue{FaultKind::NothingThere};
      return held;
    }
    case ExprKind::Case: {
      const Value& variant = look(expr.operands[0], made);
      if (variant[0].number() != expr.number) throw NoValue{FaultKind::NothingThere};
      return variant[1];
    }
    default: return made = value(expr);
  }
}

const Value& Evaluator::element(const Expr& expr, Value& made) {
  const Value key = value(expr.operands[1]);
  const Value& whole = look(expr.operands[0], made);
  if (program_.type(expr.operands[0].type).kind == Type::Kind::Map) {
    if (const Value* found = find_in_map(whole.items(), key)) return *found;
    throw NoValue{FaultKind::NoSuchKey};
  }
  const auto index = static_cast<std::size_t>(key.number());
  if (key.number() < 0 || index >= whole.items().size()) throw NoValue{FaultKind::NoSuchIndex};
  return whole[index];
}

/// `e ?? d`: what is absent along the path of `e` makes it `d`, from the left: an index into
/// what is absent is not worked out. Another that cannot be worked out has no value.
Value Evaluator::coalesce(const Expr& expr) {
  Value made;
  if (const Value* here = found(expr.operands[0], made); here && !here->is_none()) return *here;
  return value(expr.operands[1]);
}

/// What a path leads to, or null where something along it is absent.
const Value* Evaluator::found(const Expr& path, Value& made) {
  if (!is_step(path.kind)) return &look(path, made);
  if (path.kind == ExprKind::At) {
    const Value* whole = found(path.operands[0], made);
    if (!whole || whole->is_none()) return nullptr;
    const Value key = value(path.operands[1]);
    if (program_.type(path.operands[0].type).kind == Type::Kind::Map)
      return find_in_map(whole->items(), key);
    const auto index = static_cast<std::size_t>(key.number());
    return key.number() >= 0 && index < whole->items().size() ? &(*whole)[index] : nullptr;
  }
  const Value* whole = found(path.operands[0], made);
  if (!whole || whole->is_none()) return nullptr;
  if (path.kind == ExprKind::Field) return &(*whole)[static_cast<std::size_t>(path.number)];
  if (path.kind == ExprKind::Value) return whole;
  return (*whole)[0].number() == path.number ? &(*whole)[1] : nullptr;
}

bool Evaluator::leads_into_state(const Expr& path) const {
  const Expr* root = &path;
  while (is_step(root->kind)) root = &root->operands[0];
  if (root->kind == ExprKind::State) return true;
  return root->kind == ExprKind::Local && !find(root->text)->place.empty();
}

Place Evaluator::place(const Expr& path) {
  switch (path.kind) {
    case ExprKind::State: {
      Place root;
      root.reserve(usual_depth);  // at once, not step by step
      return root;
    }
    case ExprKind::Local: return find(path.text)->place;
    default: break;
  }
  Place here = place(path.operands[0]);
  const Value& whole = at(*sight_.state, here);
  switch (path.kind) {
    case ExprKind::Field: here.push_back(static_cast<std::size_t>(path.number)); break;
    case ExprKind::At: here.push_back(element_place(path, whole)); break;
    case ExprKind::Value:
      if (whole.is_none()) throw NoValue{FaultKind::NothingThere};
      break;
    default:
      if (whole[0].number() != path.number) throw NoValue{FaultKind::NothingThere};
      here.push_back(1);
      break;
  }
  return here;
}

std::size_t Evaluator::element_place(const Expr& expr, const Value& whole) {
  const Value key = value(expr.operands[1]);
  if (program_.type(expr.operands[0].type).kind == Type::Kind::Map) {
    const std::size_t place = place_in_map(whole.items(), key);
    if (place < whole.items().size() && whole[place] == key) return place + 1;
    throw NoValue{FaultKind::NoSuchKey};
  }
  const auto index = static_cast<std::size_t>(key.number());
  if (key.number() < 0 || index >= whole.items().size()) throw NoValue{FaultKind::NoSuchIndex};
  return index;
}

std::string Evaluator::pointer(const Expr& path) {
  const model::Contract& contract = program_.contract();
  if (path.kind == ExprKind::Local && find(path.text))
    return interpret::pointer(contract, *sight_.state, find(path.text)->place);
  if (!is_step(path.kind)) return {};
  std::string whole = pointer(path.operands[0]);
  if (path.kind == ExprKind::Field) {
    const model::RecordId record = program_.type(path.operands[0].type).record;
    const model::Field& field =
        contract.record(record).fields[static_cast<std::size_t>(path.number)];
    return whole + writ::pointer_step(std::string_view(field.wire_name));
  }
  if (path.kind != ExprKind::At) return whole;
  const Expr& key = path.operands[1];
  if (is_secret(contract, path.operands[0])) return whole + "/***";
  const Frame frame = this->frame();
  try {
    return whole + pointer_step(contract, key.type, value(key));
  } catch (const NoValue&) {
    back_to(frame);
    return whole + "/?";
  }
}

// --- messages ------------------------------------------------------------------------------------

std::vector<std::string> Evaluator::values_in(const Expr& message) {
  std::vector<std::string> out;
  for (const Expr* piece : model::values_of(message)) {
    const Frame frame = this->frame();
    try {
      out.push_back(words(program_.contract(), piece->type, value(*piece)));
    } catch (const NoValue&) {
      back_to(frame);
      out.emplace_back("?");
    }
  }
  return out;
}

std::string Evaluator::message(const Expr& message) {
  return writ::fill(model::numbered(message), values_in(message));
}

}  // namespace writ::interpret
