/// Names that are taken before a contract says its first word: by C++, by the headers that
/// generated code includes, and by generated code itself.
#pragma once

#include <string_view>

namespace writ::emit {

/// Keywords of C++ and macros: nothing at all can be called so.
[[nodiscard]] bool is_word_of_cpp(std::string_view name);
/// Types of a generated file: no type of a contract can be called so.
[[nodiscard]] bool is_generated_type(std::string_view name);
/// What the functions of a generated file call their own parameters and variables.
[[nodiscard]] bool is_generated_local(std::string_view name);
/// Functions and types of C, whose names are those of no namespace, and namespaces of our own.
[[nodiscard]] bool is_global(std::string_view name);

}  // namespace writ::emit
