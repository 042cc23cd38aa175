#include "compiler/syntax/lexemes.h"

#include "compiler/syntax/lexeme_reader.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

namespace {

using antlr4::ParserRuleContext;
using antlr4::Token;
using Rules = antlr::WritParser;

/// From the first place to break a line to the last.
enum Strength : std::uint8_t {
  Head,
  Repeat,
  Otherwise,
  Then,
  Leads,
  Implies,
  Or,
  And,
  Compare,
  Coalesce,
  Sum,
  Product
};

LexemeKind plain_kind(std::size_t type) {
  switch (type) {
    case Rules::LPAREN:
    case Rules::LBRACKET: return LexemeKind::Open;
    case Rules::LBRACE:
    case Rules::BODY: return LexemeKind::OpenMembers;
    case Rules::RPAREN:
    case Rules::RBRACKET:
    case Rules::RBRACE: return LexemeKind::Close;
    case Rules::COMMA: return LexemeKind::Comma;
    case Rules::COLON: return LexemeKind::Colon;
    case Rules::DOT:
    case Rules::RANGE: return LexemeKind::Dot;
    case Rules::QUESTION: return LexemeKind::Question;
    case Rules::DOC:
    case Rules::COMMENT: return LexemeKind::Comment;
    case Token::EOF: return LexemeKind::End;
    default: return LexemeKind::Word;
  }
}

/// Whether a rule lists members, which have lines of their own where they do not fit on one.
bool lists_members(ParserRuleContext* context) {
  switch (context->getRuleIndex()) {
    case Rules::RuleVariant:
    case Rules::RuleEnumeration:
    case Rules::RuleFields:
    case Rules::RulePhases:
    case Rules::RulePhase:
    case Rules::RulePatch:
    case Rules::RuleMatching:
    case Rules::RuleVerification:
    case Rules::RuleBraces: return true;
    case Rules::RulePrimary: return context->start->getType() == Rules::MATCH;
    default: return false;
  }
}

/// In braces a comma may be left out only before a member with a name.
bool names_a_member(antlr4::tree::ParseTree* tree) {
  auto* rule = dynamic_cast<ParserRuleContext*>(tree);
  if (rule != nullptr && rule->getRuleIndex() == Rules::RuleEntry)
    rule = dynamic_cast<ParserRuleContext*>(rule->children[0]);
  return rule != nullptr && rule->getRuleIndex() == Rules::RuleMember;
}

/// Where a rule begins something of its own.
Part part_of(const ParserRuleContext* context) {
  const auto* parent = dynamic_cast<const ParserRuleContext*>(context->parent);
  const std::size_t above =
      parent == nullptr ? std::size_t{Rules::RuleFile} : parent->getRuleIndex();
  switch (context->getRuleIndex()) {
    case Rules::RuleContract:
    case Rules::RuleDeclaration: return Part::Declaration;
    case Rules::RuleVariantCase:
    case Rules::RulePhase:
    case Rules::RuleSuggestion:
    case Rules::RuleEntry:
    case Rules::RuleMember: return Part::Member;
    case Rules::RuleClause:
    case Rules::RuleDomain:
    case Rules::RuleStatement:
    case Rules::RuleSagaStep:
    case Rules::RulePermission:
    case Rules::RuleStep: return Part::Statement;
    case Rules::RuleSuggest:
    case Rules::RuleApproval:
    case Rules::RuleActivityClause:
    case Rules::RuleOutcome: return Part::Clause;
    case Rules::RuleHandler: return above == Rules::RuleSaga ? Part::Statement : Part::Clause;
    case Rules::RulePattern: return above == Rules::RuleMatching ? Part::Statement : Part::Member;
    case Rules::RuleName:
      return above == Rules::RuleEnumeration && parent->children[1] != context ? Part::Member
                                                                               : Part::Nothing;
    default: return Part::Nothing;
  }
}

/// How strongly an operator binds, by the rule it stands in; nothing: it is no operator there.
int strength_of(std::size_t rule, std::size_t type) {
  switch (rule) {
    case Rules::RuleExpression:
      return type == Rules::ELSE ? Otherwise : type == Rules::THEN ? Then : -1;
    case Rules::RuleProperty:
      return type == Rules::LEADS ? Leads : type == Rules::ASSUMING ? Head : -1;
    case Rules::RuleFold:
    case Rules::RuleArguments:
      return type == Rules::FOR || type == Rules::WHERE || type == Rules::BY ? Repeat : -1;
    case Rules::RuleImplication: return Implies;
    case Rules::RuleDisjunction: return Or;
    case Rules::RuleConjunction: return And;
    case Rules::RuleComparison: return Compare;
    case Rules::RuleCoalescence: return Coalesce;
    case Rules::RuleSum:
    case Rules::RuleBound: return Sum;
    case Rules::RuleProduct: return Product;
    default: return -1;
  }
}

/// Words that continue the head of a declaration or a statement.
bool continues_head(std::size_t rule, std::size_t type) {
  switch (rule) {
    case Rules::RuleTransition:
    case Rules::RuleMove:
    case Rules::RuleRefusal:
    case Rules::RuleTimer:
    case Rules::RuleGuard:
    case Rules::RuleSaga:
    case Rules::RulePermission:
      return type == Rules::IN || type == Rules::WHEN || type == Rules::ARROW ||
             (type == Rules::ON && rule != Rules::RuleTransition) || type == Rules::BECAUSE;
    case Rules::RuleCreation: return type == Rules::CREATES;
    case Rules::RuleIntent: return type == Rules::IDEMPOTENT;
    case Rules::RuleLoop: return type == Rules::WHERE;
    case Rules::RuleSagaStep: return type == Rules::UNDO || type == Rules::IRREVERSIBLE;
    case Rules::RuleOutcome:
      return type == Rules::BY || type == Rules::SAYING || type == Rules::SUGGESTING;
    default: return false;
  }
}

/// `(` and `[` that belong to what stands before them, and `<` of a collection.
bool is_tight(std::size_t rule, std::size_t type) {
  switch (rule) {
    case Rules::RulePostfixStep:
    case Rules::RulePathStep:
    case Rules::RuleChange:
    case Rules::RuleCall:
    case Rules::RuleFunction:
    case Rules::RuleActivity: return type == Rules::LPAREN || type == Rules::LBRACKET;
    case Rules::RuleRefinement: return type == Rules::LPAREN;
    case Rules::RuleCollection: return type == Rules::LESS;
    default: return false;
  }
}

bool assigns(std::size_t rule, std::size_t type) {
  switch (rule) {
    case Rules::RuleInvariant:
    case Rules::RuleNever:
    case Rules::RuleProperty:
    case Rules::RuleReachable: return type == Rules::COLON;
    case Rules::RuleAlias:
    case Rules::RuleConstant:
    case Rules::RuleModifier:
    case Rules::RuleLet:
    case Rules::RuleFunction:
    case Rules::RuleView:
    case Rules::RuleSagaStep: return type == Rules::ASSIGN;
    case Rules::RuleAssignment: return true;
    default: return false;
  }
}

bool begins_clause(std::size_t rule, std::size_t type) {
  if (type == Rules::ELSE)
    return rule == Rules::RuleRequire || rule == Rules::RuleRefusal || rule == Rules::RuleSaying;
  return rule == Rules::RuleClause && type == Rules::FINAL;
}

/// The column that a part of a rule begins; 0 for none. `below`: the rule of that part, or null.
int column_of(std::size_t rule, const ParserRuleContext* below, std::size_t type) {
  const std::size_t part = below == nullptr ? std::size_t{Rules::RuleFile} : below->getRuleIndex();
  switch (rule) {
    case Rules::RuleField:
      return part == Rules::RuleType || part == Rules::RuleFields ||
                     (below == nullptr && type == Rules::SECRET)
                 ? 1
                 : 0;
    case Rules::RuleRecord:
    case Rules::RuleVariantCase:
    case Rules::RuleIntent:
    case Rules::RuleEvent: return part == Rules::RuleFields ? 1 : 0;
    case Rules::RuleVariant:
    case Rules::RuleEnumeration: return type == Rules::LBRACE ? 1 : 0;
    case Rules::RuleAlias:
    case Rules::RuleConstant: return type == Rules::ASSIGN ? 1 : 0;
    case Rules::RuleTransition:
    case Rules::RuleTimer:
      if (type == Rules::ARROW) return 2;
      return type == Rules::IN || type == Rules::WHEN || part == Rules::RuleMove ||
                     part == Rules::RuleBlock || part == Rules::RuleBody
                 ? 1
                 : 0;
    case Rules::RuleSagaStep:
      if (type == Rules::ASSIGN) return 1;
      return type == Rules::UNDO || type == Rules::IRREVERSIBLE ? 2 : 0;
    default: return 0;
  }
}

bool is_operator(std::size_t type) {
  return type != Rules::PATTERN && type != Rules::TO && type != Rules::DESC;
}

}  // namespace

