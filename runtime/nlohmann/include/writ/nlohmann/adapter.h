/// For programs that keep JSON as trees of nlohmann_json: what `order.writ.nlohmann.h` is made of.
///
///   nlohmann::json tree = order::AddLine{…};         // the same JSON as that of our own encoder
///   const auto add = tree.get<order::AddLine>();      // with all checks of our own decoder
///
/// What is not as the contract wants it is an `InvalidJson`, with every problem of it. Any
/// `basic_json` will do whose strings are `std::string`, `ordered_json` too.
///
/// **Numbers.** A tree holds whole numbers of 64 bits, and doubles, which keep 15 digits of what
/// was written. Our encoder writes decimals of more as texts, so nothing is lost on the way out and
/// back. A number of more digits in a text that comes from elsewhere is rounded when the tree is
/// made, before anybody here could see it: who sends such decimals sends them as texts.
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <writ/core/date.h>
#include <writ/core/decimal.h>
#include <writ/core/exactly.h>
#include <writ/core/json_reader.h>
#include <writ/core/json_writer.h>
#include <writ/core/outcome.h>
#include <writ/core/real.h>
#include <writ/core/time.h>
#include <writ/core/uuid.h>

namespace writ {

/// A tree that `from_json` was given is not what the contract declares. Who catches the exceptions
/// of nlohmann_json catches it, too. A copy shares the problems.
class InvalidJson : public nlohmann::json::exception {
 public:
  /// A number that nlohmann_json does not use.
  static constexpr int code = 600;
  /// There is at least one problem. Of the places of a text they keep none: there was no text.
  explicit InvalidJson(Problems problems)
      : exception(code, words(problems).c_str()),
        problems_(std::make_shared<const Problems>(std::move(problems))) {}
  /// All that is wrong, in the order of the tree, at most 32 and one that says that there are more.
  [[nodiscard]] const Problems& problems() const { return *problems_; }

 private:
  static std::string words(Problems& problems) {
    std::string out;
    for (Problem& problem : problems) {
      problem.offset = problem.line = problem.column = 0;
      out += (out.empty() ? "" : "\n") + message(problem);
    }
    return out;
  }

  std::shared_ptr<const Problems> problems_;
};

/// A tree of nlohmann_json.
template <class T>
concept JsonTree = requires(const T& tree) {
  typename T::object_t;
  typename T::number_float_t;
  tree.is_discarded();
};

/// A string of the tree. Bytes that are no UTF-8 stay, for the reader to refuse.
inline void append_raw(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      ((out += "\\u00") += digits[byte / 16]) += digits[byte % 16];
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  out += '"';
}

/// A double of the tree, with the digits that it has for sure: at most 15, or all of them, which
/// are more than most decimals have. What is no number becomes one that no type takes.
inline void append_raw(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += value < 0 ? "-1e999" : "1e999";
    return;
  }
  char text[96];
  char* const end = text + sizeof text;
  constexpr auto scientific = std::chars_format::scientific;
  double kept = 0;
  const char* const stop = std::to_chars(text, end, value, scientific, 14).ptr;
  std::from_chars(text, stop, kept);
  if (kept == value) {
    out += real_text(value);
  } else {
    out.append(text, std::to_chars(text, end, value, scientific, 60).ptr);
  }
}

