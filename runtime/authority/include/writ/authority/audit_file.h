/// A log on disk: one line of JSON an entry, in a chain, under caps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>

#include <writ/authority/entry.h>

namespace writ {

/// How much is kept, and how it is written.
struct AuditLimits {
  std::uint64_t file_bytes = 64ULL << 20;  ///< of a file; it is then renamed, and a new one begun
  unsigned files = 8;  ///< with the one that is written to; the oldest is deleted
  bool sync = false;   ///< is each line on disk (`fdatasync`) before `add` ends?
};

/// The file cannot be opened, read or written.
struct AuditError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Writes a file that nobody else writes. Thread-safe; a line is one `write`. A log, and no
/// journal: who may delete the file can do so, and nothing is restored from it.
class AuditFile {
 public:
  /// Goes on where the file ends; makes it, with mode 0600, where there is none. What stands
  /// behind the last whole line was torn when its writer died: it stays, marked with `#torn`.
  /// Throws `AuditError`, also when somebody else writes to the file.
  explicit AuditFile(std::string path, AuditLimits limits = {});
  AuditFile(const AuditFile&) = delete;
  AuditFile& operator=(const AuditFile&) = delete;
  ~AuditFile();

  /// Writes an entry. Throws `AuditError`; the file then ends in a whole line, or in a torn one
  /// that the next `add` leaves behind.
  void add(const LogEntry& entry) { add_json(to_json(entry)); }
  /// The same of any JSON without line breaks.
  void add_json(std::string_view json);
  /// The hash of the last line: to be kept elsewhere, as an anchor.
  [[nodiscard]] std::string head() const;
  /// Where it is written.
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  void open(const std::string& path);
  void find_head();
  void roll();
  void write(std::string_view bytes);

  mutable std::mutex mutex_;
  std::string path_;
  AuditLimits limits_;
  int file_ = -1;
  std::uint64_t size_ = 0;
  bool is_torn_ = false;  // the last line has no end
  std::string head_;
};

}  // namespace writ
