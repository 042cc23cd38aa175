#include "compiler/interpret/scenario.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <writ/core/secret.h>
#include <writ/core/text.h>

#include "compiler/interpret/words.h"

namespace writ::interpret {

using model::Expr;
using model::ExprKind;
using model::ScenarioStep;
using Kind = ScenarioStep::Kind;

namespace {

/// A clock that begins when nobody else says when.
constexpr Instant first_instant{946'684'800'000'000};  // 2000-01-01T00:00:00Z

/// Thrown by a step that does not go as it should.
struct Fails {
  Failure failure;
};

/// Safe to print, and no longer than somebody would read.
std::string shown(const std::string& text) {
  constexpr std::size_t most = 2'000;
  std::string out = printable(utf8_prefix(text, most));
  if (text.size() > most) out += " ...";
  return out;
}

[[noreturn]] void fail(const std::string& expected, const std::string& actual,
                       std::vector<Difference> differences = {}) {
  for (Difference& one : differences)
    one = {shown(one.path), shown(one.expected), shown(one.actual)};
  throw Fails{{0, shown(expected), shown(actual), std::move(differences)}};
}

/// Does it read what is never shown, be it in a function that it calls?
bool reads_secret(const model::Contract& contract, const Expr& expr) {
  if (expr.kind == ExprKind::Field) {
    const model::RecordId record = contract.type(expr.operands[0].type).record;
    if (contract.record(record).fields[static_cast<std::size_t>(expr.number)].secret) return true;
  }
  if (expr.kind == ExprKind::Call &&
      reads_secret(contract, contract.functions[static_cast<std::size_t>(expr.number)].value))
    return true;
  return std::any_of(expr.operands.begin(), expr.operands.end(),
                     [&](const Expr& operand) { return reads_secret(contract, operand); });
}

class Player {
 public:
  Player(const Program& program, Coverage* coverage, Witness* witness = nullptr)
      : program_(program),
        contract_(program.contract()),
        now_(first_instant),
        machine_(program, now_),
        coverage_(coverage),
        witness_(witness) {
    machine_.watch(coverage);
  }

  void begin() {
    if (witness_) hear(witness_->begins(machine_));
  }

  void step(const ScenarioStep& step) {
    switch (step.kind) {
      case Kind::Given: return given(step);
      case Kind::Send:
        intent_ = step.intent;
        payload_ = value(step.value);
        proposes_ = false;
        return send(step, caller());
      case Kind::AcceptSuggestion: return again(step);
      case Kind::Propose:
        intent_ = step.intent;
        payload_ = value(step.value);
        proposes_ = true;
        who_ = step.who;
        return propose(step);
      case Kind::AcceptProposal: return accept(step);
      case Kind::Advance: return advance(step);
      case Kind::Expect: return expect(step);
      case Kind::ExpectEmitted: return emitted(step);
      case Kind::ExpectReplied: return replied(step);
    }
  }

  // What somebody who takes one step after the other wants to know: see Play.
  [[nodiscard]] const Machine& machine() const { return machine_; }
  [[nodiscard]] Instant now() const { return std::max(now_, machine_.now()); }
  [[nodiscard]] std::uint64_t seed() const { return seed_; }
  [[nodiscard]] model::IntentId intent() const { return intent_; }
  [[nodiscard]] const Value& payload() const { return payload_; }
  [[nodiscard]] const Outcome& outcome() const { return outcome_; }
  [[nodiscard]] bool proposes() const { return proposes_; }

  [[nodiscard]] Outcome can(model::IntentId intent, const Value& payload) const {
    Context context(now_);
    context.seed = seed_;
    return machine_.can(intent, payload, context);
  }

  Value value(const Expr& expr) {
    try {
      return evaluator().value(expr);
    } catch (const NoValue& why) {
      fail("a value", std::string(writ::text(why.kind)));
    } catch (const TooLong&) {
      fail("a value", "it takes more steps than are run here");
    }
  }

 private:
  static void hear(std::optional<Failure> said) {
    if (said) throw Fails{*std::move(said)};
  }

  Evaluator evaluator() {
    moment_ = {.now = std::max(now_, machine_.now()),
               .version = static_cast<std::int64_t>(machine_.version())};
    return {program_, {&machine_.state(), nullptr, nullptr, machine_.phases(), &moment_}};
  }