/// The tree as text for our reader, who looks at it more closely: nothing is thrown, and nothing is
/// followed further than it reads. `depth` is how many objects and arrays are around it.
void append_tree(std::string& out, const JsonTree auto& tree, int depth = 0) {
  using Kind = nlohmann::json::value_t;
  const bool deep = tree.is_structured() && depth == JsonReader::max_depth;
  const char* between = "";
  switch (tree.type()) {
    case Kind::null: out += "null"; return;
    case Kind::boolean: out += tree.template get<bool>() ? "true" : "false"; return;
    case Kind::number_integer: append_json(out, tree.template get<std::int64_t>()); return;
    case Kind::number_unsigned: append_json(out, tree.template get<std::uint64_t>()); return;
    case Kind::number_float:
      append_raw(out, static_cast<double>(tree.template get<double>()));
      return;
    case Kind::string: append_raw(out, tree.template get_ref<const std::string&>()); return;
    case Kind::array:
      out += '[';
      if (deep) return;  // this one is too much already
      for (const auto& element : tree) {
        out += std::exchange(between, ",");
        append_tree(out, element, depth + 1);
      }
      out += ']';
      return;
    case Kind::object:
      out += '{';
      if (deep) return;
      for (const auto& [name, member] : tree.items()) {
        append_raw(out += std::exchange(between, ","), name);
        append_tree(out += ':', member, depth + 1);
      }
      out += '}';
      return;
    case Kind::binary:
    case Kind::discarded: append_raw(out, NAN); return;  // no JSON
  }
}

// --- single values, by themselves ----------------------------------------------------------------

/// Our canonical JSON of a value; `order.writ.nlohmann.h` declares one for each type. Of a decimal:
/// a number, or a text where a double would lose digits.
template <int Scale>
[[nodiscard]] std::string json_text(Exactly<Decimal<Scale>> it) {
  std::string out;
  append_json(out, it.value);
  return out;
}
/// As in RFC 3339.
[[nodiscard]] inline std::string json_text(Exactly<Instant> it) {
  return '"' + to_string(it.value) + '"';
}
/// As in ISO 8601.
[[nodiscard]] inline std::string json_text(Exactly<Duration> it) {
  return '"' + to_string(it.value) + '"';
}
/// As in RFC 3339.
[[nodiscard]] inline std::string json_text(Exactly<Date> it) {
  return '"' + to_string(it.value) + '"';
}
/// Its 36 characters.
[[nodiscard]] inline std::string json_text(Exactly<Uuid> it) {
  return '"' + to_string(it.value) + '"';
}

/// Reads a value; what is wrong with it. The generated ones ask for all that the contract does.
template <int Scale>
[[nodiscard]] Problems read_json(std::string_view json, Decimal<Scale>& out) {
  Problems problems;
  JsonReader(json, problems).decimal(Where{}, out);
  return problems;
}
/// The same.
[[nodiscard]] inline Problems read_json(std::string_view json, Instant& out) {
  Problems problems;
  JsonReader(json, problems).instant(Where{}, out);
  return problems;
}
/// The same.
[[nodiscard]] inline Problems read_json(std::string_view json, Duration& out) {
  Problems problems;
  JsonReader(json, problems).duration(Where{}, out);
  return problems;
}
/// The same.
[[nodiscard]] inline Problems read_json(std::string_view json, Date& out) {
  Problems problems;
  JsonReader(json, problems).date(Where{}, out);
  return problems;
}
/// The same.
[[nodiscard]] inline Problems read_json(std::string_view json, Uuid& out) {
  Problems problems;
  JsonReader(json, problems).uuid(Where{}, out);
  return problems;
}

/// What becomes a tree: a type of a contract, or of the runtime.
template <class T>
concept JsonWritten = requires(const T& value) {
  json_text(Exactly<T>{value});
};
/// What is made of one.
template <class T>
concept JsonRead = requires(std::string_view json, T& out) {
  read_json(json, out);
};

}  // namespace writ

namespace nlohmann {

/// How nlohmann_json converts them.
template <writ::JsonWritten T>
struct adl_serializer<T, void> {
  /// As our encoder writes it.
  static void to_json(writ::JsonTree auto& tree, const T& value) {
    tree = std::remove_cvref_t<decltype(tree)>::parse(json_text(writ::Exactly<T>{value}));
  }
  /// Throws a `writ::InvalidJson`; `out` is then as it was.
  static void from_json(const writ::JsonTree auto& tree, T& out) requires writ::JsonRead<T> {
    std::string text;
    writ::append_tree(text, tree);
    T value{};
    writ::Problems problems = read_json(text, value);
    if (!problems.empty()) throw writ::InvalidJson(std::move(problems));
    out = std::move(value);
  }
};

}  // namespace nlohmann
