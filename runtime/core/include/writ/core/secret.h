/// Comparing secrets: how long it takes says nothing of where two of one length differ.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace writ {

/// What is shown in place of a secret.
inline constexpr std::string_view hidden = "***";

/// Are the two texts the same? Every byte is looked at; only the lengths can be told from the time.
[[nodiscard]] inline bool same_secret(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  // Volatile, so that no compiler leaves the loop when the answer is known.
  volatile unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto bits = static_cast<unsigned char>(static_cast<unsigned char>(a[i]) ^
                                                 static_cast<unsigned char>(b[i]));
    difference = static_cast<unsigned char>(difference | bits);
  }
  return difference == 0;
}
/// The same of bytes.
template <class Bytes>
requires(sizeof(typename Bytes::value_type) == 1)
    [[nodiscard]] bool same_secret(const Bytes& a, const Bytes& b) noexcept {
  return same_secret(std::string_view(reinterpret_cast<const char*>(a.data()), a.size()),
                     std::string_view(reinterpret_cast<const char*>(b.data()), b.size()));
}
/// The same of what may be absent: whether it is there is no secret.
template <class T>
[[nodiscard]] bool same_secret(const std::optional<T>& a, const std::optional<T>& b) noexcept {
  if (!a || !b) return a.has_value() == b.has_value();
  return same_secret(*a, *b);
}

}  // namespace writ
