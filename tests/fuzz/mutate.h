/// Changes a contract as people and bad merges would: by words and declarations, not by bytes.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace fuzz {

/// The words of the grammar and what else is worth a try, from the generated dictionary.
extern const std::string_view words[];
extern const std::size_t word_count;

/// A text that differs in one or a few places: words swapped, left out, doubled, put in, repeated
/// or nested; brackets or declarations moved, with what is in them. At most `most` bytes.
[[nodiscard]] std::string mutated(std::string_view text, std::size_t most, std::mt19937& random);

/// The declarations of two texts, mixed. At most `most` bytes.
[[nodiscard]] std::string spliced(std::string_view text, std::string_view other, std::size_t most,
                                  std::mt19937& random);

}  // namespace fuzz
