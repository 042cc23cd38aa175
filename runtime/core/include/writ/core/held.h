/// Where the value of a variant is.
#pragma once

#include <cstddef>
#include <utility>
#include <variant>

namespace writ {

/// The address of what a variant holds, whatever its type; that of the variant itself when an
/// exception left it without a value. Compilers see that these are all the same, and do nothing.
template <class... T>
[[nodiscard]] const void* held(const std::variant<T...>& value) {
  const void* at = &value;
  if constexpr (sizeof...(T) <= 128) {  // clang nests folds no deeper than 256
    const auto look = [&]<std::size_t... I>(std::index_sequence<I...>) {
      (void)((value.index() == I && (at = std::get_if<I>(&value)) != nullptr) || ...);
    };
    look(std::index_sequence_for<T...>{});
  } else if (!value.valueless_by_exception()) {
    at = std::visit([](const auto& one) -> const void* { return &one; }, value);
  }
  return at;
}

}  // namespace writ
