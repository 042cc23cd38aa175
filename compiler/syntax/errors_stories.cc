// The mistakes that have a story of their own: each is told once, with what to write instead.
#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "compiler/syntax/errors.h"
#include "compiler/syntax/kinds.h"
#include "compiler/syntax/tokens.h"
#include "compiler/syntax/words.h"

namespace writ::syntax {

namespace {

using Rules = antlr::WritParser;
using antlr4::ParserRuleContext;
using antlr4::Token;

/// A word in the middle of a line, or further in than the line with the brace, begins no
/// declaration: it is a slip inside the braces.
bool inside(const antlr4::TokenStream& tokens, const Token* word, const Token* brace) {
  if (word->getType() == Token::EOF) return false;
  if (!first_on_line(tokens, word)) return true;
  while (!first_on_line(tokens, brace)) brace = before(tokens, brace);
  return word->getCharPositionInLine() > brace->getCharPositionInLine();
}

/// A member of braces that a declaration was taken for: `on Pay in …` where a field could be called
/// `on`, or where a handler could stand; `state {` where a path could go on with `.`.
bool reads_as_member(const ParserRuleContext* context, const Token* found) {
  const std::size_t rule = context->getRuleIndex();
  const std::size_t first = context->start->getType();
  const std::size_t word = found->getType();
  if (rule == Rules::RulePath) return word == Rules::LBRACE && first == Rules::STATE;
  if (rule == Rules::RuleHandler)
    return word == Rules::IN || word == Rules::WHEN || word == Rules::COMMA;
  const bool member = rule == Rules::RuleField || rule == Rules::RuleMember ||
                      rule == Rules::RuleEntry || rule == Rules::RuleSuggestion;
  return member && begins_declaration(first);
}

bool wants_name(const std::vector<std::string>& expected) {
  return std::any_of(expected.begin(), expected.end(), [](const std::string& word) {
    return word.find("name") != std::string::npos;
  });
}

/// The last part of a rule if that is a rule; one that has not begun does not count.
const ParserRuleContext* last_rule(const ParserRuleContext* context) {
  if (context == nullptr) return nullptr;
  for (auto child = context->children.rbegin(); child != context->children.rend(); ++child) {
    const auto* rule = dynamic_cast<const ParserRuleContext*>(*child);
    if (rule == nullptr || !rule->children.empty()) return rule;
  }
  return nullptr;
}

/// Is what ends here a condition, whatever it is part of: `require a`, `if a`, `invariant n: a`?
bool ends_condition(const ParserRuleContext* context) {
  const ParserRuleContext* last = last_rule(context);
  if (last == nullptr) return false;
  switch (last->getRuleIndex()) {
    case Rules::RuleCondition: return true;
    case Rules::RuleExpression: {
      const std::size_t rule = context->getRuleIndex();
      return rule == Rules::RuleRequire || rule == Rules::RuleExpression ||
             rule == Rules::RulePrimary || rule == Rules::RuleInvariant ||
             rule == Rules::RuleNever || rule == Rules::RuleProperty ||
             rule == Rules::RuleReachable || rule == Rules::RuleFold;
    }
    case Rules::RuleFold:
    case Rules::RuleInvariant:
    case Rules::RuleNever:
    case Rules::RuleProperty:
    case Rules::RuleReachable:
    case Rules::RuleTransition: return ends_condition(last);
    case Rules::RuleStatement: {
      const std::size_t first = last->start->getType();
      return first == Rules::REQUIRE || first == Rules::ENSURE;
    }
    case Rules::RuleStep: return last->start->getType() == Rules::EXPECT;
    default: return false;
  }
}

/// Something that can be an operand ends with this.
bool ends_operand(std::size_t token) {
  return is_name(token) || is_number(token) || token == Rules::RPAREN || token == Rules::RBRACKET ||
         token == Rules::QUOTE || token == Rules::TRUE || token == Rules::FALSE;
}

/// `<`, `<=` or `>`, `>=`: which way it points; 0 for others.
int direction(std::size_t token) {
  if (token == Rules::LESS || token == Rules::AT_MOST) return -1;
  return token == Rules::GREATER || token == Rules::AT_LEAST ? 1 : 0;
}

}  // namespace

void Errors::unclosed(const ParserRuleContext* context, const Token* found) {
  const Token* next = tokens_.LT(2);
  for (const Token* pattern : {found, next}) {
    if (pattern->getType() != Rules::UNCLOSED_PATTERN) continue;
    sink_.report(diag::unclosed_pattern(), span(pattern), "its closing `/` is missing");
    throw Broken{found->getTokenIndex()};
  }
  if (found->getType() != Rules::UNCLOSED && found->getType() != Token::EOF) return;
  while (context != nullptr && context->getRuleIndex() != Rules::RuleString)
    context = parent_of(context);
  if (context == nullptr) return;

  const std::uint32_t begin = span(context->start).begin;
  const source::File& file = files_[file_];
  const std::uint32_t line = file.place(begin).line;
  const auto end = static_cast<std::uint32_t>(file.line_begin(line) + file.line(line).size());
  const bool several_lines = context->start->getType() == Rules::QUOTES;
  source::Diagnostic& report = sink_.report(
      several_lines ? diag::unclosed_long_string() : diag::unclosed_string(), {file_, begin, end},
      several_lines ? "its closing `\"\"\"` is missing" : "its closing `\"` is missing");
  if (open_text(context) != nullptr) report.help(std::string(brace_in_text));
  throw Broken{found->getTokenIndex()};
}

void Errors::missing_brace(Rules& parser, const Token* found) {
  const ParserRuleContext* context = parser.getContext();
  const bool began = context->start != found;
  const bool member = began && reads_as_member(context, found);
  const bool ends = begins_declaration(found->getType()) || found->getType() == Token::EOF;
  if (!began || !(member || (ends && expects(parser, Rules::RBRACE)))) return;
  const Token* word = member ? context->start : found;
  const Token* open = innermost_open(context);
  if (open == nullptr || inside(tokens_, word, open)) return;
  sink_
      .report(diag::missing_brace(std::to_string(open->getLine())), span(word),
              word->getType() == Token::EOF ? "the file ends here" : "a declaration begins here")
      .also(span(open), "this `{` is still open");
  throw Broken{word->getTokenIndex()};
}

/// Words that are wrong wherever they stand.
void Errors::bad_word(const Token* found) {
  if (found->getType() == Rules::NUMBERISH) {
    sink_
        .report(diag::unknown_unit(text(found)), span(found),
                "a number, or numbers with units from the longest to the shortest")
        .help("units are `w d h m s ms us`, and `B KiB MiB GiB`: `1h30m`, `64KiB`");
  } else if (found->getType() == Rules::SINGLE_QUOTED) {
    source::Diagnostic& report =
        sink_.report(diag::foreign_quotes(), span(found), "write `\"...\"`");
    const std::string_view inner = text(found).substr(1, text(found).size() - 2);
    if (inner.find_first_of("\"{\\") == std::string_view::npos)
      report.fix(span(found), '"' + std::string(inner) + '"');
  } else {
    return;
  }
  throw Broken{found->getTokenIndex()};
}

void Errors::habit(const ParserRuleContext* context, const Token* found,
                   const std::vector<std::string>& expected) {
  const std::size_t type = found->getType();
  if (assigns(type)) joined_lines(found);
  while (context != nullptr && context->start == found) context = parent_of(context);
  const Token* last = before(tokens_, found);
  const bool behind_operand = last != nullptr && ends_operand(last->getType());
  const bool in_type =
      expected.front() == "a field name" || (type == Rules::GREATER && takes_no_types(found));
  if ((compares(type) || type == Rules::IN) && behind_operand && !in_type) chained(found);
  const bool arrow =
      type == Rules::ASSIGN && files_.text({file_, span(found).end, span(found).end + 1}) == ">";
  if (type == Rules::ASSIGN && !arrow && ends_condition(context)) {
    sink_.report(diag::assignment_in_condition(), span(found), "write `==`").fix(span(found), "==");
  } else if (type == Rules::QUESTION && behind_operand) {
    sink_.report(diag::foreign_conditional(), span(found), "write `if a then b else c`")
        .help("a default for what may be absent is `a ?? b`");
  } else if (type == Rules::NOT && text(found) == "!") {
    sink_.report(diag::foreign_operator("!", "not"), span(found), "write `(not ...)`");
  } else {
    return;
  }
  throw Broken{found->getTokenIndex()};
}

/// `array<int` stands before `>`.
bool Errors::takes_no_types(const Token* found) const {
  const Token* type = before(tokens_, found);
  const Token* less = type == nullptr ? nullptr : before(tokens_, type);
  const Token* name = less == nullptr ? nullptr : before(tokens_, less);
  return name != nullptr && is_name(type->getType()) && less->getType() == Rules::LESS &&
         is_name(name->getType());
}

/// `0 <= x <= 10`: a comparison stands before this one, with nothing weaker between.
void Errors::chained(const Token* found) {
  int depth = 0;
  for (const Token* t = before(tokens_, found); t != nullptr; t = before(tokens_, t)) {
    const std::size_t type = t->getType();
    if (type == Rules::RPAREN || type == Rules::RBRACKET || type == Rules::RBRACE) ++depth;
    if (type == Rules::LPAREN || type == Rules::LBRACKET || type == Rules::LBRACE ||
        type == Rules::BODY)
      --depth;
    if (depth < 0) return;
    if (depth > 0) continue;
    // A member may be called like one; `intent.f` goes on, `require` and `when` begin something.
    const Token* behind = before(tokens_, t);
    const bool member = behind != nullptr && behind->getType() == Rules::DOT;
    if (is_reserved(type) && !is_never_a_name(type) && !begins_operand(type) && !member) return;
    if (type == Rules::AND || type == Rules::OR || type == Rules::IMPLIES || assigns(type)) return;
    if (!compares(type) && type != Rules::IN) continue;
    twice_compared(t, found);
  }
}

void Errors::twice_compared(const Token* first, const Token* second) {
  const source::Span middle{file_, static_cast<std::uint32_t>(first->getStopIndex() + 1),
                            static_cast<std::uint32_t>(second->getStartIndex())};
  std::string_view operand = files_.text(middle);
  while (operand.starts_with(' ')) operand.remove_prefix(1);
  while (operand.ends_with(' ')) operand.remove_suffix(1);
  constexpr std::size_t short_enough = 40;
  const bool shown =
      operand.size() <= short_enough && operand.find_first_of("\r\n") == std::string_view::npos;
  const std::string instead = shown ? std::string(operand) : "...";
  source::Diagnostic& report =
      sink_.report(diag::chained_comparison(), span(second),
                   "write `and " + instead + " " + std::string(text(second)) + " ...`");
  report.also(span(first), "compared here already");
  if (is_range(first, second, operand)) {
    const bool apart = files_.text({file_, middle.end - 1, middle.end}) == " ";
    report.fix({file_, middle.end, middle.end},
               (apart ? "and " : " and ") + std::string(operand) + " ");
  }
  throw Broken{second->getTokenIndex()};
}

/// `a <= path < b`, and no `not` before it: what is meant can only be one thing.
bool Errors::is_range(const Token* first, const Token* second, std::string_view operand) const {
  const bool plain = std::all_of(operand.begin(), operand.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
  });
  const int way = direction(first->getType());
  if (!plain || way == 0 || way != direction(second->getType())) return false;
  for (const Token* t = before(tokens_, first); t != nullptr; t = before(tokens_, t)) {
    if (t->getType() == Rules::NOT) return false;
    if (!ends_operand(t->getType()) && t->getType() != Rules::DOT) break;
  }
  return true;
}

