/// Many machines of one contract, by id: `writ::Instances<order::Machine>`.
///
/// Any thread may ask for anything. One step of an instance is made at a time, and steps of
/// different instances at once. What is not in memory is loaded when it is asked for, and what was
/// used longest ago leaves when there is no more room. Needs exceptions and threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <writ/core/context.h>
#include <writ/core/intent_ref.h>
#include <writ/core/outcome.h>
#include <writ/core/seen.h>
#include <writ/core/standing.h>
#include <writ/core/timers.h>
#include <writ/instances/places.h>
#include <writ/instances/requests.h>

namespace writ {

/// How much is kept.
struct InstanceLimits {
  std::size_t most = 10'000;          ///< instances in memory at once; at least 1
  std::size_t most_requests = 1'000;  ///< idempotency keys of each instance; at least 1
  Duration requests_for = days(1);    ///< how long such a key is remembered
};

/// Thread-safe. What its functions call (`Load`, `Evict`, stores, `read`) runs while the instance
/// is held, and may be called by several threads for different ids; from inside of it a dispatch is
/// refused `busy`, to whichever instance, and anything else throws `std::logic_error`.
template <class Machine>
class Instances {
  static constexpr bool has_timers = requires(const Machine& one) { one.next_deadline(); };
  static constexpr auto nobody = [](std::string_view, const Machine&, const Advanced&) {};

 public:
  /// An intent of the contract: `order::IntentRef`.
  using IntentRef = IntentRefOf<Machine>;
  /// An outcome, and its words when it is a refusal.
  using Answer = typename Machine::Answer;
  /// Brings back the instance of that id, or makes a new one. What it throws passes through, and
  /// nothing is kept then.
  using Load = std::function<Machine(std::string_view id, Instant now)>;
  /// Told of an instance that is about to leave memory; false: it has to stay, for now. What it
  /// throws passes through to whoever needed the room, or to `flush`, and the instance stays.
  using Evict = std::function<bool(std::string_view id, const Machine& machine)>;

  /// Without a `load` each id is a new machine when it is first asked for, and again when it has
  /// left memory. What is in memory at the end of this is not given to `evict`, unless `flush` is
  /// called before: what must last is in a store. What both refer to must outlive this.
  explicit Instances(Load load = {}, Evict evict = {}, InstanceLimits limits = {})
      : load_(std::move(load)),
        evict_(std::move(evict)),
        limits_(limits),
        places_(limits.most,
                [this](detail::Place& place) { return may_leave(static_cast<Held&>(place)); }) {}
  Instances(const Instances&) = delete;
  Instances& operator=(const Instances&) = delete;

  /// A step of that instance. With `context.idempotency_key` a request that is sent again is
  /// answered as before: `repeated`, or the same `pending`; another one with the same key and
  /// subject is refused `conflict`. `busy` when all that are in memory are in use.
  Outcome dispatch(std::string_view id, IntentRef intent, const Context& context) {
    return made(id, intent, context, JustOutcome{});
  }

  /// The same with the words of a refusal, which are about the instance as it was then.
  Answer answer(std::string_view id, IntentRef intent, const Context& context) {
    return made(id, intent, context, InWords{intent, context});
  }

  /// A step with the intent of a draft of `drafts`, which is forgotten when the step counts, or
  /// waits for its store. `conflict`: there is no such draft, its time is over, somebody else
  /// commits it, something is missing in it, or something staged waits to be accepted.
  template <class Intent, class Drafts>
  Answer commit(Drafts& drafts, std::uint64_t draft, const Context& context) {
    const auto ready = drafts.template claim<Intent>(draft, context);
    Answer out{.outcome = Outcome::refused(RefusalKind::Conflict), .refusal = {}};
    out.refusal.kind = RefusalKind::Conflict;
    out.refusal.message = "there is no such draft, or it is not complete";
    if (!ready) return out;
    try {
      out = answer(ready->instance, ready->intent, ready->context);
    } catch (...) {
      drafts.release(draft);
      throw;
    }
    const bool counts = out || out.outcome.status() == Status::Pending;
    counts ? static_cast<void>(drafts.drop(draft)) : drafts.release(draft);
    return out;
  }

