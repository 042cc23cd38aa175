/// The types of a contract: each different one once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "compiler/model/contract.h"

namespace writ::sema {

/// Stands where a type could not be worked out, which is reported: who meets it says nothing more.
inline constexpr model::TypeId no_type{UINT32_MAX};

class TypeTable {
 public:
  explicit TypeTable(model::Contract& contract) : contract_(contract) {}

  /// The id of a type; makes its words.
  model::TypeId intern(model::Type type);
  [[nodiscard]] const model::Contract& contract() const { return contract_; }
  [[nodiscard]] const model::Type& operator[](model::TypeId id) const { return contract_.type(id); }

  model::TypeId boolean();
  model::TypeId integer();
  model::TypeId text();
  model::TypeId decimal(int scale);
  model::TypeId enumeration(model::EnumId id);
  model::TypeId record(model::RecordId id);
  model::TypeId variant(model::VariantId id);
  /// Of a kind that needs no more to be one: `float`, `instant` …
  model::TypeId simple(model::Type::Kind kind);
  /// A List, a Set or an Optional.
  model::TypeId collection(model::Type::Kind kind, model::TypeId element);
  /// The same without what refines the whole of it: of `list<Line>(..100)`, `list<Line>`.
  model::TypeId base(model::TypeId id);

  /// One kind, one scale, one record: what may be compared and assigned, refinements aside.
  [[nodiscard]] bool same_base(model::TypeId a, model::TypeId b) const;
  /// Is every value of `inner` one of `outer`? Both of one base type.
  [[nodiscard]] bool contains(model::TypeId outer, model::TypeId inner) const;

  /// "`decimal(2)`", for messages: without refinements.
  [[nodiscard]] std::string quoted(model::TypeId id) const;
  /// "`Quantity`" or, of a type without a name, "`int in 1..1000`".
  [[nodiscard]] std::string quoted_in_full(model::TypeId id) const;
  /// The same, with what a name stands for: "`Quantity` (`int in 1..1000`)".
  [[nodiscard]] std::string explained(model::TypeId id) const;

  /// How deep lists, maps and records are in one another; 1 for a scalar.
  [[nodiscard]] std::size_t depth(model::TypeId id) const { return depths_[model::index(id)]; }
  /// To be told before the first type of the record is made.
  void set_depth(model::RecordId id, std::size_t depth);
  void set_depth(model::VariantId id, std::size_t depth);

 private:
  [[nodiscard]] std::string alias_or_words(model::TypeId id) const;
  [[nodiscard]] std::string base_words(model::TypeId id) const;

  model::Contract& contract_;
  std::map<std::string, model::TypeId> known_;
  std::vector<std::size_t> depths_;
  std::map<model::RecordId, std::size_t> record_depths_;
  std::map<model::VariantId, std::size_t> variant_depths_;
};

[[nodiscard]] inline bool is_number(const model::Type& type) {
  return type.kind == model::Type::Kind::Int || type.kind == model::Type::Kind::Decimal;
}
/// What has an order and bounds of 64 bits: numbers, floats and times.
[[nodiscard]] inline bool is_ordered(const model::Type& type) {
  using Kind = model::Type::Kind;
  return is_number(type) || type.kind == Kind::Float || type.kind == Kind::Instant ||
         type.kind == Kind::Duration || type.kind == Kind::Date;
}
/// Neither made of others nor holding any.
[[nodiscard]] inline bool is_scalar(const model::Type& type) {
  using Kind = model::Type::Kind;
  switch (type.kind) {
    case Kind::Record:
    case Kind::Variant:
    case Kind::List:
    case Kind::Set:
    case Kind::Map:
    case Kind::Optional: return false;
    default: return true;
  }
}
/// Has it a size?
[[nodiscard]] inline bool is_sized(const model::Type& type) {
  using Kind = model::Type::Kind;
  return type.kind == Kind::String || type.kind == Kind::Bytes || type.kind == Kind::List ||
         type.kind == Kind::Set || type.kind == Kind::Map;
}

}  // namespace writ::sema
