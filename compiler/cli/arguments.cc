#include "compiler/cli/arguments.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "compiler/cli/exit_code.h"
#include "compiler/cli/words.h"
#include "compiler/source/printable.h"
#include "compiler/source/suggest.h"

#ifndef WRIT_VERSION
#define WRIT_VERSION "unknown"
#endif

namespace writ::cli {

namespace {

/// The parser, and the places that it fills.
struct Parser {
  CLI::App app{"Checks contracts and turns them into C++."};
  CheckOptions check;
  GenOptions gen;
  FmtOptions fmt;
  TestOptions test;
  SimOptions sim;
  ServeOptions serve;
  LogOptions log;
  std::vector<std::string> log_filters;
  ApproveOptions approve;
  std::vector<std::string> approve_words;
  NewOptions make_new;
  MessagesOptions messages;
  ExplainOptions explain;
  CompletionOptions completion;
  std::string format = "text";
  std::string colour = "auto";
  bool warnings_are_errors = false;
  std::vector<std::string> import_dirs;
};

void add_colour(Parser& p, CLI::App& command) {
  command.add_option("--color", p.colour, "Colours: auto, always or never")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

void add_import_dir(Parser& p, CLI::App& command) {
  command.add_option("--import-dir", p.import_dirs, "Also look for imports in this folder")
      ->type_name("DIR")
      ->allow_extra_args(false);
}

void add_common(Parser& p, CLI::App& command) {
  add_import_dir(p, command);
  command.add_option("--format", p.format, "How findings are shown: text, short or json")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "short", "json"}));
  add_colour(p, command);
  command.add_flag("--werror", p.warnings_are_errors, "Exit with 1 when there are warnings");
}

void add_messages_option(CLI::App& command, std::vector<std::string>& files, const char* what) {
  command.add_option("--messages", files, what)->type_name("FILE")->allow_extra_args(false);
}

void add_check(Parser& p) {
  CLI::App& c = *p.app.add_subcommand("check", "Say what is wrong with contracts and modules");
  c.add_option("FILE", p.check.files, "Contracts or modules; - is standard input")->required();
  c.add_flag("--fix", p.check.fix, "Mend what has one safe answer, and show the difference");
  c.add_flag("--cost", p.check.cost, "Print what each step goes through, and how far at most");
  add_messages_option(c, p.check.messages, "Check this catalogue of the contract's messages, too");
  add_common(p, c);
  c.footer(
      "Examples:\n"
      "  writ check --fix --format short contracts/*.writ\n"
      "  writ check --cost order.writ");
}

void add_gen(Parser& p) {
  CLI::App& c =
      *p.app.add_subcommand("gen", "Write the C++ of a contract, its JSON Schema, its tools");
  c.add_option("CONTRACT", p.gen.contract, "The contract")->required();
  c.add_option("-o,--output", p.gen.output_dir, "The folder to write to; of JSON the file")
      ->type_name("PATH");
  CLI::Option* list = c.add_flag("--list-outputs", p.gen.list_outputs,
                                 "Print the names of the files and write nothing");
  CLI::Option* testing =
      c.add_flag("--testing", p.gen.testing, "Write a header for tests of your program, too");
  CLI::Option* nlohmann =
      c.add_flag("--nlohmann", p.gen.nlohmann, "Write a header for nlohmann_json, too");
  c.add_flag("--log", p.gen.log, "Write what a log tells of steps, too");
  c.add_flag("--mcp", p.gen.mcp, "Write what a language model is offered, and --log, too");
  c.add_flag("--drafts", p.gen.drafts, "Give every intent a patch: for drafts and proposals");
  add_messages_option(c, p.gen.messages,
                      "Write what the contract says in this catalogue's language");
  CLI::Option* schema =
      c.add_flag("--json-schema", p.gen.json_schema, "Write the JSON Schema of the intents")
          ->excludes(list)
          ->excludes(testing)
          ->excludes(nlohmann);
  c.add_option("--intent", p.gen.intent, "With --json-schema: of the payload of this intent")
      ->type_name("NAME")
      ->needs(schema);
  c.add_option("--tools", p.gen.tools, "Write the intents as tools: mcp, openai or anthropic")
      ->type_name("PROVIDER")
      ->check(CLI::IsMember({"mcp", "openai", "anthropic"}))
      ->excludes(list)
      ->excludes(testing)
      ->excludes(nlohmann)
      ->excludes(schema);
  c.add_option("--depfile", p.gen.depfile, "Write what the output depends on, for Make and Ninja")
      ->type_name("FILE");
  c.add_option("--depfile-target", p.gen.depfile_target, "What the depfile says is made")
      ->type_name("FILE");
  c.add_option("--stamp", p.gen.stamp, "Touch this file when all is written")->type_name("FILE");
  add_common(p, c);
  c.footer(
      "Examples:\n"
      "  writ gen order.writ -o generated --import-dir ../shared\n"
      "  writ gen order.writ --json-schema --intent AddLine");
}

