/// What may stand around a step: functions of yours that are told before it and after it, and that
/// may say no before it.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <writ/authority/entry.h>
#include <writ/core/context.h>
#include <writ/core/draft.h>
#include <writ/core/outcome.h>

namespace writ {

/// The places in which a hook is called.
enum class HookPlace : std::uint8_t {
  BeforeDispatch,  ///< before anything is looked at
  AfterDispatch,   ///< whatever became of it
  BeforePropose,   ///< before a proposer's answer is staged
  AfterPropose,    ///< whatever became of it
  BeforeCommit,    ///< everything has agreed; the store has not been asked
  AfterCommit,     ///< the step counts
  OnGuardDeny,     ///< a guard or a `require` said no
  OnError,         ///< a hook, a store or a provider threw something
};
/// The name used in logs: `before_dispatch`.
[[nodiscard]] std::string_view name(HookPlace place);

/// A hook's no.
struct Veto {
  RefusalKind kind = RefusalKind::NotPermitted;  ///< what it is called in the refusal
  std::string reason;                            ///< in words, for whoever asked
};

/// What a hook is told before a step. The views live during the call.
struct Asked {
  const ContractName& contract;  ///< by whose rules
  std::string_view instance;     ///< which machine; empty where there is one only
  std::string_view intent;       ///< as the contract names it; empty: it has no such intent
  const Context& context;        ///< who asks, when, through which door
};

/// A hook. Each function does nothing unless it is overridden. What one throws is caught: a
/// `before_…` that throws has said no, for nobody knows what it would have said; any other one
/// changes nothing. `on_error` of all hooks is told. Called by any thread that makes a step, by
/// several at once; a dispatch from inside of one is refused `busy`.
class Hook {
 public:
  Hook() = default;
  Hook(const Hook&) = delete;
  Hook& operator=(const Hook&) = delete;
  virtual ~Hook() = default;
  /// In lists and logs; not empty.
  [[nodiscard]] virtual std::string_view name() const = 0;

  /// May say no to a step before it is looked at.
  virtual std::optional<Veto> before_dispatch(const Asked& asked);
  /// Is told what became of a step, also of one that an earlier hook said no to.
  virtual void after_dispatch(const LogEntry& entry);
  /// May say no to a proposal before it is staged.
  virtual std::optional<Veto> before_propose(const Asked& asked);
  /// Is told what became of a proposal, and of what is accepted or discarded.
  virtual void after_propose(const LogEntry& entry);
  /// May say no to a step with which the contract agrees. Steps of timers are not asked about.
  virtual std::optional<Veto> before_commit(const Asked& asked);
  /// Is told of a step that counts, and, with `Action::Advance`, of timers that have fired.
  virtual void after_commit(const LogEntry& entry);
  /// Is told of a step that the contract denied.
  virtual void on_guard_deny(const LogEntry& entry);
  /// Is told what was thrown, where, and by which hook; `hook` is empty for a store, a provider
  /// or a subscriber. What it throws itself is counted, and nothing else.
  virtual void on_error(HookPlace place, std::string_view hook, std::string_view what);
};

/// Hooks in their order: `before_…` from the first to the last, up to one that says no, everything
/// else from the last to the first. Filled before the first step is made, and not changed then.
class Hooks {
 public:
  /// Puts it behind the others; keeps it.
  void add(std::shared_ptr<Hook> hook) { hooks_.push_back(std::move(hook)); }
  /// Their names, in order.
  [[nodiscard]] std::vector<std::string_view> names() const;
  /// Is there none?
  [[nodiscard]] bool empty() const { return hooks_.empty(); }

  /// Somebody said no, and who.
  struct Refused {
    Veto veto;              ///< the no
    std::string_view hook;  ///< its name
  };
  /// Asks all of them in one of the three places before something.
  [[nodiscard]] std::optional<Refused> ask(HookPlace before, const Asked& asked) const;
  /// Tells all of them, in a place after something or on a denial.
  void tell(HookPlace after, const LogEntry& entry) const;
  /// Tells all of them that something else than a hook threw this.
  void tell_error(HookPlace place, std::string_view what) const { failed(place, "", what); }
  /// How often an `on_error` threw something itself.
  [[nodiscard]] std::uint64_t lost_errors() const { return lost_; }

 private:
  void failed(HookPlace place, std::string_view hook, std::string_view what) const;

  std::vector<std::shared_ptr<Hook>> hooks_;
  mutable std::atomic<std::uint64_t> lost_{0};
};

}  // namespace writ
