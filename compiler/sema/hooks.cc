// `enter` and `leave`: their bodies, and where they stand among what a transition does.
#include <algorithm>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/bodies.h"

namespace writ::sema {

using model::PhaseId;
using model::Statement;

namespace {

bool has(const std::vector<PhaseId>& phases, PhaseId phase) {
  return std::find(phases.begin(), phases.end(), phase) != phases.end();
}

/// Are all of `inner` among `outer`?
bool inside(const std::vector<PhaseId>& inner, const std::vector<PhaseId>& outer) {
  return std::all_of(inner.begin(), inner.end(), [&](PhaseId phase) { return has(outer, phase); });
}

/// Has it, or something in it, a rule that is asked of a whole?
bool is_ruled(const model::Contract& contract, model::TypeId id) {
  const model::Type& type = contract.type(id);
  if (type.rules && !is_scalar(type)) return true;
  const auto in_record = [&](model::RecordId record) {
    const std::vector<model::Field>& fields = contract.record(record).fields;
    return std::any_of(fields.begin(), fields.end(),
                       [&](const model::Field& field) { return is_ruled(contract, field.type); });
  };
  switch (type.kind) {
    case model::Type::Kind::Record: return in_record(type.record);
    case model::Type::Kind::Variant: {
      const auto& cases = contract.variant(type.variant).cases;
      return std::any_of(cases.begin(), cases.end(),
                         [&](const model::Variant::Case& one) { return in_record(one.record); });
    }
    case model::Type::Kind::List:
    case model::Type::Kind::Set:
    case model::Type::Kind::Map:
    case model::Type::Kind::Optional: return is_ruled(contract, type.element);
    default: return false;
  }
}

/// Has what a change is a part of, or changes a part of, a rule?
bool may_break_rules(const model::Contract& contract, const Statement& change) {
  model::RecordId record = contract.state;
  for (std::size_t i = 0; i < change.path.size(); ++i) {
    const model::TypeId id = contract.record(record).fields[change.path[i]].type;
    const model::Type& type = contract.type(id);
    if (type.rules && !is_scalar(type)) return true;
    if (i + 1 == change.path.size() && is_ruled(contract, id)) return true;
    record = type.record;
  }
  return false;
}

/// May there be too few elements behind it, or none where it wants one?
bool may_lack(const model::Contract& contract, const Statement& change) {
  switch (change.kind) {
    case Statement::Kind::RemoveAt: return true;
    case Statement::Kind::Pop:
    case Statement::Kind::Keep:
    case Statement::Kind::Clear:
    case Statement::Kind::Remove: return contract.type(change.place.type).size.least > 0;
    default: return false;
  }
}

/// May it refuse, or not come to an end that is known?
bool may_refuse(const model::Contract& contract, const std::vector<Statement>& body) {
  bool refuses = false;
  model::each_statement(body, [&](const Statement& one) {
    refuses |= one.kind == Statement::Kind::Require || one.value.partial ||
               (model::is_change(one.kind) && one.place.partial) ||
               (one.where && one.where->partial);
    for (const model::Expr& argument : one.arguments) refuses |= argument.partial;
    const bool writes_value = one.kind == Statement::Kind::Set || one.kind == Statement::Kind::Push;
    refuses |= writes_value && !one.in_range;
    refuses |= one.kind == Statement::Kind::Push || one.kind == Statement::Kind::Insert ||
               one.kind == Statement::Kind::Splice || one.kind == Statement::Kind::Add;
    refuses |= one.inserts;
    refuses |= model::is_change(one.kind) && may_break_rules(contract, one);
    refuses |= may_lack(contract, one);
  });
  return refuses;
}

/// The hooks of a group, or of all groups one after the other: what leaves the innermost first,
/// what enters the outermost first.
std::vector<const Hook*> in_order(const Workspace& work, bool enters) {
  std::vector<const Hook*> hooks;
  for (const Hook& hook : work.hooks)
    if (hook.enters == enters) hooks.push_back(&hook);
  std::stable_sort(hooks.begin(), hooks.end(), [&](const Hook* a, const Hook* b) {
    if (a->group != b->group) return a->group < b->group;
    return enters ? a->depth < b->depth : a->depth > b->depth;
  });
  return hooks;
}

/// The hooks that run when a step leads from a phase to another one, as blocks that say from where,
/// and into what where a history decides that.
class Around {
 public:
  Around(const Workspace& work, const model::Transition& transition)
      : work_(work), transition_(transition) {}

