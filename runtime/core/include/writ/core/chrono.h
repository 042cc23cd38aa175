/// From and to `std::chrono`, for hosts that use it. No other header includes this one, and no
/// generated code does: `<chrono>` costs more than all of a generated header.
///
/// Clocks are read by the host alone: `machine.dispatch(intent, instant(system_clock::now()))`.
#pragma once

#include <chrono>
#include <cstdint>

#include <writ/core/date.h>
#include <writ/core/time.h>

namespace writ {

/// The instant, in whole microseconds; what is finer is cut off towards the past. Instants of any
/// system clock fit.
template <class Length>
[[nodiscard]] constexpr Instant instant(
    std::chrono::time_point<std::chrono::system_clock, Length> at) {
  using std::chrono::floor;
  return {std::int64_t{floor<std::chrono::microseconds>(at).time_since_epoch().count()}};
}
/// The span, in whole microseconds; what is finer is cut off towards zero. It must fit.
template <class Count, class Period>
[[nodiscard]] constexpr Duration duration(std::chrono::duration<Count, Period> span) {
  return {std::int64_t{std::chrono::duration_cast<std::chrono::microseconds>(span).count()}};
}
/// The day.
[[nodiscard]] constexpr Date date(std::chrono::sys_days day) {
  return {std::int64_t{day.time_since_epoch().count()}};
}
/// The day; it must be one of the calendar: `date.ok()`.
[[nodiscard]] constexpr Date date(std::chrono::year_month_day day) {
  return date(std::chrono::sys_days(day));
}

/// An instant as a point of microseconds, of which there are as many: every one fits.
[[nodiscard]] constexpr std::chrono::sys_time<std::chrono::microseconds> to_chrono(Instant at) {
  return std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(at.us));
}
/// A span of microseconds; every one fits.
[[nodiscard]] constexpr std::chrono::microseconds to_chrono(Duration span) {
  return std::chrono::microseconds(span.us);
}
/// A day. Those of years that `std::chrono::year` has, -32767..32767, fit.
[[nodiscard]] constexpr std::chrono::sys_days to_chrono(Date date) {
  return std::chrono::sys_days(std::chrono::days(static_cast<int>(date.days)));
}

}  // namespace writ
