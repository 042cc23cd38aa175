/// Steps under the eyes of hooks, a log and subscribers: `writ::Watch`.
///
///     writ::Watch watch({.log = std::make_shared<writ::Log>()});
///     watch.hooks().add(std::make_shared<writ::RateLimit>(10, writ::seconds(1)));
///     const auto outcome = watch.dispatch(machine, order::Pick{}, now, "order 7");
///
/// For contracts that were generated with `writ gen --log`. A machine that is dispatched to without
/// it is not watched. Needs exceptions and threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <writ/authority/entry.h>
#include <writ/authority/hook.h>
#include <writ/authority/log.h>
#include <writ/core/context.h>
#include <writ/core/draft.h>
#include <writ/core/intent_ref.h>
#include <writ/core/outcome.h>

namespace writ {

/// Told of one change of a step that counts.
using Listener = std::function<void(const LogEntry& entry, const Change& change)>;

namespace detail {

/// A step, as `Watch` makes it: whose machine it is only its template knows.
class WatchedStep {
 public:
  WatchedStep(const WatchedStep&) = delete;             ///< it is one step
  WatchedStep& operator=(const WatchedStep&) = delete;  ///< likewise
  /// Fires the timers that are due, before anything else. False: there was none.
  virtual bool advance(LogEntry& entry, const Context& context) = 0;
  /// Makes it.
  virtual Outcome make(const Context& context) = 0;
  /// Before it: the payload, the guards that will be asked, the phase.
  virtual void begin(LogEntry& entry, const Context& context) = 0;
  /// After it: the refusal, what changed. `outcome` is the contract's.
  virtual void end(LogEntry& entry, Outcome outcome) = 0;

 protected:
  WatchedStep() = default;
  ~WatchedStep() = default;
};

struct Listeners;

/// What the guards that were asked have said, as far as the outcome tells.
std::vector<GuardAnswer> guard_answers(const std::vector<AskedGuard>& asked, Outcome outcome,
                                       std::string_view failed);

}  // namespace detail

/// Somebody listens as long as it lives. Movable; any thread may end it.
class Subscription {
 public:
  Subscription() = default;
  /// Made by `Watch::subscribe`.
  Subscription(std::weak_ptr<detail::Listeners> of, std::uint64_t number)
      : of_(std::move(of)), number_(number) {}
  /// From hand to hand.
  Subscription(Subscription&& other) noexcept
      : of_(std::move(other.of_)), number_(std::exchange(other.number_, 0)) {}
  /// The same; what this one was ends with the other.
  Subscription& operator=(Subscription&& other) noexcept {
    std::swap(of_, other.of_);
    std::swap(number_, other.number_);
    return *this;
  }
  ~Subscription();

 private:
  std::weak_ptr<detail::Listeners> of_;
  std::uint64_t number_ = 0;
};

/// What a `Watch` is made of; all of it may be missing.
struct WatchOptions {
  std::shared_ptr<Log> log{};  ///< where entries are kept
  /// A clock that never goes back, in nanoseconds: says how long steps take. Time in the sense of
  /// the contract comes with each context, as always.
  std::function<std::int64_t()> ticks{};
};

/// Makes steps, and tells of them. Thread-safe once its hooks are added; a machine is used by one
/// thread at a time all the same.
class Watch {
 public:
  /// Without hooks.
  explicit Watch(WatchOptions options = {});
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// To be filled before the first step.
  [[nodiscard]] Hooks& hooks() { return hooks_; }
  /// In their order.
  [[nodiscard]] const Hooks& hooks() const { return hooks_; }

  /// `machine.dispatch(intent, context)`, with words for a refusal. From inside of a hook, a
  /// listener or a store it is refused `busy`. What a store throws is logged and passes through.
  template <class Machine>
  typename Machine::Answer answer(Machine& machine, IntentRefOf<Machine> intent,
                                  const Context& context, std::string_view instance = {});
  /// The same without the words.
  template <class Machine>
  Outcome dispatch(Machine& machine, IntentRefOf<Machine> intent, const Context& context,
                   std::string_view instance = {}) {
    return answer(machine, intent, context, instance).outcome;
  }
  /// `machine.dispatch("Pay", json, context)`: the dynamic door.
  template <class Machine>
  typename Machine::Answer dispatch(Machine& machine, std::string_view intent,
                                    std::string_view json, const Context& context,
                                    std::string_view instance = {});

  /// `machine.advance(context)`: fires the timers that are due. False: none was. A dispatch does
  /// the same before it looks at its intent; either has an entry of its own.
  template <class Machine>
  bool advance(Machine& machine, const Context& context, std::string_view instance = {});

