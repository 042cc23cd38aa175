// JSON in: problems, each with its place, what was expected and what is there instead.
#include <writ/core/json_reader.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

#include <writ/core/closest.h>
#include <writ/core/path.h>
#include <writ/core/secret.h>

namespace writ {

namespace {

/// What a value and those around it say, gone through once.
struct Surroundings {
  const char* text = nullptr;         // the nearest place that is known
  const JsonKey* declared = nullptr;  // the nearest member that the contract declares
  bool secret = false;

  explicit Surroundings(const Where& at) {
    for (const Where* w = &at; w; w = w->up) {
      if (!text) text = w->text;
      if (!w->key) continue;
      if (!declared) declared = w->key;
      secret |= w->key->secret;
    }
  }
};

bool is_secret(const Where& at) { return Surroundings(at).secret; }

/// A JSON Pointer with any names, as long as it may be. Recursive, but no deeper than the reader
/// goes: 64 levels.
void append_pointer(std::string& out, const Where& at) {
  if (!at.up) return;
  append_pointer(out, *at.up);
  if (at.key) return append_step(out, at.key->name);
  if (at.entry.data() == nullptr) return append_step(out, at.element);
  if (is_secret(*at.up)) return append_step(out, hidden);
  if (at.entry.size() <= JsonReader::max_echo) return append_step(out, at.entry);
  append_step(out, printable(utf8_prefix(at.entry, JsonReader::max_echo)));
  out += "…";
}

/// A JSON Pointer of declared members and elements, as nearly all are, put together at the end of
/// the buffer: where it begins. Null when it is another one, or too long.
const char* usual_pointer(std::span<char> buffer, const Where& at) {
  constexpr std::ptrdiff_t most_digits = 20;
  const char* const begin = buffer.data();
  char* to = buffer.data() + buffer.size();
  for (const Where* w = &at; w->up; w = w->up) {
    if (w->key) {
      const std::string_view name = w->key->name;
      if (!w->key->is_step || to - begin <= static_cast<std::ptrdiff_t>(name.size()))
        return nullptr;
      to -= name.size();
      std::memcpy(to, name.data(), name.size());
    } else {
      if (w->entry.data() || to - begin <= most_digits) return nullptr;
      std::size_t index = w->element;
      do *--to = static_cast<char>('0' + index % 10);
      while ((index /= 10) != 0);
    }
    *--to = '/';
  }
  return to;
}

void put_pointer(std::string& out, const Where& at) {
  char buffer[256];
  const char* const end = buffer + sizeof buffer;
  if (const char* const begin = usual_pointer(buffer, at)) {
    out.assign(begin, static_cast<std::size_t>(end - begin));
  } else {
    append_pointer(out, at);
  }
}

bool ends_word(char c) {
  switch (c) {
    case ' ':
    case '\n':
    case '\r':
    case '\t':
    case ',':
    case ':':
    case ']':
    case '}': return true;
    default: return false;
  }
}

/// The word or the string that begins at `p`: its bytes, whatever they are.
std::string_view token(const char* p, const char* end) {
  const char* q = p;
  if (p != end && *p == '"') {
    for (q = plain_end(q + 1, end); q != end && *q != '"'; q = plain_end(q + 1, end))
      if (*q == '\\' && q + 1 != end) ++q;
    if (q != end) ++q;
  } else {
    while (q != end && !ends_word(*q)) ++q;
  }
  return {p, static_cast<std::size_t>(q - p)};
}

/// At most `max_echo` bytes of foreign text, safe to print.
void put_shown(std::string& out, std::string_view text) {
  const bool is_short = text.size() <= JsonReader::max_echo;
  if (is_short && is_plain_ascii(text)) {  // as nearly all are
    out.assign(text);
  } else if (is_short) {
    out = printable(text);
  } else {
    out = printable(utf8_prefix(text, JsonReader::max_echo)) + "…";
  }
}

/// What stands at `p`, which is before `end`.
void put_value(std::string& out, const char* p, const char* end) {
  if (*p == '{') {
    out = "object";
  } else if (*p == '[') {
    out = "array";
  } else {
    put_shown(out, token(p, end));
  }
}

}  // namespace

void JsonReader::stop() {
  broken_ = true;
  p_ = end_;
}

/// From where the last problem was: they come nearly in the order of the text, which may be long.
/// Between two of them there is seldom a line feed, or a character of more than one byte.
void JsonReader::locate(Problem& problem, const char* at) {
  const bool back = at < mark_;
  const char* const first = back ? at : mark_;
  const char* const last = back ? mark_ : at;
  const auto characters = [](const char* from, const char* to) {
    return utf8_length({from, static_cast<std::size_t>(to - from)});
  };
  const auto size = static_cast<std::size_t>(last - first);
  const bool is_plain = is_plain_ascii({first, size});
  if (is_plain || !std::memchr(first, '\n', size)) {
    const std::size_t moved = is_plain ? size : characters(first, last);
    mark_column_ = back ? mark_column_ - moved : mark_column_ + moved;
  } else {
    const auto lines = static_cast<std::size_t>(std::count(first, last, '\n'));
    mark_line_ = back ? mark_line_ - lines : mark_line_ + lines;
    const char* line = at;
    while (line != begin_ && line[-1] != '\n') --line;
    mark_column_ = 1 + characters(line, at);
  }
  mark_ = at;
  problem.offset = static_cast<std::size_t>(at - begin_);
  problem.line = mark_line_;
  problem.column = mark_column_;
}

/// One more problem, of the text at `at`; null once the text is broken, or when there are too many.
Problem* JsonReader::add_problem(const char* at) {
  if (broken_) return nullptr;
  if (problems_.capacity() == 0) problems_.reserve(4);
  Problem& added = problems_.emplace_back();
  locate(added, at);
  if (++reported_ <= max_problems) return &added;
  added.code = "more";
  added.expected = "fewer problems; the rest was not read";
  stop();
  return nullptr;
}

/// One more problem, of a value.
Problem* JsonReader::add_problem(const Where& at, Echo echo) {
  const Surroundings around(at);
  const char* p = around.text ? around.text : begin_;
  while (p != end_ && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) ++p;
  Problem* const added = add_problem(p);
  if (!added) return nullptr;
  put_pointer(added->path, at);
  if (around.declared) added->source = around.declared->source;
  const bool known = at.text || !at.up;
  if (echo == Echo::Value && known && p != end_ && !around.secret)
    put_value(added->received, p, end_);
  return added;
}

/// One more problem, that a rule is broken.
Problem* JsonReader::add_problem(const Where& at, const ValueRule& rule, Echo echo) {
  Problem* const added = add_problem(at, echo);
  if (!added) return nullptr;
  added->code = rule.code;
  added->expected = rule.expected;
  if (!rule.source.empty()) added->source = rule.source;
  added->rule = &rule;
  return added;
}

void JsonReader::problem(const Where& at, std::string_view code, std::string_view expected) {
  if (Problem* const added = add_problem(at, Echo::Value)) {
    added->code = code;
    added->expected = expected;
  }
}

void JsonReader::problem(const Where& at, const ValueRule& rule) {
  add_problem(at, rule, Echo::Value);
}

void JsonReader::bad_key(const Where& entry, const ValueRule& rule) {
  Problem* const added = add_problem(entry, rule, Echo::Nothing);
  if (!added) return;
  added->code = "key";
  if (!is_secret(entry)) put_shown(added->received, entry.entry);
}

void JsonReader::broken_text(const char* at, std::string_view code, std::string_view expected) {
  if (Problem* const added = add_problem(at)) {
    added->code = code;
    added->expected = expected;
  }
  stop();
}

void JsonReader::fail(std::string_view what) { broken_text(p_, "syntax", what); }

void JsonReader::too_long(std::size_t limit) {
  broken_text(begin_, "size", limit == max_bytes ? "at most 1 MiB" : "a shorter text");
}

void JsonReader::missing(const Where& member) {
  if (Problem* const added = add_problem(member, Echo::Nothing)) {
    added->code = "missing";
    added->expected = "a value";
  }
}

bool JsonReader::wrong_type(const Where& at, std::string_view expected) {
  if (broken_) return false;
  skip();  // first: what is no value at all is one problem, not two
  problem(at, "type", expected);
  return false;
}

void JsonReader::duplicate(const Where& at) {
  problem(at, "duplicate", "one occurrence");
  skip();
}

void JsonReader::missing(const Where& object, const JsonKey* keys, std::uint64_t which) {
  for (; !broken_ && which != 0; which &= which - 1)
    missing({&object, &keys[std::countr_zero(which)], {}, 0, object.text});
}

void JsonReader::unknown(const Where& object, std::string_view name, const char* at,
                         std::span<const JsonKey> keys) {
  Problem* const added = add_problem({&object, nullptr, name, 0, at}, Echo::Nothing);
  if (!added) return;
  std::vector<std::string_view> names;
  names.reserve(keys.size());
  for (const JsonKey& key : keys) names.push_back(key.name);
  added->code = "unknown";
  added->expected = "no such member";
  added->meant = closest(name, names);
}

void JsonReader::too_many(const Where& array, const ValueRule* rule) {
  rule ? problem(array, *rule) : problem(array, "size", "fewer elements");
  skip_elements();
}

void JsonReader::too_many_entries(const Where& object, const ValueRule* rule) {
  rule ? problem(object, *rule) : problem(object, "size", "fewer entries");
  skip_members();
}

}  // namespace writ
