/// Memory that can be counted, and that can end.
#pragma once

#include <new>

namespace test {

/// How often memory has been asked for.
[[nodiscard]] long asked();

/// Runs `act` with memory for so many requests and no more; did it run out?
void allow(long requests);
void allow_all();
template <class Act>
[[nodiscard]] bool runs_out(long requests, Act act) {
  allow(requests);
  try {
    act();
  } catch (const std::bad_alloc&) {
    allow_all();
    return true;
  }
  allow_all();
  return false;
}

}  // namespace test
