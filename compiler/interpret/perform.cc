#include "compiler/interpret/perform.h"

#include <algorithm>
#include <utility>

#include <writ/core/fold.h>
#include <writ/core/words.h>

#include "compiler/interpret/fits.h"
#include "compiler/interpret/words.h"
#include "compiler/model/expected.h"
#include "compiler/model/phrases.h"

namespace writ::interpret {

using model::ExprKind;
using model::Statement;
using model::Type;
using Kind = Statement::Kind;

void refuse(RefusalKind kind, std::string message, source::Span span, std::string path) {
  Refusal refusal;
  refusal.kind = kind;
  refusal.message = std::move(message);
  refusal.path = std::move(path);
  refusal.span = span;
  throw Refused{std::move(refusal)};
}

void Performance::statements(const std::vector<Statement>& body) {
  for (const Statement& one : body) statement(one);
}

/// What is declared in a block ends with it; effects happen as written (E-4).
void Performance::nested(const std::vector<Statement>& body) {
  const std::size_t before = evaluator_.bound();
  statements(body);
  evaluator_.unbind(before);
}

void Performance::statement(const Statement& one) {
  switch (one.kind) {
    case Kind::Let: return let(one);
    case Kind::If: return conditional(one);
    case Kind::For: return loop(one);
    case Kind::Block:
      if (runs(one)) nested(one.body);
      return;
    case Kind::Require: return require(*one.require);
    case Kind::Emit: return emit(one);
    case Kind::Reply: try { reply_ = evaluator_.value(one.value);
      } catch (const NoValue& why) {
        no_value(why, one.span);
      }
      return;
    case Kind::Enter: return enter(one);
    case Kind::Ensure: reached_.push_back(one.ensure); return;
    default: return change(one);
  }
}

/// What is done where the step began in some phases, or leads to some, which a history decides.
bool Performance::runs(const Statement& block) const {
  const auto has_one_of = [](const auto& phases, const auto& wanted) {
    return std::any_of(phases.begin(), phases.end(), [&](model::PhaseId phase) {
      return std::find(wanted.begin(), wanted.end(), phase) != wanted.end();
    });
  };
  return (block.from.empty() || has_one_of(before_, block.from)) &&
         (block.into.empty() || has_one_of(instance_.phases, block.into));
}

void Performance::enter(const Statement& one) {
  for (const model::Target& target : targets_)
    if (target.phase == one.phase && target.history == one.history)
      interpret::enter(program_.contract(), target, instance_);
  evaluator_.sight().phases = instance_.phases;
}

void Performance::let(const Statement& one) {
  try {
    evaluator_.bind(one.name, evaluator_.value(one.value));
  } catch (const NoValue& why) {
    no_value(why, one.span);
  }
}

void Performance::conditional(const Statement& one) {
  bool holds = false;
  try {
    holds = evaluator_.holds(one.value);
  } catch (const NoValue& why) {
    no_value(why, one.value.span);
  }
  if (coverage_) coverage_->reach(holds ? Point::Kind::Then : Point::Kind::Else, one.value.span);
  nested(holds ? one.body : one.otherwise);
}

// --- loops ---------------------------------------------------------------------------------------

/// One element: its variables are bound.
void Performance::turn(const Statement& loop) {
  if (loop.where) {
    try {
      if (!evaluator_.holds(*loop.where)) return;
    } catch (const NoValue& why) {
      no_value(why, loop.where->span);
    }
  }
  nested(loop.body);
}

/// The variable of a loop over a part of the state is a name of that part, not a copy of it (E-14).
void Performance::loop(const Statement& one) {
  const std::size_t before = evaluator_.bound();
  const bool map = program_.type(one.value.type).kind == Type::Kind::Map;
  try {
    if (one.value.kind == ExprKind::Range) {
      const std::int64_t least = evaluator_.value(one.value.operands[0]).number();
      const std::int64_t most = evaluator_.value(one.value.operands[1]).number();
      for (const std::int64_t number : Numbers{least, most}) {
        evaluator_.bind(one.name, Value::of(number));
        turn(one);
        evaluator_.unbind(before);
      }
      return;
    }
    const bool places = evaluator_.leads_into_state(one.value) &&
                        program_.type(one.value.type).kind != Type::Kind::Set;
    const Place place = places ? evaluator_.place(one.value) : Place{};
    const Value whole = places ? at(state_, place) : evaluator_.value(one.value);
    const Value::Items& items = whole.items();
    for (std::size_t i = 0; i < items.size(); i += map ? 2 : 1) {
      if (map) evaluator_.bind(one.name, items[i]);
      const std::string& name = map ? one.second : one.name;
      const std::size_t item = map ? i + 1 : i;
      if (places) {
        Place element = place;
        element.push_back(item);
        evaluator_.bind_place(name, std::move(element));
      } else {
        evaluator_.bind(name, items[item]);
      }
      turn(one);
      evaluator_.unbind(before);
    }
  } catch (const NoValue& why) {
    no_value(why, one.value.span, evaluator_.leads_into_state(one.value) ? &one.value : nullptr);
  }
}

// --- what asks, what tells -----------------------------------------------------------------------

Refusal denied(Evaluator& evaluator, const model::Require& require) {
  Refusal refusal;
  refusal.kind = RefusalKind::Denied;
  refusal.span = require.span;
  refusal.message = evaluator.message(require.message);
  refusal.denials.push_back({require.guard, refusal.message, require.final, require.span});
  return refusal;
}

void add_suggestions(const model::Require& require, Evaluator& evaluator, Patch& patch) {
  Patch more;
  const Evaluator::Frame frame = evaluator.frame();
  try {
    for (const model::Suggestion& one : require.suggestions) {
      const bool taken = std::any_of(patch.begin(), patch.end(), [&](const auto& earlier) {
        return earlier.first == one.path;
      });
      Value value = evaluator.value(one.value);
      if (!taken) more.emplace_back(one.path, std::move(value));
    }
  } catch (const NoValue&) {
    return evaluator.back_to(frame);
  }
  patch.insert(patch.end(), more.begin(), more.end());
}

void Performance::require(const model::Require& require) {
  bool holds = false;
  try {
    holds = evaluator_.holds(require.condition);
  } catch (const NoValue& why) {
    Refusal refusal;
    refusal.kind = RefusalKind::OutOfRange;
    refusal.span = require.span;
    refusal.message = writ::text(why.kind);
    refusal.guard = require.guard;
    throw Refused{std::move(refusal)};
  }
  if (holds) return;
  if (coverage_) coverage_->reach(Point::Kind::Denial, require.span);
  Refusal refusal = denied(evaluator_, require);
  Patch patch;
  add_suggestions(require, evaluator_, patch);
  if (!patch.empty()) refusal.suggestion = std::move(patch);
  throw Refused{std::move(refusal)};
}

void Performance::emit(const Statement& one) {
  Value value;
  try {
    value = evaluator_.value(one.value);
  } catch (const NoValue& why) {
    no_value(why, one.span);
  }
  const model::RecordId record = program_.type(one.value.type).record;
  const std::vector<model::Event>& events = program_.contract().events;
  const auto event = std::find_if(events.begin(), events.end(),
                                  [&](const model::Event& each) { return each.record == record; });
  if (event != events.end())
    told_.push_back({static_cast<model::EventId>(event - events.begin()), std::move(value)});
}

void Performance::ensures(const std::vector<model::Ensure>& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    const model::Ensure& one = all[i];
    if (one.reached && std::find(reached_.begin(), reached_.end(), i) == reached_.end()) continue;
    const Evaluator::Frame frame = evaluator_.frame();
    bool holds = false;
    try {
      holds = evaluator_.holds(one.condition);
    } catch (const NoValue&) {  // what has no value does not hold
      evaluator_.back_to(frame);
    }
    if (holds) continue;
    Refusal refusal;
    refusal.kind = RefusalKind::InvariantViolated;
    refusal.message = model::broken_words(one);
    refusal.span = one.span;
    throw Refused{std::move(refusal)};
  }
}

