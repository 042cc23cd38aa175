#include "compiler/schema/values.h"

#include <writ/core/date.h>
#include <writ/core/decimal.h>
#include <writ/core/time.h>

#include "compiler/schema/decimals.h"
#include "compiler/source/literals.h"

namespace writ::schema {

using model::Contract;
using model::Expr;
using model::ExprKind;
using model::Type;

namespace {

Json number_of(const Contract& contract, const Type& type, std::int64_t number) {
  switch (type.kind) {
    case Type::Kind::Bool: return number != 0;
    case Type::Kind::Decimal:
      if (number >= -max_number_units && number <= max_number_units)
        return decimal_number(number, type.scale);
      return decimal_text(number, type.scale);
    case Type::Kind::Enum:
      return contract.enumerations[model::index(type.enumeration)]
          .members[static_cast<std::size_t>(number)];
    case Type::Kind::Instant: return to_string(Instant{number});
    case Type::Kind::Duration: return to_string(Duration{number});
    case Type::Kind::Date: return to_string(Date{number});
    default: return number;
  }
}

/// Members that are there: what is none is left out, but where it would be something else.
void put_fields(const Contract& contract, const Expr& made, Json& object) {
  const Type& type = contract.type(made.type);
  const std::vector<model::Field>& fields = contract.record(type.record).fields;
  for (std::size_t i = 0; i < fields.size() && i < made.operands.size(); ++i) {
    const Expr& value = made.operands[i];
    if (value.kind != ExprKind::None || fields[i].initial)
      object[fields[i].wire_name] = value_of(contract, value);
  }
}

Json entries_of(const Contract& contract, const Expr& map) {
  const bool object = is_object_key(contract.type(contract.type(map.type).key));
  Json out = object ? Json::object() : Json::array();
  for (std::size_t i = 0; i + 1 < map.operands.size(); i += 2) {
    const Json key = value_of(contract, map.operands[i]);
    Json value = value_of(contract, map.operands[i + 1]);
    if (object) {
      out[key.get<std::string>()] = std::move(value);
    } else {
      out.push_back(Json::array({key, std::move(value)}));
    }
  }
  return out;
}

}  // namespace

Json value_of(const Contract& contract, const Expr& constant) {
  const Type& type = contract.type(constant.type);
  switch (constant.kind) {
    case ExprKind::Number: return number_of(contract, type, constant.number);
    case ExprKind::Text:
      return type.kind == Type::Kind::Float ? Json(source::float_value(constant.text))
                                            : Json(constant.text);
    case ExprKind::Some: return value_of(contract, constant.operands[0]);
    case ExprKind::Make: {
      Json object = Json::object();
      put_fields(contract, constant, object);
      return object;
    }
    case ExprKind::MakeCase: {
      const model::Variant& variant = contract.variant(type.variant);
      Json object;
      object["kind"] = variant.cases[static_cast<std::size_t>(constant.number)].name;
      put_fields(contract, constant.operands[0], object);
      return object;
    }
    case ExprKind::Elements: {
      Json all = Json::array();
      for (const Expr& element : constant.operands) all.push_back(value_of(contract, element));
      return all;
    }
    case ExprKind::Entries: return entries_of(contract, constant);
    default: return nullptr;
  }
}

bool is_object_key(const Type& key) {
  return key.kind == Type::Kind::String || key.kind == Type::Kind::Enum ||
         key.kind == Type::Kind::Uuid;
}

}  // namespace writ::schema
