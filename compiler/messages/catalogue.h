/// Catalogues of messages: what a contract says, in other languages. One JSON file each:
///
///   { "language": "de", "messages": { "guard.Room.1": "nur noch {free} Plätze frei", … } }
///
/// Those of one language together have all there is to say: what many contracts have in common may
/// stand in a file of its own. In: the texts of files and what they must have. Out: a translation,
/// or findings with their places.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/phrases.h"
#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"

namespace writ::messages {

/// The most that a file may have, in bytes.
inline constexpr std::size_t most_bytes = 1 << 20;

/// Has it the form of the tag of a language (BCP 47)?
[[nodiscard]] bool is_tag(std::string_view text);

/// What a catalogue must have, in the order of the keys: what the contract says, and what the
/// library says of any contract.
[[nodiscard]] std::vector<model::Phrase> wanted(const model::Contract& contract,
                                                const source::Files& files);

/// A catalogue as it stands in its file.
struct Catalogue {
  struct Text {
    std::string text;
    source::Span key;
    source::Span value;
  };
  std::string language;
  std::map<std::string, Text> texts;
  source::Span begin;  ///< of the texts
};

/// Reads a catalogue; nothing where it is none, which is reported.
[[nodiscard]] std::optional<Catalogue> read(const source::Files& files, source::FileId file,
                                            source::Sink& sink);

/// All catalogues of one language, which is what it is: every phrase has its translation then, and
/// no other has one. Nothing where it is not so, which is reported.
[[nodiscard]] std::optional<model::Translation> translation(
    const std::vector<Catalogue>& catalogues, const std::vector<model::Phrase>& wanted,
    source::Sink& sink);

}  // namespace writ::messages