void add_fmt(Parser& p) {
  CLI::App& c = *p.app.add_subcommand("fmt", "Lay contracts and modules out, in their files");
  c.add_option("FILE", p.fmt.files, "Contracts or modules; - is from standard input to output")
      ->required();
  CLI::Option* check =
      c.add_flag("--check", p.fmt.check, "Name the files that differ and write nothing");
  c.add_flag("--diff", p.fmt.diff, "Show what differs and write nothing")->excludes(check);
  add_colour(p, c);
  c.footer(
      "Examples:\n"
      "  writ fmt contracts/*.writ\n"
      "  writ fmt --diff order.writ");
}

void add_test(Parser& p) {
  CLI::App& c = *p.app.add_subcommand("test", "Play the scenarios of contracts");
  const auto place = [&](const char* option, std::string& path, const char* what) {
    c.add_option(option, path, what)->type_name("FILE");
  };
  c.add_option("FILE", p.test.files, "Contracts; - is standard input")->required();
  CLI::Option* filter =
      c.add_option("--filter", p.test.filter, "Only scenarios with this text in their name")
          ->type_name("TEXT");
  c.add_option("--scenario", p.test.scenario, "Only the scenario of this name")
      ->type_name("NAME")
      ->excludes(filter);
  c.add_option("--native", p.test.native,
               "Play them in this program with generated machines, too, and compare");
  c.add_flag("--list", p.test.list, "Print the names of the scenarios and play none");
  c.add_flag("-q,--quiet", p.test.quiet, "Tell of those that fail only");
  c.add_option("-j,--jobs", p.test.jobs, "How many at a time; 0: one a processor")
      ->type_name("N")
      ->check(CLI::Range(0U, 256U));
  c.add_flag("--coverage", p.test.coverage, "Tell what no scenario has reached");
  place("--junit", p.test.junit, "Write the results as JUnit's XML; - is standard output");
  place("--json", p.test.json, "Write the results as JSON");
  place("--coverage-json", p.test.coverage_json, "Write what was reached as JSON");
  place("--lcov", p.test.lcov, "Write what was reached as a tracefile of lcov");
  add_import_dir(p, c);
  add_colour(p, c);
  c.footer(
      "Examples:\n"
      "  writ test contracts/*.writ --filter refund --coverage\n"
      "  writ test order.writ --native build/order_drive --junit report.xml");
}

void add_sim(Parser& p) {
  CLI::App& c =
      *p.app.add_subcommand("sim", "Try a contract out: intents in, what becomes of them out");
  c.add_option("CONTRACT", p.sim.contract, "The contract; lines are read from standard input")
      ->required();
  c.add_flag("--echo", p.sim.echo, "Repeat the lines of a script before their answers");
  add_common(p, c);
  c.footer(
      "Examples:\n"
      "  writ sim order.writ\n"
      "  writ sim order.writ --echo < session.txt\n"
      "\n"
      "In a session, `help` lists what can be typed.");
}

/// What is wrong with a name.
std::string not_empty(const std::string& name) { return name.empty() ? "it is empty" : ""; }

