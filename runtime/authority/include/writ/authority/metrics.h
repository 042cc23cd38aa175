/// A hook that counts, for Prometheus and its like.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

#include <writ/authority/hook.h>

namespace writ {

/// Steps by contract, intent and what became of them, proposals likewise, denials by guard, errors
/// by place, and how long steps took, if the `Watch` has a clock. Labels are words of contracts and
/// of ours: nobody who sends intents can add one.
class Metrics final : public Hook {
 public:
  [[nodiscard]] std::string_view name() const override { return "metrics"; }
  void after_dispatch(const LogEntry& entry) override;
  void after_propose(const LogEntry& entry) override;
  void on_error(HookPlace place, std::string_view hook, std::string_view what) override;

  /// All of it in the text format of OpenMetrics 1.0 (`application/openmetrics-text`), sorted.
  [[nodiscard]] std::string text() const;

 private:
  /// Up to so many microseconds; one more for all that take longer.
  static constexpr std::array<std::int64_t, 9> bounds{1,     5,      25,      100,      500,
                                                      2'500, 10'000, 100'000, 1'000'000};
  struct Histogram {
    std::array<std::uint64_t, bounds.size() + 1> counts{};
    std::int64_t sum = 0;
  };
  using Labels = std::tuple<std::string_view, std::string_view, std::string_view>;

  mutable std::mutex mutex_;
  std::map<Labels, std::uint64_t> steps_;             // contract, intent, outcome
  std::map<Labels, std::uint64_t> proposals_;         // contract, intent, answer
  std::map<Labels, std::uint64_t> denials_;           // contract, intent, guard
  std::map<std::string_view, std::uint64_t> errors_;  // place
  std::map<std::pair<std::string_view, std::string_view>, Histogram> times_;  // contract, intent
};

}  // namespace writ
