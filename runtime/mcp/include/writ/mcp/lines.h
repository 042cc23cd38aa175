/// Bytes as they come, cut into lines.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace writ::mcp {

/// Keeps no more than one line that is not too long, and what was fed last.
class Lines {
 public:
  /// The most bytes that a line may have, without its end, if nothing else is said.
  static constexpr std::size_t most_bytes = 1 << 20;
  /// Lines have at most so many bytes.
  explicit Lines(std::size_t most = most_bytes) : most_(most) {}

  /// More bytes; then `next` is to be called until there is nothing more.
  void feed(std::string_view bytes);
  /// A line without its end.
  struct Line {
    std::string text;       ///< empty of one that is too long
    bool too_long = false;  ///< it was read over
  };
  /// The next line that has come to its end.
  std::optional<Line> next();
  /// What has not: the last line of a text that does not end in a line feed.
  std::optional<Line> rest();

 private:
  std::size_t most_;
  std::string bytes_;
  std::size_t begin_ = 0;  // of the next line
  std::size_t seen_ = 0;   // up to here there is no line feed
  bool skips_ = false;     // in a line that is too long
};

}  // namespace writ::mcp
