#include <writ/authority/log.h>

#include <algorithm>
#include <utility>

namespace writ {

std::shared_ptr<const LogEntry> Log::add(LogEntry entry) {
  auto kept = std::make_shared<LogEntry>(std::move(entry));
  const std::lock_guard lock(mutex_);
  entries_.push_back(kept);
  kept->number = ++count_;
  if (entries_.size() > most_) entries_.pop_front();
  return kept;
}

std::vector<std::shared_ptr<const LogEntry>> Log::last(std::size_t most) const {
  const std::lock_guard lock(mutex_);
  const auto count = static_cast<std::ptrdiff_t>(std::min(most, entries_.size()));
  return {entries_.end() - count, entries_.end()};
}

std::uint64_t Log::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

}  // namespace writ
