/// Names and texts of a contract as C++ spells them. Everything that a contract's author wrote
/// reaches C++ through one of these functions, and none of it can break out.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace writ::emit {

/// `AddLine`, `HTTPProxy` → `add_line`, `http_proxy`.
[[nodiscard]] std::string snake(std::string_view name);
/// `total_matches`, `line.quantity` → `TotalMatches`, `LineQuantity`.
[[nodiscard]] std::string pascal(std::string_view name);

// Each gives the name itself, or with a `_` behind it where the name is taken. No name of a
// contract ends in `_`.

/// In a name space of its own: functions, guards, invariants, constants; members of enums, phases.
[[nodiscard]] std::string identifier(std::string_view name);
/// In the name space of the contract: types, intents, composite phases.
[[nodiscard]] std::string type_identifier(std::string_view name);
/// In a struct.
[[nodiscard]] std::string member(std::string_view name);
/// In a function: its parameters, the variables of folds.
[[nodiscard]] std::string local(std::string_view name);
/// Of a contract or a module: `Order` is `order`, `Time` is `time_`.
[[nodiscard]] std::string namespace_name(std::string_view name);

/// A C++ string literal of exactly these bytes.
[[nodiscard]] std::string quote(std::string_view text);
/// The same as an initialiser of a `std::string_view`, which ends not at a NUL in the text.
[[nodiscard]] std::string quote_view(std::string_view text);
/// The text for a `//` comment: one line, nothing that C++ reads on.
[[nodiscard]] std::string comment(std::string_view text);
/// `1'000'000`, as an `std::int64_t`.
[[nodiscard]] std::string number(std::int64_t value);

/// Names of one scope, each given out once.
class Scope {
 public:
  explicit Scope(std::set<std::string> taken = {}) : taken_(std::move(taken)) {}
  /// `wanted`, or `wanted_2` …
  std::string fresh(const std::string& wanted);

 private:
  std::set<std::string> taken_;
};

}  // namespace writ::emit
