/// What somebody types, read as a part of a scenario: with the compiler's own grammar, types and
/// messages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/model/scenario.h"
#include "compiler/sema/steps.h"
#include "compiler/source/files.h"
#include "compiler/source/render.h"

namespace writ::sim {

/// Something typed, and the number of its first line.
struct Typed {
  std::string text;
  int line = 1;
};

class Reader {
 public:
  Reader(source::Files& files, sema::Steps& steps, source::RenderOptions render)
      : files_(files), steps_(steps), render_(render) {}

  // Each gives nothing, and says why in `problem`, where something is wrong.

  /// A step; `word` is what stands before it, and was not typed: `send`.
  std::optional<model::ScenarioStep> step(std::string_view word, const Typed& typed,
                                          const sema::Before& before, std::string& problem);
  /// An expression that reads the state.
  std::optional<model::Expr> expression(const Typed& typed, std::string& problem);
  /// A value for something of a type, outside of which it may be.
  std::optional<model::Expr> value(const Typed& typed, model::TypeId wanted, std::string& problem);

 private:
  std::optional<syntax::Step> parsed(std::string_view head, const Typed& typed,
                                     std::string_view tail, source::Sink& sink);
  std::string told(const source::Sink& sink) const;

  source::Files& files_;
  sema::Steps& steps_;
  source::RenderOptions render_;
};

/// Counts the braces, brackets and parentheses of a text that comes in pieces: each is read once.
/// Those in texts and comments do not count.
class Braces {
 public:
  Braces() = default;
  explicit Braces(std::string_view text) { read(text); }

  void read(std::string_view text);

  /// How many are open; less than none where one was closed that was not opened.
  [[nodiscard]] int open() const { return open_; }

 private:
  int open_ = 0;
  bool in_text_ = false;
};

}  // namespace writ::sim
