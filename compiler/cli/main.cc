// `writ`: the command line asks, one subcommand answers, the exit code says how it went.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "compiler/cli/arguments.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"

namespace {

using namespace writ::cli;

extern "C" void interrupted(int) { _exit(Interrupted); }

struct Run {
  int operator()(const Done& done) const { return done.exit_code; }
  int operator()(const CheckOptions& options) const { return check(options); }
  int operator()(const GenOptions& options) const { return gen(options); }
  int operator()(const FmtOptions& options) const { return fmt(options); }
  int operator()(const TestOptions& options) const { return test(options); }
  int operator()(const SimOptions& options) const { return sim(options); }
  int operator()(const ServeOptions& options) const { return serve(options); }
  int operator()(const ApproveOptions& options) const { return approve(options); }
  int operator()(const LogOptions& options) const { return log(options); }
  int operator()(const NewOptions& options) const { return make_new(options); }
  int operator()(const MessagesOptions& options) const { return messages(options); }
  int operator()(const ExplainOptions& options) const { return explain(options); }
  int operator()(const CompletionOptions& options) const { return completion(options); }
};

int run(int count, char** arguments) {
  try {
    return std::visit(Run{}, parse_arguments(count, arguments));
  } catch (const std::bad_alloc&) {
    complain("out of memory");
    return InputOutput;
  } catch (const std::exception& error) {
    complain(std::string("this is a mistake of writ, please report it: ") + error.what());
    return OurBug;
  }
}

}  // namespace

int main(int count, char** arguments) {
  std::signal(SIGINT, interrupted);
  std::signal(SIGTERM, interrupted);
  const int exit_code = run(count, arguments);
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    complain("cannot write to standard output");
    return worse(exit_code, InputOutput);
  }
  return exit_code;
}
