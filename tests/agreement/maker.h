/// Random contracts, nearly right: what is not is taken away by whoever checks them.
///
/// Each declaration and each statement stands on lines of its own (lines.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "chance.h"
#include "texts.h"

namespace agreement {

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : chance_(seed) {}
  /// One that goes on with what `shared` has made, which is imported as `file`.
  Maker(const Maker& shared, std::string file, std::uint64_t seed) : Maker(shared) {
    chance_ = Chance(seed);
    imported_ = std::move(file);
    out_.clear();
  }

  /// The text of a module: types, constants, functions.
  std::string module();
  /// The text of a contract called so.
  std::string contract(const std::string& name);

 private:
  struct Place {
    std::string text;
    TypeNumber type;
  };

  /// Of each intent, where the state has a secret.
  static constexpr const char* secret_member = "secret_value";

  // maker.cc
  void line(const std::string& text) { out_ += std::string(indent_ * 2, ' ') + text + "\n"; }
  void open(const std::string& text) {
    line(text + " {");
    ++indent_;
  }
  void close(const std::string& text = "}") {
    --indent_;
    line(text);
  }
  void reopen(const std::string& text) {
    --indent_;
    line(text);
    ++indent_;
  }
  void write_state();
  void write_special_fields();
  void write_intents();
  std::string key_of(const RecordText& intent);
  void write_intent();
  void write_events();
  void write_functions();
  void write_function(bool reads_state);
  void write_invariants();
  void write_claims();
  std::string fresh(const std::string& prefix) { return prefix + std::to_string(++names_); }

  // phases.cc
  std::string phase(GroupText& group, int depth);
  void write_phases();
  void write_hooks();
  void write_timers();
  std::string due();
  std::string some_phase();
  std::string phase_set();
  std::string inside();
  std::string target(bool history);

  // transitions.cc
  void see_payload(const RecordText& intent);
  void see_old();
  std::string suggestion(const RecordText& intent);
  void write_guards();
  void write_named_guard();
  std::string head_of(const RecordText& intent, bool creates, bool last);
  void write_transition(std::size_t of, bool last);
  void write_transitions();

  // types.cc
  void make_types();
  void make_more_types();
  TypeNumber add(TypeText type);
  TypeNumber scalar();
  TypeNumber key();
  TypeNumber plain(Sort sort);
  TypeNumber any(int depth);
  TypeNumber collection(int depth);
  TypeNumber optional_of(TypeNumber inner);
  std::string unique_by(const TypeText& type);
  void make_constants();
  void make_enum();
  void make_alias();
  void make_record();
  void make_variant();
  void write_field(std::vector<FieldText>& fields, int depth, bool defaults);
  void write_fields(std::vector<FieldText>& fields, std::size_t count, int depth, bool defaults);
  [[nodiscard]] bool same(TypeNumber a, TypeNumber b) const;
  [[nodiscard]] bool is_scalar(TypeNumber type) const { return types_[type].sort <= Sort::Enum; }
  /// A field with fields of its own.
  [[nodiscard]] bool has_no_name(TypeNumber type) const {
    return types_[type].sort == Sort::Record && records_[types_[type].which].name.empty();
  }
  [[nodiscard]] bool is_number(TypeNumber type) const {
    const Sort sort = types_[type].sort;
    return sort >= Sort::Int && sort <= Sort::Float;
  }

  // exprs.cc
  std::string literal(TypeNumber type, int depth);
  std::string number(const TypeText& type, std::int64_t units);
  std::string value(TypeNumber type, int depth);
  std::string worked_out(TypeNumber type, int depth);
  std::string chosen(TypeNumber type, int depth);
  std::string extreme(TypeNumber type, int depth);
  std::string integer(int depth);
  std::string decimal(TypeNumber type, int depth);
  std::string text(int depth);
  std::string time(TypeNumber type, int depth);
  std::string optional(TypeNumber type, int depth);
  std::string collected(TypeNumber type, int depth);
  std::string condition(int depth);
  std::string comparison(int depth);
  std::string fold_condition(int depth);
  std::string known_condition(int depth);
  std::string kept_count();
  std::string matched(TypeNumber type, int depth);
  std::string message();
  std::string index(const std::string& of);
  std::string range();
  bool walk(const Name& from, Place& out, int steps, bool to_change);
  bool find(TypeNumber type, Place& out, bool to_change = false);
  bool find_sort(Sort sort, Place& out, bool to_change = false);
  bool find_collection(Place& out);
  /// What `make` makes of the head of a fold, `for x in xs`, while its variables are names.
  std::string over(const std::function<std::string(const std::string&)>& make);

  // bodies.cc
  void body(std::size_t statements, int depth);
  void statement(int depth);
  void assign();
  void change_collection();
  std::string order_key(const Name& element);
  void by_element(const std::string& place, const TypeText& list);
  void branch(int depth);
  void match(int depth);
  void loop(int depth);
  void tell();
  void merge();
  void require_lines(std::size_t count);
  void reply(TypeNumber type);

  Chance chance_;
  std::string imported_;  // a file, if there is one
  std::string out_;
  std::size_t indent_ = 0;
  std::size_t names_ = 0;
  std::vector<TypeText> types_;
  std::vector<TypeNumber> scalars_;
  std::vector<TypeNumber> keys_;
  std::vector<TypeNumber> wholes_;    // records, variants
  std::vector<TypeNumber> compound_;  // optionals and collections, to be met again
  std::vector<RecordText> records_;
  std::vector<VariantText> variants_;
  std::vector<EnumText> enums_;
  std::vector<FunctionText> functions_;
  std::vector<FieldText> state_;
  std::vector<RecordText> intents_;
  std::vector<TypeNumber> replies_;  // by intent, 0: none
  std::vector<RecordText> events_;
  std::vector<GroupText> groups_;
  std::vector<std::string> phases_;  // of all groups, outer ones too, but none that is final
  std::vector<std::string> named_guards_;
  std::vector<FieldText> secrets_;  // of the state, one at most
  std::vector<Name> constants_;
  bool created_ = false;
  std::vector<Name> scope_;
  bool in_state_ = false;  // a first value is needed
  bool has_step_ = false;  // now, self, subject
  bool may_draw_ = false;
  bool in_loop_ = false;
  bool in_body_ = false;  // old
  int walking_ = 0;
  std::size_t calls_ = 0;  // functions that may be called
};

}  // namespace agreement
