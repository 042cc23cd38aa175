/// How these headers end a test that asks for what there cannot be: no verdict, but a mistake in
/// the test itself.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace writ::testing {

/// Thrown by `fail`. Catch2 and GoogleTest report what it says and go on with the next test.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The test cannot go on, for this reason. Where there are no exceptions the program says it on
/// standard error and ends.
[[noreturn]] inline void fail(const std::string& why) {
#if defined(__cpp_exceptions)
  throw Failure(why);
#else
  std::fprintf(stderr, "%s\n", why.c_str());
  std::abort();
#endif
}

}  // namespace writ::testing
