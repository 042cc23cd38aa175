/// A fast, seedless hash for values of one process: equal values have equal hashes. It is no
/// fingerprint for storage, and no defence against somebody who looks for collisions.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include <writ/core/bool.h>
#include <writ/core/bytes.h>
#include <writ/core/date.h>
#include <writ/core/decimal.h>
#include <writ/core/time.h>
#include <writ/core/uuid.h>

namespace writ {

/// Takes values one after the other. Of an optional, a list, a map or a variant add the number of
/// its elements or of its case first: then no two different values add the same parts.
class Hash {
 public:
  /// 64 bits.
  void add(std::uint64_t v) {
    h_ = (h_ ^ v) * 0x9E3779B97F4A7C15U;
    h_ ^= h_ >> 32;
  }
  /// Any other number, a truth value, a member of an enum. (A pointer does not fit here.)
  template <class T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>) void add(T v) {
    add(static_cast<std::uint64_t>(v));
  }
  /// A decimal, by its units.
  template <int Scale>
  void add(Decimal<Scale> v) {
    add(v.units);
  }
  /// A point in time.
  void add(Instant v) { add(v.us); }
  /// A span of time.
  void add(Duration v) { add(v.us); }
  /// A day.
  void add(Date v) { add(v.days); }
  /// An element of a list of truth values.
  void add(Bool v) { add(v.value); }
  /// A double; both zeros are equal, and so are their hashes.
  void add(double v) { add(std::bit_cast<std::uint64_t>(v == 0 ? 0.0 : v)); }
  /// All of its 128 bits.
  void add(const Uuid& v) {
    add(v.high);
    add(v.low);
  }
  /// The length and the bytes.
  void add(const Bytes& bytes) {
    add(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  }
  /// The length and the bytes.
  void add(std::string_view text) {
    add(std::uint64_t{text.size()});
    for (; text.size() >= 8; text.remove_prefix(8)) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data(), 8);
      add(word);
    }
    if (text.empty()) return;
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), text.size());
    add(word);
  }
  /// The hash of all that was added.
  [[nodiscard]] std::uint64_t value() const { return h_; }

 private:
  std::uint64_t h_ = 0xCBF29CE484222325U;
};

}  // namespace writ