  /// How a step is made, instead of `machine.dispatch`: with `watch.answer(machine, intent,
  /// context, id)` of a `writ::Watch`, say. To be given before the first step.
  using Make = std::function<Answer(Machine& machine, IntentRef intent, const Context& context,
                                    std::string_view id)>;
  /// As above.
  void make_steps(Make make) { make_ = std::move(make); }

  /// What `look(const Machine&)` returns; nobody changes the instance meanwhile. Throws
  /// `std::runtime_error` when all that are in memory are in use.
  template <class Look>
  auto read(std::string_view id, Instant now, Look look) {
    detail::not_inside();
    Use use(places_, id);
    if (!use.held) throw std::runtime_error("writ: all instances in memory are in use");
    const Machine& machine = loaded(id, *use.held, now);
    return look(machine);
  }

  /// What the store says at last to a step of that instance which was `pending`. If it is lost the
  /// instance is forgotten, and loaded again when it is next asked for. False: no step of an
  /// instance in memory waits for this ticket.
  bool settle(std::string_view id, Ticket ticket, bool durable) {
    detail::not_inside();
    Use use(places_, id, detail::Places::Find::OnlyThere);
    if (!use.held || !use.held->machine) return false;
    if (!use.held->machine->settle(ticket, durable)) return false;
    use.held->requests->settle(ticket, durable);
    if (!durable && load_) use.held->machine.reset();
    return true;
  }

  /// Of a contract with timers: when the next one of those in memory is due; nothing when none
  /// runs. One whose step is pending has none until that is settled.
  [[nodiscard]] std::optional<Instant> next_deadline() requires has_timers {
    detail::not_inside();
    Instant least = Instant::never();
    places_.each([&](const detail::Place& place) {
      least = std::min(least, static_cast<const Held&>(place).due());
    });
    return least == Instant::never() ? std::nullopt : std::optional(least);
  }

  /// Of a contract with timers: fires those in memory that are due at `context.now`, as
  /// `Machine::advance` does; of different instances in any order. `told(id, machine, advanced)`
  /// says of each what was done, while it is held. All of it together, with the first outcome that
  /// is not `accepted`. What is not in memory fires when it is next asked for.
  template <class Told = decltype(nobody)>
  Advanced advance(const Context& context, Told told = nobody) requires has_timers {
    detail::not_inside();
    Advanced all;
    const auto is_due = [&](const detail::Place& place) {
      return static_cast<const Held&>(place).due() <= context.now;
    };
    places_.each_id(is_due, [&](const std::string& id) {
      Use use(places_, id, detail::Places::Find::OnlyThere);
      if (!use.held || !use.held->machine || !is_due(*use.held)) return;
      const Advanced done = use.held->machine->advance(context);
      all.fired += done.fired;
      all.refused += done.refused;
      if (all) all.outcome = done.outcome;
      told(std::string_view(id), std::as_const(*use.held->machine), done);
    });
    return all;
  }

  /// Lets all leave memory that are in it when it is called, each through `evict`, and waits for
  /// those that are in use: what is called when a program ends. How many had to stay: those that
  /// `evict` refuses, whose last step is pending, or that somebody asks for meanwhile.
  std::size_t flush() {
    detail::not_inside();
    return places_.flush();
  }

  /// How many are in memory.
  [[nodiscard]] std::size_t size() const { return places_.size(); }

 private:
  /// An instance, in memory or about to be. Its parts are those of who holds its mutex.
  struct Held : detail::Place {
    [[nodiscard]] bool is_empty() const override { return !machine; }
    /// When its next timer is due, for whoever does not hold it.
    [[nodiscard]] Instant due() const { return {due_.load(std::memory_order_relaxed)}; }
    /// It may be due at another time than before.
    void note_due() {
      if constexpr (has_timers) {
        std::optional<Instant> next;
        if (machine && machine->standing() == Standing::Ready) next = machine->next_deadline();
        due_.store(next.value_or(Instant::never()).us, std::memory_order_relaxed);
      }
    }

