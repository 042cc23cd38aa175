/// Traces: what is sent to a machine, and what interpreter and generated code make of it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/native/compare.h"
#include "compiler/native/process.h"

namespace agreement {

/// The lines of a trace are those of <writ/testing/drive.h>: `dispatch`, tabs between its parts.
using Trace = std::vector<std::string>;

/// How a trace went.
struct Run {
  Trace trace;                               ///< up to where they disagree
  std::optional<writ::native::Apart> apart;  ///< the last line of it, if they do
  std::size_t accepted = 0;
  std::size_t repeated = 0;  // by a key
  std::size_t refused = 0;
  std::map<std::string, std::size_t> kinds;  ///< of refusals
};

/// A random trace of so many steps.
[[nodiscard]] Run play(const writ::model::Contract& contract, writ::native::Process& process,
                       std::uint64_t seed, std::size_t steps);
/// A trace that is there; lines that this contract does not understand are left out.
[[nodiscard]] Run play(const writ::model::Contract& contract, writ::native::Process& process,
                       const Trace& trace);

}  // namespace agreement
