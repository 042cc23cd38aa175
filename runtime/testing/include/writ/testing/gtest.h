/// GoogleTest: `EXPECT_TRUE(accepted(…))` shows the words of a verdict. All else that Writ's test
/// headers can show, GoogleTest finds by itself.
#pragma once

#include <gtest/gtest.h>

#include <writ/testing/print.h>
#include <writ/testing/verdict.h>

/// A verdict of ours as one of GoogleTest's.
template <>
struct writ::testing::Translated<::testing::AssertionResult> {
  /// With its words, which are shown if it is not what was expected.
  static ::testing::AssertionResult of(const Verdict& verdict) {
    return (verdict ? ::testing::AssertionSuccess() : ::testing::AssertionFailure())
           << verdict.words();
  }
};
