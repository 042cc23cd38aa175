/// One pass over JSON text: bytes in, typed members out, every problem reported by JSON Pointer.
///
/// Strict RFC 8259: UTF-8 checked, unknown and duplicate members refused, numbers exact, all of it
/// under caps (length, nesting, problems). A path is a chain of `Where` on the stack and becomes
/// text only for a problem. After broken syntax every call returns at once, so a caller needs no
/// test of its own. Members are expected in the order of the contract: one masked compare per key
/// then; any other order costs a search.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <writ/core/bytes.h>
#include <writ/core/date.h>
#include <writ/core/decimal.h>
#include <writ/core/outcome.h>
#include <writ/core/text.h>
#include <writ/core/time.h>
#include <writ/core/uuid.h>

namespace writ {

/// A member that an object may have: its name, quoted and with its colon, ready to be compared
/// sixteen bytes at a time, and what a problem says of it.
struct JsonKey {
  /// From literals; the name without control characters: `JsonKey keys[] = {"sku", "price"};`
  // NOLINTNEXTLINE(google-explicit-constructor): tables of names are written as names
  consteval JsonKey(const char* text, std::string_view declared = {}, bool is_secret = false)
      : name(text), size(name.size() + 3), source(declared), secret(is_secret) {
    for (const char c : name) plain &= c != '"' && c != '\\';
    if (!plain || size > 16) word[0] = 1;  // with no mask: never guessed, always searched
    for (std::size_t i = 0; i < size && plain && size <= 16; ++i) {
      const char c = i == size - 1 ? ':' : i == 0 || i == size - 2 ? '"' : name[i - 1];
      word[i / 8] |= std::uint64_t{static_cast<unsigned char>(c)} << shift(i);
      mask[i / 8] |= std::uint64_t{0xFF} << shift(i);
    }
  }
  /// Where byte `i` of the text is in a word read from memory.
  static constexpr unsigned shift(std::size_t i) {
    const bool little = std::endian::native == std::endian::little;
    return 8 * static_cast<unsigned>(little ? i % 8 : 7 - i % 8);
  }
  std::string_view name;    ///< without quotes
  std::size_t size;         ///< of the name with quotes and colon
  std::uint64_t word[2]{};  ///< these bytes
  std::uint64_t mask[2]{};  ///< which of the sixteen count
  std::string_view source;  ///< the line of the contract that declares it: `order.writ:27`
  bool plain = true;        ///< in JSON it stands as it is, without escapes
  bool secret = false;      ///< its value is never shown
};

/// Where in the text a value stands: a declared member, an entry or an element of what `up` is. A
/// default one is the whole text. What it points to must outlive it.
struct Where {
  const Where* up = nullptr;     ///< what it is inside of
  const JsonKey* key = nullptr;  ///< of a declared member
  std::string_view entry;        ///< of an entry: its name, which is foreign text; else no view
  std::size_t element = 0;       ///< of an element: its index
  const char* text = nullptr;    ///< where it begins, white space included; null if that is unknown
};

/// What becomes of members that are none of the object's.
enum class Unknown : std::uint8_t {
  Refused,  ///< each is a problem
  Dropped,  ///< they are checked as JSON, and forgotten
};

/// Reads one text. The text, which need not end in NUL, and the problems must outlive it.
class JsonReader {
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
  void problem(const Where& at, std::string_view code, std::string_view expected);
  /// The same of a rule of the contract, a constant that lives for ever.
  void problem(const Where& at, const ValueRule& rule);
  /// The same of the key of an entry: a problem `key`.
  void bad_key(const Where& entry, const ValueRule& rule);

