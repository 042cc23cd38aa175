/// One intent as a line of JSON, the form of every `intents.jsonl`:
///
///   {"at": "2026-11-21T09:00:00Z", "intent": "AddLine", "payload": {…}, "subject": "ann"}
///
/// Only `intent` is required; a missing payload is `{}`. Optional members may be `null`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <writ/core/outcome.h>
#include <writ/core/time.h>

namespace writ {

/// What a line says. It decides nothing: the origin and the roles come from the host.
struct IntentLine {
  std::string intent;               ///< the name; perhaps of no intent of the contract
  std::string_view payload = "{}";  ///< well-formed JSON, a view into the line; not yet validated
  std::optional<Instant> at = {};   ///< when it happens; else the host says
  std::string subject = {};         ///< who asks; empty when the line does not say
};

/// Reads one line, without or with its line end, under the caps of `JsonReader`. Nothing, and what
/// is wrong behind the problems that are there, when it is not of this form. The line must outlive
/// the payload.
[[nodiscard]] std::optional<IntentLine> parse_intent_line(std::string_view line,
                                                          Problems& problems);

}  // namespace writ
