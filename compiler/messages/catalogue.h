/// Catalogues of messages: what a contract says, in other languages. One JSON file each:
///
///   { "language": "de", "messages": { "guard.Room.1": "nur noch {free} Plätze frei", … } }
///
/// In: the text of a file and what it must have. Out: a translation, or findings with their places.
#pragma once

#include <cstddef>
#include <optional>
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

/// Reads a catalogue; nothing where something is wrong with it, which is reported. Every phrase has
/// its translation then, and no other has one.
[[nodiscard]] std::optional<model::Translation> read(const source::Files& files,
                                                     source::FileId file,
                                                     const std::vector<model::Phrase>& wanted,
                                                     source::Sink& sink);

}  // namespace writ::messages
