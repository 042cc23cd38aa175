/// What a log says of one step: what was asked, by whom, what became of it, and what it changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <writ/core/change.h>
#include <writ/core/context.h>
#include <writ/core/log_facts.h>
#include <writ/core/outcome.h>
#include <writ/core/time.h>

namespace writ {

/// What somebody did.
enum class Action : std::uint8_t {
  Dispatch,  ///< sent an intent, whatever became of it
  Propose,   ///< offered fields of a draft
  Accept,    ///< made a proposal part of a draft
  Discard,   ///< forgot one
  Advance,   ///< let time go by: timers have fired
};
/// The name used in JSON: `dispatch`.
[[nodiscard]] std::string_view name(Action action);

/// A guard that was asked, and what it said.
struct GuardAnswer {
  /// What a guard says.
  enum class Kind : std::uint8_t {
    Passed,  ///< nothing against it
    Denied,  ///< no
    Failed,  ///< nothing: its condition had no value
  };
  std::string_view guard;  ///< as the contract names it; lives for ever
  Kind kind = {};          ///< what it said
  /// All parts.
  friend bool operator==(const GuardAnswer&, const GuardAnswer&) = default;
};
/// The name used in JSON: `denied`.
[[nodiscard]] std::string_view name(GuardAnswer::Kind kind);

/// One step. What is secret stands in it as `***`; what came from outside is made printable and cut
/// where it is written. Owns all its text but words of the contract, which live for ever.
struct LogEntry {
  std::uint64_t number = 0;                 ///< from 1 on, in the order in which the log took them
  Instant at;                               ///< when, as the caller's context says
  Action action{};                          ///< what was done
  ContractName contract;                    ///< by whose rules
  std::string instance;                     ///< which machine; empty where there is one only
  std::string_view intent;                  ///< as the contract names it
  std::string payload;                      ///< JSON; of a proposal what was offered
  Origin origin{};                          ///< through which door
  std::string subject;                      ///< who
  std::string correlation;                  ///< of which request
  std::vector<std::string_view> proposed;   ///< paths of the payload that a proposer gave
  std::vector<std::string_view> suggested;  ///< and those taken over from a suggestion
  std::vector<GuardAnswer> guards;          ///< those that were asked, in the order written
  Outcome outcome = Outcome::accepted();    ///< of a dispatch
  std::string answer;                       ///< of a proposal: `staged`, `not_open`
  std::string refusal;        ///< JSON, as `to_json` of a refusal; empty where nothing is refused
  std::string refused_by;     ///< the name of the hook that said no; empty for the contract itself
  std::string error;          ///< what a store or a provider threw; empty for nothing
  std::string phase_before;   ///< JSON
  std::string phase_after;    ///< JSON
  std::uint64_t version = 0;  ///< of the machine, afterwards
  std::vector<Change> changes;     ///< in the order of the contract
  std::size_t changes_left_out{};  ///< how many more there are
  std::optional<Duration> took{};  ///< how long it took, where somebody measured
};

/// The entry as one line of JSON, without a line break. What is empty is left out; what controls a
/// terminal or turns the direction of writing stands in it as escapes.
[[nodiscard]] std::string to_json(const LogEntry& entry);

}  // namespace writ
