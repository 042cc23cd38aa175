/// The payload of an intent, asked for field by field.
#pragma once

#include <optional>
#include <string>

#include "compiler/interpret/program.h"
#include "compiler/interpret/scenario.h"
#include "compiler/sim/reader.h"
#include "compiler/sim/session.h"

namespace writ::sim {

/// Asks for each field with its type, says at once what is wrong with a value, and asks again.
class Fields {
 public:
  Fields(Reader& reader, interpret::Program& program, const interpret::Play& play, Talk& talk)
      : reader_(reader), program_(program), play_(play), talk_(talk) {}

  /// `{ party: { name: "Ada", seats: 7 } }`; nothing when it was given up.
  [[nodiscard]] std::optional<std::string> ask(model::RecordId record);
  /// Was there a value that would not do?
  [[nodiscard]] bool went_wrong() const { return wrong_; }
  /// Was a secret asked for?
  [[nodiscard]] bool is_secret() const { return secret_; }

 private:
  std::optional<std::string> record(model::RecordId id, const std::string& path);
  std::optional<std::string> field(const model::Field& field, const std::string& path);
  std::string problem_with(const Typed& typed, model::TypeId type);

  Reader& reader_;
  interpret::Program& program_;
  const interpret::Play& play_;
  Talk& talk_;
  bool wrong_ = false;
  bool secret_ = false;
};

}  // namespace writ::sim
