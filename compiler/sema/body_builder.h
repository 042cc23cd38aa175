/// How the body of a transition or a hook is read: the checked statements, what is known where, and
/// what may still be asked. `body_of` in bodies.h is its face.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/bodies.h"

namespace writ::sema {

/// What is true of every path that leads to a place of a body.
struct Flow {
  std::optional<source::Span> effect;  ///< some path has had an effect: its first one
  bool replied = false;                ///< every path has replied
  std::optional<source::Span> reply;   ///< some path has: its first one
  std::optional<source::Span> asked;   ///< some path has a `require` in a loop: its last one
};

class BodyBuilder {
 public:
  BodyBuilder(Workspace& work, Place place, Body& out);

  void whole(const std::vector<syntax::Statement>& body, source::Span header);

 private:
  using Statement = model::Statement;
  using Does = Statement::Kind;
  using Expr = model::Expr;

  // One statement, what asks, what tells the world: bodies.cc
  static bool only_asks(const syntax::Statement& written);
  void add(const syntax::Statement& written, std::vector<Statement>& into);
  void change(const syntax::Statement& written, std::vector<Statement>& into);
  void had_effect(source::Span span);
  Statement statement(Does kind, const syntax::Statement& written);
  bool may_ask(source::Span span);
  void require(const syntax::Statement& written, std::vector<Statement>& into);
  void guard(const syntax::Statement& written, std::vector<Statement>& into);
  void let(const syntax::Statement& written, std::vector<Statement>& into);
  void ensure(const syntax::Statement& written, std::vector<Statement>& into);
  void ensured();
  void emit(const syntax::Statement& written, std::vector<Statement>& into);
  void reply(const syntax::Statement& written, std::vector<Statement>& into);

  // Blocks: body_blocks.cc
  /// What stands around a place, to the end of this object's life.
  class Within {
   public:
    explicit Within(BodyBuilder& of) : of_(of), outer_(of.around_) {}
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;
    ~Within() { of_.around_ = std::move(outer_); }

   private:
    BodyBuilder& of_;
    std::shared_ptr<model::Around> outer_;
  };
  void stand_in(model::Around one);
  void stand_in_if(const Expr& condition);
  std::vector<Statement> block(const std::vector<syntax::Statement>& body);
  void conditional(const syntax::Statement& written, std::vector<Statement>& into);
  std::vector<Statement> branch(const std::vector<syntax::Statement>& body,
                                const Result& condition);
  void match(const syntax::Statement& written, std::vector<Statement>& into);
  void add_chain(const Matched& matched, std::vector<Statement> arms,
                 const syntax::Statement& written, std::vector<Statement>& into);
  void loop(const syntax::Statement& written, std::vector<Statement>& into);
  void ask_no_more(const Flow& before);
  [[nodiscard]] Expr negated(const Expr& condition) const;

  // What is known, and what is not any more: body_known.cc
  /// A name that a block binds, and the name at the root of what it is bound to.
  using Bound = std::pair<std::string, std::string>;
  void note_assigned(const Statement& change);
  void forget(const Statement& change);
  void forget_changed(const std::vector<Statement>& body);
  void forget_elements(const model::Path& path, const std::string& but);
  void forget_hooks(bool enters);
  void forget_targets(const std::vector<syntax::Statement>& body, std::vector<Bound>& bound);
  void forget_root(std::string name, const std::vector<Bound>& bound);

  Workspace& work_;
  Place place_;
  Body& out_;
  Typer typer_;
  Flow flow_;
  std::vector<Loop> loops_;
  std::shared_ptr<model::Around> around_;
  std::vector<const syntax::Statement*> ensures_;
  std::set<std::size_t> nested_ensures_;
  std::size_t depth_ = 0;
};

/// Where two ways meet.
[[nodiscard]] Flow joined(const Flow& a, const Flow& b);
/// The name with which a path begins.
[[nodiscard]] std::string root_name(const syntax::Expr& expr);

}  // namespace writ::sema
