#include "compiler/sema/body_flow.h"

#include <algorithm>
#include <iterator>

namespace writ::sema {

Flow joined(const Flow& a, const Flow& b) {
  Flow both;
  both.effect = a.effect ? a.effect : b.effect;
  both.replied = a.replied && b.replied;
  both.reply = a.reply ? a.reply : b.reply;
  std::set_intersection(a.assigned.begin(), a.assigned.end(), b.assigned.begin(), b.assigned.end(),
                        std::inserter(both.assigned, both.assigned.begin()));
  return both;
}

}  // namespace writ::sema
