#include <writ/authority/watch.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <mutex>
#include <new>
#include <stdexcept>
#include <utility>

#include <writ/core/json_writer.h>
#include <writ/core/path.h>
#include <writ/core/refusal_json.h>

namespace writ {

namespace detail {

struct Listeners {
  struct One {
    std::uint64_t number;
    std::string instance;
    std::string path;
    Listener listener;
    std::shared_ptr<std::atomic<bool>> is_there;  // false: nobody listens any more
  };
  std::mutex mutex;
  /// Copied when somebody comes or goes, so that those who are told need no lock.
  std::shared_ptr<const std::vector<One>> all = std::make_shared<const std::vector<One>>();
  std::uint64_t last = 0;
};

std::vector<GuardAnswer> guard_answers(const std::vector<AskedGuard>& asked, Outcome outcome,
                                       std::string_view failed) {
  std::vector<GuardAnswer> out;
  const bool before = outcome.status() == Status::Refused &&
                      (outcome.is(RefusalKind::InvalidPayload) ||
                       outcome.is(RefusalKind::NoTransition) || outcome.is(RefusalKind::Busy) ||
                       outcome.is(RefusalKind::Conflict) || outcome.is(RefusalKind::NotPermitted));
  if (before || outcome.is_repeated() || outcome.status() == Status::Unknown) return out;
  for (const AskedGuard& one : asked) {
    const bool no = (outcome.denials() >> one.number & 1U) != 0;
    out.push_back({one.name, no                   ? GuardAnswer::Kind::Denied
                             : one.name == failed ? GuardAnswer::Kind::Failed
                                                  : GuardAnswer::Kind::Passed});
  }
  return out;
}

}  // namespace detail

namespace {

/// A step, a hook or a listener is at work in this thread.
thread_local bool at_work = false;

class AtWork {
 public:
  AtWork() : before_(std::exchange(at_work, true)) {}
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;
  ~AtWork() { at_work = before_; }

 private:
  bool before_;
};

/// Between the machine and its store: the last place in which somebody can say no.
class Gate final : public Store {
 public:
  Gate(const Hooks& hooks, const Asked& asked) : hooks_(hooks), asked_(asked) {}
  Appended append(const Step& step) override {
    if (step.timer < 0) no = hooks_.ask(HookPlace::BeforeCommit, asked_);
    if (no) return Appended::refused();
    return asked_.context.store ? asked_.context.store->append(step) : Appended::done();
  }
  std::optional<Hooks::Refused> no;