LexemeReader::Note& LexemeReader::at(const Token* token) {
  const std::size_t index = token->getTokenIndex();
  if (noted_.size() <= index) noted_.resize(index + 1);
  Note& note = noted_[index];
  if (!note.seen) note.lexeme.kind = plain_kind(token->getType());
  note.seen = true;
  return note;
}

void LexemeReader::note(ParserRuleContext* declaration) {
  std::vector<ParserRuleContext*> open{declaration};
  while (!open.empty()) {
    ParserRuleContext* context = open.back();
    open.pop_back();
    visit(context);
    if (context->getRuleIndex() == Rules::RuleString) continue;
    for (auto* child : context->children)
      if (auto* rule = dynamic_cast<ParserRuleContext*>(child)) open.push_back(rule);
  }
}

void LexemeReader::visit(ParserRuleContext* context) {
  const std::size_t rule = context->getRuleIndex();
  if (rule == Rules::RuleString) return text(context);
  const Part part = rule == Rules::RuleField
                        ? (token_of(context->children[1]) != nullptr ? Part::Field : Part::Group)
                        : part_of(context);
  if (part != Part::Nothing && at(context->start).lexeme.begins == Part::Nothing)
    at(context->start).lexeme.begins = part;
  for (std::size_t child = 0; child < context->children.size(); ++child)
    if (const Token* token = token_of(context->children[child])) visit_token(context, child, token);
  columns(context);
}

