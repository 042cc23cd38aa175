// JSON in, off the beaten track: problems, literals, keys in any order, values that are skipped.
#include <writ/core/json_reader.h>

#include <algorithm>
#include <utility>
#include <vector>

#include <writ/core/closest.h>
#include <writ/core/path.h>
#include <writ/core/secret.h>

namespace writ {

// --- problems ------------------------------------------------------------------------------------

namespace {

bool is_secret(const Where& at) {
  for (const Where* w = &at; w; w = w->up)
    if (w->key && w->key->secret) return true;
  return false;
}

/// Recursive, but no deeper than the reader goes: 64 levels.
void append_pointer(std::string& out, const Where& at) {
  if (!at.up) return;
  append_pointer(out, *at.up);
  if (at.key && at.key->is_step) {
    out += '/';
    out += at.key->name;
    return;
  }
  if (at.key) return append_step(out, at.key->name);
  if (at.entry.data() == nullptr) return append_step(out, at.element);
  if (is_secret(*at.up)) return append_step(out, hidden);
  if (at.entry.size() <= JsonReader::max_echo) return append_step(out, at.entry);
  append_step(out, printable(utf8_prefix(at.entry, JsonReader::max_echo)));
  out += "…";
}

/// The nearest line of the contract that declares what stands there.
std::string_view declared(const Where& at) {
  for (const Where* w = &at; w; w = w->up)
    if (w->key) return w->key->source;
  return {};
}

/// The first byte of the value, or of the nearest one around it whose place is known.
const char* first_byte(const Where& at, const char* begin, const char* end) {
  const Where* w = &at;
  while (w->up && !w->text) w = w->up;
  const char* p = w->text ? w->text : begin;
  while (p != end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) ++p;
  return p;
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
    for (++q; q != end && *q != '"'; ++q)
      if (*q == '\\' && q + 1 != end) ++q;
    if (q != end) ++q;
  } else {
    while (q != end && !ends_word(*q)) ++q;
  }
  return {p, static_cast<std::size_t>(q - p)};
}

/// At most `max_echo` bytes of foreign text.
std::string shown(std::string_view text) {
  if (text.size() <= JsonReader::max_echo) return printable(text);
  return printable(text.substr(0, utf8_prefix(text, JsonReader::max_echo).size())) + "…";
}

}  // namespace

void JsonReader::stop() {
  broken_ = true;
  p_ = end_;
}

/// From where the last problem was: they come nearly in the order of the text, which may be long.
void JsonReader::locate(Problem& problem, const char* at) {
  const bool back = at < mark_;
  const char* const first = back ? at : mark_;
  const char* const last = back ? mark_ : at;
  const auto characters = [](const char* from, const char* to) {
    return utf8_length({from, static_cast<std::size_t>(to - from)});
  };
  if (first == last || !std::memchr(first, '\n', static_cast<std::size_t>(last - first))) {
    const std::size_t moved = characters(first, last);
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
  // Not `emplace_back()`, which clears all of it first.
  problems_.push_back({.path = {}, .code = {}, .expected = {}});
  Problem& added = problems_.back();
  locate(added, at);
  if (++reported_ <= max_problems) return &added;
  added.code = "more";
  added.expected = "fewer problems; the rest was not read";
  stop();
  return nullptr;
}

/// One more problem, of a value.
Problem* JsonReader::add_problem(const Where& at) {
  Problem* const added = add_problem(first_byte(at, begin_, end_));
  if (!added) return nullptr;
  append_pointer(added->path, at);
  added->source = declared(at);
  return added;
}

/// One more problem, that a rule is broken.
Problem* JsonReader::add_problem(const Where& at, const ValueRule& rule) {
  Problem* const added = add_problem(at);
  if (!added) return nullptr;
  added->code = rule.code;
  added->expected = rule.expected;
  if (!rule.source.empty()) added->source = rule.source;
  added->rule = &rule;
  return added;
}

std::string JsonReader::received(const Where& at) const {
  const char* const p = first_byte(at, begin_, end_);
  const bool known = at.text || !at.up;
  if (!known || p == end_ || is_secret(at)) return {};
  if (*p == '{') return "object";
  return *p == '[' ? "array" : shown(token(p, end_));
}

void JsonReader::problem(const Where& at, std::string_view code, std::string_view expected) {
  Problem* const added = add_problem(at);
  if (!added) return;
  added->code = code;
  added->expected = expected;
  added->received = received(at);
}

void JsonReader::problem(const Where& at, const ValueRule& rule) {
  if (Problem* const added = add_problem(at, rule)) added->received = received(at);
}

void JsonReader::bad_key(const Where& entry, const ValueRule& rule) {
  Problem* const added = add_problem(entry, rule);
  if (!added) return;
  added->code = "key";
  if (!is_secret(entry)) added->received = shown(entry.entry);
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
  if (Problem* const added = add_problem(member)) {
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
  Problem* const added = add_problem({&object, nullptr, name, 0, at});
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

// --- values --------------------------------------------------------------------------------------

bool JsonReader::boolean(const Where& at, bool& out) {
  skip_space();
  if (end_ - p_ >= 4 && std::memcmp(p_, "true", 4) == 0) return p_ += 4, out = true;
  if (end_ - p_ >= 5 && std::memcmp(p_, "false", 5) == 0) return p_ += 5, out = false, true;
  return wrong_type(at, "boolean");
}

bool JsonReader::empty_object(const Where& at) {
  if (!enter('{')) return wrong_type(at, "object");
  const std::size_t before = reported_;
  (void)member(at, {}, 0, true, Unknown::Refused);
  return !broken_ && reported_ == before;
}

bool JsonReader::open_object(const Where& at) {
  skip_space();
  if (p_ == end_ || *p_ != '{') return wrong_type(at, "object");
  skip();
  return !broken_;
}

bool JsonReader::raw(const Where& at, std::string_view& out) {
  skip_space();
  if (p_ == end_) return wrong_type(at, "a value");
  const char* start = p_;
  skip();
  if (broken_) return false;
  out = {start, static_cast<std::size_t>(p_ - start)};
  return true;
}

void JsonReader::end() {
  skip_space();
  if (!broken_ && p_ != end_) fail("the end of the text");
}

// --- values nobody wants -------------------------------------------------------------------------

/// Recursive through its helpers, but no deeper than `enter` allows.
void JsonReader::skip() {
  skip_space();
  if (p_ == end_) return fail("a value");
  std::string_view ignored;
  const auto literal = [this](std::string_view word) {
    if (!std::string_view(p_, static_cast<std::size_t>(end_ - p_)).starts_with(word))
      return fail("a value");
    p_ += word.size();
  };
  switch (*p_) {
    case '"': return skip_string();
    case 't': return literal("true");
    case 'f': return literal("false");
    case 'n': return literal("null");
    case '{':
      if (!enter('{')) return;
      if (!eat('}')) skip_members();
      return leave();
    case '[':
      if (!enter('[')) return;
      if (!eat(']')) skip_elements();
      return leave();
    default:
      if (!number(ignored)) fail("a value");
  }
}

/// From a key to the end of its object.
void JsonReader::skip_members() {
  std::string_view ignored;
  do {
    if (!free_key(ignored)) return;
    skip();
  } while (eat(','));
  need('}', "',' or '}'");
}

/// From an element to the end of its array.
void JsonReader::skip_elements() {
  do skip();
  while (eat(','));
  need(']', "',' or ']'");
}

}  // namespace writ
