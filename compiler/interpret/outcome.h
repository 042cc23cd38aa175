/// What became of an intent, in full.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <writ/core/outcome.h>

#include "compiler/interpret/value.h"
#include "compiler/model/contract.h"

namespace writ::interpret {

/// Values for some single values of a payload.
using Patch = std::vector<std::pair<model::Path, Value>>;
/// The payload with them.
[[nodiscard]] Value patched(Value payload, const Patch& patch);
/// Is it of what only a caller may give?
[[nodiscard]] bool is_authored(const model::Contract& contract, model::IntentId intent,
                               const model::Path& path);

/// One guard's no, or that of an in-line `require`.
struct Denial {
  std::string guard;  ///< empty for an in-line `require`
  std::string message;
  bool is_final = false;
  source::Span span;
};

struct Refusal {
  RefusalKind kind{};
  std::string message;
  std::string path;   ///< JSON Pointer into the state or the payload; empty where there is none
  std::string guard;  ///< whose evaluation failed; empty for none
  std::vector<Denial> denials;
  std::optional<Patch> suggestion;
  source::Span span;  ///< the line of the contract that refuses; empty for none
};

/// Accepted where there is no refusal.
struct Outcome {
  std::optional<Refusal> refusal;
  bool repeated = false;  ///< it was accepted before, and is not again

  explicit operator bool() const { return !refusal; }
};

/// A timer that was due, and what became of it.
struct FiredTimer {
  model::TimerId timer{};
  std::int64_t deadline = 0;  ///< microseconds
  Outcome outcome;
};

/// What a step tells the world: its event and what it holds.
struct Told {
  model::EventId event{};
  Value value;
};

}  // namespace writ::interpret
