#include "compiler/model/leaves.h"

namespace writ::model {

namespace {

std::size_t count(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  if (type.kind != Type::Kind::Record) return 1;
  std::size_t all = 0;
  for (const Field& field : contract.record(type.record).fields) all += count(contract, field.type);
  return all;
}

}  // namespace

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