  /// `draft.propose(request, patch, context.now)`: what a proposer's answer becomes.
  template <class Intent>
  Proposal propose(Draft<Intent>& draft, const typename Draft<Intent>::Request& request,
                   typename Intent::Patch patch, const Context& context,
                   std::string_view instance = {});
  /// `draft.accept()`; false from inside of a hook, too.
  template <class Intent>
  bool accept(Draft<Intent>& draft, const Context& context, std::string_view instance = {}) {
    return decided(draft, context, instance, Action::Accept);
  }
  /// `draft.discard()`, likewise.
  template <class Intent>
  bool discard(Draft<Intent>& draft, const Context& context, std::string_view instance = {}) {
    return decided(draft, context, instance, Action::Discard);
  }

  /// Calls `listener` for each change at the path, in it, or of what it is in, by steps of this
  /// instance, or of all where that is empty: `lines[0].price`, `/lines/0/price`; the empty path is
  /// the whole state. It is called by the thread that makes the step, after it; what it throws goes
  /// to `on_error`. Throws `std::invalid_argument` for what is no path.
  [[nodiscard]] Subscription subscribe(std::string_view instance, std::string_view path,
                                       Listener listener);

 private:
  LogEntry entry(Action action, const Asked& asked) const;
  bool fired(detail::WatchedStep& step, const Asked& asked);
  Outcome run(detail::WatchedStep& step, const Asked& asked, std::optional<Hooks::Refused>& no);
  Outcome made(detail::WatchedStep& step, const Asked& asked, LogEntry& entry,
               std::optional<Hooks::Refused>& no);
  void failed(detail::WatchedStep& step, LogEntry entry, std::string_view what);
  Proposal staged(LogEntry entry, const Asked& asked, const std::function<Proposal()>& stage);
  void decide(LogEntry entry, const std::function<bool()>& decide);
  void told(LogEntry entry, HookPlace place);
  void listen(const LogEntry& entry) const;
  template <class Intent>
  bool decided(Draft<Intent>& draft, const Context& context, std::string_view instance,
               Action action);
  template <class Machine, class Step>
  typename Machine::Answer answered(Step& step, const Asked& asked);

  Hooks hooks_;
  WatchOptions options_;
  std::shared_ptr<detail::Listeners> listeners_;
};

// --- for machines --------------------------------------------------------------------------------

namespace detail {

/// What there is to tell of a step of a machine of a generated contract.
template <class Machine>
class MachineStep : public WatchedStep {
 public:
  /// The machine must outlive it.
  explicit MachineStep(Machine& of) : machine(of) {}

  bool advance(LogEntry& entry, const Context& context) override {
    if constexpr (requires { machine.next_deadline(); }) {
      const auto next = machine.next_deadline();
      if (!next || (*next > context.now && *next > machine.now())) return false;
      look(entry);
      entry.outcome = machine.advance(context).outcome;
      compare(entry);
      return true;
    }
    return false;
  }
  void begin(LogEntry& entry, const Context&) override { look(entry); }
  void end(LogEntry& entry, Outcome outcome) override {
    entry.guards = guard_answers(asked, outcome, answer.refusal.guard);
    if (!outcome && outcome.status() != Status::Pending) entry.refusal = to_json(answer.refusal);
    if (before_) compare(entry);
  }
  typename Machine::Answer answer;  ///< what the machine said

 protected:
  ~MachineStep() = default;
  Machine& machine;               ///< whose step it is
  std::vector<AskedGuard> asked;  ///< the guards that it meets

 private:
  /// What it is before a step.
  void look(LogEntry& entry) {
    entry.phase_before = phase_json(machine);
    version_ = machine.version();
    before_.emplace(machine.state());
  }
  /// And behind it.
  void compare(LogEntry& entry) {
    entry.phase_after = phase_json(machine);
    entry.version = machine.version();
    if (entry.version == version_) return;
    Changes found = changes(*before_, machine.state());
    entry.changes_left_out = found.left_out();
    entry.changes = std::move(found).found();
  }

