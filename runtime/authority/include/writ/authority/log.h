/// The last steps, in memory: those that were accepted, and those that were not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include <writ/authority/entry.h>

namespace writ {

/// A ring of entries. Thread-safe. It is no journal: what has left it is gone, and no state is made
/// of it.
class Log {
 public:
  /// Keeps the last `most`, at least one.
  explicit Log(std::size_t most = 1'000) : most_(most < 1 ? 1 : most) {}

  /// Numbers the entry and keeps it; the oldest one leaves when there is no more room.
  std::shared_ptr<const LogEntry> add(LogEntry entry);
  /// Those that are there, the oldest first; at most the last `most`.
  [[nodiscard]] std::vector<std::shared_ptr<const LogEntry>> last(
      std::size_t most = SIZE_MAX) const;
  /// How many there have been, with those that have left.
  [[nodiscard]] std::uint64_t count() const;

 private:
  mutable std::mutex mutex_;
  std::deque<std::shared_ptr<const LogEntry>> entries_;
  std::size_t most_;
  std::uint64_t count_ = 0;
};

}  // namespace writ