  [[nodiscard]] std::vector<Statement> all(bool enters) const {
    std::vector<Statement> out;
    for (const Hook* hook : in_order(work_, enters)) {
      for (const model::Target& target : transition_.targets) {
        if (work_.contract.phases[model::index(target.phase)].group != hook->group) continue;
        if (auto block = at(*hook, target)) out.push_back(*std::move(block));
      }
    }
    return out;
  }

 private:
  [[nodiscard]] std::optional<Statement> at(const Hook& hook, const model::Target& target) const {
    const std::vector<PhaseId> before = work_.contract.active_before(transition_, hook.group);
    std::vector<PhaseId> from;
    for (const PhaseId phase : before)
      if (hook.enters ? is_entered(hook.leaves, phase, target)
                      : model::is_left(hook.leaves, target, phase))
        from.push_back(phase);
    if (from.empty()) return std::nullopt;
    Statement block;
    block.kind = Statement::Kind::Block;
    block.span = hook.body.empty() ? transition_.span : hook.body.front().span;
    block.body = hook.body;
    if (from.size() != before.size()) block.from = std::move(from);
    if (hook.enters && may_miss(hook.leaves, target)) block.into = hook.leaves;
    return block;
  }

  const Workspace& work_;
  const model::Transition& transition_;
};

bool nested_require(const std::vector<Statement>& body, std::size_t asks) {
  bool found = false;
  for (std::size_t i = asks; i < body.size(); ++i) {
    model::each_statement(
        {body[i]}, [&](const Statement& one) { found |= one.kind == Statement::Kind::Require; });
  }
  return found;
}

}  // namespace

bool may_miss(const std::vector<PhaseId>& leaves, const model::Target& target) {
  return target.history && inside(leaves, target.named) && !inside(target.named, leaves);
}

bool is_entered(const std::vector<PhaseId>& leaves, PhaseId from, const model::Target& target) {
  if (!has(leaves, target.phase) && !may_miss(leaves, target)) return false;
  return !has(leaves, from) || model::again(leaves, target, from);
}

void build_hooks(Workspace& work) {
  for (const syntax::PhaseHook& written : work.own().hooks) {
    Body body = body_of(work, written.body, {}, written.span);
    for (const syntax::Name& name : written.phases) {
      const NamedPhase* phase = find_phase(work, name);
      if (!phase) continue;
      work.hooks.push_back(
          {written.enters, phase->depth, phase->group, phase->leaves, body.statements});
      const bool at_birth = !work.contract.created && has_initial(work.contract, phase->leaves);
      if (!written.enters || !at_birth) continue;
      if (may_refuse(work.contract, body.statements)) {
        work.sink.report(diag::birth_may_refuse(), written.span,
                         "a new machine enters `" + name.text + "`, and nobody could refuse that");
      }
    }
  }
}

void put_hooks_around(const Workspace& work, model::Transition& transition, source::Sink& sink) {
  if (transition.targets.empty()) return;
  std::vector<Statement> leave = Around(work, transition).all(false);
  std::vector<Statement> enter = Around(work, transition).all(true);
  std::vector<Statement>& body = transition.body;
  if (!leave.empty() && nested_require(body, transition.asks))
    sink.report(diag::require_after_effect(), transition.span,
                "the `leave` of the phase comes before the block in which it stands")
        .help("ask at the top, or in a block that only asks");
  const auto asks = static_cast<std::ptrdiff_t>(transition.asks);
  body.insert(body.begin() + asks, std::make_move_iterator(leave.begin()),
              std::make_move_iterator(leave.end()));
  for (const model::Target& target : transition.targets) {
    Statement entered;
    entered.kind = Statement::Kind::Enter;
    entered.phase = target.phase;
    entered.history = target.history;
    entered.span = transition.span;
    body.push_back(std::move(entered));
  }
  body.insert(body.end(), std::make_move_iterator(enter.begin()),
              std::make_move_iterator(enter.end()));
}

std::vector<Statement> birth_of(const Workspace& work) {
  std::vector<Statement> out;
  if (work.contract.created) return out;
  for (const Hook* hook : in_order(work, true)) {
    if (!has_initial(work.contract, hook->leaves)) continue;
    Statement block;  // what one hook declares is not seen by the next one
    block.kind = Statement::Kind::Block;
    block.body = hook->body;
    out.push_back(std::move(block));
  }
  return out;
}

}  // namespace writ::sema
