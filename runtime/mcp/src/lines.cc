#include <writ/mcp/lines.h>

#include <utility>

namespace writ::mcp {

void Lines::feed(std::string_view bytes) {
  bytes_.erase(0, begin_);
  seen_ -= begin_;
  begin_ = 0;
  bytes_ += bytes;
}

std::optional<Lines::Line> Lines::next() {
  const std::size_t end = bytes_.find('\n', seen_);
  if (end == std::string::npos) {
    seen_ = bytes_.size();
    if (skips_ || bytes_.size() - begin_ > most_) {
      skips_ = true;
      bytes_.clear();
      begin_ = seen_ = 0;
    }
    return std::nullopt;
  }
  Line line;
  line.too_long = std::exchange(skips_, false) || end - begin_ > most_;
  if (!line.too_long) line.text = bytes_.substr(begin_, end - begin_);
  begin_ = seen_ = end + 1;
  return line;
}

std::optional<Lines::Line> Lines::rest() {
  if (begin_ == bytes_.size() && !skips_) return std::nullopt;
  feed("\n");
  return next();
}

}  // namespace writ::mcp
