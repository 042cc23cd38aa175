#include "compiler/emit/expr.h"

#include "compiler/emit/known.h"
#include "compiler/emit/names.h"
#include "compiler/emit/patterns.h"
#include "compiler/emit/ranks.h"
#include "compiler/emit/types.h"
#include "compiler/model/phrases.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::Op;
using model::Type;

namespace {

/// The function of <writ/core/fault.h> that notes when there is no result.
std::string_view checked_name(Op op) {
  switch (op) {
    case Op::Plus: return "add";
    case Op::Minus: return "sub";
    case Op::Times: return "mul";
    case Op::Divide: return "div";
    case Op::Remainder: return "rem";
    default: return "";  // the others always have one
  }
}

std::string qualified(const model::Contract& contract, model::ModuleId module,
                      std::string_view inner) {
  if (module == model::ModuleId{}) return std::string(inner);
  const model::Module& from = contract.modules[model::index(module)];
  return namespace_name(from.name) + "::" + std::string(inner);
}

}  // namespace

bool is_old_field(const Expr& path) {
  const Expr* step = &path;
  while (step->kind == ExprKind::Field) step = &step->operands[0];
  return step != &path && step->kind == ExprKind::Old;
}

bool is_path(const Expr& expr, ExprKind root) {
  const Expr* at = &expr;
  while (is_step(*at)) at = &at->operands[0];
  return at->kind == root;
}

std::string parameters(const model::Contract& contract, const model::Function& function,
                       const Lower* value) {
  std::string out;
  const auto add = [&](const std::string& type, const std::string& name) {
    (out += out.empty() ? "" : ", ") += type;
    if (!value || value->named(name)) (out += ' ') += name;
  };
  if (function.reads_state) add("const State&", "state");
  if (function.reads_kept) add("const detail::Kept&", "sums");
  if (function.reads_phase) add(phase_type(contract), phase_parameter(contract));
  if (function.reads_context) add("const writ::Moment&", "moment");
  for (const model::Parameter& p : function.parameters)
    add(parameter_type(contract, p.type), local(p.name));
  if (function.partial) add("writ::Fault&", "fault");
  return out;
}

std::string Lower::operand(const Expr& expr, int rank) {
  const Text text = lower(expr);
  return parenthesised(text.text, text.rank, rank);
}

std::string Lower::negated(const Expr& condition) {
  if (condition.kind == ExprKind::Not) return operand(condition.operands[0], equal_rank);
  if (condition.kept) return read_kept(condition, true).text;
  const Text text = lower(condition);
  if (text.text == "true") return "false";
  if (text.text == "false") return "true";
  // Where what one group decides has left no more than that another one is not there.
  const bool is_negation = text.rank == unary_rank && text.text.starts_with('!');
  if (is_negation && contract_.is_grouped()) return text.text.substr(1);
  return "!" + parenthesised(text.text, text.rank, unary_rank - 1);
}

Lower::Text Lower::lower(const Expr& expr) {
  if (const auto value = literal_value(contract_, expr)) {
    Expr number;
    number.type = expr.type;
    number.number = *value;
    return {literal(contract_, number)};
  }
  if (const auto truth = settled(contract_, expr)) return {*truth ? "true" : "false"};
  switch (expr.kind) {
    case ExprKind::Number:
    case ExprKind::Text: return {literal(contract_, expr)};
    case ExprKind::Message: return {concat(expr)};
    case ExprKind::State: return note_reads(expr), Text{name(state)};
    case ExprKind::Payload: return {name(payload)};
    case ExprKind::Local:
      if (const std::string* text = stands_for(expr))
        return {*text, text->starts_with('*') ? unary_rank : 0};
      return {name(bound_name(expr.text))};
    case ExprKind::Constant: {
      const model::Constant& c = contract_.constants[static_cast<std::size_t>(expr.number)];
      return {
          qualified(contract_, c.module, "constants::" + value_name(contract_, c.module, c.name))};
    }
    case ExprKind::Field:
    case ExprKind::At:
    case ExprKind::Value:
    case ExprKind::Case: return field_or_element(expr);
    case ExprKind::Size: return {size(expr)};
    case ExprKind::Call: return call(expr);
    case ExprKind::Builtin: return {builtin(expr)};
    case ExprKind::Context: return {context(expr)};
    case ExprKind::Fold: return expr.kept ? read_kept(expr, false) : Text{fold(expr)};
    case ExprKind::Negate: return {negate(expr), expr.overflows ? 0 : unary_rank};
    case ExprKind::Not: return {negated(expr.operands[0]), unary_rank};
    case ExprKind::Binary: return binary(expr);
    case ExprKind::Coalesce: return {coalesce(expr)};
    case ExprKind::InBounds: {
      const std::string value = operand(expr.operands[0], plus_rank);
      return {value + " >= " + operand(expr.operands[1], plus_rank) + " && " + value +
                  " <= " + operand(expr.operands[2], plus_rank),
              and_rank};
    }
    case ExprKind::OneOf: {
      const std::string value = operand(expr.operands[0], less_rank);
      std::string out;
      for (std::size_t i = 1; i < expr.operands.size(); ++i)
        out += (i > 1 ? " || " : "") + value + " == " + operand(expr.operands[i], less_rank);
      return {out, expr.operands.size() > 2 ? or_rank : equal_rank};
    }
    case ExprKind::InPhases: return in_phases(expr);
    case ExprKind::Widen: return {widen(expr)};
    case ExprKind::Matches: return {matches(expr)};
    default: break;
  }
  return structured(expr);
}

