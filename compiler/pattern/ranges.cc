#include "compiler/pattern/ranges.h"

#include <algorithm>
#include <utility>

namespace writ::pattern {

Ranges tidied(Ranges ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return a.least < b.least; });
  Ranges out;
  for (const Range& range : ranges) {
    if (!out.empty() && range.least <= out.back().most + 1) {
      out.back().most = std::max(out.back().most, range.most);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

Ranges negated(const Ranges& ranges) {
  Ranges out;
  std::uint32_t next = 0;
  for (const Range& range : tidied(ranges)) {
    if (range.least > next) out.push_back({next, range.least - 1});
    next = range.most + 1;
  }
  if (next <= last_code_point) out.push_back({next, last_code_point});
  return out;
}

Ranges folded(const Ranges& ranges) {
  Ranges out = ranges;
  const auto add_other_case = [&](const Range& range, std::uint32_t first, std::uint32_t other) {
    const std::uint32_t least = std::max(range.least, first);
    const std::uint32_t most = std::min(range.most, first + 25);
    if (least <= most) out.push_back({least - first + other, most - first + other});
  };
  for (const Range& range : ranges) {
    add_other_case(range, 'a', 'A');
    add_other_case(range, 'A', 'a');
    for (const auto& [letter, sign] : {std::pair{'k', 0x212AU}, std::pair{'s', 0x17FU}}) {
      for (const int of : {letter - 'a' + 'A', +letter}) {
        const auto c = static_cast<std::uint32_t>(of);
        if (range.least <= c && c <= range.most) out.push_back({sign, sign});
      }
    }
  }
  return tidied(std::move(out));
}

Ranges perl_class(char letter) {
  switch (letter) {
    case 'd': return posix_class("digit");
    case 's': return {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};
    case 'w': return posix_class("word");
    default: return {};
  }
}

Ranges posix_class(std::string_view name) {
  static const std::pair<std::string_view, Ranges> all[] = {
      {"alnum", {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
      {"alpha", {{'A', 'Z'}, {'a', 'z'}}},
      {"ascii", {{0, 0x7F}}},
      {"blank", {{'\t', '\t'}, {' ', ' '}}},
      {"cntrl", {{0, 0x1F}, {0x7F, 0x7F}}},
      {"digit", {{'0', '9'}}},
      {"graph", {{'!', '~'}}},
      {"lower", {{'a', 'z'}}},
      {"print", {{' ', '~'}}},
      {"punct", {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
      {"space", {{'\t', '\r'}, {' ', ' '}}},
      {"upper", {{'A', 'Z'}}},
      {"word", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
      {"xdigit", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
  };
  for (const auto& [known, ranges] : all)
    if (known == name) return ranges;
  return {};
}

}  // namespace writ::pattern
