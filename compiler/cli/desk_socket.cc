#include "compiler/cli/desk_socket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

namespace writ::cli {

namespace {

DeskSocket no_socket(const std::string& path, const std::string& why) {
  return {-1, path, "`" + path + "`: " + why};
}

constexpr const char* too_long = "the path of a socket has 1 to 107 bytes";

bool address_of(const std::string& path, sockaddr_un& out) {
  out = {};
  out.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof out.sun_path || path.find('\0') != std::string::npos)
    return false;
  std::memcpy(out.sun_path, path.data(), path.size());
  return true;
}

/// Is the process at the other end one of this user?
bool is_own(int file) {
  ucred other{};
  socklen_t size = sizeof other;
  return getsockopt(file, SOL_SOCKET, SO_PEERCRED, &other, &size) == 0 && other.uid == geteuid();
}

/// Where the sockets of this user are; not made yet.
std::string folder() {
  const char* const runtime = std::getenv("XDG_RUNTIME_DIR");
  if (runtime && *runtime == '/') return std::string(runtime) + "/writ";
  return "/tmp/writ-" + std::to_string(geteuid());
}

/// Why a folder cannot be trusted with sockets; empty: it can. Links are not followed.
std::string distrust(const std::string& path) {
  struct stat found {};
  if (lstat(path.c_str(), &found) != 0) return std::strerror(errno);
  if (!S_ISDIR(found.st_mode)) return "it is no folder";
  if (found.st_uid != geteuid()) return "it belongs to another user";
  if ((found.st_mode & 077) != 0) return "other users can open it";
  return "";
}

/// Removes a socket on which nobody listens.
void remove_stale(const std::string& path) {
  if (!is_socket(path)) return;
  const DeskSocket called = call_desk(path);
  if (called.file >= 0) {
    close(called.file);
  } else if (errno == ECONNREFUSED) {
    unlink(path.c_str());
  }
}

/// The part of a socket's name that the contract gives: `order` of `order-123.sock`.
std::string_view name_in(std::string_view file) { return file.substr(0, file.find_last_of('-')); }

}  // namespace

DeskSocket listen_at(const std::string& given, std::string_view name) {
  std::string path = given;
  if (path.empty()) {
    const std::string where = folder();
    if (mkdir(where.c_str(), 0700) != 0 && errno != EEXIST)
      return no_socket(where, std::strerror(errno));
    if (const std::string why = distrust(where); !why.empty()) return no_socket(where, why);
    (void)running_desks({});  // what others have left is removed
    path = where + "/" + std::string(name) + "-" + std::to_string(getpid()) + ".sock";
  }
  sockaddr_un address{};
  // It gets its name when somebody listens: who finds it before would take it for a left one.
  const std::string unnamed = path + ".new";
  if (path.empty() || !address_of(unnamed, address))
    return no_socket(path, "the path of a socket to listen at has 1 to 103 bytes");
  remove_stale(path);
  if (is_socket(unnamed)) unlink(unnamed.c_str());
  const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (file < 0) return no_socket(path, std::strerror(errno));
  const mode_t mask = umask(0177);
  const bool bound = bind(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  umask(mask);
  const bool named = bound && listen(file, 8) == 0 && link(unnamed.c_str(), path.c_str()) == 0;
  const int why = errno;
  if (bound) unlink(unnamed.c_str());
  if (named) return {file, path, ""};
  close(file);
  return no_socket(path, std::strerror(why));
}

int accept_caller(int listening) {
  const int file = accept4(listening, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (file < 0 || is_own(file)) return file;
  close(file);
  return -1;
}

std::vector<std::string> running_desks(std::string_view name) {
  std::vector<std::string> out;
  const std::string where = folder();
  if (!distrust(where).empty()) return out;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(where, error)) {
    const std::string path = entry.path().string();
    const std::string file = entry.path().filename().string();
    if (!path.ends_with(".sock") || (!name.empty() && name_in(file) != name)) continue;
    remove_stale(path);
    if (is_socket(path)) out.push_back(path);
  }
  std::sort(out.begin(), out.end());
  return out;
}

DeskSocket call_desk(const std::string& path) {
  sockaddr_un address{};
  if (!address_of(path, address)) return no_socket(path, too_long);
  const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (file < 0) return no_socket(path, std::strerror(errno));
  if (connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const int why = errno;
    close(file);
    errno = why;
    return no_socket(path, std::strerror(why));
  }
  if (is_own(file)) return {file, path, ""};
  close(file);
  errno = EACCES;
  return no_socket(path, "it belongs to another user");
}

bool is_socket(const std::string& path) {
  struct stat found {};
  return lstat(path.c_str(), &found) == 0 && S_ISSOCK(found.st_mode);
}

std::string desk_name(std::string_view contract_path) {
  constexpr std::size_t most = 40;  // the path of a socket is short
  contract_path.remove_prefix(contract_path.find_last_of('/') + 1);
  if (contract_path.ends_with(".writ")) contract_path.remove_suffix(5);
  std::string out;
  for (const char c : contract_path.substr(0, most)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    const bool large = c >= 'A' && c <= 'Z';
    out += plain ? c : large ? static_cast<char>(c | 0x20) : '_';
  }
  return out.empty() ? "contract" : out;
}

}  // namespace writ::cli
