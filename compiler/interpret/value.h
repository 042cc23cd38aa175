/// What a contract computes with, whatever its type is.
#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace writ::interpret {

/// A plain value; copies share what they hold until one of them changes. Its type is known by
/// whoever holds it:
///
///   number  an `int`, the units of a `decimal`, 0 or 1 of a `bool`, the index of an enum's member,
///           microseconds of an instant or a duration, days of a date
///   real    a `float`
///   text    a string; bytes; of a `uuid` its 36 characters
///   items   the fields of a record; the elements of a list or set; of a map key, value, key,
///           value …, in the order of the keys; of a variant the number of the case and its record
///   none    an optional that holds nothing; one that holds something is what it holds
class Value {
 public:
  using Items = std::vector<Value>;

  /// None.
  Value() = default;
  static Value of(std::int64_t number) { return {Kind::Number, number}; }
  static Value of(bool truth) { return {Kind::Number, truth ? 1 : 0}; }
  static Value of(double real) { return {Kind::Real, std::bit_cast<std::int64_t>(real)}; }
  static Value of(std::string text);
  static Value of(Items items);

  [[nodiscard]] bool is_none() const { return kind_ == Kind::None; }
  [[nodiscard]] std::int64_t number() const { return bits_; }
  [[nodiscard]] bool truth() const { return bits_ != 0; }
  [[nodiscard]] double real() const { return std::bit_cast<double>(bits_); }
  [[nodiscard]] const std::string& text() const { return held_->text; }
  [[nodiscard]] const Items& items() const { return held_->items; }
  [[nodiscard]] const Value& operator[](std::size_t item) const { return held_->items[item]; }

  /// The items, to be changed: no other value sees it.
  [[nodiscard]] Items& change();

  /// Numbers by size, texts byte by byte, items one after the other; none comes first. Both of one
  /// type.
  friend std::weak_ordering operator<=>(const Value& a, const Value& b);
  friend bool operator==(const Value& a, const Value& b) { return std::is_eq(a <=> b); }

 private:
  enum class Kind : std::uint8_t { None, Number, Real, Text, Items };
  struct Held {
    std::string text;
    Items items;
  };

  Value(Kind kind, std::int64_t bits) : kind_(kind), bits_(bits) {}
  Value(Kind kind, Held held) : kind_(kind), held_(std::make_shared<Held>(std::move(held))) {}

  Kind kind_ = Kind::None;
  std::int64_t bits_ = 0;  // a number, or the bits of a real
  std::shared_ptr<Held> held_;
};

// --- sets and maps, sorted -----------------------------------------------------------------------

/// Where an element of a set is, or would be.
[[nodiscard]] std::size_t place_in_set(const Value::Items& set, const Value& element);
[[nodiscard]] bool is_in_set(const Value::Items& set, const Value& element);
/// Where a key of a map is, or would be: its index, which is even.
[[nodiscard]] std::size_t place_in_map(const Value::Items& map, const Value& key);
/// What stands at a key; null where there is no such key.
[[nodiscard]] const Value* find_in_map(const Value::Items& map, const Value& key);

/// Nothing happens when it is there already.
void add_to_set(Value::Items& set, Value element);
/// Replaces what stood at the key.
void put_into_map(Value::Items& map, Value key, Value value);
void erase_from_map(Value::Items& map, const Value& key);

}  // namespace writ::interpret
