/// How one transition becomes a member function: check, allocate, append, write.
///
/// Everything is computed and checked first, on values that stand in local variables; then memory
/// is asked for; then the store; then nothing can fail. `in_place` writes each effect at once, with
/// an undo, where what is read later cannot be said in terms of values that are not written yet.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/emit/code.h"
#include "compiler/emit/expr.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

class StepWriter {
 public:
  StepWriter(Unit& unit, const model::Transition& transition, std::string name, bool in_place);

  /// The whole function.
  std::string text();
  /// Something is read that is computed and not written yet: `in_place` is needed.
  [[nodiscard]] bool conflict() const { return conflict_ || lower_.conflict(); }

 private:
  // What may refuse: step.cc
  void explain_in_place();
  bool need_fault();
  void test_fault(Rule rule);
  void guards();
  [[nodiscard]] std::string asked_when(const model::Guard& guard) const;
  void in_line(const model::Require& require);
  void invariants();
  void save();
  void finish();

  // Effects: effects.cc
  void change(const model::Effect& effect);
  void mind_earlier(const model::Effect& effect);
  std::string find_place(const model::Effect& effect);
  std::string find_element(const model::Effect& effect, const model::Expr& at,
                           const std::string& container);
  void set(const model::Effect& effect, const std::string& place);
  void put(const model::Effect& effect, const std::string& container);
  void push(const model::Effect& effect, const std::string& place);

  // Rules of what an effect changes a part of: whole.cc
  [[nodiscard]] std::vector<const model::Expr*> wholes_of(const model::Effect& effect) const;
  void mind_wholes(const model::Effect& effect);
  void ask_whole(const model::Effect& effect, const model::Expr& whole, const std::string& text);
  void ask_wholes();

  /// A value that is computed: how later lines read it, and what is written.
  struct Value {
    std::string reads;
    std::string writes;
  };
  Value value(const model::Effect& effect, model::TypeId type, const std::string& name);
  std::string local(const model::Effect& effect, const std::string& name, bool is_const);
  void check_range(const model::Effect& effect, model::TypeId type, const std::string& value);
  void refuse_if(const std::string& broken, Rule rule);
  [[nodiscard]] Rule rule_of(const model::Effect& effect, const std::string& suffix) const;
  [[nodiscard]] bool keys_stay(const model::Effect& effect) const;
  void flush();
  /// A name for a variable of the step.
  std::string variable(const std::string& wanted) {
    return scope_.fresh(emit::local(snake(wanted)));
  }

  Unit& unit_;
  const model::Contract& contract_;
  const model::Transition& transition_;
  std::string name_;
  bool in_place_;
  Lower lower_;
  Scope scope_;
  Code code_;
  std::vector<std::string> allocations_;  // lines that ask for memory
  std::vector<std::string> writes_;       // lines that cannot fail
  std::vector<std::string> saved_;
  /// What is asked at the end of the body for its rules.
  struct Whole {
    const model::Effect* effect;
    const model::Expr* place;
    std::string text;
  };
  std::vector<Whole> wholes_;
  std::map<const model::Expr*, std::string> places_;  // what the steps to a place are called
  bool has_fault_ = false;
  bool conflict_ = false;
};

}  // namespace writ::emit