// --- paths ---------------------------------------------------------------------------------------

const Pending* Lower::pending_at(const Expr& path) {
  const Pending* found = nullptr;  // the last one counts
  for (const Pending& p : pending)
    if (model::same(*p.place, path)) found = &p;
  if (found && !found->known) conflict_ = true;
  if (found && found->written) note_keys(path);
  return found;
}

/// The same words are the same place only where its keys still have the same values.
void Lower::note_keys(const Expr& path) {
  for (const Expr* at = &path; at->kind != ExprKind::State; at = &at->operands[0])
    if (at->kind == ExprKind::At) note_reads(at->operands[1]);
}

/// A read that a pending change may touch, and that is not known to be just that change.
void Lower::note_reads(const Expr& expr) {
  if (pending.empty()) return;
  const model::Footprint footprint = model::reads(contract_, expr);
  for (const Pending& p : pending)
    if (p.written && footprint.touches(model::written(*p.place))) conflict_ = true;
}

Lower::Text Lower::field_or_element(const Expr& expr) {
  if (is_path(expr, ExprKind::State) && !pending.empty()) {
    if (const Pending* p = pending_at(expr)) {
      if (!p->pushed) return {p->text};
      conflict_ = true;
    }
    note_reads(expr);
  }
  const std::string text = access(expr);
  return {text, text.starts_with('*') ? unary_rank : 0};
}

std::string Lower::access(const Expr& path) {
  if (path.kind == ExprKind::State || path.kind == ExprKind::Old) return name(state);
  if (const std::string* text = stands_for(path)) return *text;
  if (is_old_field(path)) {
    const model::Path fields = model::written(path);
    for (const auto& [kept, as] : old)
      if (kept == fields) return as;
  }
  if (path.kind == ExprKind::Field) {
    const model::Type& whole = contract_.type(path.operands[0].type);
    const model::Field& field =
        contract_.record(whole.record).fields[static_cast<std::size_t>(path.number)];
    const std::string inside = access(path.operands[0]);
    // `*found` is what a pointer or an optional leads to
    return (inside.starts_with('*') ? inside.substr(1) + "->" : inside + ".") + member(field.name);
  }
  if (path.kind == ExprKind::Value && doubtful)
    return "writ::value(" + place(path.operands[0]) + ", " + named_fault() + ")";
  if (path.kind == ExprKind::Value) return "*" + held(path.operands[0]);
  if (path.kind == ExprKind::Case)
    return "writ::as<" + type_name(contract_, path.type) + ">(" + place(path.operands[0]) +
           (doubtful ? ", " + named_fault() + ")" : ")");
  if (path.kind == ExprKind::At && !path.partial && !doubtful)
    return "*writ::find(" + place(path.operands[0]) + ", " + (*this)(path.operands[1]) + ")";
  if (path.kind == ExprKind::At)
    return "writ::at(" + access(path.operands[0]) + ", " + (*this)(path.operands[1]) + ", " +
           named_fault() + ")";
  return operand(path, 0);
}

/// `stock[k] ?? 0` is one look-up; a longer path is walked step by step, and so is one whose other
/// value may fail: that is only looked at when it is needed.
std::string Lower::coalesce(const Expr& expr) {
  const Expr& path = expr.operands[0];
  if (is_path(path, ExprKind::State)) {
    if (const Pending* p = pending_at(path); p && !p->pushed) return p->text;
    note_reads(path);
  }
  const bool step = path.kind == ExprKind::At || path.kind == ExprKind::Value;
  const bool optional = contract_.type(expr.type).kind == Type::Kind::Optional;
  const bool single = step && !path.operands[0].partial && !expr.operands[1].partial && !optional;
  if (!single) return found(expr);
  if (path.kind == ExprKind::Value)
    return held(path.operands[0]) + ".value_or(" + stored(expr.operands[1]) + ")";
  return "writ::value_or(" + place(path.operands[0]) + ", " + (*this)(path.operands[1]) + ", " +
         stored(expr.operands[1]) + ")";
}

