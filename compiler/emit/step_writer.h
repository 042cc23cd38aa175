/// How one transition becomes a member function: check, allocate, append, write.
///
/// Everything is computed and checked first, on values that stand in local variables; then memory
/// is asked for; then the store; then nothing can fail. `in_place` writes each change at once, with
/// an undo, where what is read later cannot be said in terms of values that are not written yet:
/// in loops and conditions, and where two changes meet.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/emit/code.h"
#include "compiler/emit/expr.h"
#include "compiler/emit/undo.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

class StepWriter {
 public:
  StepWriter(Unit& unit, const model::Transition& transition, std::string name, bool in_place);

  /// The whole function.
  std::string text();
  /// The constructor of a machine whose first phase does something when it is entered.
  std::string birth();
  /// Something is read that is computed and not written yet: `in_place` is needed.
  [[nodiscard]] bool conflict() const { return conflict_ || lower_.conflict(); }

 private:
  using Statement = model::Statement;

  // What may refuse: step.cc
  std::string refusal();
  [[nodiscard]] std::string head() const;
  void ask_on_a_copy();
  bool need_fault();
  void test_fault(Rule rule);
  void guards();
  [[nodiscard]] std::string asked_when(const model::Guard& guard) const;
  void in_line(const model::Require& require);
  void ensures();
  void invariants();
  [[nodiscard]] const model::Intent& intent() const {
    return contract_.intents[model::index(transition_.intent)];
  }
  bool remember_key();
  void capture(const std::string& name, const std::string& text);
  [[nodiscard]] std::string captures() const;
  void finish();

  // Phases that are left and entered: entering.cc
  void know_phases();
  [[nodiscard]] std::string runs_when(const Statement& block) const;
  void enter(const Statement& one);
  [[nodiscard]] std::string entered(const model::Target& target) const;
  [[nodiscard]] std::string resumed(const model::Target& target) const;
  [[nodiscard]] std::string next_phases() const;
  [[nodiscard]] std::vector<std::string> where_it_leads() const;
  void remember();
  void change_phases();
  [[nodiscard]] model::GroupId group_of(const model::Target& target) const {
    return contract_.phases[model::index(target.phase)].group;
  }

  // Timers: deadlines.cc
  void deadlines();
  void when_of_timer();
  void begin_first_timers();
  [[nodiscard]] std::string timer_where(const std::vector<model::PhaseId>& from,
                                        const std::vector<model::PhaseId>& into,
                                        model::TimerId id) const;
  void begin_timer(model::TimerId id, const std::string& when);
  void move_timer(model::TimerId id);
  std::string work_out_due(model::TimerId id, const std::string& only_if);
  void in_these(const std::string& when, bool never, const std::string& line);

  // Statements: body.cc
  void statements(std::span<const Statement> body);
  void statement(const Statement& one);
  void let(const Statement& one);
  [[nodiscard]] bool is_read(const Statement& let) const;
  void conditional(const Statement& one);
  void block(const Statement& one);
  void loop(const Statement& one);
  void loop_head(const Statement& one);
  void emit_event(const Statement& one);
  void reply(const Statement& one);
  void nested(const std::vector<Statement>& body);
  void begin_changes();

  // Changes: effects.cc
  void change(const Statement& change);
  void mind_earlier(const Statement& change);
  std::string find_place(const Statement& one);
  std::string find_element(const Statement& one, const model::Expr& at,
                           const std::string& container);
  std::string step_into(const Statement& one, const model::Expr& step, const std::string& here,
                        bool& is_pointer);
  void set(const Statement& change, const std::string& place);
  void put(const Statement& change, const std::string& container);
  void push(const Statement& change, const std::string& place);

  // The other changes of collections: collections.cc
  void collection(const Statement& change, const std::string& place);
  std::string index(const Statement& change, std::size_t argument, const std::string& name);
  void splice(const Statement& change, const std::string& place);
  void by_element(const Statement& change, const std::string& place);
  void check_size(const Statement& change, const std::string& place);
  [[nodiscard]] Rule absent(const Statement& change) const;

