#include "compiler/model/phrases.h"

#include <map>
#include <utility>

#include "compiler/source/one_line.h"

namespace writ::model {

namespace {

/// `{` of a text that is not the beginning of a value, as it is written.
std::string escaped(std::string_view text, std::string_view brace) {
  std::string out;
  for (const char c : text) out += c == '{' ? std::string(brace) : std::string(1, c);
  return out;
}

class Collector {
 public:
  Collector(const Contract& contract, const source::Files& files)
      : contract_(contract), files_(files) {}

  std::vector<Phrase> all() && {
    for (const Guard& guard : contract_.guards)
      for (const GuardOn& on : guard.on)
        for (const Clause& clause : on.clauses) require(clause.require);
    for (const Transition& transition : contract_.transitions) {
      each_statement(transition.body, [this](const Statement& one) {
        if (one.require) require(*one.require);
      });
      for (const Ensure& ensure : transition.ensures)
        constant(ensure.key, broken_words(ensure), ensure.span);
    }
    for (const Invariant& invariant : contract_.invariants)
      constant("invariant." + invariant.name, broken_words(invariant), invariant.span);
    for (const Type& type : contract_.types)
      // A message that no value can come to has no key.
      if (type.said && !type.said->key.empty())
        constant(type.said->key, type.said->text, type.said->span);
    std::vector<Phrase> out;
    for (auto& [key, phrase] : found_) out.push_back(std::move(phrase));
    return out;
  }

 private:
  void constant(const std::string& key, std::string_view text, source::Span span) {
    found_.emplace(key, Phrase{key, escaped(text, "\\{"), {}, span});
  }

  void require(const Require& of) {
    Phrase phrase{of.key, {}, {}, of.message.span};
    const auto piece = [&](const Expr& one) {
      if (one.kind == ExprKind::Text) return void(phrase.text += escaped(one.text, "\\{"));
      const std::string words = source::one_line(files_.text(one.span));
      phrase.text += "{" + words + "}";
      phrase.parameters.push_back(words);
    };
    if (of.message.kind != ExprKind::Message) piece(of.message);
    for (const Expr& one : of.message.operands) piece(one);
    found_.emplace(of.key, std::move(phrase));
  }

  const Contract& contract_;
  const source::Files& files_;
  std::map<std::string, Phrase> found_;
};

}  // namespace

std::vector<Phrase> phrases(const Contract& contract, const source::Files& files) {
  return Collector(contract, files).all();
}

std::string numbered(const Expr& message) {
  if (message.kind != ExprKind::Message) return escaped(message.text, "{{");
  std::string out;
  std::size_t number = 0;
  for (const Expr& one : message.operands)
    out +=
        one.kind == ExprKind::Text ? escaped(one.text, "{{") : "{" + std::to_string(number++) + "}";
  return out;
}

std::vector<const Expr*> values_of(const Expr& message) {
  std::vector<const Expr*> values;
  if (message.kind != ExprKind::Message) return values;
  for (const Expr& one : message.operands)
    if (one.kind != ExprKind::Text) values.push_back(&one);
  return values;
}

std::string broken_words(const Invariant& invariant) {
  return "the invariant " + invariant.name + " would be broken: " + invariant.words;
}

std::string broken_words(const Ensure& ensure) {
  return "what must hold at the end does not: " + ensure.words;
}

}  // namespace writ::model
