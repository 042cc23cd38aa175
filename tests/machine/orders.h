/// Orders to test with: a stocked one, and random intents for any.
#pragma once

#include <random>
#include <string>

#include "order.writ.h"

namespace test {

inline constexpr writ::Instant start{1'795'000'000'000'000};

inline order::AddLine add_line(std::string sku, std::int64_t quantity, std::int64_t cents = 250) {
  return {.line = {.sku = std::move(sku),
                   .quantity = quantity,
                   .price = {.amount = {cents}, .currency = order::Currency::EUR}}};
}

/// An order in `Draft` with three pieces of ABC-0001 on the shelf.
inline order::Machine stocked() {
  order::Machine order(start);
  (void)order.dispatch(order::Restock{.sku = "ABC-0001", .quantity = 3}, start);
  return order;
}

/// Intents of all kinds: most make sense, some are refused for each of the reasons there are.
class Intents {
 public:
  explicit Intents(unsigned seed) : random_(seed) {}

  order::Intent next() {
    switch (number(0, 11)) {
      case 0:
      case 1:
      case 2: return order::Restock{.sku = sku(), .quantity = number(0, 300)};
      case 3:
      case 4:
      case 5:
      case 6: {
        order::AddLine add = add_line(sku(), number(0, 20), number(-1, 5000));
        if (number(0, 20) == 0) add.line.price.currency = order::Currency::GBP;
        return add;
      }
      case 7:
        return order::Register{.name = std::string(static_cast<std::size_t>(number(0, 81)), 'x')};
      case 8: return order::Pay{.amount = {number(0, 1) * 250}};
      case 9: return order::Ship{};
      case 10: return order::Deliver{};
      default: break;
    }
    if (number(0, 9) == 0) return order::Cancel{};
    return order::Register{.name = "Ada", .newsletter = true};
  }

  std::int64_t number(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
  }

 private:
  std::string sku() { return number(0, 15) == 0 ? "no" : "ABC-000" + std::to_string(number(0, 4)); }

  std::mt19937 random_;
};

}  // namespace test
