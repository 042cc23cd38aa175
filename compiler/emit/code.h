/// Lines of C++, indented by the braces around them and wrapped at 100 columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace writ::emit {

class Code {
 public:
  /// One line, or several, each indented.
  Code& line(std::string_view text);
  /// An empty line, but never two and never after an opening brace.
  Code& blank();
  /// `text {`, and everything until `close` one level deeper.
  Code& open(std::string_view text);
  /// `}` and what follows it.
  Code& close(std::string_view text = {});

  /// `} else {`
  Code& otherwise();

  /// `if (condition) statement`, on two lines when it does not fit on one.
  Code& when(std::string_view condition, std::string_view statement);

  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The text without the line break at its end: how a template takes it.
  [[nodiscard]] std::string block() const;

 private:
  std::string text_;
  std::size_t depth_ = 0;
};

/// Is this variable, not a member of the same name, in the text?
[[nodiscard]] bool names_variable(std::string_view text, std::string_view name);

/// Breaks lines of over 100 columns at operators and commas. Comments and literals stay whole.
[[nodiscard]] std::string wrap(std::string_view text);

}  // namespace writ::emit
