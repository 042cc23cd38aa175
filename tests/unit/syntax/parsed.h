// A contract from a string, and its expressions as text that brackets everything.
#pragma once

#include <string>
#include <string_view>

#include "compiler/source/operators.h"
#include "compiler/source/render.h"
#include "compiler/syntax/parse.h"

namespace parsed {

using namespace writ::syntax;

/// Fully bracketed: `(a + (b * c))`, `sum(e for x in xs where p)`.
inline std::string shown(const Expr& e);

inline std::string shown_list(const std::vector<Expr>& all, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < all.size(); ++i) text += (i > from ? ", " : "") + shown(all[i]);
  return text;
}

inline std::string shown_entries(const std::vector<Entry>& all) {
  std::string text;
  for (const Entry& one : all) {
    if (!text.empty()) text += ", ";
    if (one.kind == Entry::Kind::Spread) text += "..";
    if (one.kind == Entry::Kind::Member) text += one.name.text + ": ";
    if (one.kind == Entry::Kind::Key) text += "[" + shown(one.key.at(0)) + "]: ";
    text += shown(one.value);
  }
  return "{" + text + "}";
}

inline std::string shown_arms(const std::vector<Arm>& all) {
  std::string text;
  for (const Arm& one : all) {
    const bool anything = one.pattern.kind == Pattern::Kind::Anything;
    text += " | " + (anything ? "_" : shown(one.pattern.value));
    if (!one.pattern.binder.text.empty()) text += " " + one.pattern.binder.text;
    text += ": " + shown(one.value);
  }
  return text;
}

inline std::string shown(const Expr& e) {
  const auto part = [&](std::size_t i) { return shown(e.operands.at(i)); };
  switch (e.kind) {
    case ExprKind::Integer:
    case ExprKind::Decimal:
    case ExprKind::Duration:
    case ExprKind::Size:
    case ExprKind::Date:
    case ExprKind::Instant:
    case ExprKind::Boolean: return e.text;
    case ExprKind::None: return "none";
    case ExprKind::Text: return "\"" + shown_list(e.operands, 0) + "\"";
    case ExprKind::Literal: return "'" + e.text + "'";
    case ExprKind::Name: return e.name.text;
    case ExprKind::State: return "state";
    case ExprKind::Intent: return "intent";
    case ExprKind::Member: return part(0) + "." + e.name.text;
    case ExprKind::Index: return part(0) + "[" + part(1) + "]";
    case ExprKind::Call: return e.name.text + "(" + shown_list(e.operands, 0) + ")";
    case ExprKind::Method:
      return part(0) + "." + e.name.text + "(" + shown_list(e.operands, 1) + ")";
    case ExprKind::Keep: return e.variable.text + " where " + part(0);
    case ExprKind::Sort: return e.variable.text + " by " + part(0) + (e.descending ? " desc" : "");
    case ExprKind::Fold:
      return e.name.text + "(" + part(0) + " for " + e.variable.text +
             (e.second.text.empty() ? "" : ", " + e.second.text) + " in " + part(1) +
             (e.operands.size() > 2 ? " where " + part(2) : "") + ")";
    case ExprKind::Braces: return (e.operands.empty() ? "" : part(0)) + shown_entries(e.entries);
    case ExprKind::List: return "[" + shown_list(e.operands, 0) + "]";
    case ExprKind::Negate: return "(-" + part(0) + ")";
    case ExprKind::Not: return "(not " + part(0) + ")";
    case ExprKind::Binary:
      return "(" + part(0) + " " + std::string(writ::source::describe(e.op).spelling) + " " +
             part(1) + ")";
    case ExprKind::In: return "(" + part(0) + (e.negated ? " not in " : " in ") + part(1) + ")";
    case ExprKind::Range: return part(0) + ".." + part(1);
    case ExprKind::Set: return "{" + shown_list(e.operands, 0) + "}";
    case ExprKind::Is: return "(" + part(0) + " is " + part(1) + ")";
    case ExprKind::Matches: return "(" + part(0) + " matches <" + e.text + ">)";
    case ExprKind::If: return "(if " + part(0) + " then " + part(1) + " else " + part(2) + ")";
    case ExprKind::Match: return "(match " + part(0) + shown_arms(e.arms) + ")";
  }
  return "?";
}

/// What `parse` gives for a text, and what it says.
struct Parsed {
  explicit Parsed(std::string text) {
    const auto id = files.add("a.writ", std::move(text));
    ast = parse(files, id, sink);
  }
  /// One line a finding.
  [[nodiscard]] std::string said() const {
    return writ::source::render(files, sink, {writ::source::Format::Short, false});
  }

  writ::source::Files files;
  writ::source::Sink sink;
  Ast ast;
};

/// An expression as it is read; what was said if it is none.
inline std::string read(std::string_view expression) {
  const Parsed result("invariant x: " + std::string(expression));
  return result.ast.invariants.empty() ? result.said() : shown(result.ast.invariants[0].condition);
}

/// The errors in a text that is not a contract by itself.
inline std::string errors(const std::string& text) { return Parsed(text).said(); }

}  // namespace parsed
