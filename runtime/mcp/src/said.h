// What is sent: texts in which nothing is hidden, and the parts of JSON-RPC's messages.
#pragma once

#include <string>
#include <string_view>

#include <writ/core/json_writer.h>
#include <writ/core/outcome.h>
#include <writ/mcp/machine.h>

namespace writ::mcp {

// The error codes of JSON-RPC 2.0, and of the protocol.
inline constexpr int parse_error = -32'700;      ///< no JSON
inline constexpr int invalid_request = -32'600;  ///< JSON, and no message, or not now
inline constexpr int no_such_method = -32'601;   ///< of this protocol, or of this server
inline constexpr int invalid_params = -32'602;  ///< a method takes others, or there is no such tool
inline constexpr int no_such_resource = -32'002;  ///< or nobody may see it

/// Words on one line: `printable`, and what has no width is written as it is not, too.
[[nodiscard]] std::string clean(std::string_view text);
/// The same of several lines.
[[nodiscard]] std::string clean_lines(std::string_view text);
/// JSON that means the same, in which such characters are escapes of JSON.
[[nodiscard]] std::string clean_json(std::string_view json);

/// A whole answer, with its line feed. `id` and `result` are JSON.
[[nodiscard]] std::string result_line(std::string_view id, std::string_view result);
/// Likewise an error; an empty id is `null`.
[[nodiscard]] std::string error_line(std::string_view id, int code, std::string_view message);

/// A refusal as a proposer is told of it.
struct Told {
  Refusal refusal;         ///< made by `for_proposer`
  std::string suggestion;  ///< JSON; empty for none
  std::string_view tool;   ///< what was called
  bool permitted = true;   ///< something accepts it in this phase, with another payload perhaps
};
/// What helps then: `fixable`, `final` or `needs_approval`.
[[nodiscard]] std::string_view next_of(const Told& told);
/// A refusal without what only the state knows: no places in it, which may have its keys, no lines
/// of the contract.
[[nodiscard]] Refusal for_proposer(Refusal refusal);
/// The members of an object that says so.
void append_told(JsonMembers& out, const Told& told);
/// The same in words.
[[nodiscard]] std::string told_words(const Told& told);
/// The result of a call: words for the model, and the same as an object of JSON.
[[nodiscard]] std::string call_result(std::string_view words, std::string_view structured,
                                      bool is_error);

/// A text as a JSON value behind what `out` holds.
inline void append_clean(std::string& out, std::string_view text) { append_json(out, clean(text)); }

}  // namespace writ::mcp
