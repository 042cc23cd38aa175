/// Scenarios: stories that a contract tells of itself, and what must come of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/model/expr.h"
#include "compiler/model/ids.h"
#include "compiler/model/statement.h"

namespace writ::model {

/// What must become of an intent.
struct ExpectedOutcome {
  bool refused = false;
  std::string kind;    ///< of the refusal: `out_of_range`; empty: any
  std::string guard;   ///< that is among those who deny; empty: any
  std::string saying;  ///< a part of what is said; empty: anything
  /// What is suggested, no more and no less; none: anything.
  std::optional<std::vector<Suggestion>> suggestion;
};

/// One line of a scenario. Its expressions read the state that there is when its turn comes.
struct ScenarioStep {
  enum class Kind : std::uint8_t {
    Given,             ///< instant, phases, body: the first one
    Send,              ///< intent, value: the payload, which may be outside of its type; outcome
    AcceptSuggestion,  ///< outcome: the last intent again, as was suggested
    Propose,           ///< intent, value, who; outcome: of what would become of it
    AcceptProposal,    ///< outcome: what was proposed last, sent by a caller
    Advance,           ///< value: a duration
    Expect,            ///< value: a condition
    ExpectEmitted,     ///< event, members, negated: by the last step that was no `expect`
    ExpectReplied,     ///< value: the answer of that step
  };
  Kind kind{};
  IntentId intent{};
  Expr value;
  std::string who;
  ExpectedOutcome outcome;
  std::optional<std::int64_t> instant;  ///< microseconds
  std::vector<PhaseId> phases;          ///< one of each group that is named
  std::vector<Statement> body;
  EventId event{};
  std::vector<std::pair<std::uint32_t, Expr>> members;  ///< by the number of the event's field
  bool negated = false;
  std::string words;  ///< as written, on one line
  Span span;

  /// Is an intent made ready in it, to be sent or only asked about? It has an outcome then.
  [[nodiscard]] bool has_outcome() const {
    return kind == Kind::Send || kind == Kind::AcceptSuggestion || kind == Kind::Propose ||
           kind == Kind::AcceptProposal;
  }
};

struct Scenario {
  std::string name;
  std::vector<ScenarioStep> steps;
  std::vector<std::string> doc;
  Span span;
};

}  // namespace writ::model
