/// A walk of random intents through a machine, on which everything that must hold of any machine is
/// asked at each step: the doors agree, `can` says what `dispatch` does, a refusal leaves no trace,
/// a store sees what counts and nothing else, want of memory does no harm, a suggestion would be
/// accepted, and what was reached can be restored and replayed.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <writ/core/context.h>
#include <writ/core/outcome.h>
#include <writ/core/standing.h>
#include <catch2/catch.hpp>

#include "memory.h"

namespace test {

inline constexpr writ::Instant start{1'795'000'000'000'000};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::int64_t number(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(engine_);
  }
  bool one_in(int n) { return number(1, n) == 1; }
  template <class T>
  T of(std::initializer_list<T> all) {
    return all.begin()[number(0, static_cast<std::int64_t>(all.size()) - 1)];
  }

 private:
  std::mt19937 engine_;
};

/// A store of any mood, which keeps what it took.
template <class Ref>
class Moody final : public writ::Store {
 public:
  enum class Mood : std::uint8_t { Takes, Refuses, Throws };
  struct Row {
    std::string intent;
    std::string payload;
    writ::Instant now;
  };
  Mood mood = Mood::Takes;
  std::vector<Row> rows;
  int asked = 0;

  writ::Appended append(const writ::Step& step) override {
    ++asked;
    if (mood == Mood::Refuses) return writ::Appended::refused();
    if (mood == Mood::Throws) throw std::runtime_error("the store is on fire");
    CHECK(step.version == rows.size() + 1);
    const Ref intent(step);
    rows.push_back({std::string(name(intent.kind())), to_json(intent), step.now});
    return writ::Appended::done();
  }
};

/// `Contract` names a `Machine`, a `Ref` (the contract's `IntentRef`) and its `decode`.
template <class Contract>
class Walk {
 public:
  using Machine = typename Contract::Machine;
  using Ref = typename Contract::Ref;

  explicit Walk(unsigned seed) : random(seed), seed_(seed) {}

  Random random;
  Machine machine{start};
  int accepted = 0;
  int repeated = 0;
  int suggested = 0;
  std::set<writ::RefusalKind> refused;

  /// Where nothing is accepted any more, it begins anew.
  template <class Intent>
  void step(const Intent& intent) {
    if (machine.permitted().empty()) begin_anew();
    const Ref ref(intent);
    const std::string text = to_json(ref);
    INFO("seed " << seed_ << ", " << name(where(machine)) << ", " << name(ref.kind()) << ' '
                 << text);
    const Machine before = machine;
    const writ::Context context = some_context();
    const writ::Outcome can = std::as_const(machine).can(ref, context);
    same(machine, before);
    without_memory(ref, context);
    const int asked = store_.asked;
    try {
      const writ::Outcome outcome = machine.dispatch(ref, context);
      CHECK(store_.asked == asked + static_cast<int>(can && !can.is_repeated()));
      judge(ref, outcome, can, context, before);
      other_door(ref, text, outcome, context, before);
    } catch (const std::runtime_error&) {
      CHECK(store_.mood == Store::Mood::Throws);
      CHECK(can);
      same(machine, before);
      CHECK(machine.standing() == writ::Standing::Ready);
    }
  }

  /// All that was stored, again, makes the same machine.
  void replay() {
    Machine again(start);
    for (const auto& row : store_.rows) CHECK(again.dispatch(row.intent, row.payload, row.now));
    CHECK(again == machine);
    CHECK(store_.rows.size() == machine.version());
  }

 private:
  using Store = Moody<Ref>;

  void begin_anew() {
    replay();
    machine = Machine(start);
    store_.rows.clear();
  }

  writ::Context some_context() {
    now_ += random.number(-5, 10);
    writ::Context context(writ::Instant{start.us + now_});
    if (random.one_in(4)) context.expected_version = machine.version() + (random.one_in(4) ? 1 : 0);
    store_.mood = Store::Mood::Takes;
    if (random.one_in(12)) store_.mood = random.of({Store::Mood::Refuses, Store::Mood::Throws});
    context.store = &store_;
    return context;
  }

  static writ::Context bare(writ::Context context) {
    context.store = nullptr;
    return context;
  }

  static void same(const Machine& a, const Machine& b) {
    CHECK(a == b);
    CHECK(a.hash() == b.hash());
    CHECK(a.snapshot() == b.snapshot());
    keeps_right(a);
    keeps_right(b);
  }

  /// Its phase, or those of its groups.
  static auto where(const Machine& machine) {
    if constexpr (requires { machine.phases(); }) {
      return machine.phases();
    } else {
      return machine.phase();
    }
  }

