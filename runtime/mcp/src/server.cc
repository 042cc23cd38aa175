// The session: what comes when, and what a person decides.
#include <writ/mcp/server.h>

#include <algorithm>
#include <array>
#include <utility>

#include "runtime/mcp/src/message.h"
#include "runtime/mcp/src/said.h"

namespace writ::mcp {

using detail::Message;
using detail::Reply;

/// What can be asked for, and what answers.
struct detail::Method {
  std::string_view name;
  Reply (Server::*answer)(std::string_view params);
  bool before_greeting = false;  ///< it may come before `initialize`

  static const Method* find(std::string_view name);
};

const detail::Method* detail::Method::find(std::string_view name) {
  static constexpr Method all[] = {
      {"initialize", &Server::initialize, true},
      {"ping", &Server::ping, true},
      {"tools/list", &Server::list_tools},
      {"tools/call", &Server::call_tool},
      {"resources/list", &Server::list_resources},
      {"resources/templates/list", &Server::list_templates},
      {"resources/read", &Server::read_resource},
  };
  const auto* const found = std::find_if(std::begin(all), std::end(all),
                                         [&](const Method& one) { return one.name == name; });
  return found == std::end(all) ? nullptr : found;
}

namespace {

/// The newest first.
constexpr std::array<std::string_view, 4> versions = {"2025-11-25", "2025-06-18", "2025-03-26",
                                                      "2024-11-05"};

/// `PaymentIntent` as a part of an address: `payment_intent`.
std::string snake(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool large = c >= 'A' && c <= 'Z';
    if (large && !out.empty() && out.back() != '_') out += '_';
    out += large ? static_cast<char>(c | 0x20) : c;
  }
  return out;
}

std::string instructions(const About& about, Commit commit) {
  std::string out = about.description;
  if (!out.empty()) out += "\n\n";
  out +=
      "The tools are the intents of the contract " + about.name +
      "; only those that something accepts now are listed. A call that the contract refuses "
      "changes "
      "nothing and says why: `next` is `fixable`, `final` or `needs_approval`; `suggest` is a JSON "
      "Merge Patch of the arguments with which the call would be accepted.";
  if (commit == Commit::Staged)
    out +=
        " What would be accepted waits until a person accepts it: the resource `proposals` says "
        "what became of it.";
  return out;
}

/// The contract and how to use it.
void greet(std::string& out, const About& about, std::string_view version, Commit commit) {
  JsonMembers result(out);
  append_json(result["protocolVersion"], version);
  result["capabilities"] += R"({"tools":{"listChanged":true},"resources":{}})";
  {
    JsonMembers info(result["serverInfo"]);
    append_clean(info["name"], snake(about.name));
    append_clean(info["title"], about.name);
    append_json(info["version"], std::string_view(std::to_string(about.version)));
  }
  append_json(result["instructions"], clean_lines(instructions(about, commit)));
}

}  // namespace

Server::Server(Machine& machine, Options options, Instant now)
    : machine_(machine),
      options_(std::move(options)),
      now_(now),
      desk_(options_.desk),
      root_("writ://" + snake(machine.about().name) + "/"),
      listed_(machine.permitted()) {}

/// Time goes by, for all that depends on it; never back.
void Server::pass(Instant now) {
  now_ = std::max(now_, now);
  machine_.advance(now_);
  desk_.expire(now_);
  while (!refusals_.empty() && refusals_.front() + minutes(1) <= now_) refusals_.pop_front();
}

std::string Server::answer(std::string_view line, Instant now) {
  pass(now);
  if (line.size() > max_line) return too_long();
  if (line.find_first_not_of(" \t\r\n") == std::string_view::npos) return {};
  const Message message = read_message(line);
  if (message.code != 0) return error_line(message.id, message.code, message.wrong);
  if (message.id.empty()) {
    if (message.method == "notifications/initialized") ready_ = greeted_;
    return changed();
  }
  if (message.method.empty()) return {};
  const Reply reply = request(message);
  return (reply.result.empty() ? error_line(message.id, reply.code, reply.message)
                               : result_line(message.id, reply.result)) +
         changed();
}

