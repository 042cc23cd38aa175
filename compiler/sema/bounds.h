/// What is known of the values of numbers: interval arithmetic that cannot overflow.
#pragma once

#include "compiler/model/expr.h"

namespace writ::sema {

__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): `using` cannot be an extension

/// Closed, of values of 64 bits or of what they add up or multiply to.
struct Interval {
  Wide least = 0;
  Wide most = 0;
};

[[nodiscard]] Interval interval(model::Bounds bounds);
[[nodiscard]] Interval sum_of(Interval a, Interval b);
[[nodiscard]] Interval difference(Interval a, Interval b);
/// Both of values that fit in 64 bits.
[[nodiscard]] Interval product(Interval a, Interval b);
/// Of `a` times ten to the power of `digits`, 0 to 12.
[[nodiscard]] Interval shifted(Interval a, int digits);
/// Of the sum of as many values of `a` as `size` says; of any part of them too when `partial`.
[[nodiscard]] Interval repeated(Interval a, model::Size size, bool partial);
/// Of `a / b` where `b` is not 0, cut off towards 0; {0, 0} where it is always 0.
[[nodiscard]] Interval quotient(Interval a, Interval b);
/// The same to the nearest, and of two that are as near to the even one.
[[nodiscard]] Interval quotient_half_even(Interval a, Interval b);
/// Of what is as far from 0 as a value of `a`, and not below it.
[[nodiscard]] Interval magnitude(Interval a);
[[nodiscard]] Interval hull(Interval a, Interval b);
[[nodiscard]] model::Bounds narrowed(model::Bounds a, model::Bounds b);

[[nodiscard]] bool fits(Interval a);
/// The facts of an arithmetic node whose result lies in `a`: when that may leave 64 bits, it may
/// have no value.
void conclude(model::Expr& expr, Interval a);

/// The same where its operands may be absent: until that is found out they are zeros, with which
/// the result lies in `with_zeros`.
void conclude(model::Expr& expr, Interval a, Interval with_zeros);
/// What a value is, or the zero that stands for it where it has none.
[[nodiscard]] Interval or_zero(const model::Expr& value);

/// Ten to the power of `digits`, 0 to 18.
[[nodiscard]] std::int64_t power_of_ten(int digits);

}  // namespace writ::sema
