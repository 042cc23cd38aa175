// First values, and values that are taken over from a suggestion.
#include <algorithm>

#include "compiler/interpret/machine.h"
#include "compiler/interpret/outcome.h"

namespace writ::interpret {

Value zero(const Program& program, model::TypeId id) {
  using Kind = model::Type::Kind;
  const model::Type& type = program.type(id);
  switch (type.kind) {
    case Kind::Float: return Value::of(0.0);
    case Kind::String:
    case Kind::Bytes: return Value::of(std::string());
    case Kind::Uuid: return Value::of(std::string("00000000-0000-0000-0000-000000000000"));
    case Kind::Record: return first(program, type.record);
    case Kind::Variant:
      return Value::of(Value::Items{
          Value::of(std::int64_t{0}),
          first(program, program.contract().variant(type.variant).cases.front().record)});
    case Kind::List:
    case Kind::Set:
    case Kind::Map: return Value::of(Value::Items());
    case Kind::Optional: return {};
    default: return Value::of(std::int64_t{0});
  }
}

Value first(const Program& program, model::RecordId record) {
  Evaluator constants(program, {});
  Value::Items fields;
  for (const model::Field& field : program.contract().record(record).fields)
    fields.push_back(field.initial ? constants.value(*field.initial) : zero(program, field.type));
  return Value::of(std::move(fields));
}

Value patched(Value payload, const Patch& patch) {
  for (const auto& [path, value] : patch)
    change_at(payload, Place(path.begin(), path.end())) = value;
  return payload;
}

bool is_authored(const model::Contract& contract, model::IntentId intent, const model::Path& path) {
  model::RecordId record = contract.intents[model::index(intent)].payload;
  for (const std::uint32_t i : path) {
    const model::Field& field = contract.record(record).fields[i];
    if (field.authored) return true;
    record = contract.type(field.type).record;
  }
  return false;
}

}  // namespace writ::interpret
