#include "compiler/interpret/read.h"

#include <cstdint>
#include <string>
#include <utility>

#include <writ/core/json_collect.h>
#include <writ/core/json_reader.h>

#include "compiler/interpret/evaluate.h"
#include "compiler/interpret/fits.h"

namespace writ::interpret {

using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

/// A key of an object, as the contract writes it and as a value.
struct ObjectKey {
  std::string text;
  Value value;
  friend bool operator<(const ObjectKey& a, const ObjectKey& b) { return a.value < b.value; }
  friend std::string to_string(const ObjectKey& key) { return key.text; }
};

/// Is what is read tested for the rules of its type at once? What is made of others, or has names,
/// is asked only where all of it could be read.
bool is_read_with_rules(Kind kind) {
  switch (kind) {
    case Kind::Int:
    case Kind::Decimal:
    case Kind::Float:
    case Kind::String:
    case Kind::Bytes:
    case Kind::Instant:
    case Kind::Duration:
    case Kind::Date:
    case Kind::Uuid: return true;
    default: return false;
  }
}

/// One text. Where a value cannot be read there is a problem, and what is returned means nothing:
/// it is neither asked for its rules nor compared.
class Reading {
 public:
  Reading(const Program& program, const PayloadRules& rules, JsonReader& in)
      : program_(program), rules_(rules), in_(in) {}

  Value record(model::RecordId id, const Where& at) {
    const model::Record& record = program_.contract().record(id);
    const PayloadRules::Members& members = rules_.members(id);
    Value::Items fields(record.fields.size());
    std::uint64_t seen = 0;
    if (!members.keys.empty()) {
      seen = read_members(record, members, at, fields);
    } else if (record.open) {
      in_.open_object(at);
    } else {
      in_.empty_object(at);
    }
    fill(record, members, seen, fields);
    return Value::of(std::move(fields));
  }

 private:
  std::uint64_t read_members(const model::Record& record, const PayloadRules::Members& members,
                             const Where& at, Value::Items& fields) {
    JsonObject object(in_, at, members.keys, record.open ? Unknown::Dropped : Unknown::Refused);
    while (object.next()) {
      const std::size_t field = members.fields[object.field()];
      if (field == PayloadRules::Members::none) {
        in_.skip();  // the case, which is known already
      } else {
        fields[field] = value(record.fields[field].type, object.here());
      }
    }
    object.finish(members.required);
    return object.seen();
  }

  /// What is not there has its default.
  void fill(const model::Record& record, const PayloadRules::Members& members, std::uint64_t seen,
            Value::Items& fields) const {
    Evaluator constants(program_, {});
    for (std::size_t key = 0; key < members.keys.size(); ++key) {
      const std::size_t field = members.fields[key];
      if (field == PayloadRules::Members::none || (seen >> key & 1U) != 0) continue;
      const std::optional<model::Expr>& initial = record.fields[field].initial;
      if (initial) fields[field] = constants.value(*initial);
    }
  }

  Value value(TypeId id, const Where& at) {
    const Type& type = program_.type(id);
    if (is_read_with_rules(type.kind)) return single(id, at);
    const std::size_t before = in_.problems();
    Value out = whole(id, at);
    if (type.rules && !in_.broken() && in_.problems() == before) ask(id, out, at);
    return out;
  }

  void ask(TypeId id, const Value& value, const Where& at) {
    if (!keeps(id, value)) in_.problem(at, rules_.whole(id));
  }

  bool keeps(TypeId id, const Value& value) const {
    try {
      return fits_by_itself(program_, id, value);
    } catch (const TooLong&) {
      return false;  // nobody waits for it
    }
  }

  Value whole(TypeId id, const Where& at) {
    const Type& type = program_.type(id);
    switch (type.kind) {
      case Kind::Bool: {
        bool truth = false;
        in_.boolean(at, truth);
        return Value::of(truth);
      }
      case Kind::Enum: return member(type, at);
      case Kind::Variant: return variant(type.variant, at);
      case Kind::Record: return record(type.record, at);
      case Kind::List: return list(id, at);
      case Kind::Set: return set(id, at);
      case Kind::Map: return is_object(type) ? object(id, at) : pairs(id, at);
      case Kind::Optional: return in_.null() ? Value() : value(type.element, at);
      default: return {};
    }
  }

  // --- single values -----------------------------------------------------------------------------

  Value single(TypeId id, const Where& at) {
    Value out;
    if (read_single(id, at, out)) ask(id, out, at);
    return out;
  }

  /// False where there is no such value: that is reported.
  bool read_single(TypeId id, const Where& at, Value& out) {
    const Type& type = program_.type(id);
    switch (type.kind) {
      case Kind::String: return text(id, at, out);
      case Kind::Bytes: return bytes(at, out);
      case Kind::Float: {
        double real = 0.0;
        if (!in_.real(at, real)) return false;
        out = Value::of(real);
        return true;
      }
      case Kind::Uuid: {
        Uuid uuid;
        if (!in_.uuid(at, uuid)) return false;
        out = Value::of(to_string(uuid));
        return true;
      }
      default: {
        std::int64_t number = 0;
        if (!read_number(type, at, number)) return false;
        out = Value::of(number);
        return true;
      }
    }
  }

  bool read_number(const Type& type, const Where& at, std::int64_t& out) {
    Instant instant;
    Duration duration;
    Date date;
    switch (type.kind) {
      case Kind::Decimal: return in_.decimal(at, type.scale, out);
      case Kind::Instant:
        if (!in_.instant(at, instant)) return false;
        out = instant.us;
        return true;
      case Kind::Duration:
        if (!in_.duration(at, duration)) return false;
        out = duration.us;
        return true;
      case Kind::Date:
        if (!in_.date(at, date)) return false;
        out = date.days;
        return true;
      default: return in_.integer(at, out);
    }
  }

