/// Generated machines in a program that is spoken to in lines: how `writ test --native` and other
/// programs ask them the same as an interpreter.
///
///     int main() {
///       return writ::testing::Drive()
///           .add<order::Machine>("Order", order::decode)
///           .run(std::cin, std::cout);
///     }
///
/// A line that comes in is a word and what it needs, with tabs between:
///
///     use       CONTRACT                    the machine that is meant from here on
///     new       NOW                         a new instance
///     restore   SNAPSHOT                    becomes what it says
///     dispatch  INTENT NOW SEED DOOR SUBJECT CORRELATION PAYLOAD
///     can       the same                    what `dispatch` would answer; nothing changes
///     advance   NOW                         fires the timers that are due
///
/// NOW is in microseconds, SEED a number or `-`, DOOR `caller`, `proposer`, or `caller:` and the
/// fields that were proposed and accepted, as the number of a `FieldSet`; SUBJECT and CORRELATION
/// any text without tabs and line breaks, SNAPSHOT and PAYLOAD are JSON in one line.
///
/// Each is answered by five lines, of which the last four may be empty:
///
///     OUTCOME    accepted, repeated, refused, pending, unknown; or `mistake`: the line that came
///                is none
///     REFUSAL    as JSON; of a mistake what is wrong
///     SNAPSHOT   what the machine is now
///     EVENTS     of this step, of timers that fired before it, or of the beginning, as JSON:
///                [{"Paid":{"amount":3}}]
///     ANSWER     to the intent, as JSON; of `advance` what became of each timer:
///                [{"Draft":"denied"}]
#pragma once

#include <charconv>
#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <writ/core/context.h>
#include <writ/core/json_writer.h>
#include <writ/core/outcome.h>
#include <writ/core/time.h>
#include <writ/testing/explained.h>

namespace writ::testing {

/// The five lines of an answer, without their ends.
struct DriveAnswer {
  std::string outcome;   ///< `accepted`, `repeated`, `refused`, … or `mistake`
  std::string refusal;   ///< JSON, or what is wrong with the line
  std::string snapshot;  ///< canonical JSON
  std::string events;    ///< a JSON array
  std::string answer;    ///< JSON
};

/// An intent and what comes with it, as a line says it.
struct DriveIntent {
  std::string_view intent;   ///< its name
  std::string_view payload;  ///< JSON
  Context context;           ///< who asks and when
};

/// One machine, whatever its contract is.
class DrivenMachine {
 public:
  DrivenMachine() = default;
  DrivenMachine(const DrivenMachine&) = delete;             ///< it is its instance
  DrivenMachine& operator=(const DrivenMachine&) = delete;  ///< likewise
  virtual ~DrivenMachine() = default;
  /// Begins anew.
  virtual DriveAnswer begin(Instant now) = 0;
  /// Becomes what a snapshot says.
  virtual DriveAnswer restore(std::string_view snapshot) = 0;
  /// Takes a step, if it can.
  virtual DriveAnswer dispatch(const DriveIntent& intent) = 0;
  /// Says what it would do.
  virtual DriveAnswer can(const DriveIntent& intent) = 0;
  /// Fires what is due; refused when that does not come to an end.
  virtual DriveAnswer advance(Instant now) = 0;
};

/// The machine of one contract; `decode` is what its generated code calls so.
template <class Machine, class Decode>
class DrivenBy final : public DrivenMachine {
 public:
  /// Begins at the beginning of time.
  explicit DrivenBy(Decode decode) : decode_(decode), machine_(Instant{}) {}

  DriveAnswer begin(Instant now) override {
    machine_ = Machine(now);
    DriveAnswer out = told("accepted");
    out.events = events(machine_);
    return out;
  }

  DriveAnswer restore(std::string_view snapshot) override {
    return answer(machine_.restore(snapshot));
  }

  DriveAnswer dispatch(const DriveIntent& intent) override {
    return answer(machine_.dispatch(intent.intent, intent.payload, intent.context));
  }

  DriveAnswer can(const DriveIntent& intent) override {
    Problems problems;
    const auto decoded = decode_(intent.intent, intent.payload, problems);
    if (!decoded) return on_a_copy(intent);
    const IntentRefOf<Machine> given(*decoded);
    const Outcome outcome = machine_.can(given, intent.context);
    if (outcome) return told(word(outcome));
    return told(word(outcome), to_json(machine_.explain(given, outcome, intent.context)));
  }

  DriveAnswer advance(Instant now) override {
    DriveAnswer out = told("accepted");
    if constexpr (requires { machine_.advance(Context(now)); }) {
      static_cast<void>(machine_.take_fired());  // those that fired before an intent
      const auto done = machine_.advance(Context(now));
      out = told(word(done.outcome));
      JsonElements all(out.answer);
      for (const auto& fired : machine_.take_fired()) {
        JsonMembers one(all.next());
        append_json(one[name(fired.timer)],
                    fired.outcome ? std::string_view("accepted") : name(fired.outcome.kind()));
      }
    }
    out.events = events(machine_);
    return out;
  }

 private:
  /// Of a payload that cannot be read there is no intent to be asked about.
  DriveAnswer on_a_copy(const DriveIntent& intent) const {
    Machine trial(machine_);
    const auto said = trial.dispatch(intent.intent, intent.payload, intent.context);
    return told(word(said.outcome), to_json(said.refusal));
  }

