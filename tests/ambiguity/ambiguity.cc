// ambiguity FILE|FOLDER...   fails when a sentence of any *.writ file can be read in two ways
//
// Parses with ANTLR's exact detection and says how far the parser had to look ahead. Files that are
// wrong on purpose, or that use what the grammar does not know, are left out, and counted.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/syntax/lexer.h"
#include "compiler/syntax/parser.h"

namespace {

namespace fs = std::filesystem;
using namespace writ::syntax;

/// Counts what ANTLR says about decisions, by the rule that they are in.
class Listener final : public antlr4::BaseErrorListener {
 public:
  void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t,
                       std::size_t, bool, const antlrcpp::BitSet&,
                       antlr4::atn::ATNConfigSet*) override {
    ++ambiguities[rule(*parser, dfa)];
  }
  void reportAttemptingFullContext(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t,
                                   std::size_t, const antlrcpp::BitSet&,
                                   antlr4::atn::ATNConfigSet*) override {
    ++full_contexts[rule(*parser, dfa)];
  }

  std::map<std::string, int> ambiguities;
  std::map<std::string, int> full_contexts;

 private:
  static std::string rule(const antlr4::Parser& parser, const antlr4::dfa::DFA& dfa) {
    return parser.getRuleNames().at(dfa.atnStartState->ruleIndex);
  }
};

/// What was seen in all files.
struct Seen {
  std::size_t read = 0;
  std::size_t left_out = 0;
  ssize_t look_ahead = 0;
  std::string looks_ahead;  // the rule that does so
  Listener listener;
};

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void count_look_ahead(Parser& parser, Seen& seen) {
  for (const auto& decision : parser.getParseInfo().getDecisionInfo()) {
    const ssize_t look = std::max(decision.SLL_MaxLook, decision.LL_MaxLook);
    if (look <= seen.look_ahead) continue;
    seen.look_ahead = look;
    const auto* state = parser.getATN().getDecisionState(decision.decision);
    seen.looks_ahead = parser.getRuleNames().at(state->ruleIndex);
  }
}

void read(const fs::path& path, Seen& seen) {
  const std::string text = content(path);
  ByteStream bytes(text);
  Lexer lexer(&bytes);
  Tokens tokens(&lexer);
  Parser parser(&tokens, writ::source::FileId{});
  parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  Listener listener;
  parser.addErrorListener(&listener);
  parser.setProfile(true);
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
      antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
  try {
    parser.file();
  } catch (const antlr4::ParseCancellationException&) {
    ++seen.left_out;
    return;
  } catch (const TooDeep&) {
    ++seen.left_out;
    return;
  }
  ++seen.read;
  for (const auto& [rule, times] : listener.ambiguities) {
    std::printf("%s: %d ambiguities in rule `%s`\n", path.c_str(), times, rule.c_str());
    seen.listener.ambiguities[rule] += times;
  }
  for (const auto& [rule, times] : listener.full_contexts)
    seen.listener.full_contexts[rule] += times;
  count_look_ahead(parser, seen);
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<fs::path> files;
  for (const fs::path& name : std::vector<fs::path>(arguments + 1, arguments + count)) {
    if (!fs::is_directory(name)) {
      files.push_back(name);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(name))
      if (entry.path().extension() == ".writ") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Seen seen;
  for (const fs::path& file : files) read(file, seen);
  std::printf("%zu files read, %zu left out; at most %zd tokens of look-ahead, in rule `%s`\n",
              seen.read, seen.left_out, seen.look_ahead, seen.looks_ahead.c_str());
  for (const auto& [rule, times] : seen.listener.full_contexts)
    std::printf("rule `%s` needed its full context %d times\n", rule.c_str(), times);
  if (seen.read == 0) std::printf("nothing was read\n");
  return seen.read > 0 && seen.listener.ambiguities.empty() ? 0 : 1;
}
