#include "compiler/cli/host.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <csignal>
#include <cstdint>
#include <ctime>

#include <writ/mcp/decide.h>

#include "compiler/cli/desk_socket.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/pipeline.h"

namespace writ::cli {

namespace {

volatile std::sig_atomic_t asked_to_end = 0;
sigset_t while_waiting;  // what is not heard then
extern "C" void ask_to_end(int) { asked_to_end = 1; }

/// Signals that end the server are heard only while it waits, so that none comes just before.
sigset_t hear_only_while_waiting() {
  struct sigaction action {};
  action.sa_handler = ask_to_end;
  sigemptyset(&action.sa_mask);
  sigset_t ends;
  sigemptyset(&ends);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    sigaction(signal, &action, nullptr);
    sigaddset(&ends, signal);
  }
  std::signal(SIGPIPE, SIG_IGN);
  sigset_t before;
  sigprocmask(SIG_BLOCK, &ends, &before);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigdelset(&before, signal);
  return before;
}

constexpr std::size_t most_callers = 8;
constexpr std::size_t chunk = 65'536;
constexpr std::size_t most_unwritten = 4 << 20;  // then no more is read
constexpr Duration patience_with_caller = seconds(10);
constexpr int seconds_to_drain = 5;

bool is_passing(int error) { return error == EINTR || error == EAGAIN || error == EWOULDBLOCK; }

}  // namespace

Host::Host(mcp::Server& server, std::int64_t ahead)
    : server_(server), ahead_(ahead), lines_(mcp::Server::max_line) {
  while_waiting = hear_only_while_waiting();
}

Host::~Host() {
  for (const Caller& one : callers_) close(one.file);
}

Instant Host::now() const {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since).count() + ahead_};
}

int Host::run() {
  while (!ended_ && !broken_ && asked_to_end == 0) {
    if (!wait()) break;
    out_ += server_.notices(now());
    end_callers();
  }
  drain();
  if (!broken_) return Clean;
  complain("cannot write to standard output");
  return InputOutput;
}

/// For how many milliseconds nothing has to be done.
int Host::patience() const {
  constexpr std::int64_t least = 50'000;  // a chain of timers that begin each other is no hurry
  constexpr std::int64_t most = 60'000'000;
  Instant next = server_.next_notice();
  for (const Caller& one : callers_) next = std::min(next, one.until);
  const std::int64_t here = now().us;
  const std::int64_t wait = next.us - std::min(here, next.us);
  return static_cast<int>(std::clamp(wait, least, most) / 1'000);
}

bool Host::wait() {
  std::vector<pollfd> all;
  const auto add = [&](int file, bool reads, bool writes) {
    const int events = (reads ? POLLIN : 0) | (writes ? POLLOUT : 0);
    all.push_back({events == 0 ? -1 : file, static_cast<std::int16_t>(events), 0});
  };
  add(STDIN_FILENO, out_.size() < most_unwritten, false);
  add(STDOUT_FILENO, false, !out_.empty());
  add(listening_, callers_.size() < most_callers, false);
  for (const Caller& one : callers_) add(one.file, !one.answered, !one.out.empty());
  const int milliseconds = patience();
  const timespec limit{milliseconds / 1'000, milliseconds % 1'000 * 1'000'000L};
  if (ppoll(all.data(), all.size(), &limit, &while_waiting) < 0) return errno == EINTR;
  if (all[1].revents != 0) write_output(PIPE_BUF);
  if (all[0].revents != 0) read_input();
  for (std::size_t i = 3; i < all.size(); ++i)
    if (all[i].revents != 0) serve(callers_[i - 3]);
  if (all[2].revents != 0) take_caller();
  return true;
}

// --- standard input and output -------------------------------------------------------------------

void Host::read_input() {
  static char bytes[chunk];
  const ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
  if (count < 0 && is_passing(errno)) return;
  ended_ = count <= 0;
  if (count > 0) lines_.feed({bytes, static_cast<std::size_t>(count)});
  const auto answer = [&](const mcp::Lines::Line& line) {
    out_ += line.too_long ? mcp::Server::too_long() : server_.answer(line.text, now());
  };
  while (const auto line = lines_.next()) answer(*line);
  if (!ended_) return;
  if (const auto line = lines_.rest()) answer(*line);
}

/// A pipe that can be written to takes so much without waiting.
void Host::write_output(std::size_t most) {
  const ssize_t count = write(STDOUT_FILENO, out_.data(), std::min(out_.size(), most));
  if (count >= 0) {
    out_.erase(0, static_cast<std::size_t>(count));
  } else if (!is_passing(errno)) {
    broken_ = true;
  }
}

/// What is left is written as long as somebody reads it.
void Host::drain() {
  while (!out_.empty() && !broken_) {
    pollfd output{STDOUT_FILENO, POLLOUT, 0};
    if (poll(&output, 1, seconds_to_drain * 1'000) <= 0) return;
    write_output(PIPE_BUF);
  }
}

// --- the desk ------------------------------------------------------------------------------------

void Host::take_caller() {
  const int file = accept_caller(listening_);
  if (file < 0) return;
  Caller& caller = callers_.emplace_back();
  caller.file = file;
  caller.lines = mcp::Lines(mcp::max_decision);
  caller.until = now() + patience_with_caller;
}

void Host::serve(Caller& caller) {
  char bytes[4'096];
  if (!caller.answered) {
    const ssize_t count = recv(caller.file, bytes, sizeof bytes, MSG_DONTWAIT);
    if (count < 0 && is_passing(errno)) return;
    if (count > 0) caller.lines.feed({bytes, static_cast<std::size_t>(count)});
    auto line = caller.lines.next();
    if (!line && count <= 0) line = mcp::Lines::Line{};  // it says nothing more
    if (!line) return;
    caller.out = mcp::decide(server_, line->text, now()) + "\n";
    caller.answered = true;
  }
  const ssize_t count =
      send(caller.file, caller.out.data(), caller.out.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (count < 0 && is_passing(errno)) return;
  caller.out.erase(0, count < 0 ? caller.out.size() : static_cast<std::size_t>(count));
  caller.until = now() + patience_with_caller;
}

/// Those that have their answer, and those that are too slow.
void Host::end_callers() {
  const Instant here = now();
  std::erase_if(callers_, [&](const Caller& one) {
    const bool over = (one.answered && one.out.empty()) || one.until <= here;
    if (over) close(one.file);
    return over;
  });
}

}  // namespace writ::cli
