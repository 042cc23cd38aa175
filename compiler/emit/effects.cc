// The changes of a transition: where they write, what they write, and what may refuse that.
#include <utility>

#include "compiler/emit/step_writer.h"
#include "compiler/emit/types.h"
#include "compiler/model/footprint.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::Type;

namespace {

/// Reading it now or later is the same, and costs nothing.
bool stays_true(const model::Contract& contract, const Expr& value) {
  if (value.kind == ExprKind::Number || value.kind == ExprKind::Constant) return true;
  return is_path(value, ExprKind::Payload) && !value.partial && is_plain(contract, value.type);
}

/// A place outside of the machine that holds the value until the step is over.
bool is_source(const Expr& value) {
  return value.kind == ExprKind::Text || value.kind == ExprKind::Constant ||
         (is_path(value, ExprKind::Payload) && !value.partial);
}

/// Does it mention what only the step knows by name?
bool names_local(const Expr& expr) {
  if (expr.kind == ExprKind::Local) return true;
  for (const Expr& operand : expr.operands)
    if (names_local(operand)) return true;
  return false;
}

/// Is it kept as one number, of which bounds are known?
bool is_bounded(Type::Kind kind) {
  return kind == Type::Kind::Int || kind == Type::Kind::Decimal || kind == Type::Kind::Instant ||
         kind == Type::Kind::Duration || kind == Type::Kind::Date;
}

/// The path into the state that a statement goes: of a change, or of what a loop runs over.
const Expr& way(const model::Statement& one) {
  return one.kind == model::Statement::Kind::For ? one.value : one.place;
}

/// Is a statement in one of a body?
bool contains(const std::vector<model::Statement>& body, const model::Statement& wanted) {
  bool found = false;
  model::each_statement(body, [&](const model::Statement& one) { found |= &one == &wanted; });
  return found;
}

/// Has the list or map at a place as many elements as it may?
std::string is_full(const Type& type, const std::string& place) {
  return dereferenced(place) + ".size() >= " + std::to_string(type.size.most);
}

/// Does a statement change what something reads?
bool changes_what(const model::Statement& statement, const model::Footprint& reads) {
  if (statement.kind == model::Statement::Kind::Enter) return reads.phase;
  return model::is_change(statement.kind) && reads.touches(statement.path);
}

}  // namespace

std::string dereferenced(const std::string& place) {
  return place.starts_with('*') ? "(" + place + ")" : place;
}

void StepWriter::change(const Statement& change) {
  code_.line("// " + comment(change.words));
  if (!in_place_) mind_earlier(change);
  mind_wholes(change);
  const std::string place = find_place(change);
  keep_before(change);
  if (change.kind == Statement::Kind::Push) {
    push(change, place);
  } else if (change.inserts) {
    put(change, place);
  } else if (change.kind == Statement::Kind::Set) {
    set(change, place);
  } else {
    collection(change, place);
  }
  if (in_place_) flush();
  keep_behind(change);
}

/// In place: keeps what a part is about to change of. What is replaced as a whole, or an element,
/// is kept when it is written; what grows at its end needs no more than its size.
void StepWriter::touch(const Statement& change, const std::string& list) {
  for (const Undo& undo : undo_) {
    if (!keeps(undo, change)) continue;
    if (undo.kind == Undo::Kind::Whole) code_.line(undo.variable + ".touch();");
    if (undo.kind == Undo::Kind::Sizes) code_.line(undo.variable + ".add(" + list + ");");
  }
}

/// Two effects on overlapping places are written in place, but for two on one plain field.
void StepWriter::mind_earlier(const Statement& change) {
  const model::Path path = model::written(change.place);
  for (const Pending& earlier : lower_.pending) {
    if (!earlier.written || !model::overlap(model::written(*earlier.place), path)) continue;
    const bool one_field = !earlier.pushed && change.kind == Statement::Kind::Set &&
                           model::same(*earlier.place, change.place) && !has_key(change.place);
    if (!one_field) conflict_ = true;
  }
}