 private:
  const Hooks& hooks_;
  const Asked& asked_;
};

std::string refusal_json(const Veto& veto) {
  Refusal refusal;
  refusal.kind = veto.kind;
  refusal.message = veto.reason;
  std::string out;
  {
    JsonMembers members(out);
    append_refusal(members, refusal);
  }
  return out;
}

/// A path in either form as a JSON Pointer.
std::string pointer_of(std::string_view text) {
  std::string out;
  Path path(text);
  while (!path.done()) {
    const std::string_view step = path.next();
    if (step.empty()) throw std::invalid_argument("writ: no path: " + std::string(text));
    append_step(out, step);
  }
  return out;
}

bool is_in(std::string_view inner, std::string_view outer) {
  return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

}  // namespace

/// Nobody is called any more from here on, but who is just being called by another thread. Throws
/// nothing: where there is no memory for a shorter list, the longer one stays.
Subscription::~Subscription() {
  using One = detail::Listeners::One;
  const auto listeners = of_.lock();
  if (!listeners) return;
  std::shared_ptr<const std::vector<One>> old;  // goes when nothing is locked: it owns listeners
  try {
    const std::lock_guard lock(listeners->mutex);
    for (const One& one : *listeners->all)
      if (one.number == number_) one.is_there->store(false);
    auto left = std::make_shared<std::vector<One>>();
    std::copy_if(listeners->all->begin(), listeners->all->end(), std::back_inserter(*left),
                 [&](const One& one) { return one.number != number_; });
    old = std::exchange(listeners->all, std::move(left));
  } catch (const std::bad_alloc&) {
    return;
  }
}

Watch::Watch(WatchOptions options)
    : options_(std::move(options)), listeners_(std::make_shared<detail::Listeners>()) {
  if (!options_.log) options_.log = std::make_shared<Log>(1);  // numbers them
}

Subscription Watch::subscribe(std::string_view instance, std::string_view path, Listener listener) {
  std::string pointer = pointer_of(path);
  std::shared_ptr<const std::vector<detail::Listeners::One>> old;
  const std::lock_guard lock(listeners_->mutex);
  auto more = std::make_shared<std::vector<detail::Listeners::One>>(*listeners_->all);
  more->push_back({++listeners_->last, std::string(instance), std::move(pointer),
                   std::move(listener), std::make_shared<std::atomic<bool>>(true)});
  old = std::exchange(listeners_->all, std::move(more));
  return {listeners_, listeners_->last};
}

LogEntry Watch::entry(Action action, const Asked& asked) const {
  LogEntry entry;
  entry.at = asked.context.now;
  entry.action = action;
  entry.contract = asked.contract;
  entry.instance = asked.instance;
  entry.intent = asked.intent;
  entry.origin = asked.context.origin;
  entry.subject = asked.context.subject;
  entry.correlation = asked.context.correlation_id;
  return entry;
}

Outcome Watch::run(detail::WatchedStep& step, const Asked& asked,
                   std::optional<Hooks::Refused>& no) {
  if (at_work) {
    no = Hooks::Refused{{RefusalKind::Busy, "a step cannot be made inside of another"}, ""};
    return Outcome::refused(RefusalKind::Busy);
  }
  const AtWork here;
  const std::int64_t began = options_.ticks ? options_.ticks() : 0;
  LogEntry entry = this->entry(Action::Dispatch, asked);
  no = hooks_.ask(HookPlace::BeforeDispatch, asked);  // before anything is read or copied
  Outcome outcome = no ? Outcome::refused(no->veto.kind) : made(step, asked, entry, no);
  entry.outcome = outcome;
  if (no) {
    entry.refusal = refusal_json(no->veto);
    entry.refused_by = no->hook;
  }
  if (options_.ticks) entry.took = Duration{(options_.ticks() - began) / 1'000};
  told(std::move(entry), HookPlace::AfterDispatch);
  return outcome;
}

bool Watch::fired(detail::WatchedStep& step, const Asked& asked) {
  if (at_work) return false;
  const AtWork here;
  LogEntry timers = entry(Action::Advance, asked);
  if (!step.advance(timers, asked.context)) return false;
  told(std::move(timers), HookPlace::AfterCommit);
  return true;
}

Outcome Watch::made(detail::WatchedStep& step, const Asked& asked, LogEntry& entry,
                    std::optional<Hooks::Refused>& no) {
  try {
    LogEntry timers = this->entry(Action::Advance, asked);
    if (step.advance(timers, asked.context)) told(std::move(timers), HookPlace::AfterCommit);
    step.begin(entry, asked.context);
    Gate gate(hooks_, asked);
    Context context = asked.context;
    if (context.store || !hooks_.empty()) context.store = &gate;
    const Outcome outcome = step.make(context);
    step.end(entry, outcome);
    no = std::move(gate.no);
    return no ? Outcome::refused(no->veto.kind) : outcome;
  } catch (const std::exception& error) {
    failed(step, std::move(entry), error.what());
    throw;
  } catch (...) {
    failed(step, std::move(entry), "");
    throw;
  }
}

void Watch::failed(detail::WatchedStep& step, LogEntry entry, std::string_view what) {
  entry.error = what.empty() ? "an exception without words" : what;
  entry.outcome = Outcome::refused(RefusalKind::StorageFailed);
  step.end(entry, entry.outcome);
  entry.refusal.clear();  // nobody has refused it
  hooks_.tell_error(HookPlace::BeforeCommit, entry.error);
  told(std::move(entry), HookPlace::AfterDispatch);
}

Proposal Watch::staged(LogEntry entry, const Asked& asked, const std::function<Proposal()>& stage) {
  if (at_work) return Proposal::Vetoed;
  const AtWork here;
  Proposal proposal = Proposal::Vetoed;
  if (auto no = hooks_.ask(HookPlace::BeforePropose, asked)) {
    entry.refused_by = no->hook;
    entry.refusal = refusal_json(no->veto);
  } else {
    proposal = stage();
  }
  entry.answer = name(proposal);
  told(std::move(entry), HookPlace::AfterPropose);
  return proposal;
}

void Watch::decide(LogEntry entry, const std::function<bool()>& decide) {
  if (at_work) return;
  const AtWork here;
  entry.answer = decide() ? "done" : "nothing_staged";
  told(std::move(entry), HookPlace::AfterPropose);
}

void Watch::told(LogEntry entry, HookPlace place) {
  const std::shared_ptr<const LogEntry> kept = options_.log->add(std::move(entry));
  const LogEntry& about = *kept;
  if (place == HookPlace::AfterDispatch && about.error.empty()) {
    if (about.outcome.is(RefusalKind::Denied) && about.refused_by.empty())
      hooks_.tell(HookPlace::OnGuardDeny, about);
    const bool counts = about.outcome && !about.outcome.is_repeated();
    if (counts || about.outcome.status() == Status::Pending)
      hooks_.tell(HookPlace::AfterCommit, about);
  }
  hooks_.tell(place, about);
  listen(about);
}

void Watch::listen(const LogEntry& entry) const {
  if (entry.changes.empty()) return;
  std::shared_ptr<const std::vector<detail::Listeners::One>> all;
  {
    const std::lock_guard lock(listeners_->mutex);
    all = listeners_->all;
  }
  for (const auto& one : *all) {
    if (!one.instance.empty() && one.instance != entry.instance) continue;
    for (const Change& change : entry.changes) {
      if (!one.is_there->load()) break;
      if (!is_in(change.path, one.path) && !is_in(one.path, change.path)) continue;
      try {
        one.listener(entry, change);
      } catch (const std::exception& error) {
        hooks_.tell_error(HookPlace::AfterCommit, error.what());
      } catch (...) {
        hooks_.tell_error(HookPlace::AfterCommit, "something that is no std::exception");
      }
    }
  }
}

}  // namespace writ
