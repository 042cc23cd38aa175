/// A program with generated machines, made with <writ/testing/drive.h>, and the conversation with
/// it: a line goes in, five come out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace writ::native {

/// What it says to one line. Where there is a problem the rest says nothing.
struct Answer {
  std::string problem;   ///< why there is no answer, in words; empty where there is one
  std::string outcome;   ///< `accepted`, `refused`, `pending`, `unknown`, `mistake`
  std::string refusal;   ///< JSON; of a `mistake` words
  std::string snapshot;  ///< JSON
  std::string events;    ///< JSON
  std::string answer;    ///< JSON
};

/// Runs till it is destroyed, and then no longer. A program that cannot be started, ends, is silent
/// or says what is no answer is a problem in each answer from then on; nothing waits for ever.
class Process {
 public:
  struct Limits {
    int milliseconds = 10'000;                 ///< for one answer
    std::size_t bytes = std::size_t{1} << 28;  ///< of one answer
  };

  Process(const std::string& path, Limits limits);
  explicit Process(const std::string& path) : Process(path, Limits{}) {}
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  /// The line has no line break in it.
  [[nodiscard]] Answer ask(std::string_view line);

 private:
  void start(const std::string& path);
  bool wait(short for_what, long long deadline);
  bool send(std::string_view text, long long deadline);
  bool receive(std::string& line, long long deadline);
  void fail(std::string why);
  [[nodiscard]] std::string how_it_ended();
  void end();

  Limits limits_;
  std::string problem_;
  std::string read_;  // what it said and nobody took
  int socket_ = -1;
  int pid_ = -1;
};

}  // namespace writ::native
