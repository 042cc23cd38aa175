#include "compiler/emit/names.h"

#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>

namespace writ::emit {

namespace {

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
char to_lower(char c) { return upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char to_upper(char c) { return lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

/// Words of C++ that no entity may be called, and the names that a generated header uses itself.
const std::set<std::string_view>& reserved() {
  static const std::set<std::string_view> words = {
      "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break",
      "case", "catch", "char", "char8_t", "char16_t", "char32_t", "class", "compl", "concept",
      "const", "consteval", "constexpr", "constinit", "const_cast", "continue", "co_await",
      "co_return", "co_yield", "decltype", "default", "delete", "do", "double", "dynamic_cast",
      "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend", "goto",
      "if", "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq",
      "nullptr", "operator", "or", "or_eq", "private", "protected", "public", "register",
      "reinterpret_cast", "requires", "return", "short", "signed", "sizeof", "static",
      "static_assert", "static_cast", "struct", "switch", "template", "this", "thread_local",
      "throw", "true", "try", "typedef", "typeid", "typename", "union", "unsigned", "using",
      "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
      // macros of common headers
      "EOF", "NULL", "errno", "assert", "stdin", "stdout", "stderr", "linux", "unix", "major",
      "minor", "makedev",
      // of the generated header
      "State", "Phase", "Phases", "Intent", "IntentKind", "IntentRef", "Intents", "Event", "Guard",
      "Timer", "Refusal", "Suggestion", "Machine", "Rule", "Patch", "Field", "Answer", "types",
      "checks", "guards", "functions", "invariants", "detail", "writ", "std", "final_phases",
      "state", "phase", "intent", "context", "commit", "fault", "stored", "apply", "merge",
      "fields", "name", "required", "authored", "to_json", "decode", "intent_kind", "phase_named"};
  return words;
}

/// Names that are only taken where they would stand as members, where nothing of ours is.
bool member_only(std::string_view name) {
  static const std::set<std::string_view> free = {
      "state",   "phase",  "intent",      "context",    "commit", "fault",
      "stored",  "apply",  "merge",       "fields",     "name",   "types",
      "checks",  "guards", "functions",   "invariants", "detail", "final_phases",
      "to_json", "decode", "intent_kind", "phase_named"};
  return free.contains(name);
}

}  // namespace

std::string snake(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool after_word = i > 0 && (lower(name[i - 1]) || digit(name[i - 1]));
    const bool before_word =
        i > 0 && upper(name[i - 1]) && i + 1 < name.size() && lower(name[i + 1]);
    if (upper(name[i]) && (after_word || before_word)) out += '_';
    out += to_lower(name[i]);
  }
  return out;
}

std::string pascal(std::string_view name) {
  std::string out;
  bool start = true;
  for (const char c : name) {
    if (!upper(c) && !lower(c) && !digit(c)) {
      start = true;
    } else {
      out += start ? to_upper(c) : c;
      start = false;
    }
  }
  return out;
}

std::string identifier(std::string_view name) {
  return std::string(name) + (reserved().contains(name) ? "_" : "");
}

std::string member(std::string_view name) {
  return member_only(name) ? std::string(name) : identifier(name);
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      (out += '\\') += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '?' && out.back() == '?') {
      out += "\\?";  // no trigraph, whatever the dialect
    } else if (byte < 0x20 || byte >= 0x7F) {
      std::array<char, 8> octal{};  // always three digits, so that no digit behind it is swallowed
      std::snprintf(octal.data(), octal.size(), "\\%03o", static_cast<unsigned>(byte));
      out += octal.data();
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string comment(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  while (!out.empty() && (out.back() == '\\' || out.back() == ' ')) out.pop_back();
  for (std::size_t at = out.find("??"
                                 "/");
       at != std::string::npos; at = out.find("??"
                                              "/",
                                              at))
    out.replace(at, 3, "? ?/");  // a trigraph for `\`, which would swallow the next line
  return out;
}

std::string number(std::int64_t value) {
  if (value == INT64_MIN) return "INT64_MIN";
  if (value == INT64_MAX) return "INT64_MAX";
  std::string digits = std::to_string(value < 0 ? -value : value);
  if (digits.size() > 4)
    for (std::size_t at = digits.size() - 3; at > 0 && at<digits.size(); at = at> 3 ? at - 3 : 0)
      digits.insert(at, "'");
  return (value < 0 ? "-" : "") + digits;
}

std::string Scope::fresh(const std::string& wanted) {
  std::string name = wanted;
  for (int n = 2; !taken_.insert(name).second; ++n) name = wanted + "_" + std::to_string(n);
  return name;
}

}  // namespace writ::emit
