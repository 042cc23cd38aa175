// Tools: what there is, and what becomes of a call.
#include <algorithm>
#include <utility>

#include "runtime/mcp/src/message.h"
#include "runtime/mcp/src/said.h"

namespace writ::mcp {

using detail::Reply;

namespace {

void append_tool(std::string& out, const Tool& tool) {
  JsonMembers members(out);
  append_clean(members["name"], tool.name);
  if (!tool.title.empty()) append_clean(members["title"], tool.title);
  append_json(members["description"], clean_lines(tool.description));
  members["inputSchema"] += tool.input_schema;
  members["annotations"] += R"({"readOnlyHint":false,"openWorldHint":false})";
}

/// A refusal of this door, not of the contract.
std::string refused_here(RefusalKind kind, const std::string& words, std::int64_t wait_seconds) {
  std::string structured;
  {
    JsonMembers out(structured);
    append_json(out["status"], std::string_view("refused"));
    append_json(out["kind"], name(kind));
    append_json(out["message"], words);
    if (wait_seconds > 0) append_json(out["wait_seconds"], wait_seconds);
    append_json(out["next"], std::string_view("fixable"));
  }
  return call_result("Refused (" + std::string(name(kind)) + "): " + words, structured, true);
}

std::string_view status_of(const Answer& answer) {
  switch (answer.outcome.status()) {
    case Status::Accepted: return "accepted";
    case Status::Pending: return "pending";
    case Status::Refused: return "refused";
    case Status::Unknown: return "unknown";
  }
  return "unknown";
}

/// A step that was taken; one whose store has lost it is an error.
std::string taken(const Answer& answer) {
  std::string structured;
  std::string words(status_of(answer));
  words.front() = static_cast<char>(words.front() - 0x20);
  words += ": step " + std::to_string(answer.step);
  if (answer.outcome.is_repeated()) words = "Accepted before, and not again";
  {
    JsonMembers out(structured);
    append_json(out["status"], status_of(answer));
    append_json(out["step"], answer.step);
    if (answer.outcome.is_repeated()) append_json(out["repeated"], true);
    if (!answer.reply.empty()) out["answer"] += answer.reply;
    if (!answer.events.empty()) out["events"] += answer.events;
  }
  if (!answer.reply.empty()) words += "\nanswer: " + clean_json(answer.reply);
  if (!answer.events.empty() && answer.events != "[]")
    words += "\nevents: " + clean_json(answer.events);
  return call_result(words, structured, answer.outcome.status() == Status::Unknown);
}

}  // namespace

/// All fit in one answer: there is no next page to begin.
Reply Server::list_tools(std::string_view params) {
  const auto given = read_list(params);
  if (!given || given->has_cursor) return Reply::error(invalid_params, "there is no such page");
  listed_ = machine_.permitted();
  Reply reply;
  {
    JsonMembers result(reply.result);
    JsonElements tools(result["tools"]);
    for (std::size_t i = 0; i < listed_.size(); ++i)
      if (listed_[i]) append_tool(tools.next(), machine_.tools()[i]);
  }
  return reply;
}

Reply Server::call_tool(std::string_view params) {
  const auto given = read_call(params);
  if (!given) return Reply::error(invalid_params, "a call has a `name` and an object `arguments`");
  const std::vector<Tool>& tools = machine_.tools();
  const auto found = std::find_if(tools.begin(), tools.end(),
                                  [&](const Tool& one) { return one.name == given->name; });
  if (found == tools.end()) return Reply::error(invalid_params, "there is no such tool");
  if (is_used_up()) {
    const std::int64_t left = (refusals_.front() + minutes(1)).us - now_.us;
    const std::int64_t seconds = std::max<std::int64_t>((left + 999'999) / 1'000'000, 1);
    return {refused_here(RefusalKind::RateLimited,
                         "too many calls were refused: wait " + std::to_string(seconds) +
                             " seconds, and think before the next one",
                         seconds)};
  }
  const auto tool = static_cast<std::size_t>(found - tools.begin());
  const std::uint64_t seed = options_.seed + ++calls_;
  const Context context = as_proposer(seed);
  const bool staged = options_.commit == Commit::Staged;
  Answer answer = staged ? machine_.can(tool, given->arguments, context)
                         : machine_.dispatch(tool, given->arguments, context);
  if (answer.outcome.status() == Status::Refused) return refuse(tool, answer);
  // What was accepted before is answered as it was: there is nothing to decide.
  if (staged && !answer.outcome.is_repeated()) return stage(tool, std::move(answer), seed);
  return {taken(answer)};
}

bool Server::is_used_up() const {
  return !refusals_.empty() && refusals_.size() >= options_.denials;
}

Reply Server::refuse(std::size_t tool, const Answer& answer) {
  refusals_.push_back(now_);
  Told told{for_proposer(answer.refusal), answer.suggestion, machine_.tools()[tool].name,
            machine_.permitted()[tool]};
  if (told.permitted && answer.refusal.kind == RefusalKind::NoTransition)
    told.refusal.message = "nothing accepts " + std::string(told.tool) + " like this here";
  std::string structured;
  {
    JsonMembers out(structured);
    append_told(out, told);
  }
  return {call_result(told_words(told), structured, true)};
}

Reply Server::stage(std::size_t tool, Answer answer, std::uint64_t seed) {
  Proposal proposal;
  proposal.tool = tool;
  proposal.payload = std::move(answer.payload);
  proposal.shown = std::move(answer.shown);
  proposal.seed = seed;
  const Desk::Placed placed = desk_.put(std::move(proposal), now_);
  if (!placed.proposal) {
    refusals_.push_back(now_);
    return {refused_here(RefusalKind::Busy,
                         "as many proposals wait for a person as may: wait until some are decided",
                         0)};
  }
  const std::string words = placed.attached ? "the same waits already: a person has to accept it"
                                            : "a person has to accept it";
  std::string structured;
  {
    JsonMembers out(structured);
    append_json(out["status"], std::string_view("staged"));
    append_json(out["proposal"], std::string_view(placed.proposal->id));
    append_json(out["message"], words);
  }
  return {call_result("Staged as " + placed.proposal->id + ": " + words, structured, false)};
}

}  // namespace writ::mcp
