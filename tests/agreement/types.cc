// Which types a random contract has.
#include "maker.h"

namespace agreement {

TypeNumber Maker::add(TypeText type) {
  for (TypeNumber i = 0; i < types_.size(); ++i)
    if (types_[i].text == type.text) return i;
  types_.push_back(std::move(type));
  return types_.size() - 1;
}

bool Maker::same(TypeNumber a, TypeNumber b) const {
  const TypeText& x = types_[a];
  const TypeText& y = types_[b];
  if (x.sort != y.sort || x.scale != y.scale || x.which != y.which) return false;
  if (x.sort == Sort::Map && !same(x.key, y.key)) return false;
  return x.sort < Sort::Optional || same(x.element, y.element);
}

TypeNumber Maker::plain(Sort sort) {
  static const char* const names[] = {"bool",  "int",     "decimal(2)", "float", "string",
                                      "bytes", "instant", "duration",   "date",  "uuid"};
  TypeText type{.sort = sort, .text = names[static_cast<std::size_t>(sort)]};
  if (sort == Sort::Decimal) type.scale = 2;
  return add(type);
}

TypeNumber Maker::scalar() { return chance_.of(scalars_); }
TypeNumber Maker::key() { return chance_.of(keys_); }

namespace {

struct Alias {
  Sort sort;
  const char* text;
  int scale;
  std::int64_t least;
  std::int64_t most;
};

/// Refined ones; what literals to write for them.
const std::vector<Alias>& aliases() {
  static const std::vector<Alias> all = {
      {Sort::Int, "int in 0..9", 0, 0, 9},
      {Sort::Int, "int in -5..40", 0, -5, 40},
      {Sort::Int, "int >= 1", 0, 1, 60},
      {Sort::Int, "int in {1, 2, 3, 7}", 0, 1, 3},
      {Sort::Int, "int in 0..50 where (it % 2 == 0)", 0, 0, 0},
      {Sort::Int, "int in -9_000_000_000_000_000_000..9_000_000_000_000_000_000", 0, 0, 99},
      {Sort::Decimal, "decimal(2) in 0.00..99.99", 2, 0, 9999},
      {Sort::Decimal, "decimal(3)", 3, -5000, 90000},
      {Sort::Decimal, "decimal(0) >= 0", 0, 0, 90},
      {Sort::Float, "float in 0.0..10.0", 0, 0, 10},
      {Sort::String, "string(..6)", 0, 0, 0},
      {Sort::String, "string(1..4)", 0, 0, 0},
      {Sort::String, "string matching /^[a-c]*$/", 0, 0, 0},
      {Sort::String, "string in {\"a\", \"ab\", \"b\"}", 0, 0, 0},
      {Sort::Instant, "instant >= 2000-01-01T00:00:00Z", 0, 1, 28},
      {Sort::Duration, "duration in -1h..48h", 0, 0, 40},
      {Sort::Date, "date >= 1999-01-01", 0, 1, 28},
      {Sort::Int, "int >= 0 <= 12", 0, 0, 12},
      {Sort::Int, "int in 1KiB..4KiB", 0, 1024, 4096},
      {Sort::Decimal, "decimal(6)", 6, -5'000'000, 9'000'000},
      {Sort::Decimal, "decimal(1) where (it != 0.5)", 1, 6, 90},
      {Sort::Float, "float > 0.0", 0, 1, 10},
      {Sort::String, "string(1..9) format hostname", 0, 0, 0},
      {Sort::Duration, "duration >= 0s", 0, 0, 40},
  };
  return all;
}

}  // namespace

void Maker::make_constants() {
  for (std::size_t n = chance_.below(3); n > 0; --n) {
    const TypeNumber type = plain(static_cast<Sort>(chance_.below(5)));
    const std::string name = fresh("k");
    const bool is_float = types_[type].sort == Sort::Float;  // alone it would be a decimal
    line("const " + name + (is_float || chance_.percent(50) ? ": " + types_[type].text : "") +
         " = " + literal(type, 0));
    if (types_[type].sort != Sort::Decimal) constants_.push_back({name, type});
  }
}

void Maker::make_enum() {
  EnumText one{fresh("E"), {}};
  for (std::size_t n = 2 + chance_.below(3); n > 0; --n) one.members.push_back(fresh("M"));
  std::string members;
  for (const std::string& member : one.members) members += (members.empty() ? "" : ", ") + member;
  line("enum " + one.name + " { " + members + " }");
  scalars_.push_back(add({.sort = Sort::Enum, .text = one.name, .which = enums_.size()}));
  keys_.push_back(scalars_.back());
  enums_.push_back(one);
}

void Maker::make_alias() {
  const Alias& from = chance_.of(aliases());
  TypeText type{.sort = from.sort, .text = fresh("T"), .scale = from.scale};
  type.least = from.least;
  type.most = from.most;
  type.refined = true;
  line("type " + type.text + " = " + from.text +
       (chance_.once_in(4) ? " else \"not a " + type.text + "\"" : ""));
  const TypeNumber made = add(type);
  scalars_.push_back(made);
  if (from.sort == Sort::Int || from.sort == Sort::String || from.sort == Sort::Date ||
      from.sort == Sort::Instant)
    keys_.push_back(made);
}

void Maker::make_record() {
  RecordText one{fresh("R"), {}};
  in_state_ = true;  // it may be there
  open(std::string(chance_.once_in(8) ? "open " : "") + "record " + one.name);
  write_fields(one.fields, 1 + chance_.below(4), 1, true);
  in_state_ = false;
  close();
  const std::size_t which = records_.size();
  records_.push_back(one);
  wholes_.push_back(add({.sort = Sort::Record, .text = one.name, .which = which}));
  const FieldText& field = chance_.of(one.fields);
  if (!is_scalar(field.type) || !chance_.once_in(3)) return;
  const std::string name = fresh("T");  // the same, with a rule that mostly holds in the beginning
  const std::vector<Name> outside = std::exchange(scope_, {{"it", wholes_.back()}});
  line("type " + name + " = " + one.name + " where (it." + field.name +
       " != " + literal(field.type, 0) + " or " + comparison(0) + ")");
  scope_ = outside;
  wholes_.push_back(add({.sort = Sort::Record, .text = name, .which = which, .refined = true}));
}

void Maker::make_variant() {
  VariantText one{fresh("V"), {}};
  open("variant " + one.name);
  for (std::size_t n = 1 + chance_.below(3); n > 0; --n) {
    RecordText kind{fresh("C"), {}};
    const std::size_t fields = chance_.below(3);
    if (fields == 0) {
      line(kind.name);
    } else {
      open(kind.name);
      write_fields(kind.fields, fields, 1, false);
      close();
    }
    one.cases.push_back(kind);
  }
  close();
  wholes_.push_back(add({.sort = Sort::Variant, .text = one.name, .which = variants_.size()}));
  variants_.push_back(one);
}

void Maker::make_types() {
  for (Sort sort = Sort::Bool; sort <= Sort::Uuid; sort = static_cast<Sort>(int(sort) + 1)) {
    const TypeNumber type = plain(sort);
    if (sort != Sort::Bytes && (sort <= Sort::String || chance_.once_in(3)))
      scalars_.push_back(type);
  }
  keys_ = {plain(Sort::Int), plain(Sort::String)};
  for (const Sort sort : {Sort::Date, Sort::Instant, Sort::Uuid})
    if (chance_.once_in(8)) keys_.push_back(plain(sort));
  make_constants();
  make_enum();
  for (std::size_t i = 1 + chance_.below(3); i > 0; --i) make_alias();
  for (std::size_t i = 1 + chance_.below(2); i > 0; --i) make_record();
  if (chance_.percent(50)) make_variant();
}

/// Beside what is imported.
void Maker::make_more_types() {
  if (chance_.percent(30)) make_constants();
  if (chance_.percent(25)) make_enum();
  for (std::size_t i = chance_.below(3); i > 0; --i) make_alias();
  if (chance_.percent(50)) make_record();
  if (chance_.percent(25)) make_variant();
}

// --- types of fields -----------------------------------------------------------------------------

void Maker::write_fields(std::vector<FieldText>& fields, std::size_t count, int depth,
                         bool defaults) {
  for (; count > 0; --count) write_field(fields, depth, defaults);
}

void Maker::write_field(std::vector<FieldText>& fields, int depth, bool defaults) {
  FieldText field{fresh("f"), 0};
  if (in_state_ && depth > 0 && chance_.once_in(14)) {  // with fields of its own, and no type
    RecordText group;
    open(field.name);
    write_fields(group.fields, 1 + chance_.below(3), depth - 1, true);
    close();
    field.type =
        add({.sort = Sort::Record, .text = "record " + field.name, .which = records_.size()});
    records_.push_back(group);
    fields.push_back(field);
    return;
  }
  field.type = any(depth);
  while (in_state_ && !types_[field.type].has_zero) field.type = any(depth);
  if (in_state_ && types_[field.type].sort == Sort::Variant)  // it begins as none
    field.type = optional_of(field.type);
  std::string text = field.name + ": " + types_[field.type].text;
  const bool needed = types_[field.type].refined && is_scalar(field.type);
  field.has_default = defaults && is_scalar(field.type) && (needed || chance_.once_in(3));
  if (chance_.once_in(16)) text += " as \"" + field.name + "~/x\"";
  if (field.has_default) text += " = " + literal(field.type, 0);
  line(text);
  fields.push_back(field);
}

TypeNumber Maker::optional_of(TypeNumber inner) {
  compound_.push_back(
      add({.sort = Sort::Optional, .text = types_[inner].text + "?", .element = inner}));
  return compound_.back();
}

/// Types that are there already are met again: values go from place to place, and the C++ compiler
/// has less to do.
TypeNumber Maker::any(int depth) {
  if (depth <= 0 || chance_.percent(40)) return scalar();
  if (!wholes_.empty() && chance_.percent(35)) return chance_.of(wholes_);
  if (!compound_.empty() && chance_.percent(70)) return chance_.of(compound_);
  if (chance_.percent(30)) {
    const TypeNumber inner = chance_.percent(70) ? scalar() : any(depth - 1);
    return types_[inner].sort == Sort::Optional ? inner : optional_of(inner);
  }
  return collection(depth);
}

TypeNumber Maker::collection(int depth) {
  const bool filled = chance_.once_in(20);
  const std::string size = chance_.once_in(6) ? ""
                           : filled           ? "(1..4)"
                                              : "(.." + std::to_string(2 + chance_.below(6)) + ")";
  TypeText type{.sort = static_cast<Sort>(int(Sort::List) + int(chance_.below(3))), .text = ""};
  type.element = chance_.percent(40) ? scalar() : any(depth - 1);
  if (type.sort == Sort::Map) {
    type.key = key();
    type.text = "map<" + types_[type.key].text + ", " + types_[type.element].text + ">" + size;
  } else {
    type.text =
        (type.sort == Sort::List ? "list<" : "set<") + types_[type.element].text + ">" + size;
    type.text += unique_by(type);
  }
  type.refined = !size.empty();
  type.has_zero = size != "(1..4)";
  compound_.push_back(add(type));
  return compound_.back();
}

/// ` unique by f`, of a list of records, now and then.
std::string Maker::unique_by(const TypeText& type) {
  if (type.sort != Sort::List || types_[type.element].sort != Sort::Record) return "";
  const FieldText& field = chance_.of(records_[types_[type.element].which].fields);
  const Sort sort = types_[field.type].sort;
  const bool can = sort == Sort::Int || sort == Sort::String || sort == Sort::Enum;
  return can && chance_.percent(40) ? " unique by " + field.name : "";
}

}  // namespace agreement
