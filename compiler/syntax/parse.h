/// Text in, tree out.
///
/// In: one file. Out: its `Ast`, without the declarations that are broken; every mistake is in the
/// sink, one for each broken declaration, in the user's words. Never throws, never touches the
/// disk, never uses more stack than 256 levels of nesting need.
#pragma once

#include <vector>

#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"
#include "compiler/syntax/ast.h"
#include "compiler/syntax/lexemes.h"

namespace writ::syntax {

/// The most bytes a source file may have: 4 MiB.
inline constexpr std::size_t max_bytes = 4U << 20U;

[[nodiscard]] Ast parse(const source::Files& files, source::FileId file, source::Sink& sink);

/// The same, and how it is written; no lexemes when there are errors.
[[nodiscard]] Ast parse(const source::Files& files, source::FileId file, source::Sink& sink,
                        std::vector<Lexeme>& lexemes);

}  // namespace writ::syntax
