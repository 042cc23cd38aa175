/// Patterns of contracts, as ECMA-262 writes them under its flag `u`.
#pragma once

#include <string>
#include <string_view>

namespace writ::schema {

/// All that our patterns say can be said: flags, classes with names and escapes are taken apart by
/// `pattern::parse`, and what is left is written anew. Of a pattern without mistakes.
[[nodiscard]] std::string ecma_pattern(std::string_view source);

}  // namespace writ::schema
