/// Refusals in words, as far as they are the same for all contracts. Generated code says the rest.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <writ/core/outcome.h>

namespace writ {

/// What a contract says of one of its rules. A constant of generated code, which lives for ever;
/// what a rule does not have is empty.
struct RuleText {
  std::string_view source;           ///< the line of the contract: `order.writ:32`
  std::string_view path;             ///< JSON Pointer; `*` is the element at which a check stopped
  std::string_view text;             ///< of the message, `{0}` is its first value
  std::string_view guard;            ///< of an in-line `require`, or the one that has no value
  std::string_view key;              ///< of the message, stable, for catalogues
  bool is_final = false;             ///< to try again does not help
  const ValueRule* value = nullptr;  ///< of a payload: the type's own message
};

/// Where the rule points, by the number of the element at which it stopped: `/lines/3/price`.
[[nodiscard]] std::string place_of(std::string_view path, Outcome outcome);

/// Says all that there is to say of an outcome, but who denied it and where an intent is accepted.
/// `path` is where the rule points, its keys filled in. Changes nothing unless it is a refusal, or
/// `unknown`.
void explain_rule(Refusal& refusal, Outcome outcome, const RuleText& rule, std::string path);

/// A text with problems, of which there is one at least: the first one speaks for all.
void explain_problems(Refusal& refusal, RefusalKind kind, Problems problems);

/// Nothing accepts the intent in the phase `here`; `accepting` lists those that do: `Draft, Paid`.
void explain_no_transition(Refusal& refusal, std::string_view intent, std::string_view accepting,
                           std::string_view here);

/// Adds what one guard says. The first one speaks for all.
void add_denial(Refusal& refusal, std::string_view key, std::string_view guard,
                std::string_view source, std::string_view text,
                std::initializer_list<std::string> values, bool is_final = false);
/// The same of an in-line `require`.
void add_denial(Refusal& refusal, const RuleText& rule, std::vector<std::string> values);

}  // namespace writ
