/// Random patterns, and texts that they may well be found in.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace test {

using Random = std::mt19937_64;

struct Pattern {
  std::string source;               ///< what it is, of a leaf; what stands before the parts
  std::vector<std::string> inside;  ///< of a leaf: what it is found in
  std::vector<Pattern> parts;
  bool choice = false;  ///< one of the parts, and not all
  std::string behind;   ///< what stands behind the parts: `)`, `{2,3}`
  std::size_t least = 1;
  std::size_t most = 1;
};

[[nodiscard]] Pattern random_pattern(Random& random);
/// As it is written.
[[nodiscard]] std::string written(const Pattern& pattern);
/// About every second one is made from the pattern, and then perhaps changed; UTF-8.
[[nodiscard]] std::string random_text(const Pattern& pattern, Random& random);

}  // namespace test
