/// The subcommands: one file each. Each returns the exit code.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/cli/pipeline.h"

namespace writ::cli {

/// `writ check FILE…`: says what is wrong with contracts and modules.
struct CheckOptions {
  CommonOptions common;
  std::vector<std::string> files;
  bool fix = false;   ///< mend in the files what has a fix, show it, report the rest
  bool cost = false;  ///< print what the steps of contracts go through
  std::vector<std::string> messages;  ///< catalogues of the contract, which is one then
};
int check(const CheckOptions& options);

/// `writ gen CONTRACT -o DIR`: writes the C++ of a contract, or what others need to know of it.
struct GenOptions {
  CommonOptions common;
  std::string contract;
  std::string output_dir;      ///< of a schema or tools the file; empty: standard output
  bool json_schema = false;    ///< the JSON Schema instead
  std::string tools;           ///< the tools for this provider instead; empty: no tools
  std::string intent;          ///< of the JSON Schema: of this one's payload; empty: of all
  std::string depfile;         ///< empty: none
  std::string depfile_target;  ///< what the depfile's rule makes; else the stamp, else all files
  std::string stamp;           ///< empty: none
  bool list_outputs = false;   ///< print the names and write nothing
  bool testing = false;        ///< the header for tests, too
  bool drafts = false;         ///< a patch for every intent, too
  bool log = false;            ///< what a log tells, too
  bool mcp = false;            ///< what a language model is offered, too
  bool nlohmann = false;       ///< the header for programs with nlohmann_json, too
  std::vector<std::string> messages;  ///< catalogues of other languages
};
int gen(const GenOptions& options);

/// `writ fmt FILE…`: lays contracts and modules out.
struct FmtOptions {
  std::vector<std::string> files;
  bool check = false;          ///< name the files that differ and write nothing
  bool diff = false;           ///< show what differs and write nothing
  bool colour = false;         ///< of findings
  bool colour_output = false;  ///< of differences
};
int fmt(const FmtOptions& options);

/// `writ test FILE…`: plays the scenarios of contracts.
struct TestOptions {
  CommonOptions common;
  std::vector<std::string> files;
  std::string filter;         ///< only scenarios with this in their name
  std::string scenario;       ///< only the one of this name; empty: all
  std::string native;         ///< a program that plays along; empty: none
  bool list = false;          ///< print their names and play none
  bool quiet = false;         ///< tell of those that fail
  bool coverage = false;      ///< tell what no scenario reached
  unsigned jobs = 0;          ///< how many at a time; 0: as many as there are processors
  std::string junit;          ///< where JUnit's XML goes; `-`: standard output; empty: nowhere
  std::string json;           ///< likewise the results as JSON
  std::string coverage_json;  ///< likewise what was reached, as JSON
  std::string lcov;           ///< likewise as a tracefile of lcov

  /// Is it wanted what was reached?
  [[nodiscard]] bool counts() const { return coverage || !coverage_json.empty() || !lcov.empty(); }
};
int test(const TestOptions& options);

/// `writ sim CONTRACT`: a session with a contract, line by line from standard input.
struct SimOptions {
  CommonOptions common;
  std::string contract;
  bool echo = false;  ///< repeat the lines of a script before their answers
};
int sim(const SimOptions& options);

/// `writ serve --mcp CONTRACT`: a contract as the tools of a language model, on standard input and
/// output.
struct ServeOptions {
  CommonOptions common;
  std::string contract;
  bool mcp = false;               ///< by the Model Context Protocol
  std::string play;               ///< the scenario after which it begins; empty: at the beginning
  std::string commit = "staged";  ///< what becomes of what is accepted: `auto`, `staged`
  std::string desk;  ///< where it listens for `writ approve`; empty: a place of its own
  std::string subject = "model";  ///< who asks, as the contract sees it
  unsigned denials = 30;          ///< so many calls may be refused within a minute
};
int serve(const ServeOptions& options);

/// `writ approve [SOCKET|CONTRACT] [list|show ID|accept ID|discard ID]`: a person decides about
/// proposals.
struct ApproveOptions {
  std::string target;  ///< a socket, or a contract whose server is running; empty: the only server
  std::string what;    ///< `list`, `show`, `accept`, `discard`; empty: one after the other
  std::string id;      ///< of a proposal
  std::string person;  ///< who decides; empty: the user
};
int approve(const ApproveOptions& options);

/// `writ log FILE…`: what an audit file says.
struct LogOptions {
  CommonOptions common;
  std::vector<std::string> files;                            ///< the oldest first
  std::vector<std::pair<std::string, std::string>> filters;  ///< keys and values; all must hold
  std::size_t last = 0;  ///< only so many, the last ones; 0: all
  bool follow = false;   ///< go on with what is written behind the last file
  bool json = false;     ///< print entries as they were written
  bool verify = false;   ///< look whether the lines hang together, and print none
  std::string anchor;    ///< a hash that must be among theirs; empty: none
};
int log(const LogOptions& options);

/// `writ new NAME`: a folder with a small project.
struct NewOptions {
  std::string name;
  std::string folder;  ///< empty: one of this name
};
int make_new(const NewOptions& options);

/// `writ messages CONTRACT`: all that it says, as a catalogue to begin a translation with.
struct MessagesOptions {
  CommonOptions common;
  std::string contract;
  std::string language;  ///< the tag of the catalogue
  bool own = false;      ///< without what the library says of any contract
};
int messages(const MessagesOptions& options);

/// `writ explain [NAME]`: the page of a diagnostic, or the names of all.
struct ExplainOptions {
  std::string name;
};
int explain(const ExplainOptions& options);

/// `writ completion SHELL`: a script for bash, zsh or fish.
struct CompletionOptions {
  std::string shell;
};
int completion(const CompletionOptions& options);

}  // namespace writ::cli
