// The names of what can go wrong, as they stand in JSON, logs and scenarios.
#include <writ/core/outcome.h>

#include <algorithm>
#include <utility>

#include <writ/core/draft.h>
#include <writ/core/fault.h>

namespace writ {

std::string_view name(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::InvalidPayload: return "invalid_payload";
    case RefusalKind::NotPermitted: return "not_permitted";
    case RefusalKind::RateLimited: return "rate_limited";
    case RefusalKind::NoTransition: return "no_transition";
    case RefusalKind::Denied: return "denied";
    case RefusalKind::NeedsApproval: return "needs_approval";
    case RefusalKind::OutOfRange: return "out_of_range";
    case RefusalKind::InvariantViolated: return "invariant_violated";
    case RefusalKind::ActivityFailed: return "activity_failed";
    case RefusalKind::Busy: return "busy";
    case RefusalKind::Conflict: return "conflict";
    case RefusalKind::StorageFailed: return "storage_failed";
    case RefusalKind::Cancelled: return "cancelled";
    case RefusalKind::TimedOut: return "timed_out";
  }
  return "refused";  // no value of the enum: somebody cast a number
}

std::string_view name(Proposal proposal) {
  switch (proposal) {
    case Proposal::Staged: return "staged";
    case Proposal::Nothing: return "nothing";
    case Proposal::NotOpen: return "not_open";
    case Proposal::Stale: return "stale";
    case Proposal::Late: return "late";
    case Proposal::Failed: return "failed";
    case Proposal::Vetoed: return "vetoed";
  }
  return "refused";
}

bool Refusal::is_final() const {
  return std::any_of(denials.begin(), denials.end(),
                     [](const Denial& one) { return one.is_final; });
}

std::string_view text(FaultKind kind) {
  switch (kind) {
    case FaultKind::None: return "";
    case FaultKind::Overflow: return "the result does not fit in 64 bits";
    case FaultKind::NoSuchKey: return "no such key";
    case FaultKind::NoSuchIndex: return "no such index";
    case FaultKind::DivisionByZero: return "division by zero";
    case FaultKind::NotFinite: return "the result is not a finite number";
    case FaultKind::OutOfRange: return "the value is outside of its type";
    case FaultKind::NothingThere: return "there is no value";
    case FaultKind::NoSeed: return "the context gives no seed to draw from";
  }
  return "";
}

std::string fill(std::string_view text, const std::vector<std::string>& values) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (text.substr(i, 2) == "{{") {
      out += text[i++];
    } else if (close != std::string_view::npos) {
      std::size_t number = 0;
      for (const char c : text.substr(i + 1, close - i - 1))
        number = number * 10 + static_cast<std::size_t>(c - '0');
      if (number < values.size()) out += values[number];
      i = close;
    } else {
      out += text[i];
    }
  }
  return out;
}

Denial denial(std::string_view key, std::string_view guard, std::string_view source,
              std::string_view text, std::vector<std::string> values, bool is_final) {
  std::string message = fill(text, values);
  return {.guard = guard,
          .message = std::move(message),
          .source = source,
          .is_final = is_final,
          .key = key,
          .values = std::move(values)};
}

}  // namespace writ
