// Statements that are no changes: names, conditions, loops, events, the reply.
#include <algorithm>

#include "compiler/emit/step_writer.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::Statement;
using model::Type;
using Kind = Statement::Kind;

namespace {

bool declares(const std::vector<Statement>& body) {
  for (const Statement& one : body)
    if (one.kind == Kind::Let) return true;
  return false;
}

/// Is it one that is known to be written only when all is checked?
bool is_straight(const Statement& one) {
  switch (one.kind) {
    case Kind::Set:
    case Kind::Push:
    case Kind::Pop:
    case Kind::Insert:
    case Kind::RemoveAt:
    case Kind::Clear:
    case Kind::Remove:
    case Kind::Add:
    case Kind::Let:
    case Kind::Require:
    case Kind::Emit:
    case Kind::Reply:
    case Kind::Enter: return true;
    case Kind::Block: return one.from.empty() && one.into.empty() && !declares(one.body);
    default: return false;
  }
}

const Expr& root_of(const Expr& path) {
  return model::is_step(path) ? root_of(path.operands[0]) : path;
}

bool names(const Expr& expr, const std::string& name) {
  if (expr.kind == ExprKind::Local && expr.text == name) return true;
  return std::any_of(expr.operands.begin(), expr.operands.end(),
                     [&](const Expr& operand) { return names(operand, name); });
}

}  // namespace

void StepWriter::statements(std::span<const Statement> body) {
  for (const Statement& one : body) statement(one);
}

void StepWriter::statement(const Statement& one) {
  const bool asks = writes_.empty() && model::only_asks(one);
  if (!in_place_ && !asks && !is_straight(one)) {
    conflict_ = true;
    return;
  }
  switch (one.kind) {
    case Kind::Let: return let(one);
    case Kind::If: return conditional(one);
    case Kind::For: return loop(one);
    case Kind::Block: return block(one);
    case Kind::Require: return in_line(*one.require);
    case Kind::Emit: return emit_event(one);
    case Kind::Reply: return reply(one);
    case Kind::Enter: return enter(one);
    case Kind::Ensure: code_.line(reached_.at(one.ensure) + " = true;"); return;
    default: return change(one);
  }
}

/// Does something read the name that a `let` declares? Not known where two have the same one.
bool StepWriter::is_read(const Statement& let) const {
  int declared = 0;
  bool read = false;
  const auto look = [&](const std::vector<Statement>& body) {
    model::each_statement(body, [&](const Statement& one) {
      if (one.kind == Kind::Let && one.name == let.name) ++declared;
      read |= names(one.value, let.name) || names(one.place, let.name) ||
              (one.where && names(*one.where, let.name)) ||
              (one.require && names(one.require->condition, let.name));
      for (const Expr& argument : one.arguments) read |= names(argument, let.name);
    });
  };
  look(transition_.body);
  look(contract_.birth);
  for (const model::Ensure& ensure : transition_.ensures) read |= names(ensure.condition, let.name);
  return read && declared == 1;
}

void StepWriter::let(const Statement& one) {
  code_.line("// " + comment(one.words));
  const std::string text = lower_(one.value);
  const bool partial = need_fault();
  const bool unread = is_plain(contract_, one.value.type) && !is_read(one);
  code_.line((unread ? "[[maybe_unused]] const " : "const ") +
             type_name(contract_, one.value.type) + " " + bound_name(one.name) + "(" + text + ");");
  if (!partial) return;
  Rule rule;
  rule.name = pascal(name_) + pascal(bound_name(one.name));
  rule.span = one.span;
  test_fault(rule);
}

// --- blocks --------------------------------------------------------------------------------------

/// What is declared inside of braces ends with them.
void StepWriter::nested(const std::vector<Statement>& body) {
  const bool had_fault = has_fault_;
  statements(body);
  has_fault_ = had_fault;
}

void StepWriter::block(const Statement& one) {
  if (const std::string when = runs_when(one); !when.empty()) {
    code_.open("if (" + when + ")");
  } else if (declares(one.body)) {
    code_.open("");
  } else {
    return statements(one.body);
  }
  nested(one.body);
  code_.close();
}

void StepWriter::conditional(const Statement& one) {
  code_.line("// if " + comment(one.words));
  std::string condition = lower_(one.value);
  if (need_fault()) {
    const std::string holds = variable("holds");
    code_.line("const bool " + holds + " = " + condition + ";");
    Rule rule;
    rule.name = pascal(name_) + "If";
    rule.span = one.value.span;
    test_fault(rule);
    condition = holds;
  }
  code_.open("if (" + condition + ")");
  nested(one.body);
  if (!one.otherwise.empty()) {
    code_.otherwise();
    nested(one.otherwise);
  }
  code_.close();
}

void StepWriter::loop(const Statement& one) {
  code_.line("// for " + comment(one.name) +
             (one.second.empty() ? "" : ", " + comment(one.second)) + " in " + comment(one.words));
  loop_head(one);
  const bool had_fault = has_fault_;  // what the head needs stands in front of the loop
  if (one.where) {
    std::string passes = lower_.negated(*one.where);
    if (need_fault()) {
      const std::string left_out = variable("left_out");
      code_.line("const bool " + left_out + " = " + passes + ";");
      Rule rule;
      rule.name = pascal(name_) + "Where";
      rule.span = one.where->span;
      test_fault(rule);
      passes = left_out;
    }
    code_.when(passes, "continue;");
  }
  statements(one.body);
  has_fault_ = had_fault;
  code_.close();
}