/// An assignment whose left side was taken for the end of the line above: that one ends with an
/// operator.
void Errors::joined_lines(const Token* found) {
  const Token* first = found;
  while (first != nullptr && !first_on_line(tokens_, first)) first = before(tokens_, first);
  const Token* last = first == nullptr ? nullptr : before(tokens_, first);
  if (first == found || last == nullptr || !joins_operands(last->getType())) return;
  sink_
      .report(diag::joined_lines(), source::join(span(first), span(before(tokens_, found))),
              "this was read as part of the line above")
      .also(span(last), "which does not end with `" + std::string(text(last)) + "`");
  throw Broken{found->getTokenIndex()};
}

/// `list<int?>= []`; in `list<int>= [1]` the `>=` was read as a bound of the type inside.
void Errors::glued(const ParserRuleContext* context, const Token* found) {
  const Token* last = found->getType() == Rules::AT_LEAST ? found : before(tokens_, found);
  if (last == nullptr || last->getType() != Rules::AT_LEAST) return;
  while (context != nullptr && context->getRuleIndex() != Rules::RuleCollection)
    context = parent_of(context);
  if (context == nullptr) return;
  sink_.report(diag::unexpected_token("`>`", "`>=`"), span(last))
      .help("write `> =`, with a space")
      .fix(span(last), "> =");
  throw Broken{found->getTokenIndex()};
}

