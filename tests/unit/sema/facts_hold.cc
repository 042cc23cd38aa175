// Facts are promises: what they make needless is not emitted. Random expressions with random
// values, worked out with 128 bits, never break one.
#include <array>
#include <cstdlib>
#include <random>

#include <catch2/catch.hpp>

#include "checked.h"

using namespace checked;

namespace {

__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): `using` cannot be an extension
using Random = std::mt19937_64;

// The state; expressions are made of these names, and of numbers.
const std::string state =
    "contract A version 1\n"
    "state { small: int in -5..10, any_int: int, positive: int >= 0, negative: int < 0 = -1\n"
    "  amount: decimal(2) in -1.00..5.00, rest: decimal(2), fine: decimal(4) >= 0\n"
    "  list: list<int in -3..4>(..3) }\n"
    "intent Go\non Go\n"
    "fn twice(n: int in -5..10): int = n * 2\n";

template <std::size_t N>
std::string one_of(Random& random, const std::array<const char*, N>& words) {
  return words[random() % N];
}

std::string whole(Random& random, int depth) {
  static const std::array<const char*, 10> leaves = {
      "small",
      "any_int",
      "positive",
      "negative",
      "3",
      "-7",
      "9223372036854775807",
      "twice(small)",
      "list.size",
      "sum(n * small for n in list where n > small)"};
  static const std::array<const char*, 4> signs = {" + ", " - ", " * ", " % "};
  if (depth == 0 || random() % 5 == 0) return one_of(random, leaves);
  if (random() % 8 == 0) return "-(" + whole(random, depth - 1) + ")";
  return "(" + whole(random, depth - 1) + one_of(random, signs) + whole(random, depth - 1) + ")";
}

std::string number(Random& random, int depth) {
  static const std::array<const char*, 5> leaves = {"amount", "rest", "fine", "1.5", "-0.25"};
  if (depth == 0 || random() % 5 == 0) return one_of(random, leaves);
  if (random() % 8 == 0) return "-(" + number(random, depth - 1) + ")";
  const std::string right = random() % 3 == 0 ? whole(random, 1) : number(random, depth - 1);
  const std::string sign = random() % 2 == 0 ? " + " : " - ";
  if (random() % 4 == 0) return "(" + number(random, depth - 1) + " * " + whole(random, 1) + ")";
  return "(" + number(random, depth - 1) + sign + right + ")";
}

/// Any value of the type, the ends more often than others.
std::int64_t value_of(Random& random, Bounds bounds) {
  const std::uint64_t span =
      static_cast<std::uint64_t>(bounds.most) - static_cast<std::uint64_t>(bounds.least);
  switch (random() % 4) {
    case 0: return bounds.least;
    case 1: return bounds.most;
    case 2: return std::max(bounds.least, std::min<std::int64_t>(bounds.most, 0));
    default: break;
  }
  const std::uint64_t offset = span == UINT64_MAX ? random() : random() % (span + 1);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(bounds.least) + offset);
}

/// Works expressions out, and asks at each node whether its facts are true.
class Judge {
 public:
  Judge(const Contract& contract, Random& random) : contract_(contract) {
    for (const Field& field : contract.record(contract.state).fields) {
      const Type& type = contract.type(field.type);
      fields_.push_back(value_of(random, type.bounds));
      if (type.kind != Type::Kind::List) continue;
      for (std::size_t size = random() % 4; size > 0; --size)
        list_.push_back(value_of(random, contract.type(type.element).bounds));
    }
  }

  /// Nothing where there is no value.
  std::optional<Wide> value(const Expr& expr) {
    const std::optional<Wide> found = computed(expr);
    const bool fits = found && *found >= INT64_MIN && *found <= INT64_MAX;
    if (!fits) {
      CHECK(expr.partial);
      return std::nullopt;
    }
    const bool inside = *found >= expr.bounds.least && *found <= expr.bounds.most;
    CHECK(inside);
    return found;
  }

 private:
  std::optional<Wide> computed(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::Number: return expr.number;
      case ExprKind::Local: return local_;
      case ExprKind::Field: return fields_.at(static_cast<std::size_t>(expr.number));
      case ExprKind::Size: return static_cast<Wide>(list_.size());
      case ExprKind::Fold: return sum(expr);
      case ExprKind::Binary: return binary(expr);
      case ExprKind::Call: return call(expr);
      case ExprKind::Negate: {
        const std::optional<Wide> of = value(expr.operands[0]);
        return of ? std::optional(-*of) : of;
      }
      case ExprKind::Widen: {
        std::optional<Wide> of = value(expr.operands[0]);
        const Type& from = contract_.type(expr.operands[0].type);
        for (int i = from.scale; of && i < contract_.type(expr.type).scale; ++i) of = *of * 10;
        return of;
      }
      default: FAIL("an expression of another kind"); return std::nullopt;
    }
  }

  std::optional<Wide> call(const Expr& expr) {
    const std::optional<Wide> argument = value(expr.operands[0]);
    if (!argument) return argument;
    const std::optional<Wide> outer = std::exchange(local_, argument);
    const auto result = value(contract_.functions[static_cast<std::size_t>(expr.number)].value);
    local_ = outer;
    return result;
  }

  std::optional<Wide> sum(const Expr& expr) {
    Wide total = 0;
    const std::optional<Wide> outer = local_;
    for (const std::int64_t element : list_) {
      local_ = element;
      const Expr& where = expr.operands[2];
      if (!(value(where.operands[0]) > value(where.operands[1]))) continue;
      const std::optional<Wide> one = value(expr.operands[1]);
      if (!one) return one;
      total += *one;
    }
    local_ = outer;
    return total;
  }

  std::optional<Wide> binary(const Expr& expr) {
    const std::optional<Wide> a = value(expr.operands[0]);
    const std::optional<Wide> b = value(expr.operands[1]);
    if (!a || !b) return std::nullopt;
    switch (expr.op) {
      case Op::Plus: return *a + *b;
      case Op::Minus: return *a - *b;
      case Op::Times: return *a * *b;
      case Op::Remainder:
        if (*b == 0 || (*a == INT64_MIN && *b == -1)) return std::nullopt;
        return *a % *b;
      default: FAIL("an operator of another kind"); return std::nullopt;
    }
  }

  const Contract& contract_;
  std::vector<std::int64_t> fields_;
  std::vector<std::int64_t> list_;
  std::optional<Wide> local_;
};

}  // namespace

TEST_CASE("sema/facts: of random expressions they are true of every value") {
  const char* given = std::getenv("WRIT_SEED");
  const std::uint64_t seed = given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  INFO("again with WRIT_SEED=" << seed);
  Random random(seed);
  int judged = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string text = i % 2 == 0 ? whole(random, 4) : number(random, 4);
    const Checked contract(state + "guard It on Go { require " + text + " == " + text +
                           " else \"no\" }");
    INFO(text << "\n" << contract.said());
    // Too many digits, or a literal that is too large with the digits it takes.
    if (contract.found("type-mismatch") || contract.found("number-too-large")) continue;
    REQUIRE(contract.clean());
    ++judged;
    for (int round = 0; round < 20; ++round)
      (void)Judge(*contract, random).value(contract.condition().operands[0]);
  }
  CHECK(judged > 100);
}
