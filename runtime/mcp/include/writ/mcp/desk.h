/// Proposals that wait until a person decides.
///
/// Values and times in, values out: nothing here reads a clock, knows a machine or takes a step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include <writ/core/time.h>

namespace writ::mcp {

/// What became of a proposal.
enum class ProposalStatus : std::uint8_t {
  Waiting,    ///< nobody has decided yet
  Accepted,   ///< a person did, and the step was taken
  Discarded,  ///< a person did not want it
  Expired,    ///< nobody decided in time
};
/// The name used in JSON: `waiting`.
[[nodiscard]] std::string_view name(ProposalStatus status);

/// A payload that somebody proposes.
struct Proposal {
  std::string id;          ///< `p1`; never used again
  std::size_t tool = 0;    ///< the number of the tool
  std::string payload;     ///< canonical JSON
  std::string shown;       ///< the same for people to look at: what is secret is `***`
  std::uint64_t seed = 0;  ///< what the step's random numbers are drawn from
  Instant made{};          ///< when it was put here
  Instant expires{};       ///< from then on it is no longer waiting
  ProposalStatus status = ProposalStatus::Waiting;  ///< what became of it
  std::uint64_t step = 0;                           ///< of an accepted one: which step it was
  std::string reply{};    ///< of an accepted one: JSON of the answer; empty for none
  std::string events{};   ///< of an accepted one: JSON of what the step told; empty for none
  std::string refused{};  ///< of a waiting one: why it was refused when somebody accepted it
};

/// The proposals of one machine. One thread at a time.
class Desk {
 public:
  /// How much it holds.
  struct Options {
    std::size_t most = 16;        ///< as many may wait
    Duration ttl{3'600'000'000};  ///< as long does one wait
    std::size_t remembered = 64;  ///< as many are remembered that do not wait any more
  };
  /// An empty one.
  explicit Desk(Options options) : options_(options) {}

  /// What `put` did.
  struct Placed {
    const Proposal* proposal = nullptr;  ///< until the desk changes; null: too many are waiting
    bool attached = false;               ///< the same is waiting already: it is that one
  };
  /// Puts a payload on the desk, or attaches it to the same one of the same tool. Of the proposal
  /// its tool, its payload, how it is shown and its seed are read.
  Placed put(Proposal proposal, Instant now);
  /// Those that are too old wait no more.
  void expire(Instant now);
  /// The one of this name that is waiting, until the desk changes; null for none.
  [[nodiscard]] Proposal* waiting(std::string_view id);
  /// A waiting one is decided: what else there is to say of it is written to it before.
  void decide(Proposal& proposal, ProposalStatus status);
  /// All that are known, the oldest first.
  [[nodiscard]] const std::deque<Proposal>& all() const { return all_; }
  /// How many are waiting.
  [[nodiscard]] std::size_t waiting() const;
  /// When the next one expires; `Instant::never()` for none.
  [[nodiscard]] Instant next_expiry() const;

 private:
  void forget();

  Options options_;
  std::deque<Proposal> all_;
  std::uint64_t made_ = 0;
};

}  // namespace writ::mcp
