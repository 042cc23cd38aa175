// Random expressions, by the type that is wanted.
#include "maker.h"

namespace agreement {

// --- what there is -------------------------------------------------------------------------------

std::string Maker::index(const std::string& of) {
  if (chance_.percent(55)) return chance_.percent(75) ? "0" : std::to_string(chance_.below(3));
  if (chance_.percent(70)) return of + ".size - 1";
  return integer(1);
}

/// A range that is short, or goes through the indices of something.
std::string Maker::range() {
  Place place;
  if (chance_.percent(30) && find_collection(place) && place.text[0] != '(')
    return "0.." + place.text + ".size - 1";
  return std::to_string(chance_.below(3)) + ".." + std::to_string(chance_.below(6));
}

/// From a name some steps into what it stands for.
bool Maker::walk(const Name& from, Place& out, int steps, bool to_change) {
  const bool as_state = from.changes && !to_change && from.text[0] == 'f' && chance_.once_in(15);
  out = {(as_state ? "state." : "") + from.text, from.type};
  ++walking_;
  const auto done = [this](bool found) {
    --walking_;
    return found;
  };
  for (; steps > 0; --steps) {
    const TypeText type = types_[out.type];
    if (type.sort == Sort::Record) {
      const auto& fields = records_[type.which].fields;
      if (fields.empty()) return done(true);
      const FieldText& field = chance_.of(fields);
      out = {out.text + "." + field.name, field.type};
    } else if (type.sort != Sort::List && type.sort != Sort::Map) {
      return done(true);
    } else if (walking_ > 2 || (to_change && chance_.percent(50))) {
      return done(true);  // keys have keys in them, but not without end
    } else {
      const bool list = type.sort == Sort::List;
      const std::string key = list ? index(out.text) : value(type.key, to_change ? 0 : 1);
      out = {out.text + "[" + key + "]", type.element};
      if (to_change || types_[out.type].sort == Sort::Optional || chance_.percent(12)) continue;
      out.text = "(" + out.text + " ?? " + literal(type.element, 0) + ")";
      return done(true);
    }
  }
  return done(true);
}

bool Maker::find(TypeNumber type, Place& out, bool to_change) {
  for (int tries = 0; tries < 24 && !scope_.empty(); ++tries) {
    const Name from = chance_.of(scope_);
    if (to_change && !from.changes) continue;
    if (walk(from, out, int(chance_.below(4)), to_change) && same(out.type, type)) return true;
  }
  return false;
}

bool Maker::find_sort(Sort sort, Place& out, bool to_change) {
  for (int tries = 0; tries < 24 && !scope_.empty(); ++tries) {
    const Name from = chance_.of(scope_);
    if (to_change && !from.changes) continue;
    if (walk(from, out, int(chance_.below(4)), to_change) && types_[out.type].sort == sort)
      return true;
  }
  return false;
}

bool Maker::find_collection(Place& out) {
  for (int tries = 0; tries < 24 && !scope_.empty(); ++tries)
    if (walk(chance_.of(scope_), out, int(chance_.below(3)), false) &&
        types_[out.type].sort >= Sort::List)
      return true;
  return false;
}

std::string Maker::over(const std::function<std::string(const std::string&)>& make) {
  const std::size_t before = scope_.size();
  const bool draws = std::exchange(may_draw_, false);
  const std::string x = fresh("x");
  std::string head = x;
  Place whole;
  if (chance_.percent(85) && find_collection(whole)) {
    const TypeText type = types_[whole.type];
    if (type.sort == Sort::Map) {
      const std::string v = fresh("v");
      head += ", " + v;
      scope_.push_back({x, type.key});
      scope_.push_back({v, type.element});
    } else {
      scope_.push_back({x, type.element});
    }
    head += " in " + whole.text;
  } else {
    scope_.push_back({x, plain(Sort::Int)});
    head += " in " + range();
  }
  const Name variable = scope_.back();
  for (int i = 0; i < 3; ++i) scope_.push_back(variable);  // it is what is mostly read
  const std::string made = make("for " + head);
  scope_.resize(before);
  may_draw_ = draws;
  return made;
}

// --- literals ------------------------------------------------------------------------------------

std::string Maker::number(const TypeText& type, std::int64_t units) {
  if (type.scale == 0) return std::to_string(units);
  std::string digits = std::to_string(units < 0 ? -units : units);
  const auto scale = static_cast<std::size_t>(type.scale);
  while (digits.size() <= scale) digits.insert(0, "0");
  digits.insert(digits.size() - scale, ".");
  return (units < 0 ? "-" : "") + digits;
}

std::string Maker::literal(TypeNumber number_of, int depth) {
  const TypeText type = types_[number_of];
  const auto two = [&](std::int64_t least, std::int64_t most) {
    const std::string digits = std::to_string(chance_.between(least, most));
    return digits.size() < 2 ? "0" + digits : digits;
  };
  static const std::vector<std::string> texts = {
      "\"a\"", "\"ab\"", "\"b\"", "\"\"", "\"cab\"", "\"A b\"", "\"\\u{e9}\"", "\"a,b\"", "\"x\""};
  switch (type.sort) {
    case Sort::Bool: return chance_.percent(50) ? "true" : "false";
    case Sort::Int:
    case Sort::Decimal: return number(type, chance_.between(type.least, type.most));
    case Sort::Float: return two(0, 9) + "." + (chance_.percent(50) ? "5" : "25");
    case Sort::String: return type.refined ? texts[chance_.below(3)] : chance_.of(texts);
    case Sort::Bytes: return "\"\"";
    case Sort::Instant: return "2026-01-" + two(1, 28) + "T" + two(0, 23) + ":00:00Z";
    case Sort::Duration:
      return std::to_string(chance_.below(40)) + (chance_.percent(50) ? "h" : "m");
    case Sort::Date: return "2026-" + two(1, 12) + "-" + two(1, 28);
    case Sort::Uuid: return "\"00000000-0000-4000-8000-0000000000" + two(10, 19) + "\"";
    case Sort::Enum: return chance_.of(enums_[type.which].members);
    case Sort::Record: {
      std::string out;
      for (const FieldText& field : records_[type.which].fields) {
        if (field.has_default && chance_.percent(50)) continue;
        out += (out.empty() ? "" : ", ") + field.name + ": " + value(field.type, depth - 1);
      }
      return "(" + records_[type.which].name + " { " + out + " })";
    }
    case Sort::Variant: {
      const RecordText& kind = chance_.of(variants_[type.which].cases);
      std::string out;
      for (const FieldText& field : kind.fields)
        out += (out.empty() ? "" : ", ") + field.name + ": " + value(field.type, depth - 1);
      return out.empty() ? kind.name : "(" + kind.name + " { " + out + " })";
    }
    case Sort::Optional: return chance_.percent(40) ? "none" : value(type.element, depth - 1);
    case Sort::List:
    case Sort::Set: {
      std::string out;
      for (std::size_t n = chance_.below(3); n > 0; --n)
        out += (out.empty() ? "" : ", ") + value(type.element, depth - 1);
      return "[" + out + "]";
    }
    case Sort::Map: {
      std::string out;
      const Sort key = types_[type.key].sort;  // names would be read as members
      const bool names = key == Sort::Enum || key == Sort::Date || key == Sort::Instant;
      for (std::size_t n = names ? 0 : chance_.below(3); n > 0; --n)
        out += (out.empty() ? "" : ", ") + literal(type.key, 0) + ": " +
               value(type.element, depth - 1);
      return out.empty() ? "({})" : "({ " + out + " })";
    }
  }
  return "0";
}

// --- any type ------------------------------------------------------------------------------------

std::string Maker::value(TypeNumber type, int depth) {
  Place place;
  if (depth <= 0)
    return chance_.percent(65) && find(type, place) ? place.text : literal(type, depth);
  const std::size_t roll = chance_.below(100);
  if (roll < 30 && find(type, place)) return place.text;
  if (roll < 38) return literal(type, depth);
  if (roll < 52) return chosen(type, depth);
  if (roll < 58 && calls_ > 0) {
    for (int tries = 0; tries < 6; ++tries) {
      const FunctionText& function = functions_[chance_.below(calls_)];
      if (!same(function.result, type) || (function.reads_step && !has_step_)) continue;
      std::string out;
      for (const TypeNumber one : function.parameters)
        out += (out.empty() ? "" : ", ") + value(one, depth - 1);
      return function.name + (out.empty() ? "" : "(" + out + ")");
    }
  }
  return worked_out(type, depth);
}

std::string Maker::chosen(TypeNumber type, int depth) {
  Place place;
  switch (chance_.below(7)) {
    case 0:
    case 1:
      return "(if " + condition(depth - 1) + " then " + value(type, depth - 1) + " else " +
             value(type, depth - 1) + ")";
    case 2:
      for (int tries = 0; tries < 8; ++tries)
        if (find_sort(Sort::Optional, place) && same(types_[place.type].element, type))
          return "(" + place.text + " ?? " + value(type, depth - 1) + ")";
      break;
    case 3:
      for (int tries = 0; tries < 8; ++tries)
        if (find_collection(place) && types_[place.type].sort != Sort::Set &&
            same(types_[place.type].element, type))
          return "(" + place.text + "[" +
                 (types_[place.type].sort == Sort::Map ? value(types_[place.type].key, 1)
                                                       : index(place.text)) +
                 "] ?? " + value(type, depth - 1) + ")";
      break;
    case 4:
    case 5: return extreme(type, depth);
    default: return matched(type, depth);
  }
  return find(type, place) ? place.text : literal(type, depth);
}

/// The least, the greatest, the first of something; half of the time of elements as they are.
std::string Maker::extreme(TypeNumber type, int depth) {
  static const std::vector<std::string> which = {"first", "min", "max"};
  const Sort sort = types_[type].sort;
  if (sort == Sort::Uuid || sort == Sort::Float) return value(type, depth - 1);
  const bool ordered = is_number(type) || (sort >= Sort::Instant && sort <= Sort::Date);
  const std::string fold = ordered ? chance_.of(which) : which.front();
  Place place;
  for (int tries = 0; tries < 8 && chance_.percent(80); ++tries) {
    if (!find_collection(place) || !same(types_[place.type].element, type)) continue;
    const bool is_map = types_[place.type].sort == Sort::Map;
    const std::string x = fresh("x");
    return "(" + fold + "(" + x + " for " + (is_map ? fresh("x") + ", " : "") + x + " in " +
           place.text + ") ?? " + literal(type, depth - 1) + ")";
  }
  const std::string made = over([&](const std::string& head) {
    const std::string element = value(type, depth - 1);
    const std::string where = chance_.percent(50) ? " where " + condition(depth - 1) : "";
    return fold + "(" + element + " " + head + where + ")";
  });
  return "(" + made + " ?? " + value(type, depth - 1) + ")";
}

std::string Maker::worked_out(TypeNumber type, int depth) {
  const TypeText& of = types_[type];
  switch (of.sort) {
    case Sort::Bool: return condition(depth);
    case Sort::Int: return integer(depth);
    case Sort::Decimal:
    case Sort::Float: return decimal(type, depth);
    case Sort::String: return text(depth);
    case Sort::Instant:
    case Sort::Duration:
    case Sort::Date: return time(type, depth);
    case Sort::Uuid:
      if (may_draw_) return "uuid()";
      break;
    case Sort::Optional: return optional(type, depth);
    case Sort::List:
    case Sort::Set: return collected(type, depth);
    default: break;
  }
  Place place;
  if (of.sort == Sort::Record && chance_.percent(40) && find(type, place)) {
    const auto& fields = records_[types_[type].which].fields;
    const FieldText& field = chance_.of(fields);
    return "({ .." + place.text + ", " + field.name + ": " + value(field.type, depth - 1) + " })";
  }
  return find(type, place) ? place.text : literal(type, depth);
}

std::string Maker::optional(TypeNumber type, int depth) {
  const TypeNumber element = types_[type].element;
  Place place;
  if (chance_.percent(30) && find_collection(place) && types_[place.type].sort == Sort::List &&
      same(types_[place.type].element, element))
    return place.text + (chance_.percent(50) ? ".first" : ".last");
  if (chance_.percent(40))
    return over([&](const std::string& head) {
      return "first(" + value(element, depth - 1) + " " + head + " where " + condition(depth - 1) +
             ")";
    });
  return chance_.percent(20) ? "none" : value(element, depth - 1);
}

std::string Maker::collected(TypeNumber type, int depth) {
  Place place;
  const TypeNumber element = types_[type].element;
  if (types_[type].sort == Sort::List && find_sort(Sort::Map, place) && chance_.percent(50)) {
    if (same(types_[place.type].key, element)) return place.text + ".keys";
    if (same(types_[place.type].element, element)) return place.text + ".values";
  }
  if (types_[type].sort == Sort::List && types_[element].sort == Sort::String &&
      chance_.percent(40) && find_sort(Sort::String, place))
    return place.text + ".split(\"" + (chance_.percent(50) ? "a" : ",") + "\")";
  if (chance_.percent(25)) return literal(type, depth);
  return over([&](const std::string& head) {
    const std::string made = value(element, depth - 1);
    const std::string where = chance_.percent(40) ? " where " + condition(depth - 1) : "";
    return "[" + made + " " + head + where + "]";
  });
}

}  // namespace agreement
