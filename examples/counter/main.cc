// Counts what it is told to: `counter up 5 down 2 reset`. The contract decides what is allowed.
#include <charconv>
#include <iostream>
#include <string_view>

#include "counter.writ.h"

namespace {

/// Dispatches one intent and says what came of it.
template <class Intent>
void ask(counter::Machine& counter, const Intent& intent) {
  constexpr writ::Instant now{0};  // this contract has no use for the time
  const writ::Outcome outcome = counter.dispatch(intent, now);
  std::cout << name(counter::IntentRef(intent).kind()) << ": ";
  if (outcome) {
    std::cout << counter.state().count << '\n';
    return;
  }
  const counter::Refusal why = counter.explain(intent, outcome, now);
  std::cout << "refused, " << name(why.kind) << ": " << why.message;
  if constexpr (requires { typename Intent::Patch; }) {
    if (const auto* patch = why.template suggested<Intent>())
      std::cout << "; try " << to_json(*patch);
  }
  std::cout << '\n';
}

}  // namespace

int main(int count, char** arguments) {
  counter::Machine counter(writ::Instant{0});
  for (int i = 1; i < count; ++i) {
    const std::string_view word = arguments[i];
    std::int64_t amount = 1;
    if (i + 1 < count) {
      const std::string_view next = arguments[i + 1];
      const auto end = next.data() + next.size();
      if (std::from_chars(next.data(), end, amount).ptr == end) ++i;
    }
    if (word == "up") {
      ask(counter, counter::Increment{.amount = amount});
    } else if (word == "down") {
      ask(counter, counter::Decrement{.amount = amount});
    } else if (word == "reset") {
      ask(counter, counter::Reset{});
    } else {
      std::cerr << "usage: counter [up [N] | down [N] | reset]...\n";
      return 64;
    }
  }
}