  bool text(TypeId id, const Where& at, Value& out) {
    const Type& type = program_.type(id);
    const ValueRule* const size = rules_.size(id);
    std::string text;
    const bool read =
        size ? in_.text(at, type.size.least, type.size.most, *size, text) : in_.text(at, text);
    if (read) out = Value::of(std::move(text));
    return read;
  }

  bool bytes(const Where& at, Value& out) {
    Bytes bytes;
    if (!in_.bytes(at, bytes)) return false;
    out = Value::of(std::string(bytes.begin(), bytes.end()));
    return true;
  }

  std::optional<Value> named(const Type& type, std::string_view name) const {
    const auto& members = program_.contract().enumerations[model::index(type.enumeration)].members;
    for (std::size_t i = 0; i < members.size(); ++i)
      if (members[i] == name) return Value::of(static_cast<std::int64_t>(i));
    return std::nullopt;
  }

  Value member(const Type& type, const Where& at) {
    std::string_view text;
    if (!in_.string(at, text)) return {};
    std::optional<Value> found = named(type, text);
    if (!found) in_.problem(at, rules_.names(type.enumeration));
    return found ? *std::move(found) : Value();
  }

  Value variant(model::VariantId id, const Where& at) {
    const std::size_t number = in_.kind(at, rules_.cases(id), rules_.names(id));
    const auto& cases = program_.contract().variant(id).cases;
    if (number == cases.size()) return {};
    return Value::of(Value::Items{Value::of(static_cast<std::int64_t>(number)),
                                  record(cases[number].record, at)});
  }

  // --- collections -------------------------------------------------------------------------------

  /// After the last element or entry.
  template <class Items>
  void ask_least(TypeId id, const Items& items, const Where& at) {
    if (!items.has(program_.type(id).size.least)) in_.problem(at, *rules_.size(id));
  }

  Value list(TypeId id, const Where& at) {
    const Type& type = program_.type(id);
    Value::Items all;
    JsonArray items(in_, at, type.size.most, rules_.size(id));
    while (items.next()) all.push_back(value(type.element, items.here()));
    ask_least(id, items, at);
    return Value::of(std::move(all));
  }

  Value set(TypeId id, const Where& at) {
    const Type& type = program_.type(id);
    JsonSet<Value> items(in_, at, type.size.most, rules_.size(id));
    while (items.next()) items.add(value(type.element, items.here()));
    ask_least(id, items, at);
    FlatSet<Value> sorted;
    items.finish(sorted);
    return Value::of(Value::Items(sorted.begin(), sorted.end()));
  }

  template <class Map, class Of>
  static Value entries(const Map& sorted, Of key_of) {
    Value::Items all;
    for (const auto& [key, value] : sorted) {
      all.push_back(key_of(key));
      all.push_back(value);
    }
    return Value::of(std::move(all));
  }

  /// Keys that are texts make members of an object, others pairs.
  bool is_object(const Type& map) const {
    const Kind key = program_.type(map.key).kind;
    return key == Kind::String || key == Kind::Enum || key == Kind::Uuid;
  }

  Value object(TypeId id, const Where& at) {
    const Type& type = program_.type(id);
    JsonMap<ObjectKey, Value> items(in_, at, type.size.most, rules_.size(id));
    while (items.next()) {
      std::optional<ObjectKey> key = object_key(type.key, items.key());
      if (!key) in_.bad_key(items.here(), rules_.whole(type.key));
      Value element = value(type.element, items.here());
      items.add(key ? *std::move(key) : ObjectKey(), std::move(element));
    }
    ask_least(id, items, at);
    FlatMap<ObjectKey, Value> sorted;
    items.finish(sorted);
    return entries(sorted, [](const ObjectKey& key) { return key.value; });
  }

  std::optional<ObjectKey> object_key(TypeId id, const std::string& text) const {
    const Type& type = program_.type(id);
    ObjectKey key{text, Value::of(text)};
    if (type.kind == Kind::Enum) {
      const std::optional<Value> member = named(type, text);
      if (!member) return std::nullopt;
      key.value = *member;
    } else if (type.kind == Kind::Uuid) {
      Uuid uuid;
      if (!parse(text, uuid)) return std::nullopt;
      key.text = to_string(uuid);
      key.value = Value::of(key.text);
    }
    return keeps(id, key.value) ? std::optional(std::move(key)) : std::nullopt;
  }

  Value pairs(TypeId id, const Where& at) {
    const Type& type = program_.type(id);
    JsonPairs<Value, Value> items(in_, at, type.size.most, rules_.size(id));
    while (items.next()) {
      Value key;
      Value element;
      if (items.key()) key = value(type.key, items.here());
      if (items.value()) element = value(type.element, items.here());
      items.add(std::move(key), std::move(element));
    }
    ask_least(id, items, at);
    FlatMap<Value, Value> sorted;
    items.finish(sorted);
    return entries(sorted, [](const Value& key) { return key; });
  }

  const Program& program_;
  const PayloadRules& rules_;
  JsonReader& in_;
};

}  // namespace

std::optional<Value> PayloadReader::read(model::IntentId intent, std::string_view json,
                                         Problems& problems) const {
  const std::size_t before = problems.size();
  JsonReader in(json, problems);
  const Where root;
  Reading reading(program_, rules_, in);
  Value payload = reading.record(program_.contract().intents[model::index(intent)].payload, root);
  in.end();
  if (problems.size() != before) return std::nullopt;
  return payload;
}

}  // namespace writ::interpret
