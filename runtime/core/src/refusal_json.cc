#include <writ/core/refusal_json.h>

namespace writ {

namespace {

/// `[{…},{…}]`: one object for each item, its members written by `write`.
template <class Items, class Write>
void append_objects(std::string& out, const Items& items, Write write) {
  out += '[';
  for (const auto& item : items) {
    if (&item != items.data()) out += ',';
    JsonMembers members(out);
    write(members, item);
  }
  out += ']';
}

/// A member, if there is anything in it.
void append_some(JsonMembers& out, std::string_view name, std::string_view text) {
  if (!text.empty()) append_json(out[name], text);
}

}  // namespace

void append_problem(JsonMembers& out, const Problem& problem) {
  append_json(out["path"], std::string_view(problem.path));
  append_json(out["code"], problem.code);
  append_json(out["expected"], problem.expected);
  append_some(out, "received", problem.received);
  append_some(out, "meant", problem.meant);
  append_some(out, "source", problem.source);
  if (problem.rule) {
    append_some(out, "type", problem.rule->type);
    append_some(out, "least", problem.rule->least);
    append_some(out, "most", problem.rule->most);
    append_some(out, "pattern", problem.rule->pattern);
    append_some(out, "format", problem.rule->format);
    if (problem.said.empty()) append_some(out, "message", problem.rule->message);
  }
  append_some(out, "message", problem.said);
  if (problem.line == 0) return;
  append_json(out["offset"], problem.offset);
  append_json(out["line"], problem.line);
  append_json(out["column"], problem.column);
}

void append_refusal(JsonMembers& members, const Refusal& refusal) {
  append_json(members["refused"], name(refusal.kind));
  append_json(members["message"], std::string_view(refusal.message));
  if (!refusal.path.empty()) append_json(members["path"], std::string_view(refusal.path));
  if (!refusal.guard.empty()) append_json(members["guard"], refusal.guard);
  if (!refusal.source.empty()) append_json(members["source"], refusal.source);
  if (refusal.is_final()) append_json(members["final"], true);
  if (!refusal.denials.empty()) {
    append_objects(members["denials"], refusal.denials, [](JsonMembers& out, const Denial& denial) {
      if (!denial.guard.empty()) append_json(out["guard"], denial.guard);
      append_json(out["message"], std::string_view(denial.message));
      append_json(out["source"], denial.source);
      if (denial.is_final) append_json(out["final"], true);
    });
  }
  if (!refusal.problems.empty()) {
    append_objects(members["problems"], refusal.problems,
                   [](JsonMembers& out, const Problem& problem) { append_problem(out, problem); });
  }
}

}  // namespace writ