  std::optional<std::remove_cvref_t<decltype(std::declval<Machine>().state())>> before_;
  std::uint64_t version_ = 0;
};

/// A step with an intent.
template <class Machine, class IntentRef>
class TypedStep final : public MachineStep<Machine> {
 public:
  /// The intent must outlive it.
  TypedStep(Machine& of, IntentRef intent) : MachineStep<Machine>(of), intent_(intent) {}
  /// Makes it, and asks for words.
  Outcome make(const Context& context) override {
    const Outcome outcome = this->machine.dispatch(intent_, context);
    this->answer.outcome = outcome;
    if (!outcome && outcome.status() != Status::Pending)
      this->answer.refusal = this->machine.explain(intent_, outcome, context);
    return outcome;
  }
  void begin(LogEntry& entry, const Context& context) override {
    entry.payload = shown_json(intent_);
    entry.proposed = field_paths(intent_, context.proposed);
    entry.suggested = field_paths(intent_, context.suggested);
    this->asked = guards_asked(this->machine, intent_.kind());
    MachineStep<Machine>::begin(entry, context);
  }

 private:
  IntentRef intent_;
};

/// No step: only timers fire.
template <class Machine>
class NoStep final : public MachineStep<Machine> {
 public:
  using MachineStep<Machine>::MachineStep;
  /// Makes none.
  Outcome make(const Context&) override { return Outcome::accepted(); }
};

/// A step with an intent in JSON.
template <class Machine>
class TextStep final : public MachineStep<Machine> {
 public:
  /// The texts must outlive it.
  TextStep(Machine& of, std::string_view intent, std::string_view json)
      : MachineStep<Machine>(of), intent_(intent), json_(json) {}
  /// Makes it, and asks for words.
  Outcome make(const Context& context) override {
    this->answer = this->machine.dispatch(intent_, json_, context);
    return this->answer.outcome;
  }
  void begin(LogEntry& entry, const Context& context) override {
    const auto read = read_intent(this->machine, intent_, json_, context);
    entry.payload = read.shown;
    entry.proposed = read.proposed;
    entry.suggested = read.suggested;
    this->asked = read.guards;
    MachineStep<Machine>::begin(entry, context);
  }

 private:
  std::string_view intent_;
  std::string_view json_;
};

}  // namespace detail

template <class Machine, class Step>
typename Machine::Answer Watch::answered(Step& step, const Asked& asked) {
  std::optional<Hooks::Refused> no;
  step.answer.outcome = run(step, asked, no);
  if (no) {
    step.answer.refusal = {};
    step.answer.refusal.kind = no->veto.kind;
    step.answer.refusal.message = std::move(no->veto.reason);
  }
  return std::move(step.answer);
}

template <class Machine>
typename Machine::Answer Watch::answer(Machine& machine, IntentRefOf<Machine> intent,
                                       const Context& context, std::string_view instance) {
  detail::TypedStep<Machine, IntentRefOf<Machine>> step(machine, intent);
  return answered<Machine>(step, {contract_name(machine), instance, name(intent.kind()), context});
}

template <class Machine>
typename Machine::Answer Watch::dispatch(Machine& machine, std::string_view intent,
                                         std::string_view json, const Context& context,
                                         std::string_view instance) {
  detail::TextStep<Machine> step(machine, intent, json);
  return answered<Machine>(
      step, {contract_name(machine), instance, known_intent(machine, intent), context});
}

template <class Machine>
bool Watch::advance(Machine& machine, const Context& context, std::string_view instance) {
  detail::NoStep<Machine> step(machine);
  return fired(step, {contract_name(machine), instance, {}, context});
}

template <class Intent>
Proposal Watch::propose(Draft<Intent>& draft, const typename Draft<Intent>::Request& request,
                        typename Intent::Patch patch, const Context& context,
                        std::string_view instance) {
  const Intent none{};
  Context of_proposer = context;
  of_proposer.origin = Origin::Proposer;
  const Asked asked{contract_name(none), instance, intent_name(none), of_proposer};
  LogEntry about = entry(Action::Propose, asked);
  auto shown = patch;
  keep(shown, FieldSet::all() - Draft<Intent>::secret_fields());
  about.payload = to_json(shown);
  return staged(std::move(about), asked,
                [&] { return draft.propose(request, std::move(patch), context.now); });
}

template <class Intent>
bool Watch::decided(Draft<Intent>& draft, const Context& context, std::string_view instance,
                    Action action) {
  const Intent none{};
  const Asked asked{contract_name(none), instance, intent_name(none), context};
  LogEntry about = entry(action, asked);
  bool done = false;
  if (const auto* const patch = draft.staged()) {
    auto shown = *patch;
    keep(shown, FieldSet::all() - Draft<Intent>::secret_fields());
    about.payload = to_json(shown);
  }
  decide(std::move(about),
         [&] { return done = action == Action::Accept ? draft.accept() : draft.discard(); });
  return done;
}

}  // namespace writ
