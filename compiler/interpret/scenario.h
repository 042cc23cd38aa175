/// Scenarios, played: each step in its turn, up to the first of which something else comes than the
/// contract says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/interpret/coverage.h"
#include "compiler/interpret/machine.h"
#include "compiler/model/scenario.h"

namespace writ::interpret {

/// Where two values of one type are not the same.
struct Difference {
  std::string path;  ///< JSON Pointer; empty: the whole
  std::string expected;
  std::string actual;
};
/// The first few of them; what is secret is not shown.
[[nodiscard]] std::vector<Difference> differences(const model::Contract& contract,
                                                  model::TypeId type, const Value& expected,
                                                  const Value& actual);

/// Why a scenario fails.
struct Failure {
  std::size_t step = 0;  ///< its number, from 0
  std::string expected;
  std::string actual;
  std::vector<Difference> differences;
};

/// Nothing when all comes as the scenario says. What is reached on the way is added to `coverage`,
/// if there is one.
[[nodiscard]] std::optional<Failure> play(const Program& program, const model::Scenario& scenario,
                                          Coverage* coverage = nullptr);

}  // namespace writ::interpret
