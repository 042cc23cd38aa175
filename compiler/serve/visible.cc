#include "compiler/serve/visible.h"

#include <algorithm>

#include <writ/core/json_writer.h>
#include <writ/core/secret.h>

#include "compiler/interpret/words.h"

namespace writ::serve {

using model::Contract;
using model::Field;
using model::Record;

namespace {

/// The record that stands in the state itself, without a type of its own; null for others.
const Record* inner(const Contract& contract, const Field& field) {
  const model::Type& type = contract.type(field.type);
  if (type.kind != model::Type::Kind::Record) return nullptr;
  const Record& record = contract.record(type.record);
  return record.kind == Record::Kind::Inline ? &record : nullptr;
}

bool is_seen(const Contract& contract, const Field& field) {
  if (field.visible) return true;
  const Record* const record = inner(contract, field);
  return record && std::any_of(record->fields.begin(), record->fields.end(),
                               [&](const Field& one) { return is_seen(contract, one); });
}

void append(std::string& out, const Contract& contract, const Record& record,
            const interpret::Value& value) {
  JsonMembers members(out);
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const Field& field = record.fields[i];
    if (!is_seen(contract, field) || (value[i].is_none() && !field.initial)) continue;
    std::string& to = members[field.wire_name];
    if (field.secret) {
      append_json(to, hidden);
    } else if (field.visible) {
      to += interpret::json(contract, field.type, value[i], interpret::Secrets::Hidden);
    } else {
      append(to, contract, *inner(contract, field), value[i]);
    }
  }
}

}  // namespace

std::string visible_json(const Contract& contract, const interpret::Value& state) {
  std::string out;
  append(out, contract, contract.record(contract.state), state);
  return out;
}

}  // namespace writ::serve
