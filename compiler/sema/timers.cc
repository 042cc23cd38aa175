// Timers: when they are due, in which phases they run, and what they do.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "compiler/model/footprint.h"
#include "compiler/sema/behaviour.h"
#include "compiler/sema/bodies.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::PhaseId;
using Kind = model::Type::Kind;

namespace {

class Builder {
 public:
  Builder(Workspace& work, const syntax::Timer& written) : work_(work), written_(written) {}

  void build() {
    Result due = when_due();
    const Draft draft = this->draft();
    std::set<std::string> seen;
    for (const syntax::Name& name : written_.phases) {
      if (!seen.insert(name.text).second) {
        work_.sink.report(diag::duplicate_name("phase of this timer", name.text), name.span);
        continue;
      }
      const std::vector<PhaseId> leaves = accepting_leaves(work_, name);
      if (!due || leaves.empty()) continue;
      ask_birth(*due, name, leaves);
      add(*due, draft, name, leaves);
    }
  }

 private:
  Result when_due() {
    Typer typer(work_, {Site::Timer, 0, std::nullopt, {}, {}});
    if (!written_.at) return typer.of(written_.when, work_.types.simple(Kind::Duration));
    const model::TypeId instant = work_.types.simple(Kind::Instant);
    Result due = typer.any(written_.when, work_.types.collection(Kind::Optional, instant));
    if (!due) return due;
    const model::Type& type = work_.types[due->type];
    const bool optional = type.kind == Kind::Optional;
    const Kind kind = optional ? work_.types[type.element].kind : type.kind;
    if (kind == Kind::Instant) return due;
    work_.sink.report(diag::type_mismatch("`instant` or `instant?`", work_.types.quoted(due->type)),
                      written_.when.span, "a timer is due `at` a point in time");
    return std::nullopt;
  }

  /// What it does, whatever its phase is.
  Draft draft() {
    Draft draft;
    model::Transition& transition = draft.transition;
    transition.words = one_line(work_.input.files, header());
    transition.doc = written_.doc;
    transition.span = draft.span = written_.span;
    transition.targets = targets_of(work_, written_.targets, false);
    if (written_.condition) {
      Typer typer(work_, {Site::Transition, 0, std::nullopt, {}, {}});
      transition.condition = typer.condition(*written_.condition);
    }
    const model::Expr* when = transition.condition ? &*transition.condition : nullptr;
    Body body = body_of(work_, written_.body, {std::nullopt, when, true}, header());
    transition.asks = body.asks;
    transition.body = std::move(body.statements);
    transition.ensures = std::move(body.ensures);
    return draft;
  }

  /// All but the block behind it.
  [[nodiscard]] source::Span header() const {
    source::Span last = written_.phases.back().span;
    if (written_.condition) last = written_.condition->span;
    if (!written_.targets.empty()) last = written_.targets.back().span;
    return join(written_.span, last);
  }

  /// Whoever makes a new machine is not refused.
  void ask_birth(const model::Expr& due, const syntax::Name& phase,
                 const std::vector<PhaseId>& leaves) {
    const bool first = !work_.contract.created && has_initial(work_.contract, leaves);
    if (!first || !due.partial) return;
    work_.sink.report(diag::birth_may_refuse(), due.span,
                      "a new machine enters `" + phase.text + "`, and this may have no value");
  }

  void add(const model::Expr& due, Draft draft, const syntax::Name& phase,
           const std::vector<PhaseId>& leaves) {
    model::Timer timer;
    timer.name = free_name(phase.text);
    timer.at = written_.at;
    timer.due = due;
    timer.phases = leaves;
    timer.phase = phase.text;
    timer.words = draft.transition.words;
    timer.doc = written_.doc;
    timer.span = written_.span;
    const auto depth = static_cast<std::uint16_t>(1 + work_.phases.find(phase.text)->second.depth);
    draft.transition.timer = static_cast<model::TimerId>(work_.contract.timers.size());
    draft.transition.in = {phase.text};
    draft.transition.from = leaves;
    draft.transition.depth.assign(leaves.size(), depth);
    work_.contract.timers.push_back(std::move(timer));
    work_.drafts.push_back(std::move(draft));
  }

  /// `Draft`, `Draft_2` …
  [[nodiscard]] std::string free_name(const std::string& phase) const {
    const auto taken = [&](const std::string& name) {
      return std::any_of(work_.contract.timers.begin(), work_.contract.timers.end(),
                         [&](const model::Timer& timer) { return timer.name == name; });
    };
    std::string name = phase;
    for (int n = 2; taken(name); ++n) name = phase + "_" + std::to_string(n);
    return name;
  }