void add_serve(Parser& p) {
  CLI::App& c = *p.app.add_subcommand("serve", "Offer a contract to a language model, as tools");
  c.add_option("CONTRACT", p.serve.contract, "The contract")->required();
  c.add_flag("--mcp", p.serve.mcp, "Speak the Model Context Protocol on standard input and output")
      ->required();
  c.add_option("--play", p.serve.play, "Begin after this scenario of the contract")
      ->type_name("NAME");
  c.add_option("--commit", p.serve.commit,
               "What is accepted waits for a person, staged, or is done at once, auto")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"staged", "auto"}));
  c.add_option("--desk", p.serve.desk, "Listen here for `writ approve`")->type_name("SOCKET");
  c.add_option("--subject", p.serve.subject, "Who asks, as the contract sees it")
      ->type_name("NAME")
      ->check(not_empty);
  c.add_option("--denials", p.serve.denials, "So many calls may be refused within a minute")
      ->type_name("N")
      ->check(CLI::Range(1U, 10'000U));
  add_import_dir(p, c);
  add_colour(p, c);
  c.footer(
      "Examples:\n"
      "  writ serve --mcp order.writ\n"
      "  writ serve --mcp order.writ --play \"a full shelf\" --commit auto");
}

void add_approve(Parser& p) {
  CLI::App& c = *p.app.add_subcommand("approve", "Decide about what a language model proposes");
  for (const auto& [name, what] :
       {std::pair("SERVER", "Its contract or its socket, if several run"),
        std::pair("COMMAND", "list, show, accept or discard"), std::pair("ID", "Of a proposal")})
    c.add_option_function<std::string>(
        name, [&p](const std::string& word) { p.approve_words.push_back(word); }, what);
  c.add_option("--as", p.approve.person, "Who decides, as the contract sees it; else the user")
      ->type_name("NAME")
      ->check(not_empty);
  c.footer(
      "Examples:\n"
      "  writ approve\n"
      "  writ approve order.writ accept p1 --as Ann");
}

void add_log(Parser& p) {
  CLI::App& c = *p.app.add_subcommand("log", "Show an audit file, and look whether it is whole");
  c.add_option("FILE", p.log.files, "Audit files, the oldest first: log.2 log.1 log")->required();
  c.add_option("--filter", p.log_filters, "Only entries with this: outcome=refused; repeatable")
      ->type_name("KEY=VALUE");
  c.add_option("--last", p.log.last, "Only the last so many")
      ->type_name("N")
      ->check([](const std::string& n) { return n == "0" ? "it is at least 1" : std::string(); });
  CLI::Option* follow =
      c.add_flag("-f,--follow", p.log.follow, "Go on with what is written, until interrupted");
  CLI::Option* verify =
      c.add_flag("--verify", p.log.verify, "Print no entries: say whether the lines hang together");
  c.add_option("--anchor", p.log.anchor, "With --verify: a hash kept elsewhere, to be found again")
      ->type_name("HASH")
      ->needs(verify);
  verify->excludes(follow);
  c.add_flag("--json", p.log.json, "Print entries as they were written, one a line")
      ->excludes(verify);
  add_colour(p, c);
  c.footer(
      "Examples:\n"
      "  writ log order.log --filter outcome=refused --filter guard=InStock\n"
      "  writ log --verify order.log");
}

void add_new(Parser& p) {
  CLI::App& c = *p.app.add_subcommand("new", "Make a folder with a small project that builds");
  c.add_option("NAME", p.make_new.name, "Of the contract, the program and the folder")->required();
  c.add_option("-o,--output", p.make_new.folder, "Another folder; it must not exist yet")
      ->type_name("DIR");
  c.footer(
      "Examples:\n"
      "  writ new shop\n"
      "  writ new shop -o services/shop");
}

void add_messages(Parser& p) {
  CLI::App& c = *p.app.add_subcommand(
      "messages", "Print what a contract says, as a catalogue to be translated");
  c.add_option("CONTRACT", p.messages.contract, "The contract")->required();
  c.add_option("--language", p.messages.language, "The language that it will be in (BCP 47)")
      ->type_name("TAG");
  c.add_flag("--own", p.messages.own, "Leave out what the library says of any contract");
  add_common(p, c);
  c.footer(
      "Examples:\n"
      "  writ messages order.writ --language de > order.de.json\n"
      "  writ check order.writ --messages order.de.json");
}

void add_explain(Parser& p) {
  CLI::App& c = *p.app.add_subcommand("explain", "Explain a diagnostic, with a right example");
  c.add_option("NAME", p.explain.name, "Its name; without one all names are listed");
  c.footer(
      "Examples:\n"
      "  writ explain unknown-phase\n"
      "  writ explain | grep phase");
}

void add_completion(Parser& p) {
  CLI::App& c = *p.app.add_subcommand("completion", "Print a completion script for a shell");
  c.add_option("SHELL", p.completion.shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  c.footer(
      "Examples:\n"
      "  source <(writ completion bash)\n"
      "  writ completion fish > ~/.config/fish/completions/writ.fish");
}

std::unique_ptr<Parser> make_parser() {
  auto parser = std::make_unique<Parser>();
  CLI::App& app = parser->app;
  app.name("writ");
  app.set_version_flag("--version", std::string("writ ") + WRIT_VERSION);
  app.get_formatter()->column_width(30);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  writ check order.writ\n"
      "  writ gen order.writ -o generated\n"
      "\n"
      "`writ COMMAND --help` says more. Exit codes: 0 clean, 1 findings, 2 errors in a\n"
      "contract, 64 wrong usage, 66 input missing, 73 and 74 output not written.");
  add_check(*parser);
  add_gen(*parser);
  add_fmt(*parser);
  add_test(*parser);
  add_sim(*parser);
  add_serve(*parser);
  add_approve(*parser);
  add_log(*parser);
  add_new(*parser);
  add_messages(*parser);
  add_explain(*parser);
  add_completion(*parser);
  return parser;
}

std::vector<std::string> long_options(const CLI::App& command) {
  std::vector<std::string> out;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
  return out;
}

/// CLI11 says little about a word that it does not know: this says which, and what could be meant.
std::optional<Done> unknown_word(const Parser& parser, int count, const char* const* arguments) {
  if (count < 2) return usage("", "a command is missing");
  const std::string first = arguments[1];
  const CLI::App* command = nullptr;
  for (const CLI::App* c : parser.app.get_subcommands({}))
    if (c->get_name() == first) command = c;
  if (!command) {
    if (first == "-h" || first == "--help" || first == "--version") return std::nullopt;
    std::vector<std::string> names;
    for (const CLI::App* c : parser.app.get_subcommands({})) names.push_back(c->get_name());
    const bool option = first.starts_with('-');
    if (option) names = long_options(parser.app);
    return usage("", std::string(option ? "unknown option `" : "unknown command `") + first + "`" +
                         guess(first, names));
  }
  const std::vector<std::string> names = long_options(*command);
  for (int i = 2; i < count && std::string_view(arguments[i]) != "--"; ++i) {
    std::string word = arguments[i];
    if (!word.starts_with("--")) continue;
    word = word.substr(0, word.find('='));
    if (std::find(names.begin(), names.end(), word) == names.end())
      return usage(" " + first, "unknown option `" + word + "`" + guess(word, names));
  }
  return std::nullopt;
}

CommonOptions common(const Parser& parser) {
  CommonOptions options;
  options.import_dirs = parser.import_dirs;
  options.format = parser.format == "json"    ? source::Format::Json
                   : parser.format == "short" ? source::Format::Short
                                              : source::Format::Text;
  const char* no_colour = std::getenv("NO_COLOR");
  const auto coloured = [&](int file) {
    const bool wanted = isatty(file) && !(no_colour && *no_colour);
    return parser.colour == "always" || (parser.colour == "auto" && wanted);
  };
  options.colour = coloured(STDERR_FILENO);
  options.colour_output = coloured(STDOUT_FILENO);
  options.warnings_are_errors = parser.warnings_are_errors;
  return options;
}

}  // namespace

