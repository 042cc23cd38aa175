#include "compiler/native/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <utility>

namespace writ::native {

namespace {

/// Milliseconds since any moment.
long long milliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<long long>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace

Process::Process(const std::string& path, Limits limits) : limits_(limits) { start(path); }

Process::~Process() { end(); }

/// A pair of sockets, and no pipes: who writes to a program that is gone is told so, not ended.
void Process::start(const std::string& path) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return fail(std::string("cannot be spoken to: ") + std::strerror(errno));
  ::fcntl(ends[0], F_SETFL, ::fcntl(ends[0], F_GETFL) | O_NONBLOCK);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::string name = path;
  char* arguments[] = {name.data(), nullptr};
  const int error = ::posix_spawn(&pid_, path.c_str(), &actions, nullptr, arguments, environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  socket_ = ends[0];
  if (error == 0) return;
  pid_ = -1;
  fail(std::string("cannot be started: ") + std::strerror(error));
}

void Process::end() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) continue;
  pid_ = -1;
}

void Process::fail(std::string why) {
  if (problem_.empty()) problem_ = std::move(why);
}

/// It closed its end; a moment is enough to see why.
std::string Process::how_it_ended() {
  const long long deadline = milliseconds() + 1'000;
  int status = 0;
  while (pid_ >= 0) {
    const pid_t done = ::waitpid(pid_, &status, WNOHANG);
    if (done == pid_) {
      pid_ = -1;
      if (WIFSIGNALED(status))
        return "was ended by signal " + std::to_string(WTERMSIG(status)) + " (" +
               ::strsignal(WTERMSIG(status)) + ")";
      return "ended with exit code " + std::to_string(WEXITSTATUS(status));
    }
    if (milliseconds() > deadline) break;
    ::poll(nullptr, 0, 5);
  }
  return "closed its output";
}

bool Process::wait(short for_what, long long deadline) {
  pollfd one{socket_, for_what, 0};
  while (true) {
    const long long left = deadline - milliseconds();
    if (left <= 0) break;
    const int ready = ::poll(&one, 1, static_cast<int>(left));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) break;
  }
  fail("gave no answer in " + std::to_string(limits_.milliseconds) + " ms");
  return false;
}

bool Process::send(std::string_view text, long long deadline) {
  while (!text.empty()) {
    const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      text.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN || errno == EINTR) {
      if (!wait(POLLOUT, deadline)) return false;
    } else {
      fail(how_it_ended());
      return false;
    }
  }
  return true;
}

bool Process::receive(std::string& line, long long deadline) {
  std::size_t seen = 0;
  while (true) {
    const std::size_t end = read_.find('\n', seen);
    if (end != std::string::npos) {
      line = read_.substr(0, end);
      read_.erase(0, end + 1);
      return true;
    }
    seen = read_.size();
    if (seen > limits_.bytes) {
      fail("says more than " + std::to_string(limits_.bytes) + " bytes in a line");
      return false;
    }
    char some[1 << 14];
    const ssize_t count = ::recv(socket_, some, sizeof some, 0);
    if (count > 0) {
      read_.append(some, static_cast<std::size_t>(count));
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
      fail(how_it_ended());
      return false;
    } else if (!wait(POLLIN, deadline)) {
      return false;
    }
  }
}

Answer Process::ask(std::string_view line) {
  Answer out;
  if (problem_.empty() && !read_.empty()) fail("says more than it is asked");
  const long long deadline = milliseconds() + limits_.milliseconds;
  if (problem_.empty() && send(std::string(line) + "\n", deadline)) {
    for (std::string* part : {&out.outcome, &out.refusal, &out.snapshot, &out.events, &out.answer})
      if (!receive(*part, deadline)) break;
  }
  static constexpr std::string_view words[] = {"accepted", "repeated", "refused",
                                               "pending",  "unknown",  "mistake"};
  if (problem_.empty() &&
      std::find(std::begin(words), std::end(words), out.outcome) == std::end(words))
    fail("answers `" + out.outcome.substr(0, 80) + "`, which is no outcome");
  out.problem = problem_;
  if (!problem_.empty()) end();
  return out;
}

}  // namespace writ::native
