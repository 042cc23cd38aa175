/// One pass over JSON text: bytes in, typed members out, every problem reported by JSON Pointer.
///
/// Strict RFC 8259: UTF-8 checked, unknown and duplicate members refused, numbers exact, all of it
/// under caps (length, nesting, problems). A path is a chain of `Where` on the stack and becomes
/// text only for a problem. After broken syntax every call returns at once, so a caller needs no
/// test of its own. Members are expected in the order of the contract: one masked compare per key
/// then, and one with each key of the object otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <writ/core/bytes.h>
#include <writ/core/date.h>
#include <writ/core/decimal.h>
#include <writ/core/json_plain.h>
#include <writ/core/json_where.h>
#include <writ/core/outcome.h>
#include <writ/core/text.h>
#include <writ/core/time.h>
#include <writ/core/uuid.h>

namespace writ {

/// What becomes of members that are none of the object's.
enum class Unknown : std::uint8_t {
  Refused,  ///< each is a problem
  Dropped,  ///< they are checked as JSON, and forgotten
};

/// Reads one text. The text, which need not end in NUL, and the problems must outlive it.
class JsonReader {
  friend class JsonObject;

 public:
  static constexpr std::size_t max_bytes = 1 << 20;  ///< of a payload
  static constexpr int max_depth = 64;               ///< objects and arrays inside each other
  static constexpr std::size_t max_problems = 32;    ///< then one with the code `more`, and the end
  static constexpr std::size_t max_echo = 64;  ///< bytes of a foreign name in a problem's path

  /// Problems are added behind those that are there. A text of more than `limit` bytes is not read.
  JsonReader(std::string_view text, Problems& problems, std::size_t limit = max_bytes)
      : begin_(text.data()),
        p_(begin_),
        end_(p_ + text.size()),
        mark_(begin_),
        problems_(problems) {
    if (text.size() > limit) too_long(limit);
  }
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  /// Is the rest of the text not read, because of its syntax or a cap? There is a problem then.
  [[nodiscard]] bool broken() const { return broken_; }
  /// How many problems there were in this text so far.
  [[nodiscard]] std::size_t problems() const { return reported_; }
  /// Reports one; `code` and `expected` must live for ever. Nothing once the text is broken.
  [[gnu::cold]] void problem(const Where& at, std::string_view code, std::string_view expected);
  /// The same of a rule of the contract, a constant that lives for ever.
  [[gnu::cold]] void problem(const Where& at, const ValueRule& rule);
  /// The same of the key of an entry: a problem `key`.
  [[gnu::cold]] void bad_key(const Where& entry, const ValueRule& rule);

