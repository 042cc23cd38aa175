#include "compiler/emit/names.h"

#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>

#include "compiler/emit/reserved.h"

namespace writ::emit {

namespace {

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
char to_lower(char c) { return upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char to_upper(char c) { return lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

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
  return std::string(name) + (is_word_of_cpp(name) ? "_" : "");
}

std::string type_identifier(std::string_view name) {
  // Names of our own that are no types begin with a small letter.
  const bool taken = is_word_of_cpp(name) || is_generated_type(name) || lower(name[0]);
  return std::string(name) + (taken ? "_" : "");
}

std::string member(std::string_view name) {
  const bool taken = name == "Patch" || name == "Field" || name == "State" || name == "required" ||
                     name == "authored" || name == "field_paths" || name == "secret_fields";
  return std::string(name) + (taken || is_word_of_cpp(name) ? "_" : "");
}

std::string local(std::string_view name) {
  // Types and the like begin with a capital; `found_1`, `entry_1` and the like are our own.
  const bool numbered =
      digit(name.back()) && (name.starts_with("found_") || name.starts_with("denied_") ||
                             name.starts_with("bound_") || name.starts_with("entry_"));
  const bool taken = is_word_of_cpp(name) || is_generated_local(name) || upper(name[0]) || numbered;
  return std::string(name) + (taken ? "_" : "");
}

std::string namespace_name(std::string_view name) {
  std::string out = snake(name);
  for (char& c : out)
    if (!lower(c) && !digit(c)) c = '_';  // a module is called after its file
  if (!lower(out[0])) out.insert(0, "module_");
  return out + (is_word_of_cpp(out) || is_global(out) ? "_" : "");
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

std::string quote_view(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) return quote(text);
  return "std::string_view(" + quote(text) + ", " + std::to_string(text.size()) + ")";
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
  const std::string numbered = wanted + (wanted.ends_with('_') ? "" : "_");
  for (int n = 2; !taken_.insert(name).second; ++n) name = numbered + std::to_string(n);
  return name;
}

}  // namespace writ::emit
