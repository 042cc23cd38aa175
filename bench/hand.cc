// In a file of its own, as generated code is: neither is inlined into the measuring loop.
#include "hand.h"

namespace hand {

Answer Counter::dispatch(const Event& event) {
  if (event.kind != Kind::Reset && (event.amount < 1 || event.amount > 1000))
    return Answer::Invalid;
  switch (event.kind) {
    case Kind::Increment:
      if (count_ + event.amount > 1'000'000) return Answer::OutOfRange;
      count_ += event.amount;
      break;
    case Kind::Decrement:
      if (event.amount > count_) return Answer::Denied;
      count_ -= event.amount;
      break;
    case Kind::Reset: count_ = 0; break;
  }
  ++version_;
  return Answer::Accepted;
}

}  // namespace hand