  /// Each reads one value of that type. False: the problem is reported and the value skipped; `out`
  /// may have any value then. The view lives until the next call that reads.
  bool string(const Where& at, std::string_view& out) {
    return took(plain_view(p_, end_, out)) || slow_string(at, out);
  }
  /// The same into a text of one's own, which is asked for memory once, for all of it.
  [[gnu::always_inline]] bool text(const Where& at, std::string& out) {
    return took(plain_text(p_, end_, 0, SIZE_MAX, out)) || slow_text(at, out);
  }
  /// A text of `least..most` code points; any other one breaks the rule.
  bool text(const Where& at, std::size_t least, std::size_t most, const ValueRule& rule,
            std::string& out) {
    return took(plain_text(p_, end_, least, most, out)) || slow_text(at, least, most, rule, out);
  }
  /// Digits only: `1.0` and `1e2` are no integers.
  bool integer(const Where& at, std::int64_t& out) {
    return took(plain_decimal(p_, end_, -1, out)) || slow_integer(at, out);
  }
  /// `true` or `false`.
  bool boolean(const Where& at, bool& out);
  /// Exact: a number, or a string of one, that loses nothing at `Scale` fraction digits.
  template <int Scale>
  bool decimal(const Where& at, Decimal<Scale>& out) {
    return took(plain_decimal(p_, end_, Scale, out.units)) || slow_decimal(at, Scale, out.units);
  }
  /// The same, of a scale that is known only when the program runs: `out` is in units of it.
  bool decimal(const Where& at, int scale, std::int64_t& out) {
    return took(plain_decimal(p_, end_, scale, out)) || slow_decimal(at, scale, out);
  }
  /// The double nearest to a number; 0.0 for `-0.0`. What is near to an infinity only is refused.
  bool real(const Where& at, double& out);
  /// A string in the form of RFC 3339.
  bool instant(const Where& at, Instant& out);
  /// A string in the form of ISO 8601, without years and months.
  bool duration(const Where& at, Duration& out);
  /// A string in the form of RFC 3339: a date.
  bool date(const Where& at, Date& out);
  /// A string of 36 characters.
  bool uuid(const Where& at, Uuid& out);
  /// A string in base64.
  bool bytes(const Where& at, Bytes& out);
  /// An object without members: the payload of an intent that has none.
  bool empty_object(const Where& at);
  /// The payload of an open record that has no fields: an object, whatever is in it.
  bool open_object(const Where& at);
  /// Of the object that comes next, the member `kind`, wherever in it it stands: the number of its
  /// value among `names`. The object is still to be read then. `names.size()` when there is no such
  /// object: that is reported, and the value skipped.
  std::size_t kind(const Where& at, std::span<const std::string_view> names, const ValueRule& rule);
  /// Any value, checked as strictly as the others, as it stands in the text: the view is into it.
  bool raw(const Where& at, std::string_view& out);
  /// Consumes `null` if it is next.
  bool null() {
    skip_space();
    if (end_ - p_ < 4 || std::memcmp(p_, "null", 4) != 0) return false;
    p_ += 4;
    return true;
  }
  /// Any value, checked and dropped.
  void skip();
  /// Nothing but space may follow.
  void end();

  // Steps for `JsonObject`, `JsonArray` and `JsonEntries`; generated code needs none of them.

  /// How far it has read.
  [[nodiscard]] const char* position() const { return p_; }
  /// To where somebody else has read; false for null.
  [[gnu::always_inline]] bool took(const char* end) {
    if (!end) return false;
    p_ = end;
    return true;
  }
  /// To the next byte that counts.
  [[gnu::always_inline]] void skip_space() { p_ = behind_space(p_); }
  /// Consumes this byte if it is next.
  [[gnu::always_inline]] bool eat(char c) {
    skip_space();
    if (p_ == end_ || *p_ != c) return false;
    ++p_;
    return true;
  }
  /// Consumes this byte, or the text is broken.
  void need(char c, std::string_view what) {
    if (!eat(c)) fail(what);
  }
  /// Into an object or an array, if one is next.
  [[gnu::always_inline]] bool enter(char open) {
    if (p_ == end_ || *p_ != open || depth_ >= max_depth) return slow_enter(open);
    ++p_;
    ++depth_;
    return true;
  }
  /// Out of it, behind its last byte.
  void leave() { --depth_; }
  /// Reports and skips a value of another type; always false.
  [[gnu::cold]] bool wrong_type(const Where& at, std::string_view expected);
  /// Consumes the comma before a member that is not the first, a key and its colon, if they are
  /// next and written as usual: a blank at most behind each. The number of the key, or that of all
  /// keys.
  std::size_t usual_member(std::span<const JsonKey> keys, bool is_first);
  /// Consumes a comma, if that is next and no space before it, and a blank behind it.
  [[gnu::always_inline]] bool eats_comma() {
    if (p_ == end_ || *p_ != ',') return false;
    if (++p_ != end_) p_ = behind_blank(p_);
    return true;
  }
  /// Consumes the end of an object, if that is next and no space before it.
  bool closes() {
    if (p_ == end_ || *p_ != '}') return false;
    ++p_;
    --depth_;
    return true;
  }
  /// The member that comes next, however it is written: its number, or that of all keys at the end
  /// of the object. Unknown ones, and those of which `seen` has the bit, are reported and skipped.
  std::size_t member(const Where& object, std::span<const JsonKey> keys, std::uint64_t seen,
                     bool is_first, Unknown unknown);
  /// Any key with its colon. The view lives until the next call that reads.
  bool free_key(std::string_view& out);
  /// Reports a member that was there before, and skips its value.
  [[gnu::cold]] void duplicate(const Where& at);
  /// Reports members that were not there.
  [[gnu::cold]] void missing(const Where& object, const JsonKey* keys, std::uint64_t which);
  /// Reports an array that is too long, by the rule if there is one, and skips the rest of it.
  [[gnu::cold]] void too_many(const Where& array, const ValueRule* rule);
  /// Reports an object with too many members in the same way, and skips the rest of it.
  [[gnu::cold]] void too_many_entries(const Where& object, const ValueRule* rule);
  /// The text is broken: `what` was expected.
  [[gnu::cold]] void fail(std::string_view what);

