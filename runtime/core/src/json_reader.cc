// JSON in, off the beaten track: literals, values of any type, values that are skipped.
#include <writ/core/json_reader.h>

#include <cstring>

namespace writ {

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
