// One guess for a slip of the pen.
#include <writ/core/closest.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace writ {

namespace {

/// Longer words get no guess: the distance costs the product of the lengths.
constexpr std::size_t longest = 100;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_but_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

/// Damerau-Levenshtein (optimal string alignment), blind to case, both at most `longest` long.
std::size_t distance(std::string_view a, std::string_view b) {
  using Row = std::array<std::size_t, longest + 1>;
  Row before_last{};
  Row last{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = last;
    last = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                           lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view closest(std::string_view wrong, std::span<const std::string_view> candidates) {
  if (wrong.empty() || wrong.size() > longest) return {};
  const std::size_t most = std::max<std::size_t>(1, wrong.size() / 3);
  std::string_view best;
  std::size_t best_distance = 0;
  for (const std::string_view candidate : candidates) {
    if (candidate == wrong || candidate.empty() || candidate.size() > longest) continue;
    const std::size_t slips = same_but_case(wrong, candidate) ? 0 : distance(wrong, candidate);
    // As many slips as letters: another word altogether.
    if (slips > most || slips >= wrong.size()) continue;
    const bool better =
        best.empty() || slips < best_distance || (slips == best_distance && candidate < best);
    if (!better) continue;
    best = candidate;
    best_distance = slips;
  }
  return best;
}

}  // namespace writ
