/// A scenario, played by the interpreter and by a generated machine at the same time.
#pragma once

#include <optional>
#include <string>

#include "compiler/interpret/scenario.h"
#include "compiler/native/compare.h"
#include "compiler/native/process.h"

namespace writ::native {

/// Shows each step to a program, which is started for it, and says what differs.
class Lockstep final : public interpret::Witness {
 public:
  explicit Lockstep(const std::string& program) : process_(program) {}

  std::optional<interpret::Failure> begins(const interpret::Machine& machine) override;
  std::optional<interpret::Failure> is_put(const interpret::Machine& machine) override;
  std::optional<interpret::Failure> is_asked(const interpret::Sent& sent,
                                             const interpret::Machine& machine) override;
  std::optional<interpret::Failure> takes(const interpret::Sent& sent,
                                          const interpret::Machine& machine) override;
  std::optional<interpret::Failure> waits(Instant now, bool ends,
                                          const interpret::Machine& machine) override;

 private:
  Process process_;
};

}  // namespace writ::native
