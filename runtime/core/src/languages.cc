// Which catalogue somebody would like: RFC 9110, section 12.5.4, and the lookup of RFC 4647.
#include <algorithm>
#include <vector>

#include <writ/core/catalogue.h>

namespace writ {

namespace {

constexpr std::size_t most_ranges = 32;  // of a header that anybody may send

struct Range {
  std::string_view tag;
  int weight = 1000;  // thousandths
};

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return small(x) == small(y); });
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

/// The next part up to `between`, which is taken away with it.
std::string_view part(std::string_view& rest, char between) {
  const std::size_t end = std::min(rest.find(between), rest.size());
  const std::string_view first = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return trimmed(first);
}

/// `0`, `0.7`, `1.000` as thousandths; what is no weight counts as none.
int weight_of(std::string_view text) {
  if (text.starts_with('1')) return 1000;
  if (!text.starts_with("0")) return 0;
  int weight = 0;
  int unit = 100;
  if (text.size() < 2 || text[1] != '.') return 0;
  for (const char c : text.substr(2, 3)) {
    if (c < '0' || c > '9') return 0;
    weight += (c - '0') * unit;
    unit /= 10;
  }
  return weight;
}

/// The ranges that are wanted at all, best first, equal ones as written.
std::vector<Range> wanted(std::string_view header) {
  std::vector<Range> ranges;
  while (!header.empty() && ranges.size() < most_ranges) {
    std::string_view one = part(header, ',');
    Range range{part(one, ';')};
    while (!one.empty()) {
      const std::string_view parameter = part(one, ';');
      if (parameter.starts_with("q=") || parameter.starts_with("Q="))
        range.weight = weight_of(parameter.substr(2));
    }
    if (!range.tag.empty() && range.weight > 0) ranges.push_back(range);
  }
  std::stable_sort(ranges.begin(), ranges.end(),
                   [](const Range& a, const Range& b) { return a.weight > b.weight; });
  return ranges;
}

/// `zh-Hant` of `zh-Hant-TW`, `zh` of `zh-x-pinyin`: what stands before the last part.
std::string_view shorter(std::string_view tag) {
  const std::size_t dash = tag.find_last_of('-');
  if (dash == std::string_view::npos) return {};
  tag = tag.substr(0, dash);
  const bool single = tag.size() >= 2 && tag[tag.size() - 2] == '-';
  return single ? tag.substr(0, tag.size() - 2) : tag;
}

}  // namespace

const Catalogue* lookup(std::span<const Catalogue> catalogues, std::string_view accept_language) {
  bool any = false;
  for (const Range& range : wanted(accept_language)) {
    any |= range.tag == "*";
    for (std::string_view tag = range.tag; !tag.empty(); tag = shorter(tag))
      for (const Catalogue& catalogue : catalogues)
        if (same(catalogue.language(), tag)) return &catalogue;
  }
  return any && !catalogues.empty() ? &catalogues.front() : nullptr;
}

}  // namespace writ
