#include "compiler/cli/lines.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "compiler/source/printable.h"

#ifdef WRIT_HAVE_LIBEDIT
#include <editline/readline.h>
#endif

namespace writ::cli {

#ifdef WRIT_HAVE_LIBEDIT

namespace {

/// What TAB completes: the library's callbacks are told of nothing else.
std::vector<std::string>& completed() {
  static std::vector<std::string> words;
  return words;
}

char* candidate(const char* begin, int again) {
  static std::size_t next = 0;
  if (again == 0) next = 0;
  while (next < completed().size()) {
    const std::string& word = completed()[next++];
    if (word.starts_with(begin)) return strdup(word.c_str());
  }
  return nullptr;
}

char** candidates(const char* begin, int, int) { return rl_completion_matches(begin, candidate); }

}  // namespace

Lines::Lines(bool echo) : typed_(isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)), echo_(echo) {
  if (!typed_) return;
  rl_readline_name = const_cast<char*>("writ");
  rl_attempted_completion_function = candidates;
  using_history();
  stifle_history(1000);
}
Lines::~Lines() { completed().clear(); }

void Lines::complete(std::vector<std::string> words) { completed() = std::move(words); }

std::optional<std::string> Lines::edited(const std::string& prompt, bool& too_long) {
  std::fflush(stdout);
  char* const typed = readline(prompt.c_str());
  if (!typed) return std::nullopt;
  std::string line(typed);
  std::free(typed);
  too_long = line.size() > most;
  if (!line.empty() && !too_long) add_history(line.c_str());
  return line;
}

#else

Lines::Lines(bool echo) : typed_(isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)), echo_(echo) {}
Lines::~Lines() = default;

void Lines::complete(std::vector<std::string>) {}

std::optional<std::string> Lines::edited(const std::string& prompt, bool& too_long) {
  std::fputs(prompt.c_str(), stdout);
  std::fflush(stdout);
  return plain(too_long);
}

#endif

/// Never holds more than a line may have.
std::optional<std::string> Lines::plain(bool& too_long) {
  std::string line;
  int c = std::getc(stdin);
  if (c == EOF) return std::nullopt;
  for (; c != EOF && c != '\n'; c = std::getc(stdin)) {
    too_long |= line.size() >= most;
    if (!too_long) line += static_cast<char>(c);
  }
  return line;
}

std::optional<std::string> Lines::one(const std::string& prompt, bool& too_long) {
  std::optional<std::string> line = typed_ ? edited(prompt, too_long) : plain(too_long);
  if (line) ++count_;
  if (line && line->ends_with('\r')) line->pop_back();
  if (echo_ && !typed_ && line) {
    std::string shown = prompt + source::printable(line->substr(0, 1000));
    while (shown.ends_with(' ')) shown.pop_back();
    std::printf("%s\n", shown.c_str());
  }
  return line;
}

std::optional<Lines::Line> Lines::next(const std::string& prompt, bool goes_on) {
  bool too_long = false;
  std::optional<std::string> text = one(prompt, too_long);
  if (!text) return std::nullopt;
  const int first = count_;
  sim::Braces braces(*text);
  while (goes_on && !too_long && braces.open() > 0) {
    const std::optional<std::string> more = one("... ", too_long);
    if (!more || more->empty()) break;
    braces.read("\n" + *more);
    *text += "\n" + *more;
    too_long |= text->size() > most;
  }
  if (too_long) return Line{{"", first}, true};
  return Line{{*std::move(text), first}, false};
}

}  // namespace writ::cli
