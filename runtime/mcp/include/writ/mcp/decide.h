/// How another program lets a person decide about proposals: a line of JSON in, one out.
///
/// In: `{"do":"list"}`, `{"do":"show","id":"p1","as":"Ann"}`, and likewise `accept` and `discard`.
/// Out: an object with `ok`, and what is known; what itself is JSON – a payload, a suggestion, an
/// answer, events – is a text in it. Whoever can send such a line is a person who may
/// decide: the host sees to that.
#pragma once

#include <string>
#include <string_view>

#include <writ/core/time.h>
#include <writ/mcp/server.h>

namespace writ::mcp {

/// The most bytes of such a line.
inline constexpr std::size_t max_decision = 4'096;

/// Answers one line, without a line feed; any bytes are one.
[[nodiscard]] std::string decide(Server& server, std::string_view line, Instant now);

}  // namespace writ::mcp
