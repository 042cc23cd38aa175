#include "runtime/mcp/src/said.h"

#include <algorithm>
#include <charconv>

#include <writ/core/refusal_json.h>
#include <writ/core/text.h>

namespace writ::mcp {

namespace {

/// Is it shown by nothing, or only by what stands around it? Such characters carry messages past
/// the eyes of people: formats of no width, fillers, variation selectors, tags.
bool is_unseen(std::uint32_t c) {
  const auto in = [c](std::uint32_t from, std::uint32_t to) { return c >= from && c <= to; };
  return c == 0xAD || c == 0x34F || c == 0x61C || in(0x115F, 0x1160) || in(0x17B4, 0x17B5) ||
         in(0x180B, 0x180F) || in(0x200B, 0x200F) || in(0x2028, 0x202E) || in(0x2060, 0x206F) ||
         c == 0x3164 || in(0xFE00, 0xFE0F) || c == 0xFEFF || c == 0xFFA0 || in(0xFFF0, 0xFFFB) ||
         in(0x1BCA0, 0x1BCA3) || in(0x1D173, 0x1D17A) || in(0xE0000, 0xE0FFF);
}

bool is_control(std::uint32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

std::string hex(std::uint32_t value, std::size_t least) {
  char digits[8];
  char* const end = std::to_chars(digits, digits + sizeof digits, value, 16).ptr;
  std::string text(digits, end);
  if (text.size() < least) text.insert(0, least - text.size(), '0');
  return text;
}

/// One or two escapes of JSON.
std::string json_escape(std::uint32_t c) {
  if (c < 0x10000) return "\\u" + hex(c, 4);
  return "\\u" + hex(0xD800 + ((c - 0x10000) >> 10), 4) + "\\u" +
         hex(0xDC00 + ((c - 0x10000) & 0x3FF), 4);
}

/// Valid UTF-8 in which other text stands for some characters.
template <class Is, class Instead>
std::string replaced(std::string_view text, Is is, Instead instead) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::uint32_t c = 0;
    const std::size_t size = std::max<std::size_t>(utf8_sequence(text, c), 1);
    if (is(c)) {
      out += instead(c);
    } else {
      out.append(text, 0, size);
    }
    text.remove_prefix(size);
  }
  return out;
}

/// The same problem without its place in texts that nobody sees, and with no hidden character.
Problem cleaned(Problem problem) {
  problem.path = clean(problem.path);
  problem.received = clean(problem.received);
  problem.said = clean(problem.said);
  problem.source = {};
  problem.line = 0;
  return problem;
}

template <class Items, class Write>
void append_objects(std::string& out, const Items& items, Write write) {
  JsonElements elements(out);
  for (const auto& item : items) {
    JsonMembers members(elements.next());
    write(members, item);
  }
}

void append_denial(JsonMembers& out, const Denial& denial) {
  if (!denial.guard.empty()) append_clean(out["guard"], denial.guard);
  append_clean(out["message"], denial.message);
  if (denial.is_final) append_json(out["final"], true);
}

}  // namespace

std::string clean(std::string_view text) {
  std::string out = printable(text);
  if (is_plain_ascii(out)) return out;
  return replaced(out, is_unseen, [](std::uint32_t c) { return "\\u{" + hex(c, 1) + "}"; });
}

std::string clean_lines(std::string_view text) {
  std::string out;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    out += clean(text.substr(0, end)) + "\n";
    text.remove_prefix(end + 1);
  }
  return out + clean(text);
}

std::string clean_json(std::string_view json) {
  if (is_plain_ascii(json)) return std::string(json);
  // Between values there is nothing of these but white space, which nobody needs.
  return replaced(
      json, [](std::uint32_t c) { return is_control(c) || is_unseen(c); },
      [](std::uint32_t c) { return c < 0x20 ? std::string(" ") : json_escape(c); });
}

// --- JSON-RPC ------------------------------------------------------------------------------------