void LexemeReader::visit_token(ParserRuleContext* context, std::size_t child, const Token* token) {
  const std::size_t rule = context->getRuleIndex();
  const std::size_t type = token->getType();
  const bool behind_not = child > 0 && rule == Rules::RuleComparison &&
                          token_of(context->children[child - 1]) != nullptr;
  Lexeme& lexeme = at(token).lexeme;
  const bool size = rule != Rules::RuleRefinement || child == 0;  // and not `where (p)`
  lexeme.tight = size && is_tight(rule, type);
  if (begins_clause(rule, type)) lexeme.begins = Part::Clause;
  if (rule == Rules::RuleSaga && type == Rules::THEN) lexeme.begins = Part::Statement;
  if (type == Rules::COMMA && (rule == Rules::RuleFold || rule == Rules::RuleLoop)) {
    lexeme.kind = LexemeKind::Word;  // for k, v in m: not the comma of a list
    lexeme.tight = true;
  } else if (type == Rules::COMMA) {
    auto* next = child + 1 < context->children.size() ? context->children[child + 1] : nullptr;
    lexeme.between_members = lists_members(context);
    lexeme.optional =
        token_of(next) != nullptr ||  // the last one of a list
        (lexeme.between_members && (rule != Rules::RuleBraces || names_a_member(next)));
  } else if (assigns(rule, type)) {
    lexeme.kind = LexemeKind::Assign;
  } else if (const int strength = continues_head(rule, type) ? 0 : strength_of(rule, type);
             strength >= 0 && is_operator(type) && !behind_not) {
    lexeme.kind = LexemeKind::Operator;
    lexeme.strength = static_cast<std::uint8_t>(strength);
  } else if (type == Rules::MINUS) {
    lexeme.kind = LexemeKind::Prefix;
  } else if (rule == Rules::RuleCollection && type == Rules::GREATER) {
    lexeme.kind = LexemeKind::Close;
  } else if ((rule == Rules::RuleCollection && type == Rules::LESS) ||
             (type == Rules::LBRACE &&
              (rule == Rules::RuleMembers || rule == Rules::RuleRefinement))) {
    lexeme.kind = LexemeKind::Open;
  }
}

/// What neighbouring lines of one kind have in one column.
void LexemeReader::columns(ParserRuleContext* context) {
  const std::size_t rule = context->getRuleIndex();
  bool first = true;     // nothing has begun the first column yet
  bool selects = false;  // arrows behind conditions of all lengths are left alone
  for (auto* child : context->children) {
    const auto* below = dynamic_cast<ParserRuleContext*>(child);
    const Token* token = below == nullptr ? token_of(child) : below->start;
    const int column = column_of(rule, below, token->getType());
    selects |= token->getType() == Rules::WHEN;
    if (column == 0 || (column == 1 && !first) || (column == 2 && selects)) continue;
    at(token).lexeme.column = static_cast<std::uint8_t>(column);
    first = false;
  }
}

/// A string is one lexeme, whatever is in it.
void LexemeReader::text(ParserRuleContext* context) {
  Lexeme& whole = at(context->start).lexeme;
  whole.kind = LexemeKind::Text;
  whole.span.end = static_cast<std::uint32_t>(context->stop->getStopIndex() + 1);
}

bool LexemeReader::is_optional(const Token* token) const {
  const std::size_t index = token->getTokenIndex();
  return index < noted_.size() && noted_[index].lexeme.optional;
}

std::vector<Lexeme> LexemeReader::lexemes() const {
  std::vector<Lexeme> all;
  std::uint32_t end = 0;  // of the last one
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const Token* token = tokens_.get(i);
    const auto begin = static_cast<std::uint32_t>(token->getStartIndex());
    if (token->getType() == Rules::SPACE || (begin < end && !all.empty())) continue;
    const bool known = i < noted_.size() && noted_[i].seen;
    Lexeme lexeme = known ? noted_[i].lexeme : Lexeme{};
    if (!known) lexeme.kind = plain_kind(token->getType());
    end = lexeme.kind == LexemeKind::End ? begin
                                         : static_cast<std::uint32_t>(token->getStopIndex() + 1);
    if (lexeme.kind == LexemeKind::Text) end = lexeme.span.end;
    lexeme.span = {file_, begin, end};
    all.push_back(lexeme);
  }
  return all;
}

}  // namespace writ::syntax
