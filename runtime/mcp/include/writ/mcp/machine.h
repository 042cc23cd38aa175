/// A machine of some contract, as the door for language models needs it.
///
/// Whoever has a machine – of generated code, of the interpreter – makes a class of this one; what
/// the protocol asks of it is `writ::mcp::Server`'s matter. Texts are JSON where that is said:
/// valid, without line breaks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <writ/core/context.h>
#include <writ/core/outcome.h>
#include <writ/core/time.h>

namespace writ::mcp {

/// What a contract says of itself.
struct About {
  std::string name;         ///< `Order`
  std::int64_t version{1};  ///< as in the first line of the contract
  std::string description;  ///< what is written above it; may be empty
};

/// An intent that a proposer may send.
struct Tool {
  std::string name;          ///< of the intent: `AddLine`
  std::string title;         ///< for people: `Add line`; empty for none
  std::string description;   ///< for the model; may have several lines
  std::string input_schema;  ///< JSON Schema of the payload, an object
};

/// What became of a payload, or would become of it.
struct Answer {
  Outcome outcome = Outcome::accepted();  ///< whatever became of it
  Refusal refusal{};                      ///< in words, where it was refused
  std::string suggestion{};  ///< JSON Merge Patch (RFC 7396) of the payload with which it would be
                             ///< accepted; empty for none
  std::string payload{};     ///< canonical JSON; empty where it could not be read
  std::string shown{};       ///< the same for people to look at: what is secret is `***`
  std::string reply{};       ///< JSON of the contract's answer, secrets hidden; empty for none
  std::string events{};      ///< JSON array of what the step told, likewise; empty for none
  std::uint64_t step = 0;    ///< how many steps the machine has taken
};

/// Something that a proposer may look at.
struct Resource {
  std::string path;         ///< behind the name of the contract: `views/open_seats`
  std::string name;         ///< for people: `open_seats`
  std::string description;  ///< may be empty
};

/// One instance of a contract, one thread at a time.
class Machine {
 public:
  Machine() = default;
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;
  virtual ~Machine() = default;

  /// Never changes.
  [[nodiscard]] virtual const About& about() const = 0;
  /// Never changes; a tool is known by its number in this list.
  [[nodiscard]] virtual const std::vector<Tool>& tools() const = 0;
  /// For each tool: does something accept it in this phase? Guards may refuse it all the same.
  [[nodiscard]] virtual std::vector<bool> permitted() const = 0;
  /// What can be read; never changes.
  [[nodiscard]] virtual const std::vector<Resource>& resources() const = 0;
  /// JSON of a resource, without anything that a proposer may not see; nothing where there is none.
  [[nodiscard]] virtual std::optional<std::string> read(std::string_view path,
                                                        Instant now) const = 0;

  /// Fires the timers that are due by then.
  virtual void advance(Instant now) = 0;
  /// When the next timer is due; `Instant::never()` for none.
  [[nodiscard]] virtual Instant next_deadline() const = 0;

  /// What `dispatch` would answer to this payload in JSON; changes nothing.
  [[nodiscard]] virtual Answer can(std::size_t tool, std::string_view json,
                                   const Context& context) const = 0;
  /// Reads the payload and takes the step, or says why not and stays as it was.
  virtual Answer dispatch(std::size_t tool, std::string_view json, const Context& context) = 0;
};

}  // namespace writ::mcp
