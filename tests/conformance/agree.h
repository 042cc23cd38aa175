/// Two implementations of one contract, asked the same: what each says is counted, and the first
/// difference ends the program with what led to it.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <writ/core/outcome.h>

namespace conformance {

/// How many intents each machine gets.
inline constexpr int intents = 100'000;
/// Of all random numbers.
inline constexpr unsigned seed = 20'261'121;

/// What became of an intent: `accepted`, or the kind of refusal, and the guards that said no.
struct Verdict {
  std::string kind = "accepted";
  std::set<std::string_view> guards = {};
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

inline std::string text(const Verdict& verdict) {
  std::string out = verdict.kind;
  for (const std::string_view guard : verdict.guards) out.append(" ").append(guard);
  return out;
}

/// Of what a generated machine says.
template <class Guard>
Verdict verdict(const writ::Outcome& outcome,
                std::initializer_list<std::pair<Guard, std::string_view>> guards) {
  if (outcome) return {};
  Verdict out{std::string(name(outcome.kind()))};
  for (const auto& [guard, called] : guards)
    if (outcome.denied_by(guard)) out.guards.insert(called);
  return out;
}

class Random {
 public:
  std::int64_t number(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(engine_);
  }
  bool one_in(int n) { return number(1, n) == 1; }
  template <class T>
  T of(std::initializer_list<T> all) {
    return all.begin()[number(0, static_cast<std::int64_t>(all.size()) - 1)];
  }
  /// So many characters, of one byte each or of two.
  std::string word(std::int64_t length) {
    std::string out;
    const std::string_view one = one_in(2) ? "x" : "\u00e4";
    for (std::int64_t i = 0; i < length; ++i) out += one;
    return out;
  }

 private:
  std::mt19937_64 engine_{seed};
};

/// Counts verdicts, and ends the program where the two do not agree.
class Judge {
 public:
  /// `asked` and `state` say what the intent was, and what the two hold now.
  template <class Asked>
  void verdicts(const Verdict& by_hand, const Verdict& generated, const Asked& asked) {
    ++asked_;
    ++seen_[text(by_hand)];
    if (by_hand == generated) return;
    std::cout << "intent " << asked_ << ", seed " << seed << ": " << asked()
              << "\n  by hand:   " << text(by_hand) << "\n  generated: " << text(generated) << '\n';
    std::exit(1);
  }
  template <class Asked>
  void same(bool same, std::string_view what, const Asked& asked) const {
    if (same) return;
    std::cout << "intent " << asked_ << ", seed " << seed << ": " << asked()
              << "\n  they do not agree on " << what << " afterwards\n";
    std::exit(1);
  }

  /// Prints what was seen; 1 when something that must be seen was not.
  [[nodiscard]] int end(std::initializer_list<std::string_view> wanted) const {
    for (const auto& [what, count] : seen_) std::cout << count << ' ' << what << '\n';
    int missing = asked_ == intents ? 0 : 1;
    for (const std::string_view what : wanted) {
      if (seen_.contains(what)) continue;
      std::cout << "never seen: " << what << '\n';
      missing = 1;
    }
    return missing;
  }

 private:
  int asked_ = 0;
  std::map<std::string, int, std::less<>> seen_;
};

/// The number of characters of UTF-8.
inline std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

inline bool between(std::int64_t least, std::int64_t value, std::int64_t most) {
  return least <= value && value <= most;
}

}  // namespace conformance