std::string result_line(std::string_view id, std::string_view result) {
  std::string out = R"({"jsonrpc":"2.0","id":)";
  out += clean_json(id);
  out += R"(,"result":)";
  out += clean_json(result);
  return out + "}\n";
}

std::string error_line(std::string_view id, int code, std::string_view message) {
  std::string out = R"({"jsonrpc":"2.0","id":)";
  out += id.empty() ? "null" : clean_json(id);
  out += R"(,"error":)";
  {
    JsonMembers error(out);
    append_json(error["code"], code);
    append_clean(error["message"], message);
  }
  return out + "}\n";
}

// --- refusals ------------------------------------------------------------------------------------

std::string_view next_of(const Told& told) {
  switch (told.refusal.kind) {
    case RefusalKind::NeedsApproval: return "needs_approval";
    case RefusalKind::NotPermitted: return "final";
    default: return told.permitted && !told.refusal.is_final() ? "fixable" : "final";
  }
}

Refusal for_proposer(Refusal refusal) {
  const bool of_payload =
      refusal.kind == RefusalKind::InvalidPayload || refusal.kind == RefusalKind::NotPermitted;
  if (!of_payload && !refusal.path.empty()) {
    // What the core says of a place begins with it.
    if (refusal.message.starts_with(refusal.path)) {
      refusal.message.erase(0, refusal.path.size());
      if (refusal.message.starts_with(": ")) refusal.message.erase(0, 2);
    }
    refusal.path.clear();
  }
  refusal.source = {};
  refusal.values.clear();
  for (Problem& one : refusal.problems) one = cleaned(std::move(one));
  return refusal;
}

void append_told(JsonMembers& out, const Told& told) {
  const Refusal& refusal = told.refusal;
  append_json(out["status"], std::string_view("refused"));
  append_json(out["kind"], name(refusal.kind));
  std::string_view guard = refusal.guard;
  if (guard.empty() && !refusal.denials.empty()) guard = refusal.denials.front().guard;
  if (!guard.empty()) append_clean(out["guard"], guard);
  append_clean(out["message"], refusal.message);
  if (!refusal.path.empty()) append_clean(out["path"], refusal.path);
  if (!refusal.denials.empty()) append_objects(out["denials"], refusal.denials, append_denial);
  if (!refusal.problems.empty()) append_objects(out["problems"], refusal.problems, append_problem);
  if (!told.suggestion.empty()) out["suggest"] += told.suggestion;
  append_json(out["next"], next_of(told));
}

std::string told_words(const Told& told) {
  const Refusal& refusal = told.refusal;
  constexpr std::size_t most = 8;  // the others are in the structured content
  std::string out = "Refused (" + std::string(name(refusal.kind)) + "): " + clean(refusal.message);
  std::size_t said = 0;
  for (const Denial& one : refusal.denials)
    if (refusal.denials.size() > 1 && said++ < most) out += "\n- " + clean(one.message);
  for (const Problem& one : refusal.problems)
    if (refusal.problems.size() > 1 && said++ < most) out += "\n- " + clean(message(one));
  if (said > most) out += "\n- and " + std::to_string(said - most) + " more";
  const std::string_view next = next_of(told);
  if (!told.suggestion.empty()) {
    out += "\nIt would be accepted with these members of the arguments changed: " +
           clean_json(told.suggestion);
  } else if (next == "final") {
    out += "\nThis is final: to call " + clean(told.tool) + " again like this does not help.";
  } else if (next == "needs_approval") {
    out += "\nSomebody has to approve it first.";
  }
  return out;
}

std::string call_result(std::string_view words, std::string_view structured, bool is_error) {
  std::string out;
  {
    JsonMembers result(out);
    {
      JsonElements content(result["content"]);
      JsonMembers text(content.next());
      append_json(text["type"], std::string_view("text"));
      append_json(text["text"], words);
    }
    result["structuredContent"] += structured;
    append_json(result["isError"], is_error);
  }
  return out;
}

}  // namespace writ::mcp
