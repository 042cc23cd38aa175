/// What of a contract has been reached.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "compiler/model/contract.h"

namespace writ::interpret {

/// Something that a test may reach or not.
struct Point {
  enum class Kind : std::uint8_t {
    Transition,  ///< it was taken
    Timer,       ///< it fired
    Guard,       ///< it was asked
    Denial,      ///< a clause of a guard, or an in-line `require`, said no
    Then,        ///< the condition of an `if` held
    Else,        ///< it did not
  };
  Kind kind{};
  source::Span span;         ///< what `enter` does is one thing, whoever enters
  std::uint32_t number = 0;  ///< of a Transition and of a Guard's clause: of the intent

  friend bool operator<(const Point& a, const Point& b) {
    const auto key = [](const Point& of) {
      return std::tuple(of.span.file, of.span.begin, of.span.end, of.kind, of.number);
    };
    return key(a) < key(b);
  }
};

/// "transition", "denial" …
[[nodiscard]] std::string_view noun(Point::Kind kind);

/// How often each point was reached.
class Coverage {
 public:
  void reach(Point::Kind kind, source::Span span, std::uint32_t number = 0) {
    ++counts_[{kind, span, number}];
  }
  void add(const Coverage& other);
  [[nodiscard]] std::uint64_t count(const Point& point) const;

 private:
  std::map<Point, std::uint64_t> counts_;
};

/// A point in words: `on Pay in Draft -> Paid`.
struct NamedPoint {
  Point point;
  std::string words;
};
/// All that can be reached, as written.
[[nodiscard]] std::vector<NamedPoint> points(const model::Contract& contract);

}  // namespace writ::interpret
