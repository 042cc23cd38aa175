/// Values as a contract writes them, and what a step changed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/interpret/value.h"
#include "compiler/model/contract.h"

namespace writ::interpret {

/// A text in quotes, with the escapes of a contract.
[[nodiscard]] std::string quoted(std::string_view text);

/// A literal that the compiler reads as this value: `{ sku: "AB-1", quantity: 3 }`. In place of
/// what is secret stands `***`, which it does not read.
[[nodiscard]] std::string written(const model::Contract& contract, model::TypeId type,
                                  const Value& value);
/// The same of a record: of a payload, an event, the state.
[[nodiscard]] std::string written(const model::Contract& contract, model::RecordId record,
                                  const Value& value);

/// A part that is another one than it was.
struct Change {
  std::string path;    ///< as a contract writes it: `lines[0].quantity`
  std::string before;  ///< `nothing` where there was none
  std::string after;
};
/// In the order of the fields; single values, and whole elements that came or went.
[[nodiscard]] std::vector<Change> changes(const model::Contract& contract, model::RecordId record,
                                          const Value& before, const Value& after);

}  // namespace writ::interpret