  /// What is kept of folds is what the state gives.
  static void keeps_right(const Machine& machine) {
    if constexpr (requires { machine.kept(); })
      CHECK(machine.kept() == std::decay_t<decltype(machine.kept())>(machine.state()));
  }

  /// The n-th request for memory fails: then nothing has happened.
  void without_memory(const Ref& ref, const writ::Context& context) {
    if (!random.one_in(5)) return;
    for (long n = 0; n < 20; ++n) {
      Machine poor = machine;
      if (!runs_out(n, [&] { (void)poor.dispatch(ref, bare(context)); })) return;
      same(poor, machine);
      CHECK(poor.standing() == writ::Standing::Ready);
    }
  }

  void judge(const Ref& ref, writ::Outcome outcome, writ::Outcome can, const writ::Context& context,
             const Machine& before) {
    const bool lost = can && !can.is_repeated() && store_.mood == Store::Mood::Refuses;
    CHECK(outcome.is(writ::RefusalKind::StorageFailed) == lost);
    if (!lost) CHECK(outcome == can);
    if (outcome.is_repeated()) {
      ++repeated;
      return same(machine, before);
    }
    const bool permitted = before.permitted().has(ref.kind());
    if constexpr (
        requires { Contract::chooses; } || requires { Contract::has_keys; }) {
      // A `when` may leave no transition, and a `refuse` refuses; what has a key is asked first.
      CHECK((permitted || !outcome));
    } else if (!outcome.is(writ::RefusalKind::Conflict)) {
      CHECK(permitted == !outcome.is(writ::RefusalKind::NoTransition));
    }
    keeps_right(machine);
    if (outcome) {
      ++accepted;
      CHECK(machine.version() == before.version() + 1);
      CHECK(machine.now() == std::max(before.now(), context.now));
      restores();
    } else {
      same(machine, before);
      refused.insert(outcome.kind());
    }
  }

  /// What a step did not check, because it could not break it, is true: restoring checks all.
  void restores() {
    const std::string snapshot = machine.snapshot();
    Machine back(writ::Instant{0});
    const auto answer = back.restore(snapshot);
    INFO(snapshot << '\n' << answer.refusal.message);
    REQUIRE(answer);
    same(back, machine);
  }

  /// A twin through the dynamic door: the same answer, in the words of `explain`.
  void other_door(const Ref& ref, const std::string& text, writ::Outcome outcome,
                  const writ::Context& context, const Machine& before) {
    if (outcome.is(writ::RefusalKind::StorageFailed)) return;
    Machine twin = before;
    const auto answer = twin.dispatch(name(ref.kind()), text, bare(context));
    CHECK(answer.outcome.status() == outcome.status());
    CHECK(twin == machine);
    if (outcome) return;
    const auto why = machine.explain(ref, outcome, context);
    CHECK(why.kind == outcome.kind());
    CHECK_FALSE(why.message.empty());
    if (outcome.is(writ::RefusalKind::InvalidPayload)) {
      // Of a text all problems are told; the first is that of the typed door.
      CHECK(answer.refusal.kind == why.kind);
      CHECK_FALSE(why.path.empty());
      CHECK(answer.refusal.path.starts_with(why.path));
    } else {
      CHECK(answer.outcome == outcome);
      CHECK(answer.refusal == why);
    }
    if constexpr (requires { why.suggestion; }) {
      if (why.suggestion)
        std::visit([&](const auto& patch) { would_be_accepted(patch, ref, context); },
                   *why.suggestion);
    }
  }

  template <class Patch>
  void would_be_accepted(const Patch& patch, const Ref& ref, const writ::Context& context) {
    writ::Problems problems;
    auto intent = Contract::decode(name(ref.kind()), to_json(ref), problems);
    REQUIRE(intent);
    std::visit(
        [&](auto& payload) {
          if constexpr (requires { apply(patch, payload); }) {
            CHECK_FALSE(fields(patch).empty());
            apply(patch, payload);
            CHECK(machine.can(payload, context));
            ++suggested;
          }
        },
        *intent);
  }

  unsigned seed_;
  Store store_;
  std::int64_t now_ = 0;
};

/// `WRIT_WALKED(order)` makes `Walked` name what a walk needs of the namespace `order`.
#define WRIT_WALKED(contract)                                                                   \
  struct Walked {                                                                               \
    using Machine = contract::Machine;                                                          \
    using Ref = contract::IntentRef;                                                            \
    static std::optional<contract::Intent> decode(std::string_view kind, std::string_view text, \
                                                  writ::Problems& problems) {                   \
      return contract::decode(kind, text, problems);                                            \
    }                                                                                           \
  }

}  // namespace test
