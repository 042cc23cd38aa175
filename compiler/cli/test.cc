#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "compiler/cli/commands.h"
#include "compiler/cli/disk.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/test_run.h"
#include "compiler/interpret/program.h"
#include "compiler/native/lockstep.h"
#include "compiler/source/printable.h"

namespace writ::cli {

namespace {

/// A scenario that waits for its turn.
struct Task {
  PlayedContract* of;
  const interpret::Program* program;
  Played* played;
};

/// Plays all of them, several at a time. None sees anything of another one.
class Players {
 public:
  Players(std::vector<Task> tasks, const TestOptions& options)
      : tasks_(std::move(tasks)), counts_(options.counts()), native_(options.native) {}

  void play_all(unsigned threads) {
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads && i < tasks_.size(); ++i)
      others.emplace_back([this] { play_some(); });
    play_some();
    for (std::thread& other : others) other.join();
    if (problem_) std::rethrow_exception(problem_);
  }

 private:
  void play_some() {
    try {
      for (std::size_t i = next_++; i < tasks_.size(); i = next_++) play(tasks_[i]);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      problem_ = std::current_exception();
    }
  }

  void play(const Task& task) {
    interpret::Coverage coverage;
    std::optional<native::Lockstep> lockstep;
    const auto begin = std::chrono::steady_clock::now();
    if (!native_.empty()) lockstep.emplace(native_);
    task.played->failure =
        interpret::play(*task.program, *task.played->scenario, counts_ ? &coverage : nullptr,
                        lockstep ? &*lockstep : nullptr);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    task.played->seconds = took.count();
    const std::lock_guard lock(mutex_);
    task.of->coverage.add(coverage);
  }

  std::vector<Task> tasks_;
  bool counts_;
  std::string native_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::exception_ptr problem_;
};

/// The scenarios that are wanted, not played yet.
TestRun read(const TestOptions& options, Pipeline& pipeline) {
  TestRun run;
  for (const std::string& file : options.files) {
    Pipeline::Result result = pipeline.run(file, true);
    if (!result.contract) continue;
    run.push_back({file, *std::move(result.contract), {}, {}});
    PlayedContract& contract = run.back();
    for (const model::Scenario& one : contract.contract.scenarios) {
      const bool wanted = options.scenario.empty()
                              ? one.name.find(options.filter) != std::string::npos
                              : one.name == options.scenario;
      if (wanted) contract.scenarios.push_back({&one, std::nullopt, 0});
    }
  }
  return run;
}

void play(TestRun& run, const TestOptions& options) {
  std::deque<interpret::Program> programs;
  std::vector<Task> tasks;
  for (PlayedContract& contract : run) {
    programs.emplace_back(contract.contract);
    for (Played& played : contract.scenarios)
      tasks.push_back({&contract, &programs.back(), &played});
  }
  const unsigned threads =
      options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  Players(std::move(tasks), options).play_all(threads);
}

/// Where there is a place for a report; `-` is standard output. The exit code.
int write_report(const std::string& path, const std::string& text) {
  if (path.empty()) return Clean;
  if (path == "-") {
    std::fputs(text.c_str(), stdout);
    return Clean;
  }
  const WriteResult written = write_output(path, text);
  if (!written.problem.empty()) complain(written.problem);
  return written.exit_code;
}

/// Two reports in one place, or one in the place of what is read.
bool is_place_taken(const TestOptions& options, const source::Files& files) {
  std::vector<std::string> taken;
  for (std::size_t i = 0; i < files.size(); ++i)
    taken.push_back(files[static_cast<source::FileId>(i)].path());
  for (const std::string* path :
       {&options.junit, &options.json, &options.lcov, &options.coverage_json}) {
    if (path->empty()) continue;
    const auto same = [&](const std::string& other) { return is_same_file(*path, other); };
    if (std::any_of(taken.begin(), taken.end(), same)) {
      complain("`" + *path + "` is read, or written by another report");
      return true;
    }
    taken.push_back(*path);
  }
  return false;
}

/// The exit code of the reports that are wanted.
int report(const TestRun& run, const TestOptions& options, const source::Files& files) {
  const source::Painter paint{options.common.colour_output};
  const bool taken = options.junit == "-" || options.json == "-" || options.lcov == "-" ||
                     options.coverage_json == "-";
  if (!taken) {
    std::fputs(test_text(run, files, paint, options.quiet).c_str(), stdout);
    if (options.coverage) std::fputs(coverage_text(run, files, paint).c_str(), stdout);
  }
  int exit_code = write_report(options.junit, test_junit(run, files));
  exit_code = worse(exit_code, write_report(options.json, test_json(run, files)));
  exit_code = worse(exit_code, write_report(options.lcov, coverage_lcov(run, files)));
  return worse(exit_code, write_report(options.coverage_json, coverage_json(run, files)));
}

}  // namespace

int test(const TestOptions& options) {
  Pipeline pipeline(options.common);
  TestRun run = read(options, pipeline);
  if (const int exit_code = pipeline.report(); exit_code != Clean) return exit_code;
  if (options.list) {
    for (const PlayedContract& contract : run)
      for (const Played& one : contract.scenarios)
        std::printf("%s\n", source::printable(one.scenario->name).c_str());
    return Clean;
  }
  if (is_place_taken(options, pipeline.files())) return Usage;
  play(run, options);
  const int exit_code = report(run, options, pipeline.files());
  std::size_t played = 0;
  for (const PlayedContract& contract : run) played += contract.scenarios.size();
  if (played == 0 && !(options.filter.empty() && options.scenario.empty())) {
    complain("no scenario is called so; `writ test --list` names them");
    return worse(exit_code, Usage);
  }
  return worse(exit_code, failures(run) > 0 ? Findings : Clean);
}

}  // namespace writ::cli
