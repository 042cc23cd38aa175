/// Payloads out of JSON text, as the decoder reads them that is generated for the contract.
#pragma once

#include <optional>
#include <string_view>

#include <writ/core/outcome.h>

#include "compiler/interpret/payload_rules.h"
#include "compiler/interpret/program.h"
#include "compiler/interpret/value.h"

namespace writ::interpret {

/// Reads texts, as many as one likes; several threads may share one. What `Program::catch_up` adds
/// later it does not know.
class PayloadReader {
 public:
  /// Both must outlive it, and the files are those of the contract.
  PayloadReader(const Program& program, const source::Files& files)
      : program_(program), rules_(program.contract(), files) {}

  /// The payload of an intent; or nothing, and every problem of the text behind those that are
  /// there. It keeps the caps of the generated door – 1 MiB, 64 levels, 32 problems – and finds the
  /// same problems in the same order, with the same words. They are good as long as this lives.
  [[nodiscard]] std::optional<Value> read(model::IntentId intent, std::string_view json,
                                          Problems& problems) const;

 private:
  const Program& program_;
  PayloadRules rules_;
};

}  // namespace writ::interpret
