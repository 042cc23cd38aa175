#include <writ/core/explain.h>

#include <utility>

#include <writ/core/fault.h>

namespace writ {

namespace {

/// A payload that is not of its type.
void explain_payload(Refusal& refusal, const RuleText& rule) {
  Problem problem{
      .path = refusal.path, .code = "range", .expected = rule.text, .source = rule.source};
  if (rule.value != nullptr) {
    problem.code = rule.value->code;
    problem.rule = rule.value;
    refusal.message = message(problem);
  } else {
    refusal.message = refusal.path + ": expected " + refusal.message;
  }
  refusal.problems.push_back(std::move(problem));
}

void add(Refusal& refusal, Denial denial) {
  if (refusal.denials.empty()) {
    refusal.message = denial.message;
    refusal.source = denial.source;
  }
  refusal.denials.push_back(std::move(denial));
}

}  // namespace

std::string place_of(std::string_view path, Outcome outcome) {
  std::string out(path);
  if (const std::size_t star = out.find('*'); star != std::string::npos)
    out.replace(star, 1, std::to_string(outcome.at()));
  return out;
}

void explain_rule(Refusal& refusal, Outcome outcome, const RuleText& rule, std::string path) {
  if (outcome.status() == Status::Unknown) {
    refusal.kind = RefusalKind::StorageFailed;
    refusal.message = "the store lost a step: restore the machine from what the store holds";
  }
  if (outcome.status() != Status::Refused) return;
  refusal.kind = outcome.kind();
  refusal.source = rule.source;
  refusal.path = std::move(path);
  refusal.guard = rule.guard;
  refusal.message = rule.text;
  switch (outcome.kind()) {
    case RefusalKind::InvalidPayload: return explain_payload(refusal, rule);
    case RefusalKind::InvariantViolated: refusal.key = rule.key; return;
    case RefusalKind::OutOfRange:
      refusal.key = rule.key;
      if (rule.text.empty()) refusal.message = text(static_cast<FaultKind>(outcome.at()));
      if (!refusal.path.empty()) refusal.message = refusal.path + ": " + refusal.message;
      return;
    default: return;
  }
}

void explain_problems(Refusal& refusal, RefusalKind kind, Problems problems) {
  const Problem& first = problems.front();
  refusal.kind = kind;
  refusal.path = first.path;
  refusal.message = message(first);
  refusal.source = first.source;
  refusal.problems = std::move(problems);
}

void explain_no_transition(Refusal& refusal, std::string_view intent, std::string_view accepting,
                           std::string_view here) {
  const std::string name(intent);
  const std::string where(accepting);
  const std::string phase(here);
  refusal.message =
      name + " is accepted " + (where.empty() ? "nowhere" : "in " + where) + ", not in " + phase;
  refusal.key = where.empty() ? "refusal.no_transition.nowhere" : "refusal.no_transition";
  refusal.values = {name, where, phase};
}

void add_denial(Refusal& refusal, std::string_view key, std::string_view guard,
                std::string_view source, std::string_view text,
                std::initializer_list<std::string> values, bool is_final) {
  add(refusal, denial(key, guard, source, text, values, is_final));
}

void add_denial(Refusal& refusal, const RuleText& rule, std::vector<std::string> values) {
  refusal.guard = {};
  add(refusal,
      denial(rule.key, rule.guard, rule.source, rule.text, std::move(values), rule.is_final));
}

}  // namespace writ
