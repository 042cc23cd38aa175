/// What a random contract has declared, as far as whoever writes on must know.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace agreement {

/// Of types, in an order that is made use of: single values, up to Enum; collections, from List on.
enum class Sort : std::uint8_t {
  Bool,
  Int,
  Decimal,
  Float,
  String,
  Bytes,
  Instant,
  Duration,
  Date,
  Uuid,
  Enum,
  Record,
  Variant,
  Optional,
  List,
  Set,
  Map,
};

using TypeNumber = std::size_t;

struct TypeText {
  Sort sort{};
  std::string text;        ///< as it is written
  int scale = 0;           ///< of a decimal
  std::size_t which = 0;   ///< of an enum, a record, a variant
  TypeNumber element = 0;  ///< of what holds others
  TypeNumber key = 0;      ///< of a map
  std::int64_t least = 0;  ///< of what literals to write
  std::int64_t most = 99;
  bool refined = false;
  bool has_zero = true;  ///< a field of the state may be without a default
};

struct FieldText {
  std::string name;
  TypeNumber type = 0;
  bool has_default = false;
};
/// Also an intent, an event, a case of a variant; without a name where a field has fields.
struct RecordText {
  std::string name;
  std::vector<FieldText> fields;
};
struct VariantText {
  std::string name;
  std::vector<RecordText> cases;
};
struct EnumText {
  std::string name;
  std::vector<std::string> members;
};
struct FunctionText {
  std::string name;
  std::vector<TypeNumber> parameters;
  TypeNumber result = 0;
  bool reads_step = false;
};
/// Phases of which one is active.
struct GroupText {
  std::string name;                  ///< empty where there is no other group
  std::vector<std::string> targets;  ///< all of them
  std::vector<std::string> outer;    ///< those with phases in them
};

/// Something that a name, or a path, stands for.
struct Name {
  std::string text;
  TypeNumber type = 0;
  bool changes = false;  ///< it can be written to
};

}  // namespace agreement
