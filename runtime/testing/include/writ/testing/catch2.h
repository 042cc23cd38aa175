/// Catch2, version 2 or 3: failures show machines, outcomes and verdicts in words. Include it
/// before the first test of a file, and in each file of a program whose tests show the same types:
/// how a type is shown is one thing in a program. What of Catch2 is included before it is used.
#pragma once

#if !defined(CATCH_VERSION_MAJOR) && !defined(CATCH_TOSTRING_HPP_INCLUDED)
#if __has_include(<catch2/catch_tostring.hpp>)
#include <catch2/catch_tostring.hpp>
#else
#include <catch2/catch.hpp>
#endif
#endif

#include <ostream>
#include <sstream>
#include <string>
#include <utility>

#include <writ/testing/print.h>
#include <writ/testing/verdict.h>

namespace Catch {

/// What can be shown by a `PrintTo` beside its type, as all of Writ's test headers do it. What
/// Catch2 shows element by element is left to it.
template <class T>
requires(!is_range<T>::value) && requires(const T& value, std::ostream* out) {
  PrintTo(value, out);
}
struct StringMaker<T> {
  /// The words.
  static std::string convert(const T& value) {
    std::ostringstream out;
    PrintTo(value, &out);
    return std::move(out).str();
  }
};

}  // namespace Catch
