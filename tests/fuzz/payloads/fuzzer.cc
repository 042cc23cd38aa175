// Payloads, changed by values and members where they are JSON, or, with WRIT_BYTES, as libFuzzer
// likes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "judge.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::judge({reinterpret_cast<const char*>(data), size});
  return 0;
}

#ifndef WRIT_BYTES
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  std::mt19937 random(seed);
  const std::string input =
      fuzz::changed_input({reinterpret_cast<const char*>(data), size}, random);
  if (input.size() > most) return std::min(size, most);
  std::copy(input.begin(), input.end(), data);
  return input.size();
}
#endif