  Workspace& work_;
  const syntax::Timer& written_;
};

/// The first thing in it that is drawn from the seed of a step.
const model::Expr* drawn_in(const model::Expr& expr) {
  if (expr.kind == model::ExprKind::Builtin &&
      expr.number >= static_cast<std::int64_t>(model::BuiltinKind::Uuid))
    return &expr;
  for (const model::Expr& operand : expr.operands)
    if (const model::Expr* drawn = drawn_in(operand)) return drawn;
  return nullptr;
}

/// Nobody gives a seed to a timer: what it draws would have no value.
void refuse_draws(Workspace& work, const model::Transition& transition) {
  const auto look = [&](const model::Expr& expr) {
    const model::Expr* drawn = drawn_in(expr);
    if (!drawn) return;
    const bool uuid = drawn->number == static_cast<std::int64_t>(model::BuiltinKind::Uuid);
    work.sink
        .report(diag::misplaced_draw(uuid ? "uuid" : "random"), drawn->span,
                "a timer has no seed to draw from")
        .also(transition.span, "this timer does it");
  };
  if (transition.condition) look(*transition.condition);
  model::each_statement(transition.body, [&](const model::Statement& one) {
    look(one.value);
    look(one.place);
    for (const model::Expr& argument : one.arguments) look(argument);
    if (one.where) look(*one.where);
    if (one.require) look(one.require->condition);
  });
}

bool has(const std::vector<PhaseId>& phases, PhaseId phase) {
  return std::find(phases.begin(), phases.end(), phase) != phases.end();
}

/// May a step change when a timer is due?
bool writes_what(const model::Contract& contract, const model::Transition& transition,
                 const model::Timer& timer) {
  const model::Footprint reads = model::reads(contract, timer.due);
  bool touched = reads.phase && !transition.targets.empty();
  model::each_statement(transition.body, [&](const model::Statement& one) {
    if (model::is_change(one.kind)) touched |= reads.touches(one.path);
  });
  return touched;
}

/// What a step makes of a timer.
struct Run {
  std::vector<PhaseId> begins;  ///< it begins anew, where the step began in one of these
  bool may_miss = false;        ///< if a history leads there
  bool goes_on = false;         ///< it may run as it did
};

Run run_of(const Workspace& work, const model::Transition& transition, const model::Timer& timer) {
  const model::Contract& contract = work.contract;
  const std::vector<PhaseId>& leaves = work.phases.find(timer.phase)->second.leaves;
  const model::GroupId group = contract.phases[model::index(timer.phases.front())].group;
  const auto target = std::find_if(transition.targets.begin(), transition.targets.end(),
                                   [&](const model::Target& one) {
                                     return contract.phases[model::index(one.phase)].group == group;
                                   });
  const bool moves = target != transition.targets.end();
  Run run;
  run.may_miss = moves && may_miss(leaves, *target);
  for (const PhaseId from : contract.active_before(transition, group)) {
    const bool leads_in = moves && (run.may_miss || has(timer.phases, target->phase));
    if (leads_in && is_entered(leaves, from, *target)) {
      run.begins.push_back(from);
    } else {
      run.goes_on |= has(timer.phases, from) && (!moves || leads_in);
    }
  }
  return run;
}

}  // namespace

void build_timers(Workspace& work) {
  for (const syntax::Timer& written : work.own().timers) Builder(work, written).build();
}

void note_timers(Workspace& work, Draft& draft) {
  model::Contract& contract = work.contract;
  model::Transition& transition = draft.transition;
  if (transition.timer) {
    contract.timers[model::index(*transition.timer)].transition =
        static_cast<model::TransitionId>(contract.transitions.size());
    refuse_draws(work, transition);
  }
  if (transition.refuses) return;
  for (std::size_t i = 0; i < contract.timers.size(); ++i) {
    const model::Timer& timer = contract.timers[i];
    const auto id = static_cast<model::TimerId>(i);
    const Run run = run_of(work, transition, timer);
    if (!run.begins.empty())
      transition.starts.push_back(
          {id, run.begins, run.may_miss ? timer.phases : std::vector<PhaseId>{}});
    if (run.goes_on && timer.at && transition.timer != id &&
        writes_what(contract, transition, timer))
      transition.moves.push_back(id);
  }
}

}  // namespace writ::sema
