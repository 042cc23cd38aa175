#include "compiler/model/visible.h"

#include <algorithm>

namespace writ::model {

const Record* inner_record(const Contract& contract, const Field& field) {
  const Type& type = contract.type(field.type);
  if (type.kind != Type::Kind::Record) return nullptr;
  const Record& record = contract.record(type.record);
  return record.kind == Record::Kind::Inline ? &record : nullptr;
}

bool is_seen(const Contract& contract, const Field& field) {
  if (field.visible) return true;
  const Record* const record = inner_record(contract, field);
  return record && std::any_of(record->fields.begin(), record->fields.end(),
                               [&](const Field& one) { return is_seen(contract, one); });
}

}  // namespace writ::model
