#include "compiler/cli/growing.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace writ::cli {

namespace {

constexpr std::size_t most_line = 8U << 20;

}  // namespace

Growing::Growing(std::string path) : path_(std::move(path)) { open(); }

Growing::~Growing() {
  if (file_ >= 0) close(file_);
}

std::optional<std::string> Growing::line() {
  for (;;) {
    if (const std::size_t end = rest_.find('\n', searched_); end != std::string::npos) {
      std::string out = rest_.substr(0, end);
      rest_.erase(0, end + 1);
      searched_ = 0;
      return out;
    }
    if (rest_.size() > most_line) rest_.resize(most_line);
    searched_ = rest_.size();
    if (!more()) return std::nullopt;
  }
}

bool Growing::is_replaced() const {
  struct stat now {};
  struct stat then {};
  if (stat(path_.c_str(), &now) != 0 || fstat(file_, &then) != 0) return false;
  return now.st_ino != then.st_ino || now.st_dev != then.st_dev;
}

bool Growing::reopen() {
  const int old = std::exchange(file_, -1);
  open();
  if (!problem_.empty()) {
    if (file_ >= 0) close(file_);
    file_ = old;
    problem_.clear();
    return false;
  }
  close(old);
  rest_.clear();
  searched_ = 0;
  return true;
}

void Growing::open() {
  file_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  struct stat status {};
  if (file_ < 0 || fstat(file_, &status) != 0) {
    problem_ = std::strerror(errno);
  } else if (!S_ISREG(status.st_mode)) {
    problem_ = "it is no regular file";
  }
}

bool Growing::more() {
  char bytes[65'536];
  ssize_t got = 0;
  do {
    got = read(file_, bytes, sizeof bytes);
  } while (got < 0 && errno == EINTR);
  if (got < 0) problem_ = std::strerror(errno);
  if (got <= 0) return false;
  rest_.append(bytes, static_cast<std::size_t>(got));
  return true;
}

}  // namespace writ::cli
