#include <writ/authority/entry.h>

#include <writ/core/json_writer.h>
#include <writ/core/text.h>

namespace writ {

namespace {

/// Bytes of a text from outside, and of a payload: a log is no place for what is longer.
constexpr std::size_t most_text = 256;
constexpr std::size_t most_json = 8'192;

void append_foreign(JsonMembers& members, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  const std::string safe = printable(text.substr(0, 4 * most_text));
  append_json(members[name], utf8_prefix(safe, most_text));
}

void append_payload(JsonMembers& members, std::string_view name, std::string_view json) {
  if (json.empty()) return;
  if (json.size() <= most_json) {
    members[name] += json;
  } else {
    append_json(members[name], "(" + std::to_string(json.size()) + " bytes)");
  }
}

void append_list(JsonMembers& members, std::string_view name,
                 const std::vector<std::string_view>& texts) {
  if (texts.empty()) return;
  JsonElements all(members[name]);
  for (const std::string_view text : texts) append_json(all.next(), text);
}

void append_contract(JsonMembers& members, const ContractName& contract) {
  JsonMembers parts(members["contract"]);
  append_json(parts["name"], contract.name);
  append_json(parts["version"], contract.version);
  append_json(parts["hash"], contract.hash);
}

void append_guards(JsonMembers& members, const std::vector<GuardAnswer>& guards) {
  if (guards.empty()) return;
  JsonMembers all(members["guards"]);
  for (const GuardAnswer& one : guards) append_json(all[one.guard], name(one.kind));
}

void append_changes(JsonMembers& members, const LogEntry& entry) {
  if (entry.changes.empty()) return;
  {
    JsonElements all(members["changes"]);
    for (const Change& change : entry.changes) {
      JsonMembers parts(all.next());
      append_json(parts["path"], std::string_view(change.path));
      if (change.before) parts["before"] += *change.before;
      if (change.after) parts["after"] += *change.after;
    }
  }
  if (entry.changes_left_out > 0) append_json(members["changes_left_out"], entry.changes_left_out);
}

std::string_view name(Status status) {
  switch (status) {
    case Status::Accepted: return "accepted";
    case Status::Refused: return "refused";
    case Status::Pending: return "pending";
    case Status::Unknown: return "unknown";
  }
  return "unknown";
}

void append_refusal(JsonMembers& members, const LogEntry& entry) {
  if (entry.refusal.empty()) return;
  std::string& to = members["refusal"];
  if (entry.refusal.size() <= most_json) return void(to += entry.refusal);
  JsonMembers parts(to);
  append_json(parts["refused"], name(entry.outcome.kind()));
  append_json(parts["message"],
              std::string_view("(" + std::to_string(entry.refusal.size()) + " bytes)"));
}

void append_end(JsonMembers& members, const LogEntry& entry) {
  if (entry.action != Action::Dispatch && entry.action != Action::Advance) {
    if (!entry.answer.empty()) append_json(members["outcome"], std::string_view(entry.answer));
    append_refusal(members, entry);
    append_foreign(members, "refused_by", entry.refused_by);
    return append_foreign(members, "error", entry.error);
  }
  const std::string_view status = !entry.error.empty()          ? "failed"
                                  : entry.outcome.is_repeated() ? "repeated"
                                                                : name(entry.outcome.status());
  append_json(members["outcome"], status);
  append_refusal(members, entry);
  append_foreign(members, "refused_by", entry.refused_by);
  append_foreign(members, "error", entry.error);
  if (!entry.phase_before.empty()) members["from"] += entry.phase_before;
  if (entry.phase_after != entry.phase_before) members["to"] += entry.phase_after;
  append_json(members["step"], entry.version);
  append_changes(members, entry);
}

}  // namespace

std::string_view name(Action action) {
  switch (action) {
    case Action::Dispatch: return "dispatch";
    case Action::Propose: return "propose";
    case Action::Accept: return "accept";
    case Action::Discard: return "discard";
    case Action::Advance: return "advance";
  }
  return "dispatch";
}

std::string_view name(GuardAnswer::Kind kind) {
  switch (kind) {
    case GuardAnswer::Kind::Passed: return "passed";
    case GuardAnswer::Kind::Denied: return "denied";
    case GuardAnswer::Kind::Failed: return "failed";
  }
  return "failed";
}

std::string to_json(const LogEntry& entry) {
  std::string out;
  {
    JsonMembers members(out);
    append_json(members["entry"], entry.number);
    append_json(members["at"], entry.at);
    append_contract(members, entry.contract);
    append_foreign(members, "instance", entry.instance);
    append_json(members["action"], name(entry.action));
    if (entry.action != Action::Advance) append_json(members["intent"], entry.intent);
    append_payload(members, "payload", entry.payload);
    append_json(members["origin"],
                std::string_view(entry.origin == Origin::Proposer ? "proposer" : "caller"));
    append_foreign(members, "subject", entry.subject);
    append_foreign(members, "correlation", entry.correlation);
    append_list(members, "proposed", entry.proposed);
    append_list(members, "suggested", entry.suggested);
    append_guards(members, entry.guards);
    append_end(members, entry);
    if (entry.took) append_json(members["took_us"], entry.took->us);
  }
  return printable_json(out);
}

}  // namespace writ
