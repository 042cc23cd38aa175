/// Is a value inside of its type? What a payload is asked, and what is written.
#pragma once

#include <optional>
#include <string>

#include "compiler/interpret/program.h"
#include "compiler/interpret/value.h"

namespace writ::interpret {

/// The first part of a value that is outside of its type: parts before the whole of which they are.
struct Outside {
  std::string path;      ///< JSON Pointer from the value on
  model::TypeId type{};  ///< of that part
};

[[nodiscard]] std::optional<Outside> outside(const Program& program, model::TypeId type,
                                             const Value& value);
/// The same of a record: of a payload, the state.
[[nodiscard]] std::optional<Outside> outside(const Program& program, model::RecordId record,
                                             const Value& value);
[[nodiscard]] inline bool fits(const Program& program, model::TypeId type, const Value& value) {
  return !outside(program, type, value);
}
/// Without what is in it: its bounds, its size, its rules.
[[nodiscard]] bool fits_by_itself(const Program& program, model::TypeId type, const Value& value);
/// Does a whole – a record, a collection – keep its rules, and all wholes that are in it? Single
/// values in it are not asked again.
[[nodiscard]] bool wholes_keep_rules(const Program& program, model::TypeId type,
                                     const Value& value);

}  // namespace writ::interpret
