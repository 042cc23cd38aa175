// Random statements.
#include "maker.h"

namespace agreement {

void Maker::body(std::size_t statements, int depth) {
  const std::size_t before = scope_.size();
  for (; statements > 0; --statements) statement(depth);
  scope_.resize(before);
}

void Maker::statement(int depth) {
  const std::size_t roll = chance_.below(100);
  if (roll < 30) return assign();
  if (roll < 58) return change_collection();
  if (roll < 66 && depth > 0) return branch(depth);
  if (roll < 70 && depth > 0) return match(depth);
  if (roll < 82 && depth > 0) return loop(depth);
  if (roll < 86) {
    const TypeNumber type = chance_.percent(70) ? scalar() : any(1);
    if (types_[type].refined || types_[type].sort >= Sort::Enum || types_[type].scale != 0) {
      Place place;
      if (!find(type, place)) return assign();
      const std::string name = fresh("y");
      line("let " + name + " = " + place.text);
      scope_.push_back({name, type});
      return;
    }
    const std::string name = fresh("y");
    line("let " + name + " = " + value(type, 2));
    scope_.push_back({name, type});
    return;
  }
  if (roll < 91) return tell();
  if (roll < 95) return merge();
  if (roll < 97 && in_body_ && !in_loop_) return line("ensure " + condition(2));
  assign();
}

void Maker::assign() {
  Place place;
  for (int tries = 0; tries < 40; ++tries) {
    const Name from = chance_.of(scope_);
    if (!from.changes || !walk(from, place, int(chance_.below(4)), true)) continue;
    if (place.text == from.text && types_[place.type].sort >= Sort::List && chance_.percent(40))
      continue;
    const bool number = is_number(place.type) && types_[place.type].sort != Sort::Float;
    if (number && chance_.percent(40)) {
      if (chance_.once_in(4)) return line(place.text + " *= " + integer(1));
      return line(place.text + (chance_.percent(50) ? " += " : " -= ") + value(place.type, 1));
    }
    return line(place.text + " = " + value(place.type, 2));
  }
}

void Maker::change_collection() {
  Place place;
  bool found = false;
  for (int tries = 0; tries < 40 && !found; ++tries) {
    const Name from = chance_.of(scope_);
    found = from.changes && walk(from, place, int(chance_.below(3)), true) &&
            types_[place.type].sort >= Sort::List;
  }
  if (!found) return assign();
  const TypeText type = types_[place.type];
  if (chance_.once_in(14)) return line(place.text + ".clear()");
  if (type.sort == Sort::Set) {
    const bool adds = chance_.percent(65);
    return line(place.text + (adds ? ".add(" : ".remove(") + value(type.element, 1) + ")");
  }
  if (type.sort == Sort::Map) {
    const bool narrow = types_[type.key].refined;  // it must be known to fit
    const std::string key =
        narrow && chance_.percent(75) ? literal(type.key, 0) : value(type.key, 1);
    if (chance_.percent(25)) return line(place.text + ".remove(" + key + ")");
    return line(place.text + "[" + key + "] = " + value(type.element, 2));
  }
  const auto element = [&] { return value(type.element, 2); };
  switch (chance_.below(13)) {
    case 0: return line(place.text + ".pop()");
    case 1:
      return line(place.text + ".insert(" +
                  (chance_.percent(45) ? place.text + ".size" : index(place.text)) + ", " +
                  element() + ")");
    case 2:
      return line(place.text + ".remove_at(" +
                  (chance_.once_in(6) ? place.text + ".size" : index(place.text)) + ")");
    case 3:
      return line(place.text + ".splice(" + index(place.text) + ", " +
                  std::to_string(chance_.below(3)) + ", [" + element() + "])");
    case 4:
    case 5:
    case 6:
    case 7: return by_element(place.text, type);
    default: return line(place.text + ".push(" + element() + ")");
  }
}

/// Something of an element by which others come before or behind it.
std::string Maker::order_key(const Name& element) {
  scope_ = {element};
  Place place;
  for (const Sort sort :
       {Sort::Int, Sort::Decimal, Sort::Instant, Sort::Duration, Sort::Date, Sort::Float})
    if (find_sort(sort, place)) return place.text;
  if (find_sort(Sort::Bool, place)) return "(if " + place.text + " then 1 else 0)";
  if (find_sort(Sort::Enum, place))
    return "(match " + place.text + " { " + enums_[types_[place.type].which].members[0] +
           ": 1, _: 2 })";
  return find_collection(place) || find_sort(Sort::String, place) ? place.text + ".size" : "0";
}

/// `.keep` and `.sort`.
void Maker::by_element(const std::string& place, const TypeText& list) {
  const std::string x = fresh("x");
  const std::vector<Name> outside = scope_;
  const bool draws = std::exchange(may_draw_, false);
  for (int i = 0; i < 3; ++i) scope_.push_back({x, list.element});
  if (chance_.percent(35)) {
    line(place + ".keep(" + x + " where " + condition(1) + ")");
  } else {
    const std::string by =
        chance_.percent(80) ? order_key({x, list.element}) : value(plain(Sort::Int), 1);
    line(place + ".sort(" + x + " by " + by + (chance_.percent(60) ? " desc)" : ")"));
  }
  may_draw_ = draws;
  scope_ = outside;
}

void Maker::branch(int depth) {
  Place place;
  const std::size_t before = scope_.size();
  if (chance_.percent(20) && find_sort(Sort::Optional, place) && place.text[0] != '(') {
    open("if " + place.text + " != none");
    scope_.push_back({place.text, types_[place.type].element});
    scope_.push_back(scope_.back());
  } else if (chance_.percent(20) && find_sort(Sort::Variant, place) && place.text[0] != '(') {
    const RecordText& kind = chance_.of(variants_[types_[place.type].which].cases);
    const std::string c = fresh("c");
    open("if " + place.text + " is " + kind.name + " " + c);
    for (const FieldText& field : kind.fields) scope_.push_back({c + "." + field.name, field.type});
  } else {
    open("if " + condition(2));
  }
  body(1 + chance_.below(2), depth - 1);
  scope_.resize(before);
  if (chance_.percent(40)) {
    reopen("} else {");
    body(1, depth - 1);
  }
  close();
}

void Maker::match(int depth) {
  Place place;
  if (chance_.percent(50) && find_sort(Sort::Variant, place)) {
    const VariantText& variant = variants_[types_[place.type].which];
    open("match " + place.text);
    for (const RecordText& kind : variant.cases) {
      const std::size_t before = scope_.size();
      const std::string c = fresh("c");
      open(kind.name + " " + c);
      for (const FieldText& field : kind.fields)
        scope_.push_back({c + "." + field.name, field.type});
      body(1, depth - 1);
      scope_.resize(before);
      close();
    }
    return close();
  }
  const bool member = chance_.percent(50) && find_sort(Sort::Enum, place);
  if (!member && !find_sort(chance_.percent(50) ? Sort::Optional : Sort::Int, place))
    return assign();
  open("match " + place.text);
  open(member ? enums_[types_[place.type].which].members.front()
       : types_[place.type].sort == Sort::Optional ? "none"
                                                   : literal(place.type, 0));
  body(1, depth - 1);
  close();
  open("_");
  body(1, depth - 1);
  close();
  close();
}

void Maker::loop(int depth) {
  Place place;
  const std::size_t before = scope_.size();
  const std::string x = fresh("x");
  std::string head = "for " + x;
  if (chance_.percent(80) && find_collection(place)) {
    const TypeText type = types_[place.type];
    const bool changes = place.text[0] != '(' && place.text.rfind("intent", 0) != 0 &&
                         type.sort != Sort::Set && place.text.rfind("old", 0) != 0;
    if (type.sort == Sort::Map) {
      const std::string v = fresh("v");
      head += ", " + v;
      scope_.push_back({x, type.key});
      scope_.push_back({v, type.element, changes});
    } else {
      scope_.push_back({x, type.element, changes});
    }
    head += " in " + place.text;
  } else {
    scope_.push_back({x, plain(Sort::Int)});
    head += " in " + range();
  }
  const Name variable = scope_.back();
  for (int i = 0; i < 3; ++i) scope_.push_back(variable);
  const bool draws = std::exchange(may_draw_, false);
  const bool outer = std::exchange(in_loop_, true);
  if (chance_.percent(40)) head += " where " + condition(1);
  open(head);
  body(1 + chance_.below(2), depth - 1);
  close();
  in_loop_ = outer;
  may_draw_ = draws;
  scope_.resize(before);
}

void Maker::tell() {
  if (events_.empty()) return assign();
  const RecordText& event = chance_.of(events_);
  std::string out;
  for (const FieldText& field : event.fields)
    out += (out.empty() ? "" : ", ") + field.name + ": " + value(field.type, 2);
  line("emit " + event.name + (out.empty() ? "" : " { " + out + " }"));
}

void Maker::merge() {
  Place place;
  if (!find_sort(Sort::Record, place, true)) return assign();
  const auto& fields = records_[types_[place.type].which].fields;
  const FieldText& one = chance_.of(fields);
  std::string out = one.name + ": " + value(one.type, 1);
  const FieldText& two = chance_.of(fields);
  if (two.name != one.name) out += ", " + two.name + ": " + value(two.type, 1);
  line(place.text + " merge { " + out + " }");
}

void Maker::require_lines(std::size_t count) {
  for (; count > 0; --count) {
    if (!named_guards_.empty() && chance_.once_in(4)) {
      line("require " + chance_.of(named_guards_));
    } else if (chance_.once_in(5)) {
      Place place;
      if (!find_collection(place) || types_[place.type].sort == Sort::Map) continue;
      const std::string x = fresh("x");
      const std::size_t before = scope_.size();
      const bool draws = std::exchange(may_draw_, false);
      open("for " + x + " in " + place.text);
      for (int i = 0; i < 4; ++i) scope_.push_back({x, types_[place.type].element});
      line("require " + condition(1) + " else " + message());
      scope_.resize(before);
      may_draw_ = draws;
      close();
    } else {
      line("require " + condition(2) + " or " + condition(1) + " else " + message());
    }
  }
}

void Maker::reply(TypeNumber type) {
  if (chance_.percent(70)) return line("reply " + value(type, 2));
  open("if " + condition(2));
  line("reply " + value(type, 1));
  reopen("} else {");
  line("reply " + value(type, 1));
  close();
}

}  // namespace agreement
