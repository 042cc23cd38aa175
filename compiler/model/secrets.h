/// Which types have something secret in them.
#pragma once

#include <map>

#include "compiler/model/contract.h"

namespace writ::model {

/// Remembers what it has found out. The contract must outlive it.
class SecretsIn {
 public:
  explicit SecretsIn(const Contract& contract) : contract_(contract) {}

  /// Is a field of it, or of what is in it, secret?
  [[nodiscard]] bool type(TypeId id);
  [[nodiscard]] bool record(RecordId id);

 private:
  const Contract& contract_;
  std::map<RecordId, bool> known_;
};

}  // namespace writ::model