/// Walks to the place of a change, or to what a loop runs over, through keys and indexes; what is
/// not there refuses. Returns the place as C++; for `map[k] = e` that of the map.
std::string StepWriter::find_place(const Statement& one) {
  const Expr& target = one.inserts ? way(one).operands[0] : way(one);
  std::vector<const Expr*> steps;
  const Expr* root = &target;
  for (; model::is_step(root->kind); root = &root->operands[0]) steps.push_back(root);
  std::string here = root->kind == ExprKind::Local ? emit::local(root->text) : "state_";
  element_ = root->kind == ExprKind::Local ? elements_[root->text] : Element{};
  bool is_pointer = false;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step)
    here = step_into(one, **step, here, is_pointer);
  return is_pointer ? "*" + here : here;
}

/// One step further; `is_pointer` says whether what `here` names is a pointer or an optional.
std::string StepWriter::step_into(const Statement& one, const Expr& step, const std::string& here,
                                  bool& is_pointer) {
  const std::string whole = is_pointer ? "*" + here : here;
  const Type& type = contract_.type(step.operands[0].type);
  const auto number = static_cast<std::size_t>(step.number);
  switch (step.kind) {
    case ExprKind::At: is_pointer = true; return find_element(one, step, whole);
    case ExprKind::Value: {
      std::string inner = is_pointer ? "(" + whole + ")" : here;
      is_pointer = true;  // an optional is dereferenced like a pointer
      return inner;
    }
    case ExprKind::Case: {
      std::string slot = variable("chosen");
      code_.line("auto* const " + slot + " = std::get_if<" + std::to_string(number) + ">(&" +
                 dereferenced(whole) + ");");
      is_pointer = true;
      return slot;
    }
    default: break;
  }
  const std::string field = member(contract_.record(type.record).fields[number].name);
  std::string text = here + (is_pointer ? "->" : ".") + field;
  is_pointer = false;
  return text;
}

std::string StepWriter::find_element(const Statement& one, const Expr& at,
                                     const std::string& container) {
  const Expr& key = at.operands[1];
  std::string slot = variable(last_field(contract_, at) + "_slot");
  const std::string key_text = lower_(key);
  const bool partial = need_fault();
  code_.line("auto* const " + slot + " = writ::find(" + container + ", " + key_text + ");");
  if (!has_key(at.operands[0])) element_ = {key_text, "*" + slot, {}, {}};
  if (partial) test_fault(rule_of(one, "Key"));
  if (!at.partial) return slot;  // it is known to be there
  Rule rule = rule_of(one, "Absent");
  const bool map = contract_.type(at.operands[0].type).kind == Type::Kind::Map;
  rule.text = map ? "no such key" : "no such index";
  refuse_if("!" + slot, rule);
  return slot;
}

// --- kinds of changes ----------------------------------------------------------------------------

/// The line that writes a place; in place, the one that keeps what it was as well.
std::string StepWriter::written(const Statement& change, const std::string& place,
                                const std::string& value) {
  for (const Undo& undo : undo_) {
    if (!keeps(undo, change)) continue;
    if (undo.kind == Undo::Kind::Each) return undo.variable + ".set(" + place + ", " + value + ");";
    if (undo.kind == Undo::Kind::Whole && undo.path == change.path && !has_key(change.place))
      return undo.variable + ".set(" + value + ");";
  }
  if (in_place_) touch(change);
  return place + " = " + value + ";";
}

void StepWriter::set(const Statement& change, const std::string& place) {
  if (has_key(change.place))
    lower_.pending.push_back(
        {.place = &change.place, .pushed = false, .written = false, .text = place});
  const std::string name = variable(last_field(contract_, change.place));
  const Value computed = value(change, change.place.type, name);
  keep_value(change, element_, computed.reads);
  writes_.push_back(written(change, place, computed.writes));
  if (has_key(change.place)) lower_.pending.pop_back();
  lower_.pending.push_back(
      {.place = &change.place, .pushed = false, .written = true, .text = computed.reads});
}

