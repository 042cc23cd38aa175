/// Text of a contract, as messages and the model quote it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/model/type.h"
#include "compiler/source/files.h"

namespace writ::sema {

/// What a span says on one line: one space between words, no comments, strings as they are.
[[nodiscard]] std::string one_line(std::string_view text);
[[nodiscard]] std::string one_line(const source::Files& files, source::Span span);

/// `100_000`: digits in groups of three from five digits on.
[[nodiscard]] std::string grouped(std::string digits);
/// An int, or the units of a decimal, as a contract writes it: `100_000.00`.
[[nodiscard]] std::string number_words(std::int64_t units, int scale);

/// What is kept as a number of the type, as a contract writes it: `1h30m`, `2026-01-31`, `2.50`.
[[nodiscard]] std::string value_words(const model::Type& type, std::int64_t value);

/// "1 argument", "2 arguments"
[[nodiscard]] std::string counted(std::size_t count, std::string_view thing);

/// Code points of a valid UTF-8 text.
[[nodiscard]] std::size_t code_points(std::string_view text);

}  // namespace writ::sema
