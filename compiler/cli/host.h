/// One loop over standard input and output and the socket of the desk.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include <writ/mcp/lines.h>
#include <writ/mcp/server.h>

namespace writ::cli {

/// Gives a server its lines, and writes what it answers. A slow client of the desk stops nobody: it
/// is read and written as far as that needs no waiting.
class Host {
 public:
  /// From here on signals that end the process end `run`. The server must outlive it. `ahead`: how
  /// many microseconds the server's clock is ahead of that of the system.
  Host(mcp::Server& server, std::int64_t ahead);
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  /// At the socket of the desk, which stays open.
  void listen(int socket) { listening_ = socket; }
  /// Until standard input ends, or the process is asked to end. The exit code.
  int run();

 private:
  struct Caller {
    int file = -1;
    mcp::Lines lines;
    std::string out;
    bool answered = false;  ///< one line is one answer, and then it is over
    Instant until{};        ///< it is not waited for any longer
  };

  [[nodiscard]] Instant now() const;
  [[nodiscard]] int patience() const;
  bool wait();
  void read_input();
  void write_output(std::size_t most);
  void take_caller();
  void serve(Caller& caller);
  void end_callers();
  void drain();

  mcp::Server& server_;
  int listening_ = -1;
  std::int64_t ahead_;
  mcp::Lines lines_;
  std::string out_;
  std::deque<Caller> callers_;
  bool ended_ = false;   // nothing more comes in
  bool broken_ = false;  // nothing more can be written
};

}  // namespace writ::cli