void StepWriter::put(const Statement& change, const std::string& container) {
  const Expr& key = change.place.operands[1];
  const std::string field = last_field(contract_, change.place);
  const Type& map = contract_.type(change.place.operands[0].type);
  std::string key_text = lower_(key);
  if (!can_wait(key)) {
    const bool partial = need_fault();
    const std::string name = variable(field + "_key");
    code_.line("const " + type_name(contract_, map.key) + " " + name + "(" + key_text + ");");
    if (partial) test_fault(rule_of(change, "Key"));
    key_text = name;
  }
  const Value computed = value(change, change.place.type, variable(field));
  const std::string slot = variable(field + "_slot");
  code_.line("writ::Put " + slot + "(" + container + ", " + key_text + ");");
  if (map.size.most != model::Size::unlimited) {
    Rule rule = rule_of(change, "Size");
    if (rule.place) {
      rule.place = &change.place.operands[0];
      rule.path = pointer(contract_, *rule.place);
    }
    refuse_values_outside(contract_, change.place.operands[0].type, rule);
    refuse_if(slot + ".inserts()" + (map.size.most > 0 ? " && " + is_full(map, container) : ""),
              rule);
  }
  keep_value(change, {key_text, slot + ".before()", {}, {}}, computed.reads, slot + ".inserts()");
  if (in_place_) touch(change);
  allocations_.push_back(slot + ".prepare(" + computed.writes + ");");
  writes_.push_back(slot + ".write();");
  lower_.pending.push_back(
      {.place = &change.place, .pushed = false, .written = true, .text = computed.reads});
}

void StepWriter::push(const Statement& change, const std::string& place) {
  const Type& list = contract_.type(change.place.type);
  const std::string text = dereferenced(place);
  if (list.size.most != model::Size::unlimited) {
    Rule rule = rule_of(change, "Size");
    refuse_values_outside(contract_, change.place.type, rule);
    refuse_if(list.size.most > 0 ? is_full(list, place) : "true", rule);
  }
  const std::string wanted = change.value.kind == ExprKind::Field
                                 ? last_field(contract_, change.value)
                                 : last_field(contract_, change.place) + "_element";
  const Value computed = value(change, list.element, variable(wanted));
  keep_one(change, {{}, computed.reads, {}, {}}, "");
  if (in_place_) touch(change, text);
  allocations_.push_back("writ::make_room(" + text + ");");
  writes_.push_back(text + ".push_back(" + computed.writes + ");");
  lower_.pending.push_back({.place = &change.place,
                            .pushed = true,
                            .written = true,
                            .resize = Resize::OneMore,
                            .text = computed.reads});
}

// --- values --------------------------------------------------------------------------------------

/// Can it be read when the step is written as well as now?
bool StepWriter::can_wait(const Expr& value) const {
  return is_source(value) || stays_true(contract_, value);
}

/// Computes the value and checks it against the type of its place.
StepWriter::Value StepWriter::value(const Statement& change, model::TypeId type,
                                    const std::string& name) {
  const Expr& of = change.value;
  if (is_plain(contract_, of.type)) {
    std::string text = stays_true(contract_, of) ? lower_(of) : local(change, name, true);
    check_range(change, type, text);
    return {text, text};
  }
  if (is_source(of)) {
    const std::string source = lower_(of);
    check_range(change, type, source);
    allocations_.push_back(type_name(contract_, of.type) + " " + name + "(" + source + ");");
    // a literal by itself would be compared by its address
    const bool literal = of.kind == ExprKind::Text && source.starts_with('"');
    return {literal ? "std::string_view(" + source + ")" : source, "std::move(" + name + ")"};
  }
  local(change, name, false);
  check_range(change, type, name);
  return {name, "std::move(" + name + ")"};
}

std::string StepWriter::local(const Statement& change, const std::string& name, bool is_const) {
  const std::string type = type_name(contract_, change.value.type);
  const std::string text = lower_(change.value);
  const bool partial = need_fault();
  code_.line((is_const ? "const " : "") + type + " " + name +
             (is_const ? " = " + text + ";" : "(" + text + ");"));
  if (partial) test_fault(rule_of_value(change));
  if (is_const) capture(name, text);
  return name;
}