  void given(const ScenarioStep& step) {
    if (step.instant) now_ = {*step.instant};
    if (const auto wrong = machine_.set(step.phases, now_, step.body))
      fail("a state that the contract permits", told(*wrong));
    if (witness_) hear(witness_->is_put(machine_));
  }

  void advance(const ScenarioStep& step) {
    const Duration by{value(step.value).number()};
    if (by.us < 0) fail("a time that goes by", "it would go back");
    now_ = now_ + by;
    const bool ends = machine_.advance(now_);
    if (witness_) hear(witness_->waits(now_, ends, machine_));
    if (!ends)
      fail("timers that come to an end", "more than 1,000 fire: advance by less at a time");
  }

  [[nodiscard]] Context caller() {
    Context context(now_);
    context.seed = seed_++;
    return context;
  }

  void send(const ScenarioStep& step, const Context& context) {
    outcome_ = machine_.dispatch(intent_, payload_, context);
    end(step, context);
  }

  void end(const ScenarioStep& step, const Context& context) {
    if (witness_) hear(witness_->takes({intent_, payload_, context, outcome_}, machine_));
    judge(step.outcome);
  }

  void again(const ScenarioStep& step) {
    if (!outcome_.refusal || !outcome_.refusal->suggestion)
      fail("a suggestion to be accepted", outcome_.refusal
                                              ? told(*outcome_.refusal) + "; nothing is suggested"
                                              : "the last intent was accepted");
    payload_ = patched(payload_, *outcome_.refusal->suggestion);
    if (proposes_) return propose(step);
    send(step, caller());
  }

  /// What would become of it, on a machine that is thrown away. It waits then to be accepted.
  void propose(const ScenarioStep& step) {
    Context context(now_);
    context.seed = seed_;
    context.origin = Origin::Proposer;
    context.subject = who_;
    const auto tried = [&](Coverage* coverage) {
      Machine trial(machine_);
      trial.watch(coverage);
      return trial.dispatch(intent_, payload_, context);
    };
    outcome_ = tried(nullptr);
    if (!outcome_) outcome_ = tried(coverage_);  // who refuses it has been reached
    if (witness_) hear(witness_->is_asked({intent_, payload_, context, outcome_}, machine_));
    proposal_.reset();
    if (outcome_) proposal_.emplace(intent_, payload_);
    judge(step.outcome);
  }

  /// A caller answers for all of it, and it is known that a proposer gave it.
  void accept(const ScenarioStep& step) {
    if (!proposal_) fail("a proposal to be accepted", "the last one was refused, or accepted");
    std::tie(intent_, payload_) = *proposal_;
    proposes_ = false;
    Context context = caller();
    context.proposed = FieldSet::all();
    outcome_ = machine_.dispatch(intent_, payload_, context);
    if (outcome_) proposal_.reset();
    end(step, context);
  }

  // --- what must come of it ---

  void judge(const model::ExpectedOutcome& expected) {
    if (!expected.refused) {
      if (outcome_.refusal) fail("accepted", told(*outcome_.refusal));
      return;
    }
    if (!outcome_.refusal) fail(words_of(expected), "accepted");
    const Refusal& refusal = *outcome_.refusal;
    const bool kind = expected.kind.empty() || expected.kind == writ::name(refusal.kind);
    const bool guard = expected.guard.empty() || refusal.guard == expected.guard ||
                       std::any_of(refusal.denials.begin(), refusal.denials.end(),
                                   [&](const Denial& one) { return one.guard == expected.guard; });
    if (!kind || !guard || !says(refusal, expected.saying)) fail(words_of(expected), told(refusal));
    if (expected.suggestion) judge_suggestion(*expected.suggestion);
  }

  static bool says(const Refusal& refusal, const std::string& part) {
    return refusal.message.find(part) != std::string::npos ||
           std::any_of(refusal.denials.begin(), refusal.denials.end(), [&](const Denial& one) {
             return one.message.find(part) != std::string::npos;
           });
  }

