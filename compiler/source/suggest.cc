#include "compiler/source/suggest.h"

#include <writ/core/closest.h>

namespace writ::source {

std::optional<std::string> closest(std::string_view wrong,
                                   const std::vector<std::string_view>& candidates) {
  const std::string_view guess = writ::closest(wrong, candidates);
  if (guess.empty()) return std::nullopt;
  return std::string(guess);
}

}  // namespace writ::source
