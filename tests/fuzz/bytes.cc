// Any bytes, changed as the fuzzer likes.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "judge.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::judge({reinterpret_cast<const char*>(data), size});
  return 0;
}
