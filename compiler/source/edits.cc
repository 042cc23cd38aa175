#include "compiler/source/edits.h"

#include <algorithm>
#include <utility>

namespace writ::source {

std::vector<Edit> applicable(std::vector<Edit> edits) {
  const auto disjoint = [](const Edit& a, const Edit& b) {
    return a.span.begin != b.span.begin &&
           (a.span.end <= b.span.begin || b.span.end <= a.span.begin);
  };
  std::vector<Edit> kept;  // in the order of the text
  for (Edit& edit : edits) {
    if (edit.span.end < edit.span.begin) continue;
    const auto next =
        std::upper_bound(kept.begin(), kept.end(), edit,
                         [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
    const bool fits = (next == kept.end() || disjoint(*next, edit)) &&
                      (next == kept.begin() || disjoint(*std::prev(next), edit));
    if (fits) kept.insert(next, std::move(edit));
  }
  return kept;
}

std::string apply(std::string_view text, const std::vector<Edit>& edits) {
  std::string out;
  std::size_t done = 0;
  for (const Edit& edit : applicable(edits)) {
    if (edit.span.end > text.size()) break;
    out.append(text.substr(done, edit.span.begin - done)).append(edit.text);
    done = edit.span.end;
  }
  return out.append(text.substr(done));
}

}  // namespace writ::source
