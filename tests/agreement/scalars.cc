// Random expressions of single values: numbers, texts, times.
#include "maker.h"

namespace agreement {

std::string Maker::integer(int depth) {
  const TypeNumber type = plain(Sort::Int);
  Place place;
  if (depth <= 0) return find(type, place) ? place.text : literal(type, 0);
  const auto inner = [&] { return value(type, depth - 1); };
  switch (chance_.below(15)) {
    case 14: return chance_.percent(50) ? kept_count() : extreme(type, depth);
    case 0: return "(" + inner() + " + " + inner() + ")";
    case 1: return "(" + inner() + " - " + inner() + ")";
    case 2: return "(" + inner() + " * " + inner() + ")";
    case 3: return "(" + inner() + (chance_.percent(50) ? " / " : " % ") + inner() + ")";
    case 4: return "(-" + inner() + ")";
    case 5: return "abs(" + inner() + ")";
    case 6: return (chance_.percent(50) ? "min(" : "max(") + inner() + ", " + inner() + ")";
    case 7:
      if (find_collection(place) || find_sort(Sort::String, place)) return place.text + ".size";
      return inner();
    case 8:
    case 9: {
      const bool count = chance_.percent(50);
      return over([&](const std::string& head) {
        const std::string element =
            count ? head.substr(4, head.find_first_of(" ,", 4) - 4) : inner();
        const std::string where =
            chance_.percent(count ? 90 : 40) ? " where " + condition(depth - 1) : "";
        return (count ? "count(" : "sum(") + element + " " + head + where + ")";
      });
    }
    case 10:
      if (may_draw_) return "random(" + literal(type, 0) + ".." + std::to_string(100) + ")";
      if (has_step_ && chance_.percent(30)) return "self.version";
      return inner();
    case 11:
      if (find_sort(Sort::Decimal, place)) return "int(" + place.text + ")";
      return inner();
    case 12: {
      static const std::vector<std::string> parts = {".year", ".month", ".day", ".weekday"};
      if (find_sort(Sort::Date, place)) return place.text + chance_.of(parts);
      return inner();
    }
    default:
      if (find_sort(Sort::Duration, place))
        return "(" + place.text + " / " + value(plain(Sort::Duration), 0) + ")";
      if (chance_.once_in(4)) return "(" + inner() + " * 1_000_000_000_000)";
      return inner();
  }
}

std::string Maker::decimal(TypeNumber type, int depth) {
  const bool real = types_[type].sort == Sort::Float;
  Place there;
  if (real && !find(type, there)) return literal(type, 0);  // a number alone is a decimal
  const auto inner = [&] {
    Place place;
    if (real) return there.text;
    return find(type, place) ? place.text : value(type, depth - 1);
  };
  switch (chance_.below(real ? 6 : 10)) {
    case 0: return "(" + inner() + " + " + value(type, depth - 1) + ")";
    case 1: return "(" + inner() + " - " + value(type, depth - 1) + ")";
    case 2:
      if (real) return "(" + inner() + " * " + value(type, depth - 1) + ")";
      return "(" + inner() + " * " + integer(depth - 1) + ")";
    case 3:
      return "(" + inner() + " / " + (real ? value(type, depth - 1) : integer(depth - 1)) + ")";
    case 4: return "abs(" + inner() + ")";
    case 5: return (chance_.percent(50) ? "min(" : "max(") + inner() + ", " + inner() + ")";
    case 6:
      return over([&](const std::string& head) {
        const std::string element = value(type, depth - 1);
        const std::string where = chance_.percent(40) ? " where " + condition(depth - 1) : "";
        return "sum(" + element + " " + head + where + ")";
      });
    case 7:
      return "round(" + inner() + " * " + value(plain(Sort::Decimal), depth - 1) + ", " +
             std::to_string(types_[type].scale) + ")";
    case 8: return "(" + inner() + " / " + value(plain(Sort::Decimal), depth - 1) + ")";
    default: return integer(depth - 1);
  }
}

std::string Maker::text(int depth) {
  const TypeNumber type = plain(Sort::String);
  Place place;
  if (!find(type, place)) return literal(type, 0);
  switch (chance_.below(8)) {
    case 0: return place.text + ".upper";
    case 1: return place.text + ".lower";
    case 2: return place.text + ".trim";
    case 3: return place.text + ".slice(" + integer(1) + ", " + integer(1) + ")";
    case 4:
    case 5: return message();
    case 6:
      if (!has_step_) return place.text;
      return chance_.percent(50) ? "subject.id" : "meta.correlation_id";
    default: return value(type, depth - 1);
  }
}

std::string Maker::time(TypeNumber type, int depth) {
  const Sort sort = types_[type].sort;
  const auto span = [&] { return value(plain(Sort::Duration), depth - 1); };
  const auto moment = [&]() -> std::string {
    Place place;
    if (has_step_ && chance_.percent(50)) return "now";
    return find_sort(Sort::Instant, place) ? place.text : literal(plain(Sort::Instant), 0);
  };
  if (sort == Sort::Date) return "date(" + moment() + ")";
  if (sort == Sort::Instant)
    return chance_.percent(40)
               ? moment()
               : "(" + moment() + (chance_.percent(50) ? " + " : " - ") + span() + ")";
  switch (chance_.below(5)) {
    case 0: return "(" + moment() + " - " + moment() + ")";
    case 1: return "(" + span() + " + " + span() + ")";
    case 2: return "(" + span() + " - " + span() + ")";
    case 3: return "(" + span() + " * " + integer(depth - 1) + ")";
    default: return "(" + span() + " / " + integer(depth - 1) + ")";
  }
}

/// A text with values in it, which have no quotes.
std::string Maker::message() {
  std::string out = "\"it";
  for (std::size_t n = chance_.below(3); n > 0; --n) {
    Place place;
    bool found = false;
    for (int tries = 0; tries < 8 && !found; ++tries)
      found = !scope_.empty() && walk(chance_.of(scope_), place, int(chance_.below(4)), false) &&
              is_scalar(place.type) && place.text.find('"') == std::string::npos;
    if (found) out += " {" + place.text + "}";
  }
  return out + "\"";
}

}  // namespace agreement