/// The size of a collection that just one pending change makes longer or shorter; else nothing.
std::string Lower::resized(const Expr& whole) {
  const Pending* only = nullptr;
  for (const Pending& one : pending) {
    if (!one.written || !model::overlap(model::written(*one.place), model::written(whole)))
      continue;
    if (only || !model::same(*one.place, whole)) return {};
    only = &one;
  }
  if (!only || only->resize == Resize::Unknown) return {};
  note_keys(whole);
  if (only->resize == Resize::Empty) return "std::int64_t{0}";
  const std::string before = "writ::size(" + access(whole) + ")";
  switch (only->resize) {
    case Resize::OneMore: return "(" + before + " + 1)";
    case Resize::OneLess: return "(" + before + " - 1)";
    default: return "writ::one_less(" + before + ")";
  }
}

std::string Lower::size(const Expr& expr) {
  const Expr& whole = expr.operands[0];
  if (is_path(whole, ExprKind::State)) {
    std::string later = resized(whole);
    if (!later.empty()) return later;
  }
  const bool text = contract_.type(whole.type).kind == Type::Kind::String;
  return (text ? "writ::length(" : "writ::size(") + (*this)(whole) + ")";
}

// --- operators -----------------------------------------------------------------------------------

Lower::Text Lower::binary(const Expr& expr) {
  const source::Operator& op = source::describe(expr.op);
  if (op.group == source::OpGroup::Logic) return logic(expr);
  if (op.group == source::OpGroup::Arithmetic) return arithmetic(expr);
  const bool equality = expr.op == Op::Equal || expr.op == Op::Unequal;
  if (expr.secret && !is_plain(contract_, expr.operands[0].type)) {
    const std::string same =
        "writ::same_secret(" + (*this)(expr.operands[0]) + ", " + (*this)(expr.operands[1]) + ")";
    return expr.op == Op::Equal ? Text{same} : Text{"!" + same, unary_rank};
  }
  return {operand(expr.operands[0], plus_rank) + " " + std::string(op.spelling) + " " +
              operand(expr.operands[1], plus_rank),
          equality ? equal_rank : less_rank};
}

Lower::Text Lower::arithmetic(const Expr& expr) {
  if (contract_.type(expr.type).kind == Type::Kind::Float) {
    const Text plain = infix(expr);
    return {"writ::finite(" + plain.text + ", " + named_fault() + ")"};
  }
  // What is absent reads as zero until the fault is looked at: nothing may be divided by it.
  const bool divides = expr.op == Op::Divide || expr.op == Op::Remainder;
  if (expr.overflows || (divides && expr.operands[1].partial))
    return {"writ::" + std::string(checked_name(expr.op)) + "(" + (*this)(expr.operands[0]) + ", " +
            (*this)(expr.operands[1]) + ", " + named_fault() + ")"};
  if (expr.op == Op::Divide && contract_.type(expr.type).kind == Type::Kind::Decimal)
    return {"writ::div(" + (*this)(expr.operands[0]) + ", " + (*this)(expr.operands[1]) + ")"};
  return infix(expr);
}

Lower::Text Lower::infix(const Expr& expr) {
  const int rank = expr.op == Op::Plus || expr.op == Op::Minus ? plus_rank : times_rank;
  return {operand(expr.operands[0], rank) + " " + std::string(source::describe(expr.op).spelling) +
              " " + operand(expr.operands[1], rank - 1),
          rank};
}

/// What the known phase decides is left out.
Lower::Text Lower::logic(const Expr& expr) {
  const bool is_and = expr.op == Op::And;
  Text left = lower(expr.operands[0]);
  if (expr.op == Op::Implies) left = {negated(expr.operands[0]), unary_rank};
  const std::string decides = is_and ? "false" : "true";
  const std::string passes = is_and ? "true" : "false";
  if (left.text == decides) return {decides};
  Text right = lower(expr.operands[1]);
  if (left.text == passes) return right;
  if (right.text == passes) return left;
  // With several groups one side may be decided and the other not; what only asks for phases has
  // a value.
  if (right.text == decides && contract_.is_grouped() && model::asks_for_phases(expr.operands[0]))
    return right;
  const int rank = is_and ? and_rank : or_rank;
  // g++ and clang ask for parentheses around `&&` inside of `||`
  const auto side = [&](const Text& text) {
    return parenthesised(text.text, text.rank, text.rank == rank ? rank : equal_rank);
  };
  return {side(left) + (is_and ? " && " : " || ") + side(right), rank};
}

