#include "compiler/interpret/words.h"

#include <writ/core/bytes.h>
#include <writ/core/decimal.h>
#include <writ/core/json_writer.h>
#include <writ/core/secret.h>
#include <writ/core/time.h>
#include <writ/core/words.h>

namespace writ::interpret {

using model::Contract;
using model::RecordId;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

const std::string& member(const Contract& contract, const Type& type, const Value& value) {
  return contract.enumerations[model::index(type.enumeration)]
      .members[static_cast<std::size_t>(value.number())];
}

Bytes bytes(const Value& value) { return {value.text().begin(), value.text().end()}; }

class Json {
 public:
  Json(const Contract& contract, Secrets secrets) : contract_(contract), secrets_(secrets) {}

  void value(TypeId id, const Value& value) {
    const Type& type = contract_.type(id);
    switch (type.kind) {
      case Kind::Record: return record(type.record, value);
      case Kind::Variant: {
        const auto number = static_cast<std::size_t>(value[0].number());
        return record(contract_.variant(type.variant).cases[number].record, value[1]);
      }
      case Kind::List:
      case Kind::Set: return array(type.element, value);
      case Kind::Map: return map(type, value);
      case Kind::Optional:
        if (value.is_none()) return void(out_ += "null");
        return this->value(type.element, value);
      default: return scalar(type, value);
    }
  }

  void record(RecordId id, const Value& value) {
    const model::Record& record = contract_.record(id);
    JsonMembers members(out_);
    if (record.kind == model::Record::Kind::Case) append_json(members["kind"], record.name);
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      const model::Field& field = record.fields[i];
      if (field.ephemeral) continue;
      // What is none is left out, but where it would begin as something else.
      if (value[i].is_none() && !field.initial) continue;
      std::string& to = members[field.wire_name];
      if (field.secret && secrets_ == Secrets::Hidden) {
        append_json(to, hidden);
      } else {
        this->value(field.type, value[i]);
      }
    }
  }

  std::string text() && { return std::move(out_); }

 private:
  void scalar(const Type& type, const Value& value) {
    switch (type.kind) {
      case Kind::Bool: return append_json(out_, value.truth());
      case Kind::Int: return append_json(out_, value.number());
      case Kind::Decimal: return append_json_decimal(out_, value.number(), type.scale);
      case Kind::Float: return append_json(out_, value.real());
      case Kind::Bytes: return append_json(out_, bytes(value));
      case Kind::Instant: return append_json(out_, Instant{value.number()});
      case Kind::Duration: return append_json(out_, Duration{value.number()});
      case Kind::Date: return append_json(out_, Date{value.number()});
      case Kind::Enum: return append_json(out_, std::string_view(member(contract_, type, value)));
      default: return append_json(out_, std::string_view(value.text()));
    }
  }

  void array(TypeId element, const Value& value) {
    JsonElements elements(out_);
    for (const Value& one : value.items()) {
      (void)elements.next();
      this->value(element, one);
    }
  }

  /// An object where the keys are texts, else pairs.
  void map(const Type& type, const Value& value) {
    const Type& key = contract_.type(type.key);
    const Value::Items& items = value.items();
    if (key.kind == Kind::String || key.kind == Kind::Enum || key.kind == Kind::Uuid) {
      JsonMembers entries(out_);
      for (std::size_t i = 0; i < items.size(); i += 2) {
        (void)entries[key.kind == Kind::Enum ? member(contract_, key, items[i]) : items[i].text()];
        this->value(type.element, items[i + 1]);
      }
      return;
    }
    JsonElements pairs(out_);
    for (std::size_t i = 0; i < items.size(); i += 2) {
      JsonElements pair(pairs.next());
      (void)pair.next();
      this->value(type.key, items[i]);
      (void)pair.next();
      this->value(type.element, items[i + 1]);
    }
  }

  const Contract& contract_;
  Secrets secrets_;
  std::string out_;
};

}  // namespace

std::string words(const Contract& contract, TypeId id, const Value& value) {
  const Type& type = contract.type(id);
  switch (type.kind) {
    case Kind::Bool: return value.truth() ? "true" : "false";
    case Kind::Int: return std::to_string(value.number());
    case Kind::Decimal: return decimal_text(value.number(), type.scale);
    case Kind::Float: return real_text(value.real());
    case Kind::Bytes: return base64(bytes(value));
    case Kind::Instant: return to_string(Instant{value.number()});
    case Kind::Duration: return duration_words(Duration{value.number()});
    case Kind::Date: return to_string(Date{value.number()});
    case Kind::Enum: return member(contract, type, value);
    case Kind::Optional: return value.is_none() ? "none" : words(contract, type.element, value);
    case Kind::String:
    case Kind::Uuid: return value.text();
    default: return json(contract, id, value, Secrets::Hidden);
  }
}

std::string pointer_step(const Contract& contract, TypeId key, const Value& value) {
  return writ::pointer_step(std::string_view(words(contract, key, value)));
}

std::string pointer(const Contract& contract, const Value& state,
                    const std::vector<std::size_t>& place) {
  std::string out;
  bool secret = false;
  RecordId record = contract.state;
  const Type* type = nullptr;  // of what is here; null: a record
  const Value* here = &state;
  for (const std::size_t item : place) {
    while (type && type->kind == Kind::Optional) type = &contract.type(type->element);
    if (type && type->kind == Kind::Record) record = type->record;
    if (!type || type->kind == Kind::Record) {
      const model::Field& field = contract.record(record).fields[item];
      secret |= field.secret;
      out += writ::pointer_step(std::string_view(field.wire_name));
      type = &contract.type(field.type);
    } else if (type->kind == Kind::Variant) {
      const auto number = static_cast<std::size_t>((*here)[0].number());
      record = contract.variant(type->variant).cases[number].record;
      type = nullptr;
    } else {
      const bool map = type->kind == Kind::Map;
      if (secret) {
        out += "/***";
      } else {
        out +=
            map ? pointer_step(contract, type->key, (*here)[item - 1]) : "/" + std::to_string(item);
      }
      type = &contract.type(type->element);
    }
    here = &(*here)[item];
  }
  return out;
}

std::string json(const Contract& contract, TypeId type, const Value& value, Secrets secrets) {
  Json json(contract, secrets);
  json.value(type, value);
  return std::move(json).text();
}

std::string json(const Contract& contract, RecordId record, const Value& value, Secrets secrets) {
  Json json(contract, secrets);
  json.record(record, value);
  return std::move(json).text();
}

}  // namespace writ::interpret