 private:
  /// A comma, a blank, sixteen bytes of a key, a blank, a value.
  static constexpr std::ptrdiff_t least_member = 20;
  /// A branch, which a processor foresees: an addition would wait for the byte, and all the rest of
  /// the text for the addition.
  [[gnu::always_inline]] static const char* behind_blank(const char* p) {
    return __builtin_expect_with_probability(*p == ' ', 1, 0.99) ? p + 1 : p;
  }
  [[gnu::always_inline]] const char* behind_space(const char* p) const {
    if (p != end_ && static_cast<unsigned char>(*p) > ' ') return p;
    while (p != end_ && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) ++p;
    return p;
  }
  /// Is this key at `p`, as far as the sixteen bytes there tell?
  static bool begins_with(const char* p, const JsonKey& key) {
    std::uint64_t word[2];
    std::memcpy(word, p, 16);
    return (((word[0] & key.mask[0]) ^ key.word[0]) | ((word[1] & key.mask[1]) ^ key.word[1])) == 0;
  }
  static std::size_t which(const char* p, std::span<const JsonKey> keys);
  [[nodiscard]] bool goes_on(const char* p, const JsonKey& key) const;
  std::size_t search(const Where& object, std::span<const JsonKey> keys, Unknown unknown);
  /// The string that begins at the quote at `p_`, as it is written; `escape_` is its first escape.
  bool raw_string(std::string_view& out);
  bool odd_string(const char* plain, std::string_view& out);
  /// The same, unescaped: a view into the text, or into `scratch_`.
  bool unescaped(std::string_view& out);
  void too_long(std::size_t limit);
  void locate(Problem& problem, const char* at);
  Problem* add_problem(const char* at);
  /// Does a problem say what was received?
  enum class Echo : std::uint8_t { Value, Nothing };
  Problem* add_problem(const Where& at, Echo echo);
  Problem* add_problem(const Where& at, const ValueRule& rule, Echo echo);
  void broken_text(const char* at, std::string_view code, std::string_view expected);
  void missing(const Where& member);
  void unknown(const Where& object, std::string_view name, const char* at,
               std::span<const JsonKey> keys);
  void stop();
  bool key(std::string_view& out);
  [[gnu::cold]] bool slow_enter(char open);
  bool slow_string(const Where& at, std::string_view& out);
  bool slow_text(const Where& at, std::string& out);
  bool slow_text(const Where& at, std::size_t least, std::size_t most, const ValueRule& rule,
                 std::string& out);
  [[gnu::cold]] bool slow_integer(const Where& at, std::int64_t& out);
  [[gnu::cold]] bool slow_real(const Where& at, double& out);
  [[gnu::cold]] bool slow_decimal(const Where& at, int scale, std::int64_t& units);
  bool number(std::string_view& token);
  std::size_t find_kind(const Where& at, std::span<const std::string_view> names,
                        const ValueRule& rule);
  void skip_string();
  void skip_members();
  void skip_elements();

