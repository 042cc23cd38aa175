/// Scenarios, played: each step in its turn, up to the first of which something else comes than the
/// contract says.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/interpret/coverage.h"
#include "compiler/interpret/machine.h"
#include "compiler/model/scenario.h"

namespace writ::interpret {

/// Where two values of one type are not the same.
struct Difference {
  std::string path;  ///< JSON Pointer; empty: the whole
  std::string expected;
  std::string actual;
};
/// The first few of them; what is secret is not shown.
[[nodiscard]] std::vector<Difference> differences(const model::Contract& contract,
                                                  model::TypeId type, const Value& expected,
                                                  const Value& actual);

/// Why a scenario fails.
struct Failure {
  std::size_t step = 0;  ///< its number, from 0
  std::string expected;
  std::string actual;
  std::vector<Difference> differences;
  bool witnessed = false;  ///< the witness saw something else: `expected` is what we say
};

/// An intent, and what became of it.
struct Sent {
  model::IntentId intent{};
  const Value& payload;
  const Context& context;
  const Outcome& outcome;
};

/// Somebody who plays along, and is shown each step when it is over: another machine of the same
/// contract, say. What it says ends the scenario.
class Witness {
 public:
  Witness() = default;
  Witness(const Witness&) = delete;
  Witness& operator=(const Witness&) = delete;
  virtual ~Witness() = default;

  /// The machine is a new one.
  virtual std::optional<Failure> begins(const Machine& machine) = 0;
  /// It was put into another state.
  virtual std::optional<Failure> is_put(const Machine& machine) = 0;
  /// It was asked what would become of an intent, and is what it was.
  virtual std::optional<Failure> is_asked(const Sent& sent, const Machine& machine) = 0;
  /// It was given an intent, and this is what it is then.
  virtual std::optional<Failure> takes(const Sent& sent, const Machine& machine) = 0;
  /// The timers have fired that were due by then; `ends`: nothing more is due.
  virtual std::optional<Failure> waits(Instant now, bool ends, const Machine& machine) = 0;
};

/// Steps of a scenario, one after the other, of a new instance: its machine, its clock, and what
/// became of the last intent. A copy is a snapshot of all of it. The program must outlive it.
class Play {
 public:
  explicit Play(const Program& program);
  Play(const Play& other);
  Play(Play&& other) noexcept;
  Play& operator=(Play other) noexcept;
  ~Play();

  /// Why something else came of the step than it says; it may have been taken all the same.
  [[nodiscard]] std::optional<Failure> step(const model::ScenarioStep& step);

  [[nodiscard]] const Machine& machine() const;
  /// The time of the next step.
  [[nodiscard]] Instant now() const;
  /// What the random numbers of the next intent are drawn from.
  [[nodiscard]] std::uint64_t seed() const;
  /// The last intent, and what became of it.
  [[nodiscard]] model::IntentId intent() const;
  [[nodiscard]] const Value& payload() const;
  [[nodiscard]] const Outcome& outcome() const;
  /// Was it a proposal? Nothing has come of it then, and the outcome is what would.
  [[nodiscard]] bool proposes() const;
  /// What would become of an intent now.
  [[nodiscard]] Outcome can(model::IntentId intent, const Value& payload) const;
  /// What an expression of a scenario comes to; nothing, and `why`, where it has no value.
  [[nodiscard]] std::optional<Value> value(const model::Expr& expr, std::string& why) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// Nothing when all comes as the scenario says. What is reached on the way is added to `coverage`,
/// and shown to `witness`, if there are such.
[[nodiscard]] std::optional<Failure> play(const Program& program, const model::Scenario& scenario,
                                          Coverage* coverage = nullptr, Witness* witness = nullptr);

}  // namespace writ::interpret
