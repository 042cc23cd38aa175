#include "compiler/cli/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "compiler/cli/exit_code.h"

namespace writ::cli {

namespace fs = std::filesystem;

namespace {

/// Holds SIGINT and SIGTERM back while files are being replaced.
class HoldSignals {
 public:
  HoldSignals() {
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigprocmask(SIG_BLOCK, &held, &before_);
  }
  HoldSignals(const HoldSignals&) = delete;
  HoldSignals& operator=(const HoldSignals&) = delete;
  ~HoldSignals() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

std::string reason(int error) { return std::generic_category().message(error); }

/// Everything up to `limit` bytes and one more, by which a larger file is known.
FileText read_all(int file, std::size_t limit) {
  FileText result;
  char buffer[1 << 16];
  while (result.text.size() <= limit) {
    const ssize_t got = ::read(file, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {{}, reason(errno), false};
    if (got == 0) return result;
    result.text.append(buffer, static_cast<std::size_t>(got));
  }
  return {{}, {}, true};
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(file, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

bool is_same(const NewFile& file) {
  struct stat info {};
  if (::stat(file.path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  if (static_cast<std::size_t>(info.st_size) != file.text.size()) return false;
  const FileText old = read_file(file.path, file.text.size());
  return old.problem.empty() && !old.too_large && old.text == file.text;
}

/// Mode and owner of one file for another. Only root can give a file away, so nobody insists on it.
bool take_after(int file, const struct stat& like) {
  if (::fchown(file, like.st_uid, like.st_gid) != 0 && errno != EPERM) return false;
  return ::fchmod(file, like.st_mode & 07777U) == 0;
}

/// The new texts, each in a file of its own beside the one it will replace.
class Staged {
 public:
  Staged() = default;
  Staged(const Staged&) = delete;
  Staged& operator=(const Staged&) = delete;
  ~Staged() {
    for (const auto& [from, to] : moves_) ::unlink(from.c_str());
  }

  /// `like`: whose mode and owner the new file gets; null for a file of its own.
  WriteResult add(const NewFile& file, const struct stat* like = nullptr) {
    std::error_code error;
    const fs::path folder = fs::path(file.path).parent_path();
    if (!folder.empty()) fs::create_directories(folder, error);
    if (error) return {CannotCreate, "cannot create `" + folder.string() + "`: " + error.message()};
    if (fs::is_directory(file.path, error))
      return {CannotCreate, "cannot write `" + file.path + "`: " + reason(EISDIR)};
    const std::string beside = file.path + ".new-" + std::to_string(::getpid());
    const int out = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (out < 0) return {CannotCreate, "cannot create `" + file.path + "`: " + reason(errno)};
    moves_.emplace_back(beside, file.path);
    const bool written = (like == nullptr || take_after(out, *like)) && write_all(out, file.text);
    const int failed = errno;
    const bool closed = ::close(out) == 0;
    if (written && closed) return {};
    return {InputOutput, "cannot write `" + file.path + "`: " + reason(written ? errno : failed)};
  }

  WriteResult replace() {
    WriteResult result;
    while (!moves_.empty()) {
      const auto& [from, to] = moves_.back();
      if (::rename(from.c_str(), to.c_str()) != 0)
        return {InputOutput, "cannot replace `" + to + "`: " + reason(errno), result.changed};
      ++result.changed;
      moves_.pop_back();
    }
    return result;
  }

 private:
  std::vector<std::pair<std::string, std::string>> moves_;
};

/// What is open, up to `limit` bytes; a larger file is not read at all. Closes it.
FileText read_and_close(int file, std::size_t limit) {
  struct stat info {};
  FileText result;
  if (::fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
      static_cast<std::size_t>(info.st_size) > limit) {
    result.too_large = true;
  } else {
    result = read_all(file, limit);
  }
  ::close(file);
  return result;
}

std::string why_not_regular(mode_t mode) {
  if (S_ISREG(mode)) return {};
  return S_ISDIR(mode) ? reason(EISDIR) : "it is not a regular file";
}

}  // namespace

FileText read_file(const std::string& path, std::size_t limit) {
  if (path == "-") return read_all(STDIN_FILENO, limit);
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return {{}, reason(errno), false};
  return read_and_close(file, limit);
}

FileText read_regular_file(const std::string& path, std::size_t limit) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return {{}, reason(errno), false};
  if (std::string why = why_not_regular(info.st_mode); !why.empty()) return {{}, why, false};
  // It may have become a pipe since then: opening it does not wait for a writer.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return {{}, reason(errno), false};
  if (::fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(file);
    return {{}, "it is not a regular file", false};
  }
  return read_and_close(file, limit);
}

WriteResult write_files(const std::vector<NewFile>& files) {
  const HoldSignals hold;
  Staged staged;
  for (const NewFile& file : files) {
    if (is_same(file)) continue;
    if (WriteResult result = staged.add(file); result.exit_code != Clean) return result;
  }
  return staged.replace();
}

WriteResult rewrite_files(const std::vector<NewFile>& files) {
  const HoldSignals hold;
  Staged staged;
  for (const NewFile& file : files) {
    const auto refuse = [&](const std::string& why) -> WriteResult {
      return {CannotCreate, "cannot write `" + file.path + "`: " + why};
    };
    std::error_code error;
    const fs::path real = fs::canonical(file.path, error);
    struct stat info {};
    if (error || ::stat(real.c_str(), &info) != 0 || ::access(real.c_str(), W_OK) != 0)
      return refuse(error ? error.message() : reason(errno));
    if (!S_ISREG(info.st_mode)) return refuse("not an ordinary file");
    const NewFile target{real.string(), file.text};
    if (is_same(target)) continue;
    if (WriteResult result = staged.add(target, &info); result.exit_code != Clean) return result;
  }
  return staged.replace();
}

WriteResult write_output(const std::string& path, const std::string& text) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return write_files({{path, text}});
  if (S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)) return rewrite_files({{path, text}});
  std::FILE* const file = std::fopen(path.c_str(), "w");
  if (!file) return {CannotCreate, "cannot write `" + path + "`: " + reason(errno), 0};
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool closed = std::fclose(file) == 0;
  if (written && closed) return {Clean, {}, 1};
  return {InputOutput, "cannot write `" + path + "`: " + reason(errno), 0};
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return a == b || fs::weakly_canonical(a, error) == fs::weakly_canonical(b, error);
}

WriteResult touch_file(const std::string& path) {
  const HoldSignals hold;
  Staged staged;
  if (WriteResult result = staged.add({path, {}}); result.exit_code != Clean) return result;
  return staged.replace();
}

}  // namespace writ::cli