  const char* begin_;
  const char* p_;
  const char* end_;
  const char* escape_ = nullptr;  // the first of the last string, if it had one
  const char* mark_;              // where the last problem was, its line and its column
  std::size_t mark_line_ = 1;
  std::size_t mark_column_ = 1;
  Problems& problems_;
  std::size_t reported_ = 0;
  int depth_ = 0;
  bool broken_ = false;  // then p_ == end_, so that everything that follows finds nothing
  std::string scratch_;  // the text of a string that had escapes
};

/// The members of one object: `while (object.next(in)) switch (object.field()) { … }`, where each
/// round reads the value. `in` and `at` must outlive it.
class JsonObject {
 public:
  /// Begins the object; reports anything else. `keys` are its members, at most 64.
  template <std::size_t N>
  JsonObject(JsonReader& in, const Where& at, const JsonKey (&keys)[N],
             Unknown unknown = Unknown::Refused)
      : in_(in),
        keys_(keys),
        here_{&at, nullptr, {}, 0, nullptr},
        unknown_(unknown),
        is_object_(in.enter('{') || in.wrong_type(at, "object")),
        open_(is_object_) {
    static_assert(N <= 64);
  }
  /// The same with keys of `JsonKey::of`, which must outlive it. Not what the other one is made of:
  /// generated code would be larger.
  JsonObject(JsonReader& in, const Where& at, std::span<const JsonKey> keys, Unknown unknown)
      : in_(in),
        keys_(keys),
        here_{&at, nullptr, {}, 0, nullptr},
        unknown_(unknown),
        is_object_(in.enter('{') || in.wrong_type(at, "object")),
        open_(is_object_) {}
  /// Not with a `here()` that dies at once: name it first.
  template <std::size_t N>
  JsonObject(JsonReader& in, const Where&& at, const JsonKey (&keys)[N],
             Unknown unknown = Unknown::Refused) = delete;
  /// Likewise.
  JsonObject(JsonReader& in, const Where&& at, std::span<const JsonKey> keys,
             Unknown unknown) = delete;
  /// To the value of the next known member. Unknown and duplicate ones are reported and skipped.
  /// `in` is the one it began with, named again: a compiler that sees it is no other one keeps its
  /// place in a register from member to member.
  [[gnu::always_inline]] bool next(JsonReader& in) {
    const char* const value = expected(in.p_, in.end_);
    return value ? in.took(value) : other();
  }
  /// The same where time does not count.
  bool next() { return next(in_); }
  /// Which of the keys it is.
  [[nodiscard]] std::size_t field() const { return field_; }
  /// Where its value stands, valid until the next round.
  [[nodiscard]] const Where& here() const { return here_; }

  /// After the last member: reports those of `required` (a bit each) that were not there.
  void finish(std::uint64_t required) const {
    if (is_object_ && (required & ~seen_) != 0) in_.missing(at(), keys_.data(), required & ~seen_);
  }
  /// The members that were there, a bit each.
  [[nodiscard]] std::uint64_t seen() const { return seen_; }

 private:
  /// Behind the key that is expected at `p`, if it is there, written as usual: where its value is.
  [[gnu::always_inline]] const char* expected(const char* p, const char* end) {
    const std::size_t next = field_ + 1;
    if (!open_ || next >= keys_.size() || has(next)) return nullptr;
    const JsonKey& key = keys_[next];
    if (end - p < JsonReader::least_member || (here_.text && *p++ != ',')) return nullptr;
    p = JsonReader::behind_blank(p);
    if (!JsonReader::begins_with(p, key) || key.size > 16) return nullptr;
    p = JsonReader::behind_blank(p + key.size);
    arrive(next, p);
    return p;
  }
  bool other();
  void arrive(std::size_t field, const char* text) {
    field_ = field;
    seen_ |= std::uint64_t{1} << field;
    here_.key = &keys_[field];
    here_.text = text;
  }
  [[nodiscard]] const Where& at() const { return *here_.up; }
  [[nodiscard]] bool has(std::size_t field) const { return (seen_ >> field & 1U) != 0; }