  /// No more and no less.
  void judge_suggestion(const std::vector<model::Suggestion>& expected) {
    Patch wanted;
    for (const model::Suggestion& one : expected)
      wanted.emplace_back(one.path, payload_value(one.value));
    Patch actual = outcome_.refusal->suggestion.value_or(Patch{});
    const auto by_path = [](const auto& a, const auto& b) { return a.first < b.first; };
    std::sort(wanted.begin(), wanted.end(), by_path);
    std::sort(actual.begin(), actual.end(), by_path);
    if (wanted != actual) fail("the suggestion " + words_of(wanted), words_of(actual));
  }

  Value payload_value(const Expr& expr) {
    Evaluator seen = evaluator();
    seen.sight().payload = &payload_;
    try {
      return seen.value(expr);
    } catch (const NoValue& why) {
      fail("a value", std::string(writ::text(why.kind)));
    }
  }

  std::string words_of(const Patch& patch) const {
    if (patch.empty()) return "nothing";
    std::string out;
    for (const auto& [path, value] : patch) {
      model::RecordId record = contract_.intents[model::index(intent_)].payload;
      std::string name;
      model::TypeId type{};
      for (const std::uint32_t i : path) {
        const model::Field& field = contract_.record(record).fields[i];
        name += (name.empty() ? "" : ".") + field.name;
        type = field.type;
        record = contract_.type(type).record;
      }
      out += (out.empty() ? "{ " : ", ") + name + ": " + literal(contract_, type, value);
    }
    return out + " }";
  }

  static std::string words_of(const model::ExpectedOutcome& expected) {
    std::string out = "refused";
    if (!expected.kind.empty()) out += " " + expected.kind;
    if (!expected.guard.empty()) out += " by " + expected.guard;
    if (!expected.saying.empty()) out += " saying \"" + expected.saying + "\"";
    return out;
  }

  static std::string told(const Refusal& refusal) {
    std::string out = "refused " + std::string(writ::name(refusal.kind));
    if (!refusal.guard.empty()) out += " by " + refusal.guard;
    for (const Denial& one : refusal.denials)
      if (!one.guard.empty()) out += " by " + one.guard;
    return out + " saying \"" + refusal.message + "\"";
  }

  void expect(const ScenarioStep& step) {
    Evaluator seen = evaluator();
    try {
      if (seen.holds(step.value)) return;
      explain(step.value);
    } catch (const NoValue& why) {
      fail("a condition that holds", "it has no value: " + std::string(writ::text(why.kind)));
    } catch (const TooLong&) {
      fail("a condition that holds", "it takes more steps than are run here");
    }
  }

  /// The part of a condition that does not hold, and what stands on its two sides.
  [[noreturn]] void explain(const Expr& whole) {
    Evaluator seen = evaluator();
    const Expr* part = &whole;
    while (part->kind == ExprKind::Binary && part->op == model::Op::And)
      part = &part->operands[seen.holds(part->operands[0]) ? 1 : 0];
    const Expr& condition = *part;
    if (condition.kind == ExprKind::InPhases)
      fail("phase " + names(condition.phases), "phase " + names(machine_.phases()));
    if (condition.kind == ExprKind::Binary &&
        source::describe(condition.op).group == source::OpGroup::Comparison) {
      const model::TypeId type = condition.operands[0].type;
      const Value left = seen.value(condition.operands[0]);
      const Value right = seen.value(condition.operands[1]);
      const std::string sign(source::describe(condition.op).spelling);
      if (reads_secret(contract_, condition))
        fail("a condition that holds", "it does not; what it compares is secret");
      std::vector<Difference> apart;
      if (condition.op == model::Op::Equal) apart = differences(contract_, type, right, left);
      for (Difference& one : apart) one.path = seen.pointer(condition.operands[0]) + one.path;
      fail((condition.op == model::Op::Equal ? "" : sign + " ") +
               literal(contract_, condition.operands[1].type, right),
           literal(contract_, type, left), std::move(apart));
    }
    fail("a condition that holds", "it does not");
  }

  std::string names(const std::vector<model::PhaseId>& phases) const {
    std::string out;
    for (const model::CompositePhase& composite : contract_.composites)
      if (composite.leaves == phases) return composite.name;
    for (const model::PhaseId phase : phases)
      out += (out.empty() ? "" : ", ") + contract_.phases[model::index(phase)].name;
    return out;
  }

