/// What generated code tells a log of a contract, besides what changed.
#pragma once

#include <cstdint>
#include <string_view>

namespace writ {

/// A guard that an intent meets.
struct AskedGuard {
  std::string_view name;    ///< as the contract spells it; lives for ever
  unsigned number = 0;      ///< its bit among the `Denials` of an outcome
};

/// Which contract it is. The views live for ever.
struct ContractName {
  std::string_view name;     ///< as in the contract's first line
  std::int64_t version = 0;  ///< likewise
  std::string_view hash;     ///< SHA-256 of its words, 64 digits
};

}  // namespace writ