/// Only what the facts leave open is tested.
void StepWriter::check_range(const Statement& change, model::TypeId id, const std::string& value) {
  if (change.in_range) return;
  const Type& type = contract_.type(id);
  Rule rule = rule_of(change, "Range");
  refuse_values_outside(contract_, id, rule);
  if (type.rules) return refuse_if("!" + condition(contract_, id, value), rule);
  if (is_bounded(type.kind)) {
    model::Expr bound;
    bound.kind = ExprKind::Number;
    bound.type = id;
    std::vector<std::string> broken;
    if (change.value.bounds.least < type.bounds.least) {
      bound.number = type.bounds.least;
      broken.push_back(value + " < " + literal(contract_, bound));
    }
    if (change.value.bounds.most > type.bounds.most) {
      bound.number = type.bounds.most;
      broken.push_back(value + " > " + literal(contract_, bound));
    }
    if (!broken.empty()) refuse_if(join(broken, " || "), rule);
    return;
  }
  const std::string holds = condition(contract_, id, value);
  if (!holds.empty()) refuse_if("!(" + holds + ")", rule);
}

void StepWriter::refuse_if(const std::string& broken, Rule rule) {
  code_.when(broken,
             "return refuse(RefusalKind::OutOfRange, " + unit_.rule(std::move(rule)) + ");");
}

/// What is wrong with the place of a change, or with what a loop runs over.
Rule StepWriter::rule_of(const Statement& one, const std::string& suffix) const {
  Rule rule = rule_of_path(one, way(one), suffix);
  // Of a change it is known what the local names in it stand for.
  if (!rule.place && model::is_change(one.kind)) rule.path = pointer(contract_, one.path);
  return rule;
}

/// What is wrong with what a path leads to. Its keys are filled in afterwards, from the state as it
/// was; where that does not tell them, the path ends before the first.
Rule StepWriter::rule_of_path(const Statement& one, const Expr& path,
                              const std::string& suffix) const {
  Rule rule;
  rule.name = pascal(name_) + pascal(last_field(contract_, path)) + suffix;
  rule.span = one.span;
  rule.intent = transition_.intent;
  if (!names_local(path) && keys_stay(path, one)) {
    rule.path = pointer(contract_, path);
    rule.place = &path;
  } else if (is_path(path, ExprKind::State)) {
    rule.path = pointer(contract_, model::written(path));
  }
  return rule;
}

/// Of a value that is a path what is not there is in that path, else in the place of the change.
Rule StepWriter::rule_of_value(const Statement& change) const {
  const Expr& value = change.value;
  Rule rule = rule_of(change, "");
  const bool leads_there = is_path(value, ExprKind::State) || is_path(value, ExprKind::Payload);
  if (!model::is_step(value) || !leads_there) return rule;
  Rule of_value = rule_of_path(change, value, "");
  of_value.name = rule.name;
  return of_value;
}

/// Do the keys of a place still have the values that they had before the body, when the statement
/// comes? In a loop what stands below it has happened, too.
bool StepWriter::keys_stay(const Expr& place, const Statement& statement) const {
  for (const Expr* at = &place; model::is_step(at->kind); at = &at->operands[0]) {
    if (at->kind != ExprKind::At) continue;
    const model::Footprint reads = model::reads(contract_, at->operands[1]);
    bool stays = true;
    bool before = true;
    model::each_statement(transition_.body, [&](const Statement& earlier) {
      before &= &earlier != &statement;
      if (before) stays &= !changes_what(earlier, reads);
      if (earlier.kind != Statement::Kind::For || !contains(earlier.body, statement)) return;
      model::each_statement(
          earlier.body, [&](const Statement& in_loop) { stays &= !changes_what(in_loop, reads); });
    });
    if (!stays) return false;
  }
  return true;
}

/// In place: what would wait for the end is done now, and later lines read the state itself.
void StepWriter::flush() {
  for (const std::string& line : allocations_) code_.line(line);
  for (const std::string& line : writes_) code_.line(line);
  allocations_.clear();
  writes_.clear();
  lower_.pending.clear();
}

}  // namespace writ::emit
