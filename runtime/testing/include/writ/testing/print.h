/// How tests show what a runtime and a machine are made of: `PrintTo`, which GoogleTest finds by
/// itself and Catch2 with <writ/testing/catch2.h>. Generated test headers add those of a contract.
#pragma once

#include <ostream>
#include <string>

#include <writ/core/date.h>
#include <writ/core/decimal.h>
#include <writ/core/enum_set.h>
#include <writ/core/outcome.h>
#include <writ/core/standing.h>
#include <writ/core/time.h>
#include <writ/core/uuid.h>

namespace writ {

/// As a contract and a log spell it: `no_transition`.
inline void PrintTo(RefusalKind kind, std::ostream* out) { *out << name(kind); }
/// `accepted`, `refused`, …
inline void PrintTo(Status status, std::ostream* out) {
  switch (status) {
    case Status::Accepted: *out << "accepted"; return;
    case Status::Refused: *out << "refused"; return;
    case Status::Pending: *out << "pending"; return;
    case Status::Unknown: *out << "unknown"; return;
  }
}
/// `ready`, `appending`, …
inline void PrintTo(Standing standing, std::ostream* out) {
  switch (standing) {
    case Standing::Ready: *out << "ready"; return;
    case Standing::Appending: *out << "appending"; return;
    case Standing::Pending: *out << "pending"; return;
    case Standing::Unknown: *out << "unknown"; return;
  }
}
/// The status, and what an outcome knows of it: `refused, no_transition`. Why is known to those who
/// dispatch with `writ::testing::dispatch`.
inline void PrintTo(const Outcome& outcome, std::ostream* out) {
  PrintTo(outcome.status(), out);
  if (outcome.status() == Status::Refused) *out << ", " << name(outcome.kind());
  if (outcome.status() == Status::Pending) *out << ", ticket " << outcome.ticket();
}
/// RFC 3339.
inline void PrintTo(Instant at, std::ostream* out) { *out << to_string(at); }
/// As a contract writes it: `1d2h`.
inline void PrintTo(Duration span, std::ostream* out) { *out << duration_words(span); }
/// RFC 3339.
inline void PrintTo(Date date, std::ostream* out) { *out << to_string(date); }
/// In hexadecimal digits.
inline void PrintTo(const Uuid& uuid, std::ostream* out) { *out << to_string(uuid); }
/// With all its digits.
template <int Scale>
void PrintTo(Decimal<Scale> decimal, std::ostream* out) {
  *out << to_string(decimal);
}
/// `{ Paid, Picked }`
template <class Enum, std::size_t Members>
void PrintTo(const EnumSet<Enum, Members>& set, std::ostream* out) {
  *out << '{';
  const char* between = " ";
  for (const Enum member : set) {
    *out << between << name(member);
    between = ", ";
  }
  *out << " }";
}

namespace testing {

/// The phase of a machine; of one with several groups of phases those that are active.
template <class Machine>
[[nodiscard]] auto phase_of(const Machine& machine) {
  if constexpr (requires { machine.phases(); }) {
    return machine.phases();
  } else {
    return machine.phase();
  }
}

}  // namespace testing

}  // namespace writ
