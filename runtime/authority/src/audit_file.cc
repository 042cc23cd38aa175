#include <writ/authority/audit_file.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

#include <writ/digest/chain.h>

namespace writ {

namespace {

/// No entry is longer: its payload, its changes and its texts have caps of their own.
constexpr std::uint64_t most_line = 4U << 20;

[[noreturn]] void fail(const std::string& what, const std::string& path) {
  throw AuditError("cannot " + what + " the log " + path + ": " + std::strerror(errno));
}

std::string numbered(const std::string& path, unsigned number) {
  return path + "." + std::to_string(number);
}

/// The last bytes of a file, in which at least one line is whole.
std::string end_of(int file, std::uint64_t size, const std::string& path) {
  std::string bytes(std::min(size, 2 * most_line), '\0');
  const std::uint64_t from = size - bytes.size();
  for (std::uint64_t have = 0; have < bytes.size();) {
    const ssize_t got =
        pread(file, bytes.data() + have, bytes.size() - have, static_cast<off_t>(from + have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read", path);
    if (got == 0) return bytes.substr(0, have);  // somebody has cut it meanwhile
    have += static_cast<std::uint64_t>(got);
  }
  return bytes;
}

/// That of the last line which is whole and one of a chain.
std::optional<std::string> last_hash(std::string_view bytes) {
  std::size_t end = bytes.rfind('\n');
  while (end != std::string_view::npos) {
    const std::size_t before = end == 0 ? std::string_view::npos : bytes.rfind('\n', end - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    if (const auto line = parse_chain_line(bytes.substr(begin, end - begin)))
      return std::string(line->hash);
    end = before;
  }
  return std::nullopt;
}

}  // namespace

AuditFile::AuditFile(std::string path, AuditLimits limits)
    : path_(std::move(path)), limits_(limits), head_(chain_begins) {
  try {
    open(path_);
    find_head();
  } catch (...) {
    if (file_ >= 0) close(file_);
    throw;
  }
}

AuditFile::~AuditFile() {
  if (file_ >= 0) close(file_);
}

void AuditFile::open(const std::string& path) {
  file_ = ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
  if (file_ < 0) fail("open", path);
  struct stat status {};
  if (fstat(file_, &status) != 0) fail("read", path);
  if (!S_ISREG(status.st_mode)) throw AuditError("the log " + path + " is no regular file");
  if (flock(file_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) throw AuditError("somebody else writes to the log " + path);
    fail("lock", path);
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
}

/// The chain goes on behind the last whole line: of this file, or of the one before it.
void AuditFile::find_head() {
  const std::string tail = end_of(file_, size_, path_);
  is_torn_ = !tail.empty() && tail.back() != '\n';
  if (const auto hash = last_hash(tail)) {
    head_ = *hash;
    return;
  }
  const std::string older = numbered(path_, 1);
  const int file = ::open(older.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (file < 0) return;
  struct stat status {};
  std::optional<std::string> hash;
  if (fstat(file, &status) == 0 && S_ISREG(status.st_mode))
    hash = last_hash(end_of(file, static_cast<std::uint64_t>(status.st_size), older));
  close(file);
  if (hash) head_ = *hash;
}

/// `log` becomes `log.1`, that `log.2`, and so on. What can fail comes before anything is moved.
void AuditFile::roll() {
  struct stat there {};
  struct stat mine {};
  if (fstat(file_, &mine) != 0) fail("read", path_);
  const bool is_there = stat(path_.c_str(), &there) == 0;
  const bool is_mine = is_there && there.st_ino == mine.st_ino && there.st_dev == mine.st_dev;
  if (is_there && !is_mine)
    return;  // somebody has put something else there: it is not ours to move
  const std::string fresh = path_ + ".new";
  std::remove(fresh.c_str());
  const int full = std::exchange(file_, -1);
  const std::uint64_t full_size = size_;
  const auto stay = [&] {
    if (file_ >= 0) close(file_);
    file_ = full;
    size_ = full_size;
  };
  try {
    open(fresh);
  } catch (...) {
    stay();
    throw;
  }
  if (is_mine && limits_.files > 1) {
    for (unsigned i = limits_.files - 1; i > 1; --i)
      std::rename(numbered(path_, i - 1).c_str(), numbered(path_, i).c_str());
    std::rename(path_.c_str(), numbered(path_, 1).c_str());
  }
  if (std::rename(fresh.c_str(), path_.c_str()) != 0) {
    stay();
    fail("rename", fresh);
  }
  close(full);
  size_ = 0;
  is_torn_ = false;
}

void AuditFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(file_, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) fail("write", path_);
    is_torn_ = true;
    size_ += static_cast<std::uint64_t>(done);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  is_torn_ = false;
}

void AuditFile::add_json(std::string_view json) {
  if (json.size() > most_line) throw AuditError("an entry of the log " + path_ + " is too long");
  const std::lock_guard lock(mutex_);
  // What was torn may be a line but for its end: marked, it is none, whatever stands in it.
  if (is_torn_) write("#torn\n");
  const std::string line = chain_line(head_, json) + "\n";
  if (size_ > 0 && size_ + line.size() > limits_.file_bytes) roll();
  write(line);
  head_ = chain_hash(head_, json);
  if (limits_.sync && fdatasync(file_) != 0) fail("write", path_);
}

std::string AuditFile::head() const {
  const std::lock_guard lock(mutex_);
  return head_;
}

}  // namespace writ