  JsonReader& in_;
  std::span<const JsonKey> keys_;
  Where here_;  // of the last member; no text before the first one
  Unknown unknown_;
  std::size_t field_ = std::size_t{} - 1;
  std::uint64_t seen_ = 0;
  bool is_object_;
  bool open_;  // and not at its end
};

/// The elements of one array: `while (array.next()) { … array.here() … }`, where each round reads
/// one. `in` and `at` must outlive it.
class JsonArray {
 public:
  /// Begins the array; reports anything else, and more than `max` elements by their rule.
  JsonArray(JsonReader& in, const Where& at, std::size_t max, const ValueRule* rule = nullptr)
      : in_(in),
        at_(at),
        max_(max),
        rule_(rule),
        open_(in.enter('[') || in.wrong_type(at, "array")) {}
  /// Not with a `here()` that dies at once: name it first.
  JsonArray(JsonReader& in, const Where&& at, std::size_t max,
            const ValueRule* rule = nullptr) = delete;
  /// To the next element.
  [[gnu::always_inline]] bool next() {
    if (element_ + 1 < max_ && open_ && text_ && in_.eats_comma()) {
      ++element_;
      text_ = in_.position();
      return true;
    }
    return slow_next();
  }
  /// Puts one more element at the end of the list, to be read into. The first one makes room for
  /// some more, or for all that there may be: 512 bytes.
  template <class T>
  T& add_to(std::vector<T>& list) const {
    constexpr std::size_t some = sizeof(T) < 512 ? 512 / sizeof(T) : 1;
    if (list.capacity() == 0) list.reserve(max_ < some ? max_ : some);
    return list.emplace_back();
  }
  /// Where the element stands.
  [[nodiscard]] Where here() const { return {&at_, nullptr, {}, element_, text_}; }
  /// After the last one: were there so many? Yes where it was no array: that is said already.
  [[nodiscard]] bool has(std::size_t least) const { return element_ >= least; }

 private:
  bool slow_next();

  JsonReader& in_;
  const Where& at_;
  std::size_t max_;
  const ValueRule* rule_;
  const char* text_ = nullptr;
  std::size_t element_ = std::size_t{} - 1;
  bool open_;
};

/// The members of an object with free keys: `while (entries.next()) { … entries.key() … }`, where
/// each round reads one value. Who keeps the entries notices a key that is there already, and calls
/// `in.duplicate(entries.here())` instead of reading its value. `in` and `at` must outlive it.
class JsonEntries {
 public:
  /// Begins the object; reports anything else, and more than `max` members by their rule.
  JsonEntries(JsonReader& in, const Where& at, std::size_t max, const ValueRule* rule = nullptr)
      : in_(in),
        at_(at),
        max_(max),
        rule_(rule),
        open_(in.enter('{') || in.wrong_type(at, "object")),
        object_(open_) {}
  /// Not with a `here()` that dies at once: name it first.
  JsonEntries(JsonReader& in, const Where&& at, std::size_t max,
              const ValueRule* rule = nullptr) = delete;
  /// To the value of the next member.
  bool next();
  /// Its key, valid until the next round.
  [[nodiscard]] const std::string& key() const { return key_; }
  /// Where its value stands, valid until the next round.
  [[nodiscard]] Where here() const { return {&at_, nullptr, key_, 0, text_}; }
  /// After the last one: were there so many? Yes where it was no object: that is said already.
  [[nodiscard]] bool has(std::size_t least) const { return !object_ || count_ >= least; }

 private:
  JsonReader& in_;
  const Where& at_;
  std::size_t max_;
  const ValueRule* rule_;
  const char* text_ = nullptr;
  std::size_t count_ = 0;
  bool open_;
  bool object_;  // it is one
  std::string key_;
};

}  // namespace writ