/// So many steps of the path of a change lead to something that breaks a rule of its type.
void Performance::whole_is_outside(const Statement& change, std::size_t steps,
                                   model::TypeId type) const {
  const model::Contract& contract = program_.contract();
  std::string path;
  model::RecordId record = contract.state;
  for (std::size_t i = 0; i < steps; ++i) {
    const model::Field& field = contract.record(record).fields[change.path[i]];
    path += writ::pointer_step(std::string_view(field.wire_name));
    record = contract.type(field.type).record;
  }
  interpret::refuse(RefusalKind::OutOfRange, path + ": " + model::outside_words(contract, type),
                    change.span, path);
}

/// Of what holds a part that was changed, and of what is in it (T-19).
void Performance::ask_wholes() {
  for (const Statement* change : changes_) {
    const Value* here = &state_;
    model::RecordId record = program_.contract().state;
    for (std::size_t i = 0; i < change->path.size(); ++i) {
      const model::Field& field = program_.contract().record(record).fields[change->path[i]];
      here = &(*here)[change->path[i]];
      const bool last = i + 1 == change->path.size();
      const bool keeps = last ? wholes_keep_rules(program_, field.type, *here)
                              : fits_by_itself(program_, field.type, *here);
      if (!keeps) whole_is_outside(*change, i + 1, field.type);
      record = program_.type(field.type).record;
    }
  }
}

}  // namespace writ::interpret
