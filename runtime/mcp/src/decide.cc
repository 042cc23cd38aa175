#include <writ/mcp/decide.h>

#include <algorithm>

#include <writ/core/json_reader.h>
#include <writ/core/refusal_json.h>

#include "runtime/mcp/src/said.h"

namespace writ::mcp {

namespace {

struct Wish {
  std::string what;
  std::string id;
  std::string person;
};

bool read(std::string_view line, Wish& wish) {
  static constexpr JsonKey keys[] = {"do", "id", "as"};
  Problems problems;
  JsonReader in(line, problems, max_decision);
  const Where top;
  JsonObject object(in, top, keys);
  std::string* const places[] = {&wish.what, &wish.id, &wish.person};
  while (object.next()) in.text(object.here(), *places[object.field()]);
  object.finish(1);
  in.end();
  return problems.empty();
}

/// An object with `ok`, and the members that `write` adds.
template <class Write>
std::string object(bool ok, Write write) {
  std::string out;
  {
    JsonMembers members(out);
    append_json(members["ok"], ok);
    write(members);
  }
  return clean_json(out);
}

std::string wrong(std::string_view words) {
  return object(false, [&](JsonMembers& out) { append_clean(out["error"], words); });
}

void append_seconds(std::string& out, Instant from, Instant to) {
  append_json(out, std::max<std::int64_t>((to.us - from.us) / 1'000'000, 0));
}

/// JSON as a text: who reads it shows it, and no number in it goes through a double.
void append_text(std::string& out, std::string_view json) { append_json(out, clean_json(json)); }

void append_proposal(JsonMembers& out, const Server& server, const Proposal& one) {
  append_json(out["id"], std::string_view(one.id));
  append_clean(out["tool"], server.machine().tools()[one.tool].name);
  append_text(out["payload"], one.shown);
  append_seconds(out["waits"], one.made, server.now());
  append_seconds(out["expires"], server.now(), one.expires);
  if (!one.refused.empty()) append_clean(out["refused"], one.refused);
}

std::string list(Server& server, Instant now) {
  const std::deque<Proposal>& all = server.proposals(now);
  return object(true, [&](JsonMembers& out) {
    append_clean(out["contract"], server.machine().about().name);
    JsonElements proposals(out["proposals"]);
    for (const Proposal& one : all) {
      if (one.status != ProposalStatus::Waiting) continue;
      JsonMembers members(proposals.next());
      append_proposal(members, server, one);
    }
  });
}

/// What became of a step, or would become of it. A person may see why in full.
void append_outcome(JsonMembers& out, const Answer& answer) {
  if (answer.outcome.status() == Status::Refused) {
    JsonMembers refusal(out["refusal"]);
    append_refusal(refusal, answer.refusal);
    if (!answer.suggestion.empty()) append_text(refusal["suggest"], answer.suggestion);
    return;
  }
  append_json(out["step"], answer.step);
  if (!answer.reply.empty()) append_text(out["answer"], answer.reply);
  if (!answer.events.empty()) append_text(out["events"], answer.events);
}

std::string show(Server& server, const Wish& wish, Instant now) {
  const Server::Decision would = server.would_accept(wish.id, wish.person, now);
  const std::deque<Proposal>& all = server.proposals(now);
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Proposal& one) { return one.id == wish.id; });
  if (!would.known || found == all.end()) return wrong("no such proposal is waiting");
  return object(true, [&](JsonMembers& out) {
    append_clean(out["contract"], server.machine().about().name);
    {
      JsonMembers proposal(out["proposal"]);
      append_proposal(proposal, server, *found);
    }
    JsonMembers members(out["would"]);
    append_json(members["accepted"], static_cast<bool>(would.answer.outcome));
    if (!would.answer.outcome) append_outcome(members, would.answer);
  });
}

std::string accept(Server& server, const Wish& wish, Instant now) {
  const Server::Decision decision = server.accept(wish.id, wish.person, now);
  if (!decision.known) return wrong("no such proposal is waiting");
  const bool refused = decision.answer.outcome.status() == Status::Refused;
  return object(!refused, [&](JsonMembers& out) { append_outcome(out, decision.answer); });
}

}  // namespace

std::string decide(Server& server, std::string_view line, Instant now) {
  Wish wish;
  if (!read(line, wish)) return wrong("this is no request: an object with `do`, `id`, `as`");
  if (wish.what == "list") return list(server, now);
  if (wish.what == "show") return show(server, wish, now);
  if (wish.what == "accept") return accept(server, wish, now);
  if (wish.what != "discard") return wrong("`do` is list, show, accept or discard");
  if (!server.discard(wish.id, now)) return wrong("no such proposal is waiting");
  return object(true, [](JsonMembers&) {});
}

}  // namespace writ::mcp