  static std::string word(Outcome outcome) {
    switch (outcome.status()) {
      case Status::Accepted: return outcome.is_repeated() ? "repeated" : "accepted";
      case Status::Refused: return "refused";
      case Status::Pending: return "pending";
      case Status::Unknown: break;
    }
    return "unknown";
  }

  template <class Answer>
  DriveAnswer answer(const Answer& of) {
    DriveAnswer out = told(word(of.outcome));
    out.events = events(machine_);  // timers may have fired before it was refused
    if (!of) out.refusal = to_json(of.refusal);
    if (!of) return out;
    out.answer = reply(machine_);
    return out;
  }

  DriveAnswer told(std::string outcome, std::string refusal = {}) const {
    return {std::move(outcome), std::move(refusal), machine_.snapshot(), {}, {}};
  }

  template <class Some>
  static std::string events(Some& machine) {
    std::string out;
    if constexpr (requires { machine.take_events(); }) {
      JsonElements all(out);
      for (const auto& event : machine.take_events()) {
        JsonMembers one(all.next());
        one[name(event)] += to_json(event);
      }
    } else {
      out = "[]";
    }
    return out;
  }

  template <class Some>
  static std::string reply(const Some& machine) {
    if constexpr (requires { machine.answer_json(); }) return machine.answer_json();
    return {};
  }

  Decode decode_;
  Machine machine_;
};

/// Some machines, and the conversation with them.
class Drive {
 public:
  /// One more contract: `order::Machine` and `order::decode`.
  template <class Machine, class Decode>
  Drive& add(std::string contract, Decode decode) {
    known_.push_back({std::move(contract), [decode] {
                        return std::unique_ptr<DrivenMachine>(
                            new DrivenBy<Machine, Decode>(decode));
                      }});
    return *this;
  }

  /// Answers each line till there are no more; the exit code of the program.
  int run(std::istream& in, std::ostream& out) {
    std::string line;
    while (std::getline(in, line)) {
      const DriveAnswer said = answer(line);
      out << said.outcome << '\n'
          << said.refusal << '\n'
          << said.snapshot << '\n'
          << said.events << '\n'
          << said.answer << std::endl;
    }
    return 0;
  }

  /// The answer to one line.
  DriveAnswer answer(std::string_view line) {
    const std::string_view word = next(line);
    if (word == "use") return use(line);
    if (!machine_ && !known_.empty()) machine_ = known_.front().make();
    if (!machine_) return mistake("there is no machine");
    if (word == "new") {
      std::int64_t now = 0;
      return read(line, now) ? machine_->begin({now}) : mistake("`new` needs a time");
    }
    if (word == "restore") return machine_->restore(line);
    if (word == "advance") {
      std::int64_t now = 0;
      return read(line, now) ? machine_->advance({now}) : mistake("`advance` needs a time");
    }
    if (word != "dispatch" && word != "can") return mistake("`", word, "` is no word");
    const std::optional<DriveIntent> intent = read_intent(line);
    if (!intent) return mistake("an intent with too few parts, or one that is none");
    return word == "can" ? machine_->can(*intent) : machine_->dispatch(*intent);
  }

 private:
  struct Known {
    std::string contract;
    std::function<std::unique_ptr<DrivenMachine>()> make;
  };

  static DriveAnswer mistake(std::string_view why, std::string_view what = {},
                             std::string_view rest = {}) {
    std::string words(why);
    words.append(what).append(rest);
    return {"mistake", std::move(words), {}, {}, {}};
  }

  DriveAnswer use(std::string_view contract) {
    for (const Known& one : known_) {
      if (one.contract != contract) continue;
      machine_ = one.make();
      return machine_->begin(Instant{});
    }
    return mistake("there is no contract `", contract, "` here");
  }

  /// What stands up to the next tab.
  static std::string_view next(std::string_view& line) {
    const std::size_t end = line.find('\t');
    const std::string_view out = line.substr(0, end);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    return out;
  }

  template <class Number>
  static bool read(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
  }

  static std::optional<DriveIntent> read_intent(std::string_view line) {
    DriveIntent out{next(line), {}, Instant{}};
    std::int64_t now = 0;
    if (!read(next(line), now)) return std::nullopt;
    out.context.now = {now};
    const std::string_view seed = next(line);
    std::uint64_t number = 0;
    if (seed != "-") {
      if (!read(seed, number)) return std::nullopt;
      out.context.seed = number;
    }
    if (!read_door(next(line), out.context)) return std::nullopt;
    out.context.subject = next(line);
    out.context.correlation_id = next(line);
    out.payload = line;
    return out;
  }

  static bool read_door(std::string_view door, Context& context) {
    constexpr std::string_view accepted = "caller:";
    if (door == "proposer") context.origin = Origin::Proposer;
    if (door == "caller" || door == "proposer") return true;
    std::uint64_t bits = 0;
    if (!door.starts_with(accepted) || !read(door.substr(accepted.size()), bits)) return false;
    context.proposed = FieldSet::of_bits(bits);
    return true;
  }

  std::vector<Known> known_;
  std::unique_ptr<DrivenMachine> machine_;
};

}  // namespace writ::testing
