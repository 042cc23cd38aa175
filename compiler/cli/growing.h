/// A file of lines that may grow while it is read, and be put away under another name.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace writ::cli {

class Growing {
 public:
  explicit Growing(std::string path);
  Growing(const Growing&) = delete;
  Growing& operator=(const Growing&) = delete;
  ~Growing();

  /// Why it cannot be read; empty: it can.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// The next line, without its end; nothing where there is none yet. Of a line of more than 8 MiB
  /// the rest is read over.
  std::optional<std::string> line();
  /// What stands behind the last line break.
  [[nodiscard]] const std::string& rest() const { return rest_; }
  /// Is another file of this name there now?
  [[nodiscard]] bool is_replaced() const;
  /// Goes on with that one, from its beginning; with the old one where it cannot be opened.
  bool reopen();

 private:
  void open();
  bool more();

  std::string path_;
  std::string problem_;
  std::string rest_;
  std::size_t searched_ = 0;  // of the rest: there is no line break before
  int file_ = -1;
};

}  // namespace writ::cli
