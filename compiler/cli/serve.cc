#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <random>

#include "compiler/cli/commands.h"
#include "compiler/cli/desk_socket.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/host.h"
#include "compiler/interpret/scenario.h"
#include "compiler/schema/schema.h"
#include "compiler/serve/served.h"
#include "compiler/source/printable.h"
#include "compiler/source/suggest.h"

namespace writ::cli {

namespace {

const model::Scenario* scenario_named(const model::Contract& contract, const std::string& name) {
  std::vector<std::string_view> names;
  for (const model::Scenario& one : contract.scenarios) {
    if (one.name == name) return &one;
    names.emplace_back(one.name);
  }
  const auto near = source::closest(name, names);
  complain("the contract has no scenario `" + name + "`" +
           (near ? "; did you mean `" + *near + "`?" : ""));
  return nullptr;
}

/// Takes the steps of a scenario; false, and it is said, when one goes otherwise.
bool play(interpret::Play& play, const model::Scenario& scenario, const source::Files& files) {
  for (const model::ScenarioStep& step : scenario.steps) {
    const auto failure = play.step(step);
    if (!failure) continue;
    const source::File& file = files[step.span.file];
    complain("the scenario `" + scenario.name + "` fails at " + file.path() + ":" +
             std::to_string(file.line_of(step.span.begin)) + ": expected " + failure->expected +
             ", actual " + failure->actual);
    return false;
  }
  return true;
}

Instant system_time() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

/// One that no client can guess.
std::uint64_t any_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

/// Until the client has gone.
int serve(const ServeOptions& options, mcp::Machine& machine, Instant begins) {
  mcp::Options how;
  how.subject = options.subject;
  how.commit = options.commit == "auto" ? mcp::Commit::Auto : mcp::Commit::Staged;
  how.denials = options.denials;
  how.seed = any_seed();
  mcp::Server server(machine, how, begins);
  Host host(server, begins.us - system_time().us);
  DeskSocket desk;
  if (how.commit == mcp::Commit::Staged) {
    desk = listen_at(options.desk, desk_name(options.contract));
    if (!desk.problem.empty()) return complain("cannot listen at " + desk.problem), CannotCreate;
    host.listen(desk.file);
    std::fprintf(stderr, "proposals wait for `writ approve %s`\n",
                 source::printable(desk.path).c_str());
  }
  const int exit_code = host.run();
  if (desk.file >= 0) {
    unlink(desk.path.c_str());
    close(desk.file);
  }
  return exit_code;
}

}  // namespace

int serve(const ServeOptions& options) {
  Pipeline pipeline(options.common);
  const Pipeline::Result result = pipeline.run(options.contract, true);
  // Standard output has the lines of the protocol and nothing else.
  if (const int exit_code = pipeline.report(); !result.contract || exit_code != Clean)
    return exit_code;
  const model::Contract& contract = *result.contract;
  std::string problem;
  const std::vector<schema::Tool> tools = schema::each_tool(contract, pipeline.files(), problem);
  if (!problem.empty()) return complain(problem), ContractError;

  const interpret::Program program(contract);
  if (options.play.empty()) {
    const Instant begins = system_time();
    serve::Served served(interpret::Machine(program, begins), pipeline.files(), tools);
    return serve(options, served, begins);
  }
  const model::Scenario* const scenario = scenario_named(contract, options.play);
  if (!scenario) return Usage;
  interpret::Play played(program);
  if (!play(played, *scenario, pipeline.files())) return Findings;
  serve::Served served(played.machine(), pipeline.files(), tools);
  return serve(options, served, played.now());
}

}  // namespace writ::cli
