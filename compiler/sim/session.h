/// A session with one contract: a line in, what became of it out.
///
/// In: lines as somebody types them, or a script has them. Out: text, or members of JSON. The steps
/// that were taken are a scenario: the same machine, clock and random numbers as `writ test` has.
/// Never touches the disk; any bytes are a line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/interpret/program.h"
#include "compiler/interpret/scenario.h"
#include "compiler/sim/reader.h"
#include "compiler/source/paint.h"

namespace writ::sim {

/// Where more lines come from, in the middle of an answer.
class Talk {
 public:
  virtual ~Talk() = default;
  /// The next line; nothing when there is none. One that goes on does so while braces are open.
  virtual std::optional<Typed> ask(const std::string& prompt, bool goes_on) = 0;
  virtual void say(const std::string& text) = 0;
};

/// Text to be written behind what a file holds.
struct Append {
  std::string path;
  std::string text;
};

struct Answer {
  bool wrong = false;  ///< the line could not be understood, or what it expected did not come
  bool ends = false;   ///< nothing more is wanted
  std::string text;    ///< whole lines
  std::vector<std::pair<std::string, std::string>> members;  ///< names, and values as JSON
  std::optional<Append> append;
};

struct Options {
  source::RenderOptions render;  ///< of what is wrong
  bool colour = false;           ///< of answers
};

class Session {
 public:
  /// The files and the contract must outlive it.
  Session(source::Files& files, sema::Steps& steps, Talk& talk, Options options);

  Answer answer(const Typed& line);

  /// What stands before a line: the phase, `Draft> `.
  [[nodiscard]] std::string prompt() const;
  /// What a line may begin with, and names that may stand in it.
  [[nodiscard]] std::vector<std::string> words() const;

 private:
  struct Taken {
    std::string words;  ///< as a scenario has it
    interpret::Play before;
    sema::Before next;    ///< what has happened then
    bool counts = false;  ///< it changed something: what `back` goes back to
  };
  using Command = Answer (Session::*)(const Typed& rest);
  struct Named {
    std::string_view name;
    Command command;
  };
  static const std::vector<Named>& commands();

  // Commands; `rest` is what stands behind the name.
  Answer help(const Typed& rest);
  Answer state(const Typed& rest);
  Answer phase(const Typed& rest);
  Answer views(const Typed& rest);
  Answer can(const Typed& rest);
  Answer now(const Typed& rest);
  Answer seed(const Typed& rest);
  Answer log(const Typed& rest);
  Answer back(const Typed& rest);
  Answer save(const Typed& rest);
  Answer accept(const Typed& rest);
  Answer send(const Typed& rest);
  Answer quit(const Typed& rest);

  /// A step of a scenario as it was typed; `word` is what was left out before it.
  Answer take(std::string_view word, const Typed& typed);
  Answer picked(const Typed& line);
  Answer of_nothing(const Typed& rest, std::string_view name);
  Answer wrong(const std::string& why) const;
  [[nodiscard]] std::string words_of(const model::ScenarioStep& step) const;
  [[nodiscard]] std::vector<std::string> claims();
  [[nodiscard]] std::string plays(const std::vector<std::string>& steps);
  [[nodiscard]] const model::Contract& contract() const { return steps_.contract(); }
  [[nodiscard]] std::optional<model::IntentId> intent_named(std::string_view name) const;
  [[nodiscard]] source::Painter paint() const { return {options_.colour}; }

  source::Files& files_;
  sema::Steps& steps_;
  Talk& talk_;
  Options options_;
  Reader reader_;
  interpret::Program program_;
  interpret::Play play_;
  std::vector<Taken> taken_;
  std::vector<std::string> saved_;  // names
};

/// Without the white space around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace writ::sim
