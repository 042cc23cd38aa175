/// Random contracts, nearly right: what is not is taken away by whoever checks them.
///
/// Each declaration and each statement stands on lines of its own (lines.h).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "chance.h"

namespace agreement {

enum class Sort : std::uint8_t {
  Bool,
  Int,
  Decimal,
  Float,
  String,
  Bytes,
  Instant,
  Duration,
  Date,
  Uuid,
  Enum,
  Record,
  Variant,
  Optional,
  List,
  Set,
  Map,
};

using TypeNumber = std::size_t;

struct TypeText {
  Sort sort{};
  std::string text;        ///< as it is written
  int scale = 0;           ///< of a decimal
  std::size_t which = 0;   ///< of an enum, a record, a variant
  TypeNumber element = 0;  ///< of what holds others
  TypeNumber key = 0;      ///< of a map
  std::int64_t least = 0;  ///< of what literals to write
  std::int64_t most = 99;
  bool refined = false;
};

struct FieldText {
  std::string name;
  TypeNumber type = 0;
  bool has_default = false;
};
struct RecordText {
  std::string name;
  std::vector<FieldText> fields;
};
struct VariantText {
  std::string name;
  std::vector<RecordText> cases;
};
struct EnumText {
  std::string name;
  std::vector<std::string> members;
};
struct FunctionText {
  std::string name;
  std::vector<TypeNumber> parameters;
  TypeNumber result = 0;
  bool reads_step = false;
};

/// Something that a name, or a path, stands for.
struct Name {
  std::string text;
  TypeNumber type = 0;
  bool changes = false;  ///< it can be written to
};

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : chance_(seed) {}

  /// The text of a contract called so.
  std::string contract(const std::string& name);

 private:
  struct Place {
    std::string text;
    TypeNumber type;
  };

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
  void write_phases();
  void write_intents();
  void write_functions();
  void write_guards();
  void write_transitions();
  void write_invariants();
  std::string phase_set();
  std::string fresh(const std::string& prefix) { return prefix + std::to_string(++names_); }

  // types.cc
  void make_types();
  TypeNumber add(TypeText type);
  TypeNumber scalar();
  TypeNumber key();
  TypeNumber plain(Sort sort);
  TypeNumber any(int depth);
  TypeNumber collection(int depth);
  void write_fields(std::vector<FieldText>& fields, std::size_t count, int depth, bool defaults);
  [[nodiscard]] bool same(TypeNumber a, TypeNumber b) const;
  [[nodiscard]] bool is_scalar(TypeNumber type) const { return types_[type].sort <= Sort::Enum; }
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
  std::string integer(int depth);
  std::string decimal(TypeNumber type, int depth);
  std::string text(int depth);
  std::string time(TypeNumber type, int depth);
  std::string optional(TypeNumber type, int depth);
  std::string collected(TypeNumber type, int depth);
  std::string condition(int depth);
  std::string comparison(int depth);
  std::string fold_condition(int depth);
  std::string message();
  std::string index(const std::string& of);
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
  void branch(int depth);
  void match(int depth);
  void loop(int depth);
  void tell();
  void merge();
  void require_lines(std::size_t count);
  void reply(TypeNumber type);

  Chance chance_;
  std::string out_;
  std::size_t indent_ = 0;
  std::size_t names_ = 0;
  std::vector<TypeText> types_;
  std::vector<TypeNumber> scalars_;
  std::vector<TypeNumber> keys_;
  std::vector<TypeNumber> wholes_;  // records, variants
  std::vector<RecordText> records_;
  std::vector<VariantText> variants_;
  std::vector<EnumText> enums_;
  std::vector<FunctionText> functions_;
  std::vector<FieldText> state_;
  std::vector<RecordText> intents_;
  std::vector<TypeNumber> replies_;  // by intent, 0: none
  std::vector<RecordText> events_;
  std::vector<std::string> leaves_;
  std::vector<std::string> phases_;  // outer ones too
  std::vector<std::string> named_guards_;
  std::vector<std::string> secrets_;  // of the state, texts
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
