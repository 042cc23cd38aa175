// Random conditions, and what follows from them.
#include "maker.h"

namespace agreement {

std::string Maker::comparison(int depth) {
  static const std::vector<std::string> equal = {" == ", " != "};
  static const std::vector<std::string> order = {" < ", " <= ", " > ", " >= "};
  Place place;
  for (int tries = 0; tries < 6; ++tries) {
    if (scope_.empty() || !walk(chance_.of(scope_), place, int(chance_.below(4)), false)) break;
    const Sort sort = types_[place.type].sort;
    const bool ordered =
        (sort >= Sort::Int && sort <= Sort::Float) || (sort >= Sort::Instant && sort <= Sort::Date);
    if (ordered && chance_.percent(20))
      return "(" + place.text + (chance_.percent(50) ? " in " : " not in ") +
             literal(place.type, 0) + ".." + literal(place.type, 0) + ")";
    if (sort <= Sort::Enum && chance_.percent(15) && sort != Sort::Bool && sort != Sort::Float)
      return "(" + place.text + " in {" + literal(place.type, 0) + ", " + value(place.type, 0) +
             "})";
    if (ordered && chance_.percent(75))
      return "(" + place.text + chance_.of(order) + value(place.type, depth - 1) + ")";
    if (sort >= Sort::Enum && chance_.percent(50)) continue;
    return "(" + place.text + chance_.of(equal) + value(place.type, depth - 1) + ")";
  }
  const TypeNumber type = plain(Sort::Int);
  return "(" + value(type, depth - 1) + chance_.of(order) + value(type, depth - 1) + ")";
}

std::string Maker::fold_condition(int depth) {
  if (chance_.once_in(5)) {
    const TypeNumber type = scalar();
    return over([&](const std::string& head) {
      return "unique(" + value(type, depth - 1) + " " + head + ")";
    });
  }
  return over([&](const std::string& head) {
    const std::string what = condition(depth - 1);
    const std::string where = chance_.percent(30) ? " where " + condition(depth - 1) : "";
    return (chance_.percent(50) ? "all(" : "any(") + what + " " + head + where + ")";
  });
}

/// Something is there, or is a case, and what holds where that is known.
std::string Maker::known_condition(int depth) {
  Place place;
  const std::size_t before = scope_.size();
  const auto behind = [&](const std::string& is_so, const std::string& is_not) {
    std::string out = chance_.percent(50) ? is_so + " and " : is_not + " or ";
    out += condition(depth - 1);
    scope_.resize(before);
    return "(" + out + ")";
  };
  if (chance_.percent(40) && find_sort(Sort::Optional, place)) {
    for (int i = 0; i < 3; ++i) scope_.push_back({place.text, types_[place.type].element});
    return behind(place.text + " != none", place.text + " == none");
  }
  if (chance_.percent(50) && find_sort(Sort::Variant, place)) {
    const RecordText& kind = chance_.of(variants_[types_[place.type].which].cases);
    for (const FieldText& field : kind.fields)
      scope_.push_back({place.text + "." + field.name, field.type});
    return behind(place.text + " is " + kind.name, "not " + place.text + " is " + kind.name);
  }
  if (!find_sort(Sort::Map, place)) return comparison(depth);
  const std::string key = value(types_[place.type].key, 0);
  for (int i = 0; i < 3; ++i)
    scope_.push_back({place.text + "[" + key + "]", types_[place.type].element});
  return behind(key + " in " + place.text, key + " not in " + place.text);
}

/// A fold that the machine may keep: of the state, with terms that always have a value.
std::string Maker::kept_count() {
  std::vector<FieldText> collections;
  for (const FieldText& field : state_)
    if (types_[field.type].sort >= Sort::List) collections.push_back(field);
  if (collections.empty()) return literal(plain(Sort::Int), 0);
  const FieldText& field = chance_.of(collections);
  const TypeText type = types_[field.type];
  const std::string x = fresh("x");
  std::string head = x;
  const std::vector<Name> outside = scope_;
  scope_ = {{x, type.sort == Sort::Map ? type.key : type.element}};
  if (type.sort == Sort::Map) {
    scope_.push_back({fresh("v"), type.element});
    head += ", " + scope_.back().text;
  }
  const auto [calls, draws] = std::pair(std::exchange(calls_, 0), std::exchange(may_draw_, false));
  Place place;
  const bool sums = chance_.percent(50) && find(plain(Sort::Int), place);
  std::string out =
      (sums ? "sum(" + place.text : "count(" + x) + " for " + head + " in " + field.name;
  if (!sums || chance_.percent(40)) out += " where " + comparison(0);
  scope_ = outside;
  calls_ = calls;
  may_draw_ = draws;
  return out + ")";
}

/// `match` with an arm for all that there is.
std::string Maker::matched(TypeNumber type, int depth) {
  const auto arm = [&] { return value(type, depth - 1); };
  Place place;
  std::string out = "(match ";
  if (chance_.percent(30) && find_sort(Sort::Variant, place)) {
    out += place.text + " { ";
    for (const RecordText& kind : variants_[types_[place.type].which].cases) {
      const std::size_t before = scope_.size();
      const std::string c = fresh("c");
      for (const FieldText& field : kind.fields)
        for (int i = 0; i < 2; ++i) scope_.push_back({c + "." + field.name, field.type});
      out += kind.name + " " + c + ": " + arm() + ", ";
      scope_.resize(before);
    }
    return out + "})";
  }
  if (chance_.percent(50) && find_sort(Sort::Enum, place)) {
    const EnumText& one = enums_[types_[place.type].which];
    out += place.text + " { ";
    for (std::size_t i = 0; i + 1 < one.members.size(); ++i)
      if (chance_.percent(60)) out += one.members[i] + ": " + arm() + ", ";
    return out + "_: " + arm() + " })";
  }
  if (chance_.percent(50) && find_sort(Sort::Optional, place))
    return out + place.text + " { none: " + arm() + ", _: " + arm() + " })";
  if (!find_sort(chance_.percent(50) ? Sort::Int : Sort::String, place)) return arm();
  return out + place.text + " { " + literal(place.type, 0) + ": " + arm() + ", _: " + arm() + " })";
}

std::string Maker::condition(int depth) {
  Place place;
  if (depth <= 0) return comparison(0);
  switch (chance_.below(14)) {
    case 0: return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
    case 1: return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
    case 2: return "(" + condition(depth - 1) + " implies " + condition(depth - 1) + ")";
    case 3: return "(not " + condition(depth - 1) + ")";
    case 4:
    case 5: return fold_condition(depth);
    case 6:
    case 7: return known_condition(depth);
    case 8:
      if (find_collection(place)) {
        const TypeText& type = types_[place.type];
        return "(" + value(type.sort == Sort::Map ? type.key : type.element, 1) +
               (chance_.percent(50) ? " in " : " not in ") + place.text + ")";
      }
      break;
    case 9:
      if (!groups_.empty()) return "(phase in " + phase_set() + ")";
      break;
    case 10:
      if (find_sort(Sort::String, place))
        return chance_.percent(50)
                   ? "(" + place.text + " matches /^a|b$/)"
                   : place.text + (chance_.percent(50) ? ".contains(" : ".starts_with(") +
                         value(plain(Sort::String), depth - 1) + ")";
      break;
    case 11:
      if (find_sort(Sort::Bool, place)) return place.text;
      break;
    default: break;
  }
  return comparison(depth);
}

}  // namespace agreement
