#include "compiler/sema/body_flow.h"

#include <algorithm>
#include <iterator>

#include "compiler/sema/workspace.h"

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

void require_all_assigned(Workspace& work, const Flow& flow, source::Span header) {
  for (const Unset& unset : work.unset) {
    const auto covers = [&](const model::Path& path) {
      return path.size() <= unset.path.size() &&
             std::equal(path.begin(), path.end(), unset.path.begin());
    };
    if (std::any_of(flow.assigned.begin(), flow.assigned.end(), covers)) continue;
    work.sink
        .report(diag::not_assigned(unset.name), header,
                "some path of this body leaves it without a value")
        .also(unset.span, "it has neither a default nor a zero inside its type");
  }
}

}  // namespace writ::sema