    std::optional<Machine> machine;
    std::optional<Requests> requests;

   private:
    std::atomic<std::int64_t> due_{Instant::never().us};
  };

  /// Holds an instance as long as it lives; none when there is no room.
  struct Use {
    Use(detail::Places& places, std::string_view id,
        detail::Places::Find find = detail::Places::Find::OrMake)
        : pin(places.pin(id, find, [] { return std::unique_ptr<detail::Place>(new Held); })),
          held(static_cast<Held*>(pin.place())) {}
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    ~Use() {
      if (held) held->note_due();
    }
    detail::Pin pin;
    Held* held;
    detail::Inside inside;
  };

  Machine& loaded(std::string_view id, Held& held, Instant now) {
    if (!held.machine) held.machine.emplace(load_ ? load_(id, now) : Machine(now));
    if (!held.requests) held.requests.emplace(limits_.most_requests, limits_.requests_for);
    return *held.machine;
  }

  /// What is returned of a step: of one that was made by the machine, or was not even asked for,
  /// and of one that was made in another way and has its words.
  struct JustOutcome {
    Outcome operator()(const Machine*, Outcome outcome, std::string_view) { return outcome; }
    Outcome operator()(Answer made) { return made.outcome; }
  };
  struct InWords {
    Answer operator()(const Machine* machine, Outcome outcome, std::string_view words) {
      Answer out{.outcome = outcome, .refusal = {}};
      if (outcome || outcome.status() == Status::Pending) return out;
      if (words.empty()) {
        out.refusal = machine->explain(intent, outcome, context);
      } else {
        out.refusal.kind = outcome.kind();
        out.refusal.message = words;
      }
      return out;
    }
    Answer operator()(Answer made) { return made; }
    IntentRef intent;
    const Context& context;
  };

  template <class End>
  auto made(std::string_view id, IntentRef intent, const Context& context, End end) {
    constexpr Outcome busy = Outcome::refused(RefusalKind::Busy);
    if (detail::Inside::is()) return end(nullptr, busy, "a step cannot be made inside of another");
    Use use(places_, id);
    if (!use.held) return end(nullptr, busy, "all instances in memory are in use");
    Machine& machine = loaded(id, *use.held, context.now);
    std::optional<Requests::Place> place;
    if (!context.idempotency_key.empty()) {
      const std::string content = std::string(name(intent.kind())) + to_json(intent);
      const Request request{context.subject, context.idempotency_key, fingerprint(content)};
      Requests& requests = *use.held->requests;
      if (const auto before = requests.answer(request, context.now))
        return end(&machine, *before, "this idempotency key came with another request");
      place.emplace(requests, request, context.now);
    }
    if (make_) {
      Answer answer = make_(machine, intent, context, id);
      if (place) place->take(answer.outcome);
      return end(std::move(answer));
    }
    const Outcome outcome = machine.dispatch(intent, context);
    if (place) place->take(outcome);
    return end(&machine, outcome, "");
  }

  /// Asked for one that nobody uses; who wants it meanwhile waits, and loads it again.
  bool may_leave(Held& held) {
    const detail::Inside inside;
    if (!held.machine) return true;
    const Standing standing = held.machine->standing();
    if (standing == Standing::Pending) return false;
    // What is unknown is nothing to be kept.
    if (standing == Standing::Ready && evict_ && !evict_(held.id, *held.machine)) return false;
    held.machine.reset();
    held.requests.reset();
    held.note_due();
    return true;
  }

  Load load_;
  Evict evict_;
  Make make_;
  InstanceLimits limits_;
  detail::Places places_;
};

}  // namespace writ
