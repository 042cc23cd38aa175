// What lists, sets and maps are told to do besides `push` and `map[key] = e`: always in place.
#include <algorithm>

#include "compiler/emit/step_writer.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Statement;
using model::Type;
using Kind = Statement::Kind;
using How = model::Keeping::How;

void StepWriter::collection(const Statement& change, const std::string& place) {
  const std::string here = dereferenced(place);
  switch (change.kind) {
    case Kind::Clear: code_.line(written(change, place, "{}")); break;
    case Kind::Pop:
      touch(change);
      only_if("!" + here + ".empty()", kept_without(change, here + ".back()"),
              here + ".pop_back();");
      break;
    case Kind::RemoveAt: {
      const std::string at = index(change, 0, "index");
      refuse_if(at + " < 0 || " + at + " >= writ::size(" + place + ")", absent(change));
      touch(change);
      const std::string element = here + "[static_cast<std::size_t>(" + at + ")]";
      for (const std::string& line : kept_without(change, element)) code_.line(line);
      code_.line(here + ".erase(" + here + ".begin() + " + at + ");");
      break;
    }
    case Kind::Insert: insert(change, place); break;
    case Kind::Splice: splice(change, place); break;
    case Kind::Keep:
    case Kind::Sort: by_element(change, place); break;
    case Kind::Remove: {
      const std::string which = key(change);
      touch(change);
      keep_removed(change, place, which);
      code_.line(here + ".erase(" + which + ");");
      break;
    }
    case Kind::Add: {
      const Value added =
          value(change, contract_.type(change.place.type).element, variable("element"));
      touch(change);
      for (const std::string& line : allocations_) code_.line(line);
      allocations_.clear();
      const std::vector<std::string> kept =
          kept_lines(change, How::Added, {{}, added.reads, {}, {}});
      if (!kept.empty()) only_if("!" + here + ".contains(" + added.reads + ")", kept);
      code_.line(here + ".insert(" + added.writes + ");");
      break;
    }
    default: break;  // the others are not of collections
  }
  check_size(change, place);
}

/// One line stands behind its condition, several in braces.
void StepWriter::only_if(const std::string& condition, std::vector<std::string> lines,
                         const std::string& last) {
  if (!last.empty()) lines.push_back(last);
  if (lines.size() == 1) {
    code_.when(condition, lines.front());
    return;
  }
  code_.open("if (" + condition + ")");
  for (const std::string& line : lines) code_.line(line);
  code_.close();
}

/// The lines for an element of a list that is about to go.
std::vector<std::string> StepWriter::kept_without(const Statement& change,
                                                  const std::string& element) {
  const bool keeps = std::any_of(change.keeps.begin(), change.keeps.end(), [](const auto& keeping) {
    return keeping.how == How::Removed;
  });
  if (!keeps) return {};
  const std::string gone = variable("gone");
  std::vector<std::string> lines = kept_lines(change, How::Removed, {{}, gone, {}, {}});
  lines.insert(lines.begin(), "const auto& " + gone + " = " + element + ";");
  return lines;
}

/// What is removed from a set or a map need not be there.
void StepWriter::keep_removed(const Statement& change, const std::string& place,
                              const std::string& key) {
  const bool map = contract_.type(change.place.type).kind == Type::Kind::Map;
  const std::string gone = map ? variable("gone") : std::string();
  const std::vector<std::string> lines =
      kept_lines(change, How::Removed, {key, map ? "*" + gone : key, {}, {}});
  if (lines.empty()) return;
  only_if(map ? "const auto* const " + gone + " = writ::find(" + place + ", " + key + ")"
              : dereferenced(place) + ".contains(" + key + ")",
          lines);
}

Rule StepWriter::absent(const Statement& change) const {
  Rule rule = rule_of(change, "Absent");
  rule.text = "no such index";
  return rule;
}

/// An index or a number of elements, as a variable.
std::string StepWriter::index(const Statement& change, std::size_t argument,
                              const std::string& name) {
  std::string out = variable(name);
  const std::string text = lower_(change.arguments[argument]);
  const bool partial = need_fault();
  code_.line("const std::int64_t " + out + " = " + text + ";");
  if (partial) test_fault(rule_of(change, "Index"));
  return out;
}

std::string StepWriter::key(const Statement& change) {
  std::string text = lower_(change.arguments[0]);
  if (!need_fault()) return text;
  std::string out = variable("key");
  code_.line("const " + type_name(contract_, change.arguments[0].type) + " " + out + "(" + text +
             ");");
  test_fault(rule_of(change, "Key"));
  return out;
}

void StepWriter::insert(const Statement& change, const std::string& place) {
  const std::string at = index(change, 0, "index");
  refuse_if(at + " < 0 || " + at + " > writ::size(" + place + ")", absent(change));
  const Value inserted =
      value(change, contract_.type(change.place.type).element, variable("element"));
  touch(change);
  for (const std::string& line : allocations_) code_.line(line);
  allocations_.clear();
  for (const std::string& line : kept_lines(change, How::Added, {{}, inserted.reads, {}, {}}))
    code_.line(line);
  const std::string here = dereferenced(place);
  code_.line(here + ".insert(" + here + ".begin() + " + at + ", " + inserted.writes + ");");
}

void StepWriter::splice(const Statement& change, const std::string& place) {
  const std::string at = index(change, 0, "index");
  const std::string count = index(change, 1, "count");
  refuse_if(at + " < 0 || " + count + " < 0 || " + at + " > writ::size(" + place + ") || " + count +
                " > writ::size(" + place + ") - " + at,
            absent(change));
  const std::string name = variable("elements");
  const std::string text = lower_(change.value);
  const bool partial = need_fault();
  code_.line(type_name(contract_, change.value.type) + " " + name + "(" + text + ");");
  if (partial) test_fault(rule_of(change, ""));
  touch(change);
  code_.line("writ::splice(" + place + ", " + at + ", " + count + ", std::move(" + name + "));");
}

/// `keep` and `sort`.
void StepWriter::by_element(const Statement& change, const std::string& place) {
  const std::string type =
      "const " + type_name(contract_, contract_.type(change.place.type).element) + "& ";
  const std::string text = lower_(change.value);
  const bool partial = need_fault();
  touch(change);
  const std::string visit = "[&](" + type + emit::local(change.name) + ") { return " + text + "; }";
  code_.line(change.kind == Kind::Keep
                 ? "writ::keep(" + place + ", " + visit + ");"
                 : "writ::sort(" + place + ", " + visit +
                       (change.descending ? ", writ::Order::Descending);" : ");"));
  if (partial) test_fault(rule_of(change, "Key"));
}

/// What is in it now must not be too much or too little.
void StepWriter::check_size(const Statement& change, const std::string& place) {
  const Type& type = contract_.type(change.place.type);
  const bool grows =
      change.kind == Kind::Insert || change.kind == Kind::Splice || change.kind == Kind::Add;
  const bool shrinks =
      change.kind != Kind::Insert && change.kind != Kind::Add && change.kind != Kind::Sort;
  std::string broken;
  if (grows && type.size.most != model::Size::unlimited)
    broken = dereferenced(place) + ".size() > " + std::to_string(type.size.most);
  if (shrinks && type.size.least > 0)
    broken += (broken.empty() ? "" : " || ") + dereferenced(place) + ".size() < " +
              std::to_string(type.size.least);
  if (broken.empty()) return;
  Rule rule = rule_of(change, "Size");
  rule.text = "expected " + expected(contract_, change.place.type);
  refuse_if(broken, rule);
}

}  // namespace writ::emit
