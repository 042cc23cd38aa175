/// What refusals and problems say, in other languages.
///
/// `writ gen --messages order.de.json` makes a catalogue of constants: no memory is asked for, no
/// locale is read, any thread may use it. A program without catalogues links nothing of this.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <writ/core/outcome.h>

namespace writ {

/// A text by its key. `{0}`, `{1}` … stand for values, `{{` for a brace.
struct Phrase {
  std::string_view key;   ///< stable: `problem.range`, `guard.InStock.1`
  std::string_view text;  ///< never empty
};

/// All that a program of one contract may say, in one language. A constant of generated code.
class Catalogue {
 public:
  /// The phrases are in the order of their keys.
  constexpr Catalogue(std::string_view language, std::span<const Phrase> phrases)
      : language_(language), phrases_(phrases) {}
  /// Its tag (BCP 47): `de`, `pt-BR`.
  [[nodiscard]] constexpr std::string_view language() const { return language_; }
  /// The text with this key; empty where there is none.
  [[nodiscard]] std::string_view find(std::string_view key) const;

 private:
  std::string_view language_;
  std::span<const Phrase> phrases_;
};

/// What this library itself may say: in English, by key.
struct Sentence {
  std::string_view key;         ///< `problem.range`
  std::string_view text;        ///< `{0}` is the first of the parameters
  std::string_view parameters;  ///< the names of all that there are: `intent,phases,phase`
};

/// All of them, in the order of their keys.
[[nodiscard]] std::span<const Sentence> sentences();

/// A problem as a sentence in another language: `/quantity: 1 bis 1000 erwartet, nicht 0`.
[[nodiscard]] std::string message(const Problem& problem, const Catalogue& catalogue);

/// Says a refusal in another language: its message and title, those of its denials and problems.
/// The codes, places and values stay. What has no text in the catalogue stays as it is.
void translate(Refusal& refusal, const Catalogue& catalogue);

/// The catalogue for what a client would like to read, an `Accept-Language` (RFC 9110): of the
/// languages that it names, best first, the first one there is, `de` for `de-CH` (lookup of RFC
/// 4647). Null where there is none; a client that takes any language (`*`) gets the first one.
[[nodiscard]] const Catalogue* lookup(std::span<const Catalogue> catalogues,
                                      std::string_view accept_language);

}  // namespace writ
