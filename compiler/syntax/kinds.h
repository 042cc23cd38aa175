/// Which kind of word a token is. The order of grammar/WritLexer.g4 says it.
///
/// Private to this folder: it includes ANTLR.
#pragma once

#include "WritParser.h"

namespace writ::syntax {

/// A word that begins a declaration: `activity` … `view`.
[[nodiscard]] inline bool begins_declaration(std::size_t token) {
  return token >= antlr::WritParser::ACTIVITY && token <= antlr::WritParser::VIEW;
}

/// A word that can never be a plain name.
[[nodiscard]] inline bool is_reserved(std::size_t token) {
  return token >= antlr::WritParser::ACTIVITY && token <= antlr::WritParser::WHERE;
}

/// A word that can name nothing at all, not even a field.
[[nodiscard]] inline bool is_never_a_name(std::size_t token) {
  return token >= antlr::WritParser::AND && token <= antlr::WritParser::WHERE;
}

/// A reserved word with which an operand begins: `state.a`, `intent.b`, `any(…)`.
[[nodiscard]] inline bool begins_operand(std::size_t token) {
  return token == antlr::WritParser::STATE || token == antlr::WritParser::INTENT ||
         token == antlr::WritParser::ANY || token == antlr::WritParser::MATCH ||
         token == antlr::WritParser::RANDOM;
}

[[nodiscard]] inline bool is_name(std::size_t token) {
  return token == antlr::WritParser::NAME ||
         (token >= antlr::WritParser::ACCEPT && token <= antlr::WritParser::WITHIN);
}

[[nodiscard]] inline bool is_number(std::size_t token) {
  return token >= antlr::WritParser::INTEGER && token <= antlr::WritParser::NUMBERISH;
}

[[nodiscard]] inline bool compares(std::size_t token) {
  return token >= antlr::WritParser::EQUAL && token <= antlr::WritParser::GREATER;
}

[[nodiscard]] inline bool assigns(std::size_t token) {
  return token >= antlr::WritParser::ASSIGN && token <= antlr::WritParser::TIMES_SET;
}

/// What stands between two operands and cannot end one.
[[nodiscard]] inline bool joins_operands(std::size_t token) {
  switch (token) {
    case antlr::WritParser::AND:
    case antlr::WritParser::OR:
    case antlr::WritParser::IMPLIES:
    case antlr::WritParser::NOT:
    case antlr::WritParser::COALESCE:
    case antlr::WritParser::PLUS:
    case antlr::WritParser::MINUS:
    case antlr::WritParser::TIMES:
    case antlr::WritParser::SLASH:
    case antlr::WritParser::PERCENT:
    case antlr::WritParser::DOT:
    case antlr::WritParser::COMMA:
    case antlr::WritParser::ASSIGN: return true;
    default: return compares(token);
  }
}

}  // namespace writ::syntax
