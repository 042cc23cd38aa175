/// Lines that somebody types, or a script has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/sim/session.h"

namespace writ::cli {

/// The lines of standard input. On a terminal they can be edited, and are asked for with a prompt;
/// anywhere else they are read as they come. What is opened in braces goes on on the next line, up
/// to an empty one.
class Lines {
 public:
  /// The most bytes that a line may have, with those that it goes on on.
  static constexpr std::size_t most = 65'536;

  explicit Lines(bool echo);
  ~Lines();
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  /// Does a person sit there?
  [[nodiscard]] bool are_typed() const { return typed_; }
  /// What TAB completes.
  void complete(std::vector<std::string> words);

  struct Line {
    sim::Typed typed;
    bool too_long = false;  ///< it was read over; what is typed is empty
  };
  /// Nothing at the end. Where a line does not go on, braces are characters like others.
  [[nodiscard]] std::optional<Line> next(const std::string& prompt, bool goes_on = true);

 private:
  std::optional<std::string> one(const std::string& prompt, bool& too_long);
  std::optional<std::string> edited(const std::string& prompt, bool& too_long);
  static std::optional<std::string> plain(bool& too_long);

  bool typed_;
  bool echo_;
  int count_ = 0;
};

}  // namespace writ::cli
