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

}  // namespace

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
                   [](JsonMembers& out, const Problem& problem) {
                     append_json(out["path"], std::string_view(problem.path));
                     append_json(out["code"], problem.code);
                     append_json(out["expected"], problem.expected);
                   });
  }
}

}  // namespace writ
