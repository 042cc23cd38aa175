#include "judge.h"

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "compiler/emit/emit.h"
#include "compiler/format/format.h"
#include "compiler/sema/check.h"
#include "compiler/source/printable.h"
#include "compiler/source/render.h"
#include "compiler/syntax/parse.h"

namespace fuzz {

namespace {

using namespace writ;

void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: %s\n", what);
  std::abort();
}

/// Nothing that a terminal would obey, and valid UTF-8.
bool is_plain(std::string_view text) {
  while (!text.empty()) {
    const source::CodePoint c = source::first_code_point(text);
    const bool control = c.value < 0x20 && c.value != '\n';
    if (!c.valid || control || source::is_bidi_control(c.value)) return false;
    text.remove_prefix(c.bytes);
  }
  return true;
}

/// Findings are shown in every format, as often as they are counted, and in a bounded space.
void shows(const source::Files& files, const source::Sink& sink) {
  const bool found = sink.errors() + sink.warnings() > 0;
  const std::string text = source::render(files, sink, {source::Format::Text, false});
  must(is_plain(text), "text with a control character");
  must(text.empty() != found, "text says something exactly when something was found");
  constexpr std::size_t most = 16'384;  // bytes of one finding
  must(text.size() <= most * (source::Sink::most + 1), "text of no bounded size");

  const std::string line = source::render(files, sink, {source::Format::Short, false});
  must(is_plain(line), "a line with a control character");
  must(line.empty() != found, "short says something exactly when something was found");

  const std::string colour = source::render(files, sink, {source::Format::Text, true});
  must(colour.size() >= text.size(), "colour takes something away");

  const std::string json = source::render(files, sink, {source::Format::Json, false});
  const auto all = nlohmann::json::parse(json, nullptr, false);
  must(all.is_array(), "JSON that is none");
  must(all.empty() != found, "JSON says something exactly when something was found");
}

/// Findings say what was expected, and are inside of the file.
void are_sound(const source::Files& files, const source::Sink& sink) {
  for (const source::Diagnostic& finding : sink.sorted()) {
    must(!finding.message.empty(), "a finding without words");
    must(!finding.message.starts_with("expected something else"), "nobody knows what was expected");
    const source::Span span = finding.primary.span;
    must(span.begin <= span.end, "a span that ends before it begins");
    must(span.end <= files[span.file].text().size(), "a span beyond the end of its file");
  }
}

/// What could be read is checked; what is right becomes C++.
void checks(const source::Files& files, const syntax::Ast& ast, source::Sink& sink) {
  const sema::Input input{files, {&ast}};
  if (!ast.contract) {
    must(sema::check_module(input, sink) == (sink.errors() == 0), "a module with unsaid errors");
    return;
  }
  const auto contract = sema::check(input, sink);
  must(contract.has_value() == (sink.errors() == 0), "no contract, and no error");
  if (!contract) return;
  emit::With all;
  all.testing = all.nlohmann = all.drafts = all.log = all.mcp = true;
  const emit::Emitted emitted = emit::emit(*contract, files, "0", all);
  must(emitted.problem.empty(), "a template and its facts do not agree");
}

/// The layout of what can be read says the same, and stays as it is.
void is_formatted(std::string_view text, const syntax::Ast& ast,
                  const std::vector<syntax::Lexeme>& lexemes) {
  const std::optional<std::string> once = format::format(text, lexemes);
  must(once.has_value(), "a layout that lost something");
  source::Files files;
  source::Sink sink;
  std::vector<syntax::Lexeme> again;
  const syntax::Ast formatted = syntax::parse(files, files.add("a.writ", *once), sink, again);
  must(sink.errors() == 0, "a layout that cannot be read");
  must(ast == formatted, "a layout that says something else");
  must(format::format(*once, again) == once, "a layout of a layout that differs");
}

}  // namespace

void judge(std::string_view bytes) {
  source::Files files;
  source::Sink sink;
  const source::FileId id = files.add("a.writ", std::string(bytes));
  std::vector<syntax::Lexeme> lexemes;
  const syntax::Ast ast = syntax::parse(files, id, sink, lexemes);
  must(ast.complete || sink.errors() > 0, "incomplete without an error");
  if (sink.errors() == 0) is_formatted(files[id].text(), ast, lexemes);
  if (ast.complete) checks(files, ast, sink);
  are_sound(files, sink);
  shows(files, sink);
}

}  // namespace fuzz
