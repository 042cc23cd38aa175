/// Contracts from their text, checked.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "compiler/model/contract.h"
#include "compiler/source/files.h"

namespace agreement {

/// The one module that the contracts of a folder may import.
inline constexpr const char* shared_name = "shared.writ";

/// A contract that is right, or the lines on which it is not, from 0 on.
struct Checked {
  std::shared_ptr<writ::source::Files> files;
  std::optional<writ::model::Contract> contract;
  std::set<std::size_t> wrong;
  std::string first;  ///< the first mistake
};

/// `shared` is the text of the module, if it imports it.
[[nodiscard]] Checked check(const std::string& name, const std::string& text,
                            const std::string& shared);
/// Is this a module without mistakes?
[[nodiscard]] bool is_module(const std::string& text);

}  // namespace agreement
