// A contract from a string, checked; and where to find things in it.
#pragma once

#include <deque>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sema/check.h"
#include "compiler/source/render.h"
#include "compiler/syntax/parse.h"

namespace checked {

using namespace writ::model;

/// What `check` gives for a contract and the modules it imports, and what it says.
class Checked {
 public:
  explicit Checked(std::string text, std::initializer_list<std::string> modules = {}) {
    add("a.writ", std::move(text));
    std::size_t number = 0;
    for (const std::string& module : modules)
      add("module" + std::to_string(++number) + ".writ", module);
    writ::sema::Input input{files_, {}};
    for (const writ::syntax::Ast& ast : asts_) input.modules.push_back(&ast);
    contract_ = writ::sema::check(input, sink_);
  }

  /// One line for each finding; empty when there are none.
  [[nodiscard]] std::string said() const {
    writ::source::RenderOptions options;
    options.format = writ::source::Format::Short;
    return writ::source::render(files_, sink_, options);
  }
  [[nodiscard]] bool clean() const { return contract_ && said().empty(); }
  [[nodiscard]] bool found(std::string_view name) const {
    return said().find("[" + std::string(name) + "]") != std::string::npos;
  }
  [[nodiscard]] const writ::source::Files& files() const { return files_; }
  const Contract& operator*() const { return *contract_; }
  const Contract* operator->() const { return &*contract_; }
  [[nodiscard]] bool given() const { return contract_.has_value(); }

  /// The condition that the first guard asks first.
  [[nodiscard]] const Expr& condition() const {
    return contract_->guards.at(0).on.at(0).clauses.at(0).require.condition;
  }
  /// The type of a field of the record of that name.
  [[nodiscard]] const Type& type(std::string_view record, std::string_view field) const {
    for (const Record& one : contract_->records)
      for (const Field& of : one.fields)
        if (one.name == record && of.name == field) return contract_->type(of.type);
    throw std::out_of_range(std::string(field));
  }
  /// The changes of all transitions, in order.
  [[nodiscard]] std::vector<Statement> changes() const {
    std::vector<Statement> all;
    for (const Transition& transition : contract_->transitions)
      each_statement(transition.body, [&](const Statement& one) {
        if (is_change(one.kind)) all.push_back(one);
      });
    return all;
  }

 private:
  void add(std::string path, std::string text) {
    asts_.push_back(
        writ::syntax::parse(files_, files_.add(std::move(path), std::move(text)), sink_));
  }

  writ::source::Files files_;
  writ::source::Sink sink_;
  std::deque<writ::syntax::Ast> asts_;
  std::optional<Contract> contract_;
};

}  // namespace checked
