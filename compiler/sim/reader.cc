#include "compiler/sim/reader.h"

#include "compiler/syntax/parse.h"

namespace writ::sim {

namespace {

/// The last of it, which only says how many findings there are.
void drop(std::string& text, const std::string& summary) {
  if (!text.ends_with(summary + "\n")) return;
  text.resize(text.size() - summary.size() - 1);
  while (text.ends_with("\n\n")) text.pop_back();
}

}  // namespace

std::optional<syntax::Step> Reader::parsed(std::string_view head, const Typed& typed,
                                           std::string_view tail, source::Sink& sink) {
  // What was typed stands on lines of its own, with the numbers that it has for who typed it.
  std::string text = "scenario \"\" { " + std::string(head) + "\n";
  text += typed.text + "\n" + std::string(tail) + "}\n";
  const source::FileId file = files_.add("input", std::move(text), typed.line - 2);
  syntax::Ast ast = syntax::parse(files_, file, sink);
  if (sink.errors() > 0) return std::nullopt;
  if (ast.complete && ast.scenarios.size() == 1 && ast.scenarios.front().steps.size() == 1)
    return std::move(ast.scenarios.front().steps.front());
  return std::nullopt;
}

std::string Reader::told(const source::Sink& sink) const {
  std::string text = source::render(files_, sink, render_);
  if (sink.errors() == 0) return "error: this is no single step of a scenario\n";
  if (render_.format == source::Format::Text) drop(text, source::summary(sink));
  return text;
}

std::optional<model::ScenarioStep> Reader::step(std::string_view word, const Typed& typed,
                                                const sema::Before& before, std::string& problem) {
  source::Sink sink;
  std::optional<model::ScenarioStep> step;
  if (const auto written = parsed(word, typed, "", sink))
    step = steps_.step(*written, before, sink);
  if (!step) problem = told(sink);
  return step;
}

std::optional<model::Expr> Reader::expression(const Typed& typed, std::string& problem) {
  source::Sink sink;
  std::optional<model::Expr> expression;
  const auto written = parsed("expect (", typed, ")", sink);
  if (written && written->value) expression = steps_.expression(*written->value, sink);
  if (!expression) problem = told(sink);
  return expression;
}

std::optional<model::Expr> Reader::value(const Typed& typed, model::TypeId wanted,
                                         std::string& problem) {
  source::Sink sink;
  std::optional<model::Expr> value;
  const auto written = parsed("expect (", typed, ")", sink);
  if (written && written->value) value = steps_.value(*written->value, wanted, sink);
  if (!value) problem = told(sink);
  return value;
}

void Braces::read(std::string_view text) {
  for (std::size_t i = 0; i < text.size() && open_ >= 0; ++i) {
    const char c = text[i];
    if (in_text_) {
      if (c == '\\') ++i;
      in_text_ = c != '"';
    } else if (c == '"') {
      in_text_ = true;
    } else if (c == '/' && text.substr(i).starts_with("//")) {
      i = std::min(text.find('\n', i), text.size());
    } else if (c == '{' || c == '[' || c == '(') {
      ++open_;
    } else if (c == '}' || c == ']' || c == ')') {
      --open_;
    }
  }
}

}  // namespace writ::sim