Command parse_arguments(int count, const char* const* arguments) {
  const std::unique_ptr<Parser> parser = make_parser();
  if (const auto done = unknown_word(*parser, count, arguments)) return *done;
  try {
    parser->app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return Done{parser->app.exit(error)};  // --help, --version
    std::string message = error.what();
    while (message.ends_with('\n')) message.pop_back();
    const auto commands = parser->app.get_subcommands();
    return usage(commands.empty() ? "" : " " + commands.front()->get_name(), message);
  }
  const std::string command = parser->app.get_subcommands().front()->get_name();
  parser->check.common = parser->gen.common = parser->messages.common = common(*parser);
  parser->test.common = parser->check.common;
  if (command == "check") {
    const std::vector<std::string>& files = parser->check.files;
    if (parser->check.fix && std::find(files.begin(), files.end(), "-") != files.end())
      return usage(" check", "`--fix` changes files; standard input is none");
    if (!parser->check.messages.empty() && files.size() != 1)
      return usage(" check", "`--messages` is of one contract, and several files are given");
    return parser->check;
  }
  if (command == "gen") {
    const GenOptions& gen = parser->gen;
    if (gen.json_schema || !gen.tools.empty()) return gen;
    // The files, and the header that programs include, are called after the contract's file.
    if (gen.contract == "-")
      return usage(" gen", "what is written is called after a file; standard input has no name");
    if (gen.output_dir.empty()) return usage(" gen", "--output is required");
    return gen;
  }
  if (command == "fmt") {
    parser->fmt.colour = parser->check.common.colour;
    parser->fmt.colour_output = parser->check.common.colour_output;
    return parser->fmt;
  }
  if (command == "test") return parser->test;
  if (command == "sim") {
    parser->sim.common = parser->check.common;
    if (parser->sim.contract == "-")
      return usage(" sim", "standard input has the lines of the session, not the contract");
    return parser->sim;
  }
  if (command == "serve") {
    parser->serve.common = parser->check.common;
    if (parser->serve.contract == "-")
      return usage(" serve", "standard input has the lines of the protocol, not the contract");
    return parser->serve;
  }
  if (command == "approve") return approval(parser->approve, parser->approve_words);
  if (command == "log") {
    parser->log.common = parser->check.common;
    return shown_log(parser->log, parser->log_filters);
  }
  if (command == "new") return parser->make_new;
  if (command == "messages") return parser->messages;
  if (command == "explain") return parser->explain;
  return parser->completion;
}

std::vector<Completable> completables() {
  const std::unique_ptr<Parser> parser = make_parser();
  std::vector<Completable> out;
  for (const CLI::App* command : parser->app.get_subcommands({}))
    out.push_back({command->get_name(), command->get_description(), long_options(*command)});
  return out;
}

}  // namespace writ::cli
