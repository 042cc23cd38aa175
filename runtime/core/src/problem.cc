// Problems and refusals for those who are told of them: a sentence, and RFC 9457.
#include <writ/core/outcome.h>
#include <writ/core/refusal_json.h>
#include <writ/core/words.h>

namespace writ {

namespace {

std::string sentence(const Problem& problem) {
  if (!problem.said.empty()) return problem.said;
  if (problem.rule && !problem.rule->message.empty()) return std::string(problem.rule->message);
  if (problem.code == "missing") return "is missing";
  if (problem.code == "unknown") {
    if (problem.meant.empty()) return "there is no such member";
    return "there is no such member; did you mean `" + std::string(problem.meant) + "`?";
  }
  std::string text = "expected " + std::string(problem.expected);
  if (!problem.received.empty()) text += ", received " + problem.received;
  return text;
}

std::string_view title(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::InvalidPayload: return "The payload is not what the contract declares";
    case RefusalKind::NotPermitted: return "You may not do this";
    case RefusalKind::RateLimited: return "Too often";
    case RefusalKind::NoTransition: return "This is not possible now";
    case RefusalKind::Denied: return "A rule of the contract says no";
    case RefusalKind::NeedsApproval: return "Somebody has to approve this first";
    case RefusalKind::OutOfRange: return "A value would leave its type";
    case RefusalKind::InvariantViolated: return "The result would break an invariant";
    case RefusalKind::ActivityFailed: return "Something outside failed";
    case RefusalKind::Busy: return "Another step is under way";
    case RefusalKind::Conflict: return "This is not what you expected to change";
    case RefusalKind::StorageFailed: return "The step could not be stored";
    case RefusalKind::Cancelled: return "Given up by the caller";
    case RefusalKind::TimedOut: return "It took too long";
  }
  return "Refused";  // no value of the enum: somebody cast a number
}

}  // namespace

std::string message(const Problem& problem) {
  if (problem.code == "syntax" && problem.line != 0 && problem.said.empty())
    return "line " + std::to_string(problem.line) + ", column " + std::to_string(problem.column) +
           ": " + sentence(problem);
  return problem.path.empty() ? sentence(problem) : problem.path + ": " + sentence(problem);
}

int http_status(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::InvalidPayload:
    case RefusalKind::Denied:
    case RefusalKind::OutOfRange: return 422;
    case RefusalKind::NotPermitted:
    case RefusalKind::NeedsApproval: return 403;
    case RefusalKind::RateLimited: return 429;
    case RefusalKind::NoTransition:
    case RefusalKind::InvariantViolated:
    case RefusalKind::Conflict: return 409;
    case RefusalKind::ActivityFailed: return 502;
    case RefusalKind::Busy:
    case RefusalKind::StorageFailed:
    case RefusalKind::Cancelled: return 503;
    case RefusalKind::TimedOut: return 504;
  }
  return 500;  // no value of the enum
}

void append_problem_details(JsonMembers& members, const Refusal& refusal) {
  append_json(members["type"], std::string_view(concat("urn:writ:refusal:", name(refusal.kind))));
  append_json(members["title"], refusal.title.empty() ? title(refusal.kind) : refusal.title);
  append_json(members["status"], http_status(refusal.kind));
  append_json(members["detail"], std::string_view(refusal.message));
  append_refusal(members, refusal);
}

}  // namespace writ
