/// What a careful person would write for examples/counter/counter.writ: what to measure against.
#pragma once

#include <cstdint>

namespace hand {

enum class Kind : std::uint8_t { Increment, Decrement, Reset };
enum class Answer : std::uint8_t { Accepted, Invalid, Denied, OutOfRange };

struct Event {
  Kind kind = Kind::Reset;
  std::int64_t amount = 1;
};

class Counter {
 public:
  Answer dispatch(const Event& event);
  [[nodiscard]] std::int64_t count() const { return count_; }

 private:
  std::int64_t count_ = 0;
  std::uint64_t version_ = 0;
};

}  // namespace hand
