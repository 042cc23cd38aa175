/// Timers in snapshots: an object with the name of each timer whose phase the machine is in, and
/// when it is due, or `"spent"`. One that follows from the state is there when it is spent only.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <writ/core/json_reader.h>
#include <writ/core/json_writer.h>
#include <writ/core/timers.h>

namespace writ {

/// What stands there instead of a time, of one that has fired or was refused.
inline constexpr std::string_view spent_timer = "spent";

/// Writes the object.
template <class Timer, std::size_t N, class Phases>
void append_timers(std::string& out, const Timers<Timer, N>& timers,
                   const TimerPlace<Phases> (&places)[N]) {
  JsonMembers members(out);
  for (std::size_t i = 0; i < N; ++i) {
    const auto timer = static_cast<Timer>(i);
    if (timers.is_spent(timer)) {
      append_json(members[places[i].name], spent_timer);
    } else if (timers.has_begun(timer) && !places[i].follows) {
      append_json(members[places[i].name], timers.deadline(timer));
    }
  }
}

/// Reads the object; `keys` are the names of the timers. Whether they are those of the machine's
/// phase is asked by `check_timers`, when that is known.
template <class Timer, std::size_t N, class Phases>
void read_timers(JsonReader& in, const Where& at, const JsonKey (&keys)[N],
                 const TimerPlace<Phases> (&places)[N], Timers<Timer, N>& out) {
  JsonObject object(in, at, keys);
  while (object.next(in)) {
    const bool follows = places[object.field()].follows;
    std::string_view text;
    if (!in.string(object.here(), text)) continue;
    const auto timer = static_cast<Timer>(object.field());
    Instant due;
    if (text == spent_timer) {
      out.begin(timer, Instant::never());
      out.spend(timer);
    } else if (follows) {
      in.problem(object.here(), "enum", spent_timer);
    } else if (parse(text, due)) {
      out.begin(timer, due);
    } else {
      in.problem(object.here(), "format", "an instant as in RFC 3339: 2026-11-21T09:00:00Z");
    }
  }
}

/// Reports each that is missing, and each that runs in none of the phases that are active.
template <class Timer, std::size_t N, class Phases>
void check_timers(const Timers<Timer, N>& timers, const TimerPlace<Phases> (&places)[N],
                  const Phases& phases, Problems& problems) {
  for (std::size_t i = 0; i < N; ++i) {
    const bool is_there = timers.has_begun(static_cast<Timer>(i));
    const bool may_be = places[i].phases.has_any(phases);
    const bool must_be = may_be && !places[i].follows;
    if (is_there ? may_be : !must_be) continue;
    problems.push_back({.path = "/timers/" + std::string(places[i].name),
                        .code = is_there ? "unknown" : "missing",
                        .expected = ""});
  }
}

}  // namespace writ
