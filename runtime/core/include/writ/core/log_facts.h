/// What generated code tells a log of a contract, besides what changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <writ/core/context.h>

namespace writ {

/// A guard that an intent meets.
struct AskedGuard {
  std::string_view name;  ///< as the contract spells it; lives for ever
  unsigned number = 0;    ///< its bit among the `Denials` of an outcome
};

/// Which contract it is. The views live for ever.
struct ContractName {
  std::string_view name;     ///< as in the contract's first line
  std::int64_t version = 0;  ///< likewise
  std::string_view hash;     ///< SHA-256 of its words, 64 digits
};

/// What is known of an intent in JSON before anything else looks at it.
struct ReadIntent {
  std::string shown;               ///< its payload, without secrets; empty where it cannot be read
  std::vector<AskedGuard> guards;  ///< that it will meet
  std::vector<std::string_view> proposed;   ///< paths of what a proposer gave
  std::vector<std::string_view> suggested;  ///< and of what was taken over from a suggestion
};

/// Of the paths of a payload those of these fields.
[[nodiscard]] inline std::vector<std::string_view> paths_in(
    FieldSet fields, std::initializer_list<std::string_view> paths) {
  std::vector<std::string_view> out;
  std::size_t number = 0;
  for (const std::string_view path : paths)
    if (fields.has(number++)) out.push_back(path);
  return out;
}

}  // namespace writ
