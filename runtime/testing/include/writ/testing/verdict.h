/// Yes or no, and in words what there is: what a test checks.
#pragma once

#include <concepts>
#include <ostream>
#include <string>
#include <utility>

namespace writ::testing {

/// What a framework makes of a `Verdict`; its header, `<writ/testing/gtest.h>`, specialises it with
/// a function `of`.
template <class Result>
struct Translated;

/// The answer to a question of a test. `CHECK(verdict)` in Catch2, `EXPECT_TRUE(verdict)` in
/// GoogleTest; both show the words when it is no.
class [[nodiscard]] Verdict {
 public:
  /// The words say what was wanted and what there is.
  Verdict(bool holds, std::string words) : words_(std::move(words)), holds_(holds) {}

  /// Is it as it was wanted?
  explicit operator bool() const { return holds_; }
  /// What was wanted, and what there is.
  [[nodiscard]] const std::string& words() const { return words_; }
  /// To what a framework calls a verdict.
  template <class Result>
  requires requires(const Verdict& verdict) {
    { Translated<Result>::of(verdict) } -> std::same_as<Result>;
  }
  // NOLINTNEXTLINE(google-explicit-constructor): it is the framework's own word for it
  operator Result() const { return Translated<Result>::of(*this); }

 private:
  std::string words_;
  bool holds_;
};

/// The words, for Catch2 and GoogleTest.
inline void PrintTo(const Verdict& verdict, std::ostream* out) { *out << verdict.words(); }

}  // namespace writ::testing
