// bench_parse [--stage lex|tree|ast] [--mode sll|ll] [--runs N] FILE...
//
// For each file: bytes, the median milliseconds of lexing, of lexing and ANTLR's parse tree (a
// declaration at a time, thrown away as `parse` does it), of the whole of `parse`, and megabytes a
// second. With --stage only that stage runs, for callgrind and perf.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"
#include "compiler/syntax/lexer.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/parser.h"

namespace {

using namespace writ;

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void lex(const std::string& text) {
  syntax::ByteStream bytes(text);
  syntax::Lexer lexer(&bytes);
  syntax::Tokens tokens(&lexer);
  tokens.fill();
}

void tree(const std::string& text, antlr4::atn::PredictionMode mode) {
  syntax::ByteStream bytes(text);
  syntax::Lexer lexer(&bytes);
  syntax::Tokens tokens(&lexer);
  syntax::Parser parser(&tokens, source::FileId{});
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
  parser.contract();
  while (tokens.LA(1) != antlr4::Token::EOF) {
    parser.forget();
    parser.declaration();
    if (parser.getNumberOfSyntaxErrors() > 0) std::abort();
  }
}

void ast(const std::string& text) {
  source::Files files;
  source::Sink sink;
  const source::FileId id = files.add("a.writ", text);
  if (!syntax::parse(files, id, sink).complete) std::abort();
}

double median(int runs, const std::function<void()>& stage) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const auto start = std::chrono::steady_clock::now();
    stage();
    times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
            .count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

struct Options {
  std::string stage;
  antlr4::atn::PredictionMode mode = antlr4::atn::PredictionMode::LL;
  int runs = 7;
  std::vector<std::string> files;
};

Options read(int count, char** arguments) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = arguments[i];
    if (word == "--stage" && i + 1 < count) {
      options.stage = arguments[++i];
    } else if (word == "--mode" && i + 1 < count) {
      const bool sll = std::string_view(arguments[++i]) == "sll";
      if (sll) options.mode = antlr4::atn::PredictionMode::SLL;
    } else if (word == "--runs" && i + 1 < count) {
      options.runs = std::max(1, std::atoi(arguments[++i]));
    } else {
      options.files.emplace_back(word);
    }
  }
  return options;
}

}  // namespace

int main(int count, char** arguments) {
  const Options options = read(count, arguments);
  std::printf("%10s %9s %9s %9s %7s %8s\n", "bytes", "lex ms", "tree ms", "ast ms", "MB/s",
              "peak MB");
  for (const std::string& file : options.files) {
    const std::string text = content(file);
    const auto timed = [&](std::string_view stage, const std::function<void()>& run) {
      return options.stage.empty() || options.stage == stage ? median(options.runs, run) : 0.0;
    };
    const double lexing = timed("lex", [&] { lex(text); });
    const double parsing = timed("tree", [&] { tree(text, options.mode); });
    const double whole = timed("ast", [&] { ast(text); });
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double speed = whole > 0 ? static_cast<double>(text.size()) / 1000.0 / whole : 0.0;
    std::printf("%10zu %9.2f %9.2f %9.2f %7.2f %8ld\n", text.size(), lexing, parsing, whole, speed,
                usage.ru_maxrss / 1024);
  }
  return 0;
}
