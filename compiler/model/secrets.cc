#include "compiler/model/secrets.h"

#include <algorithm>

namespace writ::model {

bool SecretsIn::type(TypeId id) {
  const Type& type = contract_.type(id);
  switch (type.kind) {
    case Type::Kind::Record: return record(type.record);
    case Type::Kind::Variant: {
      const auto& cases = contract_.variant(type.variant).cases;
      return std::any_of(cases.begin(), cases.end(),
                         [this](const auto& one) { return record(one.record); });
    }
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Map:
    case Type::Kind::Optional: return this->type(type.element);
    default: return false;
  }
}

bool SecretsIn::record(RecordId id) {
  const auto [known, fresh] = known_.emplace(id, false);
  if (!fresh) return known->second;
  const auto& fields = contract_.record(id).fields;
  return known_[id] = std::any_of(fields.begin(), fields.end(), [this](const Field& field) {
           return field.secret || type(field.type);
         });
}

}  // namespace writ::model