void Lower::know(model::PhaseId id) {
  forget(contract_.phases[model::index(id)].group);
  known_phases.push_back(id);
}

void Lower::forget(model::GroupId group) {
  std::erase_if(known_phases, [&](model::PhaseId known) {
    // What does not exist is in a phase of no group.
    return contract_.phases[model::index(known)].group == group || is_absent(contract_, known);
  });
}

Lower::Text Lower::in_phases(const Expr& expr) {
  std::vector<model::PhaseId> asked = expr.phases;
  for (const model::PhaseId known : known_phases) {
    for (const model::PhaseId id : expr.phases)
      if (id == known) return {"true"};
    if (is_absent(contract_, known)) return {"false"};
    const model::GroupId group = contract_.phases[model::index(known)].group;
    std::erase_if(asked, [&](model::PhaseId id) {
      return contract_.phases[model::index(id)].group == group;
    });
  }
  if (asked.empty()) return {"false"};
  const bool compares = asked.size() == 1 && !contract_.is_grouped();
  return {phase_in(contract_, asked, name(phase)), compares ? equal_rank : 0};
}

std::string Lower::negate(const Expr& expr) {
  if (expr.overflows) return "writ::neg(" + (*this)(expr.operands[0]) + ", " + named_fault() + ")";
  return "-" + operand(expr.operands[0], unary_rank - 1);
}

std::string Lower::widen(const Expr& expr) {
  const Expr& inner = expr.operands[0];
  const std::string scale = std::to_string(contract_.type(expr.type).scale);
  const bool from_int = contract_.type(inner.type).kind == Type::Kind::Int;
  const std::string arguments =
      "(" + (*this)(inner) + (expr.overflows ? ", " + named_fault() : "") + ")";
  if (!from_int) return "writ::rescale<" + scale + ">" + arguments;
  if (expr.overflows) return "writ::to_decimal<" + scale + ">" + arguments;
  return "writ::Decimal<" + scale + ">::of" + arguments;
}

// --- calls, folds, texts -------------------------------------------------------------------------

Lower::Text Lower::call(const Expr& expr) {
  const model::Function& function = contract_.functions[static_cast<std::size_t>(expr.number)];
  // The function knows what is kept as it is now, and not what it will be.
  if (function.reads_kept && !computed_kept.empty() && expr.operands.empty())
    return lower(function.value);
  std::string arguments;
  const auto add = [&](const std::string& text) {
    (arguments += arguments.empty() ? "" : ", ") += text;
  };
  if (function.reads_state) {
    note_reads(expr);
    add(name(state));
  }
  if (function.reads_kept) add(name(sums));
  if (function.reads_phase) {
    const bool all = known_phases.size() == contract_.groups.size();
    add(all ? phases_of(contract_, known_phases) : name(phase));
  }
  if (function.reads_context) add(name(moment));
  for (const Expr& argument : expr.operands) add((*this)(argument));
  if (function.partial) add(named_fault());
  return {qualified(contract_, function.module,
                    "functions::" + value_name(contract_, function.module, function.name)) +
          "(" + arguments + ")"};
}

std::string Lower::matches(const Expr& expr) {
  const auto pattern = static_cast<std::size_t>(expr.number);
  return qualified(contract_, contract_.patterns[pattern].module,
                   pattern_name(contract_, pattern)) +
         "(" + (*this)(expr.operands[0]) + ")";
}

std::vector<std::string> Lower::values(const Expr& message) {
  std::vector<std::string> all;
  for (const Expr* value : model::values_of(message)) {
    const std::string text = shown(*value);
    all.push_back(take_fault()
                      ? "writ::part([&](writ::Fault& " + fault + ") { return " + text + "; })"
                      : "writ::concat(" + text + ")");
  }
  return all;
}

/// A value as a part of a text.
std::string Lower::shown(const Expr& value) {
  const std::string text = (*this)(value);
  return contract_.type(value.type).kind == Type::Kind::Enum ? "name(" + text + ")" : text;
}

std::string Lower::concat(const Expr& expr) {
  std::string parts;
  for (const Expr& part : expr.operands) (parts += parts.empty() ? "" : ", ") += shown(part);
  return "writ::concat(" + parts + ")";
}

}  // namespace writ::emit