  void emitted(const ScenarioStep& step) {
    const model::Event& event = contract_.events[model::index(step.event)];
    std::string seen;
    std::vector<Difference> apart;
    bool found = false;
    for (const Told& one : machine_.told()) {
      seen += (seen.empty() ? "" : ", ") + contract_.events[model::index(one.event)].name + " " +
              json(contract_, contract_.events[model::index(one.event)].record, one.value,
                   Secrets::Hidden);
      if (one.event != step.event) continue;
      apart = unlike(step, one.value);
      found |= apart.empty();
    }
    if (found != step.negated) return;
    const std::string that = "the event " + event.name;
    fail(step.negated ? "no such event as " + that : that, seen.empty() ? "no event" : seen,
         step.negated ? std::vector<Difference>{} : apart);
  }

  /// The members that are named and not as they must be.
  std::vector<Difference> unlike(const ScenarioStep& step, const Value& event) {
    const model::Record& record =
        contract_.record(contract_.events[model::index(step.event)].record);
    std::vector<Difference> out;
    for (const auto& [field, wanted] : step.members) {
      for (Difference& one :
           differences(contract_, record.fields[field].type, value(wanted), event[field])) {
        one.path = "/" + record.fields[field].wire_name + one.path;
        if (record.fields[field].secret) one.expected = one.actual = hidden;
        out.push_back(std::move(one));
      }
    }
    return out;
  }

  void replied(const ScenarioStep& step) {
    const model::TypeId type = *contract_.intents[model::index(intent_)].reply;
    const Value wanted = value(step.value);
    if (!machine_.reply()) fail("the reply " + literal(contract_, type, wanted), "no reply");
    if (*machine_.reply() == wanted) return;
    fail("the reply " + literal(contract_, type, wanted),
         literal(contract_, type, *machine_.reply()),
         differences(contract_, type, wanted, *machine_.reply()));
  }

  const Program& program_;
  const model::Contract& contract_;
  Instant now_;
  Machine machine_;
  Coverage* coverage_;
  Witness* witness_;
  Moment moment_;
  model::IntentId intent_{};
  Value payload_;
  Outcome outcome_;
  bool proposes_ = false;                                      // the last intent was a proposal
  std::string who_;                                            // whose
  std::optional<std::pair<model::IntentId, Value>> proposal_;  // the one that waits
  std::uint64_t seed_ = 1;
};

}  // namespace

// --- one step after the other --------------------------------------------------------------------

struct Play::Inside {
  Player player;
};

Play::Play(const Program& program) : inside_(new Inside{Player(program, nullptr)}) {}
Play::Play(const Play& other) : inside_(new Inside(*other.inside_)) {}
Play::Play(Play&& other) noexcept = default;
Play& Play::operator=(Play other) noexcept {
  inside_.swap(other.inside_);
  return *this;
}
Play::~Play() = default;

std::optional<Failure> Play::step(const ScenarioStep& step) {
  try {
    inside_->player.step(step);
  } catch (Fails& fails) {
    return std::move(fails.failure);
  }
  return std::nullopt;
}

const Machine& Play::machine() const { return inside_->player.machine(); }
Instant Play::now() const { return inside_->player.now(); }
std::uint64_t Play::seed() const { return inside_->player.seed(); }
model::IntentId Play::intent() const { return inside_->player.intent(); }
const Value& Play::payload() const { return inside_->player.payload(); }
bool Play::proposes() const { return inside_->player.proposes(); }
const Outcome& Play::outcome() const { return inside_->player.outcome(); }

Outcome Play::can(model::IntentId intent, const Value& payload) const {
  return inside_->player.can(intent, payload);
}

std::optional<Value> Play::value(const Expr& expr, std::string& why) const {
  try {
    return inside_->player.value(expr);
  } catch (Fails& fails) {
    why = std::move(fails.failure.actual);
    return std::nullopt;
  }
}

std::optional<Failure> play(const Program& program, const model::Scenario& scenario,
                            Coverage* coverage, Witness* witness) {
  if (scenario.steps.empty()) return std::nullopt;
  Player player(program, coverage, witness);
  try {
    player.begin();
  } catch (Fails& fails) {
    return std::move(fails.failure);
  }
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    try {
      player.step(scenario.steps[i]);
    } catch (Fails& fails) {
      fails.failure.step = i;
      return std::move(fails.failure);
    }
  }
  return std::nullopt;
}

}  // namespace writ::interpret
