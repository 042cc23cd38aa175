/// Reading a value by a path that is known at run time only: `customer.profile.name`,
/// `lines[0].price.amount`, `stock["ABC-0001"]`, or the same as a JSON Pointer (RFC 6901):
/// `/lines/0/price/amount`. A path that is no path leads nowhere; none does harm.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <writ/core/decimal.h>
#include <writ/core/time.h>

namespace writ {

/// A leaf of the state, by value; texts are views into the machine, valid until its next step.
struct Value {
  /// What it is.
  enum class Kind : std::uint8_t {
    None,     ///< an optional that is not there
    Bool,     ///< 0 or 1 in `number`
    Int,      ///< `number`
    Decimal,  ///< `number` units of 10^-`scale`
    Text,     ///< `text`, also the name of an enum member or of a variant's case
    Instant,  ///< `number` microseconds since 1970-01-01T00:00:00Z
    Group,    ///< a record or a collection of `number` members
  };
  Kind kind = Kind::None;   ///< which of the members below count
  std::uint8_t scale = 0;   ///< of a decimal
  std::int64_t number = 0;  ///< as the kind says
  std::string_view text;    ///< as the kind says

  /// A truth value. (A pointer does not fit here.)
  template <class Bool>
  requires(std::is_same_v<Bool, bool>) static Value of(Bool v) {
    return {Kind::Bool, 0, v ? 1 : 0, {}};
  }
  /// A whole number.
  static Value of(std::int64_t v) { return {Kind::Int, 0, v, {}}; }
  /// A text; the view must outlive the value.
  static Value of(std::string_view v) { return {Kind::Text, 0, 0, v}; }
  /// A point in time.
  static Value of(writ::Instant v) { return {Kind::Instant, 0, v.us, {}}; }
  /// A decimal.
  template <int Scale>
  static Value of(writ::Decimal<Scale> v) {
    return {Kind::Decimal, Scale, v.units, {}};
  }
  /// A record or a collection of so many members.
  static Value group(std::size_t size) {
    return {Kind::Group, 0, static_cast<std::int64_t>(size), {}};
  }
};
/// For a person: `none`, `true`, `7`, `7.50`, the bare text, RFC 3339, `(3)`.
[[nodiscard]] std::string to_string(const Value& value);

/// The steps of a path, taken one by one. A text that begins with `/` is a JSON Pointer, any other
/// is dotted: names between dots, indices in brackets, keys in brackets and quotes, where `\"` and
/// `\\` stand for a quote and a backslash. The empty text is the whole, in both.
///
/// Where the text is malformed, `next` gives the empty step and `done` is never true.
class Path {
 public:
  /// The text must outlive the path and its copies.
  explicit Path(std::string_view text) : rest_(text), pointer_(text.starts_with('/')) {}
  /// Is it a JSON Pointer, whose steps are names as JSON has them?
  [[nodiscard]] bool is_pointer() const { return pointer_; }
  /// Have all steps been taken?
  [[nodiscard]] bool done() const { return rest_.empty() && !malformed_; }
  /// The next step, without its dot, brackets, quotes or escapes; empty when there is none. Valid
  /// until the next call on this path, and as long as this path lives.
  std::string_view next();
  /// The next step as an index; nothing when it is none (RFC 6901, 4: no sign, no leading zero).
  std::optional<std::size_t> next_index();

 private:
  std::string_view next_of_pointer();
  std::string_view next_key();
  std::string_view malformed();

  std::string_view rest_;
  std::string unescaped_;  // the last step, when it had escapes
  bool pointer_;
  bool malformed_ = false;
  bool first_ = true;
};

/// Adds a member or a key to a JSON Pointer: `append_step(pointer, "a/b")` adds `/a~1b`.
void append_step(std::string& pointer, std::string_view name);
/// Adds an index to a JSON Pointer: `/3`.
void append_step(std::string& pointer, std::size_t index);

}  // namespace writ
