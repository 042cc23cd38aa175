// What `writ test` says to a person.
#include <cstdio>

#include "compiler/cli/test_run.h"
#include "compiler/source/printable.h"

namespace writ::cli {

using source::Style;

namespace {

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string in_seconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f s", seconds);
  return text;
}

std::string place(const source::Files& files, source::Span span) {
  const source::File& file = files[span.file];
  return file.path() + ":" + std::to_string(file.line_of(span.begin));
}

/// The step that fails, and why.
std::string why(const Played& played, const source::Files& files, source::Painter paint) {
  const interpret::Failure& failure = *played.failure;
  const model::ScenarioStep& step = played.scenario->steps[failure.step];
  std::string out = "        " + place(files, step.span) + "  " + step.words + "\n";
  const bool apart = failure.witnessed;  // from the program that plays along
  out += (apart ? "          interpreted  " : "          expected  ") +
         paint(Style::Added, failure.expected) + "\n";
  out += (apart ? "          generated    " : "          actual    ") +
         paint(Style::Removed, failure.actual) + "\n";
  for (const interpret::Difference& one : failure.differences) {
    if (one.actual == failure.actual) continue;  // it has just been said
    out += "          " + one.path + "  expected " + paint(Style::Added, one.expected) +
           ", actual " + paint(Style::Removed, one.actual) + "\n";
  }
  return out;
}

}  // namespace

std::size_t failures(const TestRun& run) {
  std::size_t count = 0;
  for (const PlayedContract& contract : run)
    for (const Played& played : contract.scenarios) count += played.failure ? 1 : 0;
  return count;
}

std::string test_text(const TestRun& run, const source::Files& files, source::Painter paint,
                      bool quiet) {
  std::string out;
  std::size_t played = 0;
  double seconds = 0;
  for (const PlayedContract& contract : run) {
    if (!quiet || contract.scenarios.empty()) {
      out += source::printable(contract.path);
      const bool none = contract.contract.scenarios.empty();
      out += contract.scenarios.empty()
                 ? (none ? "  has no scenarios\n" : "  has no such scenario\n")
                 : "\n";
    }
    for (const Played& one : contract.scenarios) {
      ++played;
      seconds += one.seconds;
      if (quiet && !one.failure) continue;
      out += one.failure ? paint(Style::Error, "  fail  ") : paint(Style::Added, "  ok    ");
      out += source::printable(one.scenario->name) + "\n";
      if (one.failure) out += why(one, files, paint);
    }
  }
  const std::size_t failed = failures(run);
  const std::string count = counted(played, "scenario") + ", " +
                            (failed == 0 ? "none failed" : std::to_string(failed) + " failed");
  // How long it took is worth saying when somebody waited.
  const std::string took = seconds < 1 ? std::string() : " (" + in_seconds(seconds) + ")";
  return out + paint(failed == 0 ? Style::Strong : Style::Error, count) + took + "\n";
}

// --- coverage ------------------------------------------------------------------------------------

std::string coverage_text(const TestRun& run, const source::Files& files, source::Painter paint) {
  std::string out;
  for (const PlayedContract& contract : run) {
    const std::vector<interpret::NamedPoint> all = interpret::points(contract.contract);
    std::size_t reached = 0;
    std::string missed;
    for (const interpret::NamedPoint& one : all) {
      if (contract.coverage.count(one.point) > 0) {
        ++reached;
        continue;
      }
      missed += "  " + paint(Style::Warning, "not reached") + "  " + place(files, one.point.span) +
                "  " + std::string(noun(one.point.kind)) + "  " + source::printable(one.words) +
                "\n";
    }
    out += "coverage of " + source::printable(contract.path) + ": " + std::to_string(reached) +
           " of " + std::to_string(all.size()) + " transitions, guards, denials and branches\n" +
           missed;
  }
  return out;
}

}  // namespace writ::cli
