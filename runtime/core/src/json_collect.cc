#include <algorithm>
#include <numeric>

#include <writ/core/json_collect.h>

namespace writ {

std::vector<std::size_t> ascending(const void* all, std::size_t count, ComesBefore before) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return before(all, a, b); });
  return order;
}

}  // namespace writ
