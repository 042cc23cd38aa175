/// The scenarios of some contracts, played, and how that is told.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "compiler/interpret/coverage.h"
#include "compiler/interpret/scenario.h"
#include "compiler/model/contract.h"
#include "compiler/source/files.h"
#include "compiler/source/paint.h"

namespace writ::cli {

/// One scenario, and what became of it.
struct Played {
  const model::Scenario* scenario = nullptr;
  std::optional<interpret::Failure> failure;
  double seconds = 0;
};

/// The scenarios of one contract that were asked for.
struct PlayedContract {
  std::string path;
  model::Contract contract;
  std::vector<Played> scenarios;
  interpret::Coverage coverage;
};
/// Contracts stay where they are: scenarios point into them.
using TestRun = std::deque<PlayedContract>;

[[nodiscard]] std::size_t failures(const TestRun& run);

/// What a person reads: one line a scenario, and below one that fails why. `quiet`: only those.
[[nodiscard]] std::string test_text(const TestRun& run, const source::Files& files,
                                    source::Painter paint, bool quiet);
/// As a CI server reads it: JUnit's XML.
[[nodiscard]] std::string test_junit(const TestRun& run, const source::Files& files);
[[nodiscard]] std::string test_json(const TestRun& run, const source::Files& files);

/// What no scenario reached, and how much was.
[[nodiscard]] std::string coverage_text(const TestRun& run, const source::Files& files,
                                        source::Painter paint);
[[nodiscard]] std::string coverage_json(const TestRun& run, const source::Files& files);
/// A tracefile of lcov, by lines and branches.
[[nodiscard]] std::string coverage_lcov(const TestRun& run, const source::Files& files);

}  // namespace writ::cli
