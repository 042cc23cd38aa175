/// The Model Context Protocol (2025-11-25) for one machine: a line in, lines out.
///
/// A language model proposes. Each intent that it may send is a tool, each view a resource; what
/// goes through here always has the origin `Proposer`, whatever a message says. Staged, which is
/// how it begins, an intent that would be accepted waits on a desk until a person accepts it.
///
///     writ::mcp::Server server(machine, {}, now);
///     while (std::getline(std::cin, line)) std::cout << server.answer(line, now()) << std::flush;
///
/// No I/O, no clock: the host says what time it is. Any bytes are a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <writ/mcp/desk.h>
#include <writ/mcp/machine.h>

namespace writ::mcp {

namespace detail {
struct Message;
struct Reply;
struct Method;
}  // namespace detail

/// What becomes of a proposal that the contract accepts.
enum class Commit : std::uint8_t {
  Staged,  ///< it waits for a person
  Auto,    ///< its step is taken at once
};

/// How a server behaves.
struct Options {
  std::string subject = "model";   ///< who asks, as the contract sees it: `Context::subject`
  Commit commit = Commit::Staged;  ///< what becomes of a proposal that is accepted
  std::size_t denials = 30;        ///< so many calls may be refused within a minute
  Desk::Options desk{};            ///< what waits for a person
  std::uint64_t seed = 0;          ///< each step's random numbers are drawn from this and its
                                   ///< number; nobody should be able to guess it
};

/// One session with one client. One thread at a time.
class Server {
 public:
  /// The most bytes of a line.
  static constexpr std::size_t max_line = 1 << 20;

  /// The machine must outlive it, and be changed by nobody else.
  Server(Machine& machine, Options options, Instant now);

  /// What is answered to a line: no line, or some, each with its line feed. ASCII and valid UTF-8
  /// that cannot move a cursor or hide. A time before that of the last call is taken for that one.
  [[nodiscard]] std::string answer(std::string_view line, Instant now);
  /// What is answered to a line that was too long to be kept.
  [[nodiscard]] static std::string too_long();
  /// What is to be told to the client without being asked, now that time has passed or a person
  /// has decided: no line, or some.
  [[nodiscard]] std::string notices(Instant now);
  /// When `notices` may have something to say if nothing else happens; `Instant::never()` for none.
  [[nodiscard]] Instant next_notice() const;

  // For the person who decides; the client of the protocol reaches none of it.

  /// What came of a decision.
  struct Decision {
    bool known = false;  ///< such a proposal is waiting
    Answer answer{};     ///< of an accepted one: what became of the step
  };
  /// Takes the step of a waiting proposal in the name of a person: with the origin `Caller`, and
  /// all its fields `proposed`. If it is refused, the proposal stays.
  Decision accept(std::string_view id, std::string_view person, Instant now);
  /// What `accept` would answer; changes nothing but what is too old.
  Decision would_accept(std::string_view id, std::string_view person, Instant now);
  /// The proposal waits no more; false when it does not.
  bool discard(std::string_view id, Instant now);
  /// The proposals, those that are too old no longer waiting.
  [[nodiscard]] const std::deque<Proposal>& proposals(Instant now);
  /// The machine that it serves.
  [[nodiscard]] const Machine& machine() const { return machine_; }
  /// What time it is: that of the last call.
  [[nodiscard]] Instant now() const { return now_; }

 private:
  friend struct detail::Method;

  detail::Reply request(const detail::Message& message);
  detail::Reply initialize(std::string_view params);
  detail::Reply ping(std::string_view params);
  detail::Reply list_tools(std::string_view params);
  detail::Reply call_tool(std::string_view params);
  detail::Reply list_resources(std::string_view params);
  detail::Reply list_templates(std::string_view params);
  detail::Reply read_resource(std::string_view params);

  detail::Reply refuse(std::size_t tool, const Answer& answer);
  detail::Reply stage(std::size_t tool, Answer answer, std::uint64_t seed);
  [[nodiscard]] bool is_used_up() const;
  [[nodiscard]] std::string proposals_json() const;
  [[nodiscard]] Context as_proposer(std::uint64_t seed) const;
  [[nodiscard]] Context as_person(const Proposal& proposal, std::string_view person) const;
  void pass(Instant now);
  std::string changed();

  Machine& machine_;
  Options options_;
  Instant now_;
  Desk desk_;
  std::string root_;              // `writ://order/`
  std::vector<bool> listed_;      // the tools that the client knows to be permitted
  std::deque<Instant> refusals_;  // when, within the last minute
  std::uint64_t calls_ = 0;
  bool greeted_ = false;  // `initialize` was answered
  bool ready_ = false;    // and the client said that it knows
};

}  // namespace writ::mcp
