#include "compiler/model/leaves.h"

namespace writ::model {

namespace {

std::size_t count(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  return type.kind == Type::Kind::Record ? count_leaves(contract, type.record) : 1;
}

}  // namespace

std::size_t count_leaves(const Contract& contract, RecordId record) {
  std::size_t all = 0;
  for (const Field& field : contract.record(record).fields) all += count(contract, field.type);
  return all;
}

Leaves leaves_at(const Contract& contract, const Expr& path) {
  if (path.kind != ExprKind::Field) return {0, count(contract, path.type)};
  const Expr& whole = path.operands[0];
  Leaves found{leaves_at(contract, whole).first, count(contract, path.type)};
  const Record& record = contract.record(contract.type(whole.type).record);
  for (std::int64_t i = 0; i < path.number; ++i)
    found.first += count(contract, record.fields[static_cast<std::size_t>(i)].type);
  return found;
}

}  // namespace writ::model
