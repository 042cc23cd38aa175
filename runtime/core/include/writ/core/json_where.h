/// Where in a JSON text a value stands, as a chain on the stack: members with declared names,
/// entries and elements. Text is made of it only for a problem.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace writ {

/// A member that an object may have: its name, quoted and with its colon, ready to be compared
/// sixteen bytes at once, and what a problem says of it.
struct JsonKey {
  /// From literals; the name without control characters: `JsonKey keys[] = {"sku", "price"};`
  // NOLINTNEXTLINE(google-explicit-constructor): tables of names are written as names
  consteval JsonKey(const char* text, std::string_view declared = {}, bool is_secret = false)
      : JsonKey(Any{}, text, declared, is_secret) {}
  /// From texts that are known only when the program runs, and outlive the key and all problems of
  /// what is read with it.
  static constexpr JsonKey of(std::string_view name, std::string_view declared, bool is_secret) {
    return {Any{}, name, declared, is_secret};
  }
  /// Where byte `i` of the text is in a word read from memory.
  static constexpr unsigned shift(std::size_t i) {
    const bool little = std::endian::native == std::endian::little;
    return 8 * static_cast<unsigned>(little ? i % 8 : 7 - i % 8);
  }
  std::string_view name;    ///< without quotes
  std::size_t size;         ///< of the name with quotes and colon
  std::uint64_t word[2]{};  ///< these bytes, the first sixteen
  std::uint64_t mask[2]{};  ///< which of the sixteen count
  std::string_view source;  ///< the line of the contract that declares it: `order.writ:27`
  bool plain = true;        ///< in JSON it stands as it is, without escapes
  bool is_step = true;      ///< and in a JSON Pointer
  bool secret = false;      ///< its value is never shown

 private:
  struct Any {};
  constexpr JsonKey(Any, std::string_view text, std::string_view declared, bool is_secret)
      : name(text), size(name.size() + 3), source(declared), secret(is_secret) {
    for (const char c : name) {
      plain &= c != '"' && c != '\\';
      is_step &= c != '~' && c != '/';
    }
    if (!plain) word[0] = 1;  // with no mask: never guessed, always searched
    for (std::size_t i = 0; i < size && i < 16 && plain; ++i) {
      const char c = i == size - 1 ? ':' : i == 0 || i == size - 2 ? '"' : name[i - 1];
      word[i / 8] |= std::uint64_t{static_cast<unsigned char>(c)} << shift(i);
      mask[i / 8] |= std::uint64_t{0xFF} << shift(i);
    }
  }
};

/// Where in the text a value stands: a declared member, an entry or an element of what `up` is. A
/// default one is the whole text. What it points to must outlive it.
struct Where {
  const Where* up = nullptr;     ///< what it is inside of
  const JsonKey* key = nullptr;  ///< of a declared member
  std::string_view entry;        ///< of an entry: its name, which is foreign text; else no view
  std::size_t element = 0;       ///< of an element: its index
  const char* text = nullptr;    ///< where it begins, white space included; null if that is unknown
};

}  // namespace writ