std::string Server::too_long() {
  return error_line({}, invalid_request,
                    "a line has at most " + std::to_string(max_line) + " bytes");
}

Reply Server::request(const Message& message) {
  const auto* const method = detail::Method::find(message.method);
  if (!method) return Reply::error(no_such_method, "there is no such method");
  if (!greeted_ && !method->before_greeting)
    return Reply::error(invalid_request, "the first request has to be `initialize`");
  return (this->*method->answer)(message.params);
}

/// A version that we do not speak is answered with our newest one.
Reply Server::initialize(std::string_view params) {
  const auto given = read_initialize(params);
  if (!given) return Reply::error(invalid_params, "`protocolVersion` has to be a text");
  if (greeted_) return Reply::error(invalid_request, "the session has begun already");
  const auto* const known = std::find(versions.begin(), versions.end(), given->version);
  greeted_ = true;
  Reply reply;
  greet(reply.result, machine_.about(), known == versions.end() ? versions.front() : *known,
        options_.commit);
  return reply;
}

Reply Server::ping(std::string_view) { return {"{}"}; }

// --- what nobody asks for ------------------------------------------------------------------------

/// Says once that other tools are permitted than the client knows of.
std::string Server::changed() {
  if (!ready_) return {};
  std::vector<bool> permitted = machine_.permitted();
  if (permitted == listed_) return {};
  listed_ = std::move(permitted);
  return R"({"jsonrpc":"2.0","method":"notifications/tools/list_changed"})"
         "\n";
}

std::string Server::notices(Instant now) {
  pass(now);
  return changed();
}

Instant Server::next_notice() const { return machine_.next_deadline(); }

// --- what a person decides -----------------------------------------------------------------------

/// What may be given by proposers only with the leave of a person is asked again as of a proposer.
Server::Decision Server::would_accept(std::string_view id, std::string_view person, Instant now) {
  pass(now);
  const Proposal* const proposal = desk_.waiting(id);
  if (!proposal) return {};
  Context context = as_person(*proposal, person);
  context.origin = Origin::Proposer;
  Answer answer = machine_.can(proposal->tool, proposal->payload, context);
  if (answer.outcome.is(RefusalKind::NotPermitted)) return {true, std::move(answer)};
  return {true, machine_.can(proposal->tool, proposal->payload, as_person(*proposal, person))};
}

Server::Decision Server::accept(std::string_view id, std::string_view person, Instant now) {
  Decision decision = would_accept(id, person, now);
  if (!decision.known) return decision;
  Proposal& proposal = *desk_.waiting(id);
  if (decision.answer.outcome)
    decision.answer =
        machine_.dispatch(proposal.tool, proposal.payload, as_person(proposal, person));
  const Answer& answer = decision.answer;
  if (answer.outcome.status() == Status::Refused) {
    proposal.refused = for_proposer(answer.refusal).message;
    return decision;
  }
  proposal.refused.clear();
  proposal.step = answer.step;
  proposal.reply = answer.reply;
  proposal.events = answer.events;
  desk_.decide(proposal, ProposalStatus::Accepted);
  return decision;
}

bool Server::discard(std::string_view id, Instant now) {
  pass(now);
  Proposal* const proposal = desk_.waiting(id);
  if (proposal) desk_.decide(*proposal, ProposalStatus::Discarded);
  return proposal != nullptr;
}

const std::deque<Proposal>& Server::proposals(Instant now) {
  pass(now);
  return desk_.all();
}

Context Server::as_proposer(std::uint64_t seed) const {
  Context context(now_);
  context.origin = Origin::Proposer;
  context.subject = options_.subject;
  context.seed = seed;
  return context;
}

Context Server::as_person(const Proposal& proposal, std::string_view person) const {
  Context context(now_);
  context.subject = person;
  context.seed = proposal.seed;
  context.proposed = FieldSet::all();
  return context;
}

}  // namespace writ::mcp
