/// Types with their refinements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/model/ids.h"
#include "compiler/source/files.h"

namespace writ::model {

/// Closed bounds of an `int`, of the units of a `decimal` or a time, of the rank of a `float`
/// (`source::float_rank`). Unbounded is the whole of 64 bits.
struct Bounds {
  std::int64_t least = INT64_MIN;
  std::int64_t most = INT64_MAX;

  [[nodiscard]] constexpr bool contains(Bounds inner) const {
    return least <= inner.least && inner.most <= most;
  }
  [[nodiscard]] constexpr bool contains(std::int64_t value) const {
    return least <= value && value <= most;
  }
  [[nodiscard]] constexpr bool disjoint(Bounds other) const {
    return most < other.least || other.most < least;
  }
  [[nodiscard]] constexpr bool unbounded() const { return *this == Bounds{}; }
  friend constexpr bool operator==(Bounds, Bounds) = default;
};

/// Closed bounds of a size: code points of a string, elements of a list, entries of a map.
struct Size {
  static constexpr std::uint64_t unlimited = UINT64_MAX;
  std::uint64_t least = 0;
  std::uint64_t most = unlimited;

  [[nodiscard]] constexpr bool contains(Size inner) const {
    return least <= inner.least && inner.most <= most;
  }
  friend constexpr bool operator==(Size, Size) = default;
};

/// What a contract says to whoever breaks a rule of a type: `else "a SKU looks like ABC-1234"`.
struct Saying {
  std::string text;
  std::string key;    ///< in catalogues: `type.Sku`, `field.Line.quantity`
  std::string alias;  ///< of which `type` declaration it is; empty: of a field
  source::Span span;
  TypeId plain{};  ///< of a field: the same type without it
};

/// A type as one use of it stands in the contract, refinements included.
struct Type {
  enum class Kind : std::uint8_t {
    Bool,
    Int,
    Decimal,
    Float,
    String,
    Bytes,
    Instant,   ///< microseconds since 1970-01-01T00:00:00Z
    Duration,  ///< microseconds
    Date,      ///< days since 1970-01-01
    Uuid,
    Enum,
    Record,
    Variant,
    List,
    Set,
    Map,
    Optional,
  };
  Kind kind{};
  int scale = 0;         ///< of a Decimal
  EnumId enumeration{};  ///< of an Enum
  RecordId record{};     ///< of a Record
  VariantId variant{};   ///< of a Variant
  TypeId element{};      ///< of a List or Set; the values of a Map; what an Optional may hold
  TypeId key{};          ///< of a Map
  Bounds bounds;         ///< of an Int, Decimal, Float, Instant, Duration or Date, in its units
  Size size;             ///< of a String, Bytes, List, Set or Map
  std::optional<RulesId> rules;  ///< what else narrows it
  std::optional<Saying> said;    ///< to who breaks a rule of it, the nearest one; has a rule then
  std::string alias;      ///< the name of the `type` declaration it comes from; empty for none
  source::Span declared;  ///< that declaration
  std::string words;      ///< in full, as a contract writes it: "int in 1..1000"
};

/// One end of the bounds of a type, as it is said in words.
struct End {
  std::int64_t value = 0;
  bool open = false;  ///< the value itself is outside
};
/// Nothing where the bounds have no such end.
[[nodiscard]] std::optional<End> least_end(const Type& type);
[[nodiscard]] std::optional<End> most_end(const Type& type);

}  // namespace writ::model
