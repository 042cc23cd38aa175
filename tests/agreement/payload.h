/// Payloads: random ones, and those of a text.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "chance.h"
#include "compiler/interpret/machine.h"

namespace agreement {

namespace interpret = writ::interpret;
namespace model = writ::model;

/// Values that mostly are inside of their types, and often such as are in the machine already.
class Payloads {
 public:
  Payloads(const interpret::Machine& machine, Chance& chance);

  /// Of an intent.
  interpret::Value payload(model::IntentId intent);

 private:
  interpret::Value value(model::TypeId type, int depth);
  interpret::Value record(model::RecordId record, int depth);
  interpret::Value any(const model::Type& type, int depth);
  interpret::Value number(const model::Type& type);
  interpret::Value text(const model::Type& type);
  std::size_t size(const model::Type& type);
  void collect(model::TypeId type, const interpret::Value& value);
  void collect_record(model::RecordId record, const interpret::Value& value);

  const interpret::Program& program_;
  Chance& chance_;
  bool wild_ = false;                               // what is outside of types, too
  std::vector<std::vector<interpret::Value>> met_;  // by kind of type: what is in the state
};

/// The payload that canonical JSON says; nothing where it is none of this intent.
[[nodiscard]] std::optional<interpret::Value> payload_of(const interpret::Program& program,
                                                         model::IntentId intent,
                                                         std::string_view json);

}  // namespace agreement