  // Of these, what one element comes or goes by: elements.cc
  void clear(const Statement& change, const std::string& place);
  void pop(const Statement& change, const std::string& place);
  void remove_at(const Statement& change, const std::string& place);
  void insert(const Statement& change, const std::string& place);
  void remove(const Statement& change, const std::string& place);
  void add(const Statement& change, const std::string& place);
  std::string key(const Statement& change);
  void refuse_size(const Statement& change, const std::string& broken);
  void leave_room(const Statement& change, const std::string& place, const std::string& comes);
  void leave_enough(const Statement& change, const std::string& place, const std::string& goes);

  // Folds that are kept: keeping.cc
  void note_element(const Statement& loop);
  void keep_before(const Statement& change);
  void keep_value(const Statement& change, const Element& old, const std::string& value,
                  const std::string& is_new = {});
  void keep_one(const Statement& change, const Element& element, const std::string& only_if);
  void keep_behind(const Statement& change);
  void keep(model::KeptId id, const std::string& text);
  [[nodiscard]] std::string zero(const model::Kept& kept) const;
  [[nodiscard]] const model::Kept& kept(model::KeptId id) const {
    return contract_.kept[model::index(id)];
  }

  // Rules of what a change is a part of: whole.cc
  struct Whole {
    const Statement* change;
    bool inside;  ///< what its path leads to is asked too, and all that is in it
  };
  void mind_wholes(const Statement& change);
  void ask_wholes();
  void ask_parts(const Whole& whole, model::TypeId id, const std::string& text, int depth);
  void ask_whole(const Whole& whole, model::TypeId id, const model::Path& path,
                 const std::string& text);

  /// A value that is computed: how later lines read it, and what is written.
  struct Value {
    std::string reads;
    std::string writes;
  };
  Value value(const Statement& change, model::TypeId type, const std::string& name);
  [[nodiscard]] bool can_wait(const model::Expr& value) const;
  std::string local(const Statement& change, const std::string& name, bool is_const);
  void check_range(const Statement& change, model::TypeId type, const std::string& value);
  void refuse_if(const std::string& broken, Rule rule);
  [[nodiscard]] Rule rule_of(const Statement& one, const std::string& suffix) const;
  [[nodiscard]] Rule rule_of_path(const Statement& one, const model::Expr& path,
                                  const std::string& suffix) const;
  [[nodiscard]] Rule rule_of_value(const Statement& change) const;
  [[nodiscard]] bool keys_stay(const model::Expr& place, const Statement& statement) const;
  void flush();
  std::string written(const Statement& change, const std::string& place, const std::string& value);
  /// Puts what a change in place does behind what takes it back.
  void touch(const Statement& change, const std::string& list = {});
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
  std::vector<std::string> computed_;     // variables that hold plain values for these
  std::vector<std::string> timers_;       // likewise, of timers: before the phase is another one
  std::vector<Undo> undo_;
  std::vector<Whole> wholes_;
  Element element_;                                    // to which the last place led
  std::map<std::string, Element> elements_;            // by the variables of loops
  std::vector<std::string> before_;                    // what `element_` added to each kept fold
  std::map<std::size_t, std::string> reached_;         // by the number of an `ensure` in a block
  std::map<model::CompositeId, std::string> resumed_;  // the phases that histories lead to
  std::string next_;    // with several groups: the phases that the step leads to
  bool keeps_ = false;  // something kept changes, and can be put back
  std::size_t events_ = 0;
  std::string reply_;  // the variable that holds the reply, if the step gives one
  bool has_fault_ = false;
  bool reads_moment_ = false;
  bool conflict_ = false;
};

/// A place, `.` behind which is read as is meant.
[[nodiscard]] std::string dereferenced(const std::string& place);

}  // namespace writ::emit