  /// Each reads one value of that type. False: the problem is reported and the value skipped; `out`
  /// may have any value then. The view lives until the next call that reads.
  bool string(const Where& at, std::string_view& out) {
    skip_space();
    if (p_ != end_ && *p_ == '"' && plain_string(out)) return true;
    return slow_string(at, out);
  }
  /// Digits only: `1.0` and `1e2` are no integers.
  bool integer(const Where& at, std::int64_t& out) {
    skip_space();
    const char* q = p_;
    const bool negative = q != end_ && *q == '-';
    if (negative) ++q;
    const char* digits = q;
    std::uint64_t value = 0;
    while (q != end_ && is_digit(*q)) value = value * 10 + static_cast<std::uint64_t>(*q++ - '0');
    const auto count = q - digits;
    if (count < 1 || count > 18 || (count > 1 && *digits == '0') || continues_number(q))
      return slow_integer(at, out);
    p_ = q;
    out = negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
    return true;
  }
  /// `true` or `false`.
  bool boolean(const Where& at, bool& out);
  /// Exact: a number, or a string of one, that loses nothing at `Scale` fraction digits.
  template <int Scale>
  bool decimal(const Where& at, Decimal<Scale>& out) {
    skip_space();
    const char* q = p_;
    const bool negative = q != end_ && *q == '-';
    if (negative) ++q;
    const char* digits = q;
    std::uint64_t value = 0;
    while (q != end_ && is_digit(*q)) value = value * 10 + static_cast<std::uint64_t>(*q++ - '0');
    const auto whole = q - digits;
    int scale = 0;
    if (whole >= 1 && whole <= 18 - Scale && (whole == 1 || *digits != '0')) {
      if (q != end_ && *q == '.') {
        ++q;
        while (q != end_ && scale < Scale && is_digit(*q)) {
          value = value * 10 + static_cast<std::uint64_t>(*q++ - '0');
          ++scale;
        }
        if (scale == 0) return slow_decimal(at, Scale, out.units);
      }
      if (!continues_number(q) && (q == end_ || !is_digit(*q))) {
        for (; scale < Scale; ++scale) value *= 10;
        out.units = negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
        p_ = q;
        return true;
      }
    }
    return slow_decimal(at, Scale, out.units);
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
  /// To the next byte that counts.
  [[gnu::always_inline]] void skip_space() {
    if (p_ != end_ && static_cast<unsigned char>(*p_) > ' ') return;
    while (p_ != end_ && (*p_ == ' ' || *p_ == '\n' || *p_ == '\r' || *p_ == '\t')) ++p_;
  }
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
  bool enter(char open) {
    if (!eat(open)) return false;
    if (++depth_ <= max_depth) return true;
    fail("at most 64 levels");
    return false;
  }
  /// Out of it, behind its last byte.
  void leave() { --depth_; }
  /// Reports and skips a value of another type; always false.
  bool wrong_type(const Where& at, std::string_view expected);
  /// Consumes this key with its colon, if it is next and written as usual.
  bool guess(const JsonKey& key) {
    skip_space();
    if (end_ - p_ < 16) return false;
    std::uint64_t word[2];
    std::memcpy(word, p_, 16);
    if ((((word[0] & key.mask[0]) ^ key.word[0]) | ((word[1] & key.mask[1]) ^ key.word[1])) != 0)
      return false;
    p_ += key.size;
    return true;
  }
  /// The slow way: the number of the key that follows; `count` when it was unknown, and skipped.
  std::size_t search(const Where& object, const JsonKey* keys, std::size_t count,
                     Unknown unknown = Unknown::Refused);
  /// Any key with its colon. The view lives until the next call that reads.
  bool free_key(std::string_view& out);
  /// Reports a member that was there before, and skips its value.
  void duplicate(const Where& at);
  /// Reports members that were not there.
  void missing(const Where& object, const JsonKey* keys, std::uint64_t which);
  /// Reports an array that is too long, by the rule if there is one, and skips the rest of it.
  void too_many(const Where& array, const ValueRule* rule);
  /// Reports an object with too many members in the same way, and skips the rest of it.
  void too_many_entries(const Where& object, const ValueRule* rule);
  /// The text is broken: `what` was expected.
  void fail(std::string_view what);

 private:
  static bool is_digit(char c) { return static_cast<unsigned>(c - '0') < 10; }
  bool continues_number(const char* q) const {
    return q != end_ && (*q == '.' || *q == 'e' || *q == 'E');
  }
  /// The first byte that ends plain text: a quote, an escape, a control, a non-ASCII byte, the end.
  const char* plain_end(const char* q) const {
#if defined(__SSE2__)
    for (; end_ - q >= 16; q += 16) {  // a signed compare finds controls and non-ASCII at once
      const __m128i w = _mm_loadu_si128(reinterpret_cast<const __m128i*>(q));
      const __m128i stop = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(w, _mm_set1_epi8('"')),
                                                     _mm_cmpeq_epi8(w, _mm_set1_epi8('\\'))),
                                        _mm_cmplt_epi8(w, _mm_set1_epi8(0x20)));
      if (const int at = _mm_movemask_epi8(stop); at != 0)
        return q + std::countr_zero(static_cast<unsigned>(at));
    }
#endif
    if constexpr (std::endian::native == std::endian::little) {
      constexpr std::uint64_t ones = 0x0101010101010101U;
      constexpr std::uint64_t tops = 0x8080808080808080U;
      for (; end_ - q >= 8; q += 8) {  // eight at a time
        std::uint64_t w = 0;
        std::memcpy(&w, q, 8);
        const std::uint64_t quote = w ^ ones * '"';
        const std::uint64_t slash = w ^ ones * '\\';
        const std::uint64_t stop = ((quote - ones) | (slash - ones) | (w - ones * 0x20) | w) & tops;
        if (stop != 0) return q + std::countr_zero(stop) / 8;
      }
    }
    while (q != end_ && *q != '"' && *q != '\\' && static_cast<unsigned char>(*q - 0x20) < 0x60)
      ++q;
    return q;
  }
  /// A string without escapes and beyond-ASCII characters: a view into the text.
  bool plain_string(std::string_view& out) {
    stop_ = plain_end(p_ + 1);
    if (stop_ == end_ || *stop_ != '"') return false;
    out = {p_ + 1, static_cast<std::size_t>(stop_ - p_ - 1)};
    p_ = stop_ + 1;
    return true;
  }
  void too_long(std::size_t limit);
  void locate(Problem& problem, const char* at);
  void report(Problem problem, const char* at);
  void report_value(const Where& at, Problem problem);
  void unknown(const Where& object, std::string_view name, const char* at,
               std::span<const JsonKey> keys);
  [[nodiscard]] std::string received(const Where& at) const;
  void stop();
  bool key(std::string_view& out);
  bool slow_string(const Where& at, std::string_view& out);
  bool slow_integer(const Where& at, std::int64_t& out);
  bool slow_decimal(const Where& at, int scale, std::int64_t& units);
  bool number(std::string_view& token);
  bool text(std::string_view& out);
  bool escape();
  bool hex4(unsigned& out);
  std::size_t find_kind(const Where& at, std::span<const std::string_view> names,
                        const ValueRule& rule);
  void skip_members();
  void skip_elements();

