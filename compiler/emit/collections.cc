// What lists, sets and maps are told to do besides `push` and `map[key] = e`. What goes through all
// elements is always done in place.
#include "compiler/emit/step_writer.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Statement;
using model::Type;
using Kind = Statement::Kind;

namespace {

/// Of what is not always an element more or less, nothing is said.
Resize resize(Kind kind) {
  switch (kind) {
    case Kind::Clear: return Resize::Empty;
    case Kind::Pop: return Resize::OneLessOrEmpty;
    case Kind::RemoveAt: return Resize::OneLess;
    case Kind::Insert: return Resize::OneMore;
    default: return Resize::Unknown;
  }
}

}  // namespace

void StepWriter::collection(const Statement& change, const std::string& place) {
  switch (change.kind) {
    case Kind::Clear: clear(change, place); break;
    case Kind::Pop: pop(change, place); break;
    case Kind::RemoveAt: remove_at(change, place); break;
    case Kind::Insert: insert(change, place); break;
    case Kind::Remove: remove(change, place); break;
    case Kind::Add: add(change, place); break;
    case Kind::Splice: splice(change, place); return check_size(change, place);
    default: by_element(change, place); return check_size(change, place);
  }
  lower_.pending.push_back({.place = &change.place,
                            .written = true,
                            .known = false,
                            .resize = resize(change.kind),
                            .text = {}});
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
  const std::string size = dereferenced(place) + ".size()";
  if (change.kind == Kind::Sort) return;
  std::string broken;
  if (change.kind == Kind::Splice && type.size.most != model::Size::unlimited)
    broken = size + " > " + std::to_string(type.size.most);
  if (type.size.least > 0)
    broken += (broken.empty() ? "" : " || ") + size + " < " + std::to_string(type.size.least);
  if (!broken.empty()) refuse_size(change, broken);
}

}  // namespace writ::emit