void StepWriter::loop_head(const Statement& one) {
  std::string over;
  const std::string name = emit::local(one.name);
  const auto settle = [&] {  // what it runs over may have no value
    if (!need_fault()) return;
    const std::string range = variable("range");
    code_.line("const auto& " + range + " = " + over + ";");
    Rule rule;
    rule.name = pascal(name_) + "For";
    rule.span = one.value.span;
    test_fault(rule);
    over = range;
  };
  if (one.value.kind == ExprKind::Range) {
    over = "writ::Numbers{" + lower_(one.value.operands[0]) + ", " + lower_(one.value.operands[1]) +
           "}";
    settle();
    code_.open("for ([[maybe_unused]] const std::int64_t " + name + " : " + over + ")");
    return;
  }
  const bool place = is_path(one.value, ExprKind::State) ||
                     (is_path(one.value, ExprKind::Local) &&
                      (!one.value.partial || elements_.contains(root_of(one.value).text)));
  if (place) {
    over = find_place(one);
  } else {
    over = lower_(one.value);
    settle();
  }
  if (place) note_element(one);
  const Type& type = contract_.type(one.value.type);
  if (type.kind != Type::Kind::Map) {
    code_.open("for ([[maybe_unused]] auto& " + name + " : " + over + ")");
    return;
  }
  const std::string entry = variable("entry");
  code_.open("for (auto& " + entry + " : " + over + ")");
  code_.line("[[maybe_unused]] const auto& " + name + " = " + entry + ".key;");
  code_.line("[[maybe_unused]] auto& " + emit::local(one.second) + " = " + entry + ".value;");
}

// --- what it tells the world ---------------------------------------------------------------------

void StepWriter::emit_event(const Statement& one) {
  code_.line("// " + comment(one.words));
  ++events_;
  const std::string type = type_name(contract_, one.value.type);
  const std::string name = variable("event");
  const std::string text = lower_(one.value);
  const bool partial = need_fault();
  code_.line(type + " " + name + "(" + text + ");");
  if (partial) {
    Rule rule;
    rule.name = pascal(name_) + "Emit";
    rule.span = one.span;
    test_fault(rule);
  }
  const std::string line = "events_.emplace_back(std::move(" + name + "));";
  if (in_place_) {
    code_.line(line);
  } else {
    writes_.push_back(line);
  }
}

void StepWriter::reply(const Statement& one) {
  code_.line("// " + comment(one.words));
  const std::string text = lower_(one.value);
  const bool partial = need_fault();
  const std::string place = reply_ = in_place_ ? "reply" : variable("reply");
  const std::string number = std::to_string(model::index(transition_.intent) + 1);
  if (in_place_) {
    code_.line(place + ".emplace<" + number + ">(" + text + ");");
  } else {
    code_.line("Reply " + place + "(std::in_place_index<" + number + ">, " + text + ");");
    writes_.push_back("reply_ = std::move(" + place + ");");
  }
  if (!partial) return;
  Rule rule;
  rule.name = pascal(name_) + "Reply";
  rule.span = one.span;
  test_fault(rule);
}

/// From here on the state is written: how it is put back, and what `old` was.
void StepWriter::begin_changes() {
  ask_on_a_copy();
  undo_ = undo_plan(transition_.body);
  for (const model::Path& path : old_paths(transition_)) {
    const std::string place = place_text(contract_, path, "state_");
    const std::string name = variable("old_" + place.substr(place.find_last_of('.') + 1));
    code_.line("const auto " + name + " = " + place + ";");
    lower_.old.emplace_back(path, name);
  }
  for (Undo& undo : undo_) {
    const std::string place = place_text(contract_, undo.path, "state_");
    const std::string last = place.substr(place.find_last_of('.') + 1);
    undo.variable = variable("saved_" + last);
    if (undo.kind == Undo::Kind::Each) {
      code_.line("writ::SavedEach<" + type_name(contract_, *undo.element) + "> " + undo.variable +
                 ";");
    } else if (undo.kind == Undo::Kind::Sizes) {
      code_.line("writ::SavedSizes<" + type_name(contract_, *undo.element) + "> " + undo.variable +
                 ";");
    } else {
      code_.line(std::string(undo.kind == Undo::Kind::Size ? "writ::SavedSize " : "writ::Saved ") +
                 undo.variable + "(" + place + ");");
    }
  }
  bool emits = false;
  bool replies = false;
  model::each_statement(transition_.body, [&](const Statement& one) {
    emits |= one.kind == Kind::Emit;
    keeps_ |= !one.keeps.empty();
    replies |= one.kind == Kind::Reply;
  });
  if (keeps_) {
    code_.line("writ::Saved saved_kept(kept_);");
    code_.line("saved_kept.touch();");
  }
  if (emits) code_.line("writ::SavedSize saved_events(events_);");
  if (replies) code_.line("Reply reply;");
  for (std::size_t i = 0; i < transition_.ensures.size(); ++i) {
    if (!transition_.ensures[i].reached) continue;
    reached_[i] = variable("reached");
    code_.line("bool " + reached_[i] + " = false;");
  }
}

}  // namespace writ::emit