  const char* begin_;
  const char* p_;
  const char* end_;
  const char* stop_ = nullptr;  // where `plain_string` gave up
  const char* mark_;            // where the last problem was, its line and its column
  std::size_t mark_line_ = 1;
  std::size_t mark_column_ = 1;
  Problems& problems_;
  std::size_t reported_ = 0;
  int depth_ = 0;
  bool broken_ = false;  // then p_ == end_, so that everything that follows finds nothing
  std::string scratch_;  // the text of a string that had escapes
};

/// The members of one object: `while (object.next()) switch (object.field()) { … }`, where each
/// round reads the value. No address of it leaves this class, so that a compiler can keep all of it
/// in registers. `in` and `at` must outlive it.
class JsonObject {
 public:
  /// Begins the object; reports anything else. `keys` are its members, at most 64.
  template <std::size_t N>
  JsonObject(JsonReader& in, const Where& at, const JsonKey (&keys)[N],
             Unknown unknown = Unknown::Refused)
      : in_(in),
        at_(at),
        keys_(keys),
        count_(N),
        unknown_(unknown),
        open_(in.enter('{') || in.wrong_type(at, "object")) {
    static_assert(N <= 64);
  }
  /// Not with a `here()` that dies at once: name it first.
  template <std::size_t N>
  JsonObject(JsonReader& in, const Where&& at, const JsonKey (&keys)[N],
             Unknown unknown = Unknown::Refused) = delete;
  /// To the value of the next known member. Unknown and duplicate ones are reported and skipped.
  [[gnu::always_inline]] bool next() {
    while (open_ && more()) {
      if (field_ + 1 < count_ && in_.guess(keys_[field_ + 1])) {
        ++field_;
      } else if (const std::size_t found = in_.search(at_, keys_, count_, unknown_);
                 found < count_) {
        field_ = found;
      } else {
        continue;
      }
      text_ = in_.position();
      const std::uint64_t bit = std::uint64_t{1} << field_;
      if ((seen_ & bit) == 0) return seen_ |= bit, true;
      in_.duplicate(here());
    }
    return false;
  }
  /// Which of the keys it is.
  [[nodiscard]] std::size_t field() const { return field_; }
  /// Where its value stands.
  [[nodiscard]] Where here() const { return {&at_, &keys_[field_], {}, 0, text_}; }

  /// After the last member: reports those of `required` (a bit each) that were not there.
  void finish(std::uint64_t required) const {
    if (started_ && (required & ~seen_) != 0) in_.missing(at_, keys_, required & ~seen_);
  }
  /// The members that were there, a bit each.
  [[nodiscard]] std::uint64_t seen() const { return seen_; }

 private:
  [[gnu::always_inline]] bool more() {
    if (!started_) {
      started_ = true;
      if (!in_.eat('}')) return true;
    } else {
      if (in_.eat(',')) return true;
      in_.need('}', "',' or '}'");
    }
    in_.leave();
    return open_ = false;
  }

  JsonReader& in_;
  const Where& at_;
  const JsonKey* keys_;
  std::size_t count_;
  Unknown unknown_;
  std::size_t field_ = std::size_t{} - 1;
  const char* text_ = nullptr;
  std::uint64_t seen_ = 0;
  bool open_;
  bool started_ = false;
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
  bool next() {
    if (!open_) return false;
    if (++element_ == 0 ? !in_.eat(']') : in_.eat(',')) {
      text_ = in_.position();
      if (element_ < max_) return true;
      in_.too_many(at_, rule_);
    } else if (element_ != 0) {
      in_.need(']', "',' or ']'");
    }
    in_.leave();
    return open_ = false;
  }
  /// Where the element stands.
  [[nodiscard]] Where here() const { return {&at_, nullptr, {}, element_, text_}; }
  /// After the last one: were there so many? Yes where it was no array: that is said already.
  [[nodiscard]] bool has(std::size_t least) const { return element_ >= least; }

 private:
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