/// `points.push(at)`, `never.clear()`: a field that is called so, read by its bare name.
bool Errors::reads_field(const Token* found, const std::vector<std::string>& expected) const {
  const auto wants = [&](std::string_view what) {
    return std::find(expected.begin(), expected.end(), what) != expected.end();
  };
  if (is_never_a_name(found->getType())) return false;
  if (wants("an expression")) return !first_on_line(tokens_, found);
  tokens_.seek(found->getTokenIndex());  // whoever catches what is thrown then seeks anew
  const std::size_t next = tokens_.LA(2);
  return wants("a statement") && (next == Rules::DOT || assigns(next));
}

void Errors::reserved(const Token* found, const std::vector<std::string>& expected) {
  const Token* last = before(tokens_, found);
  if (found->getType() == Rules::COLON && last != nullptr && is_never_a_name(last->getType())) {
    reserved(last, {"a field name"});  // `in: int`, read as part of the type before it
  }
  const std::size_t type = found->getType();
  if (!is_reserved(type)) return;
  const std::string word(text(found));
  if (reads_field(found, expected)) {
    sink_.report(diag::reserved_word(word), span(found))
        .help("a field of the state that is called so is `state." + word + "`");
    throw Broken{found->getTokenIndex()};
  }
  if (!wants_name(expected)) return;
  const bool field = std::find(expected.begin(), expected.end(), "a field name") != expected.end();
  if (first_on_line(tokens_, found) && !(field && is_never_a_name(type))) return;
  source::Diagnostic& report = sink_.report(diag::reserved_word(word), span(found));
  if (field) {
    report.help("for a member that is called so outside: `the_" + word + ": int as \"" + word +
                "\"`");
  } else {
    report.help("choose another name");
  }
  throw Broken{found->getTokenIndex()};
}

}  // namespace writ::syntax
