// The effects of a transition: where they write, what they write, and what may refuse that.
#include <utility>

#include "compiler/emit/step_writer.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Effect;
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

bool has_key(const Expr& place) {
  for (const Expr* at = &place; at->kind != ExprKind::State; at = &at->operands[0])
    if (at->kind == ExprKind::At) return true;
  return false;
}

/// A place, `.` behind which is read as is meant.
std::string dereferenced(const std::string& place) {
  return place.starts_with('*') ? "(" + place + ")" : place;
}

/// Has the list or map at a place as many elements as it may?
std::string is_full(const Type& type, const std::string& place) {
  return dereferenced(place) + ".size() >= " + std::to_string(type.size.most);
}

}  // namespace

void StepWriter::change(const Effect& effect) {
  code_.line("// " + comment(effect.words));
  if (!in_place_) mind_earlier(effect);
  if (!in_place_ && !wholes_of(effect).empty()) conflict_ = true;
  const std::string place = find_place(effect);
  if (effect.kind == Effect::Kind::Push) {
    push(effect, place);
  } else if (effect.inserts) {
    put(effect, place);
  } else {
    set(effect, place);
  }
  if (!in_place_) return;
  flush();
  mind_wholes(effect);
}

/// Two effects on overlapping places are written in place, but for two on one plain field.
void StepWriter::mind_earlier(const Effect& effect) {
  const model::Path path = model::written(effect.place);
  for (const Pending& earlier : lower_.pending) {
    if (!earlier.written || !model::overlap(model::written(*earlier.place), path)) continue;
    const bool one_field = !earlier.pushed && effect.kind == Effect::Kind::Set &&
                           model::same(*earlier.place, effect.place) && !has_key(effect.place);
    if (!one_field) conflict_ = true;
  }
}

/// Walks to the place through its keys and indexes; what is not there refuses. Returns the place as
/// C++; for `map[k] = e` that of the map.
std::string StepWriter::find_place(const Effect& effect) {
  const Expr& target = effect.inserts ? effect.place.operands[0] : effect.place;
  std::vector<const Expr*> steps;
  for (const Expr* at = &target; at->kind != ExprKind::State; at = &at->operands[0])
    steps.push_back(at);
  std::string here = "state_";
  bool is_pointer = false;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    const Expr& at = **step;
    places_[&at.operands[0]] = is_pointer ? "*" + here : here;
    if (at.kind == ExprKind::At) {
      here = find_element(effect, at, is_pointer ? "*" + here : here);
      is_pointer = true;
    } else {
      const Type& whole = contract_.type(at.operands[0].type);
      here += is_pointer ? "->" : ".";
      here +=
          member(contract_.record(whole.record).fields[static_cast<std::size_t>(at.number)].name);
      is_pointer = false;
    }
  }
  return places_[&target] = is_pointer ? "*" + here : here;
}

std::string StepWriter::find_element(const Effect& effect, const Expr& at,
                                     const std::string& container) {
  const Expr& key = at.operands[1];
  std::string slot = variable(last_field(contract_, at) + "_slot");
  const std::string key_text = lower_(key);
  const bool partial = need_fault();
  code_.line("auto* const " + slot + " = writ::find(" + container + ", " + key_text + ");");
  if (partial) test_fault(rule_of(effect, "Key"));
  Rule rule = rule_of(effect, "Absent");
  const bool map = contract_.type(at.operands[0].type).kind == Type::Kind::Map;
  rule.text = map ? "no such key" : "no such index";
  refuse_if("!" + slot, rule);
  return slot;
}

// --- kinds of effects ----------------------------------------------------------------------------

void StepWriter::set(const Effect& effect, const std::string& place) {
  if (has_key(effect.place))
    lower_.pending.push_back(
        {.place = &effect.place, .pushed = false, .written = false, .text = place});
  const std::string name = variable(last_field(contract_, effect.place));
  const Value computed = value(effect, effect.place.type, name);
  writes_.push_back(place + " = " + computed.writes + ";");
  if (has_key(effect.place)) lower_.pending.pop_back();
  lower_.pending.push_back(
      {.place = &effect.place, .pushed = false, .written = true, .text = computed.reads});
}

void StepWriter::put(const Effect& effect, const std::string& container) {
  const Expr& key = effect.place.operands[1];
  const std::string field = last_field(contract_, effect.place);
  const Type& map = contract_.type(effect.place.operands[0].type);
  std::string key_text = lower_(key);
  if (!is_source(key) && !stays_true(contract_, key)) {
    const bool partial = need_fault();
    const std::string name = variable(field + "_key");
    code_.line("const " + type_name(contract_, map.key) + " " + name + "(" + key_text + ");");
    if (partial) test_fault(rule_of(effect, "Key"));
    key_text = name;
  }
  const Value computed = value(effect, effect.place.type, variable(field));
  const std::string slot = variable(field + "_slot");
  code_.line("writ::Put " + slot + "(" + container + ", " + key_text + ");");
  if (map.size.most != model::Size::unlimited) {
    Rule rule = rule_of(effect, "Size");
    if (rule.place) {
      rule.place = &effect.place.operands[0];
      rule.path = pointer(contract_, *rule.place);
    }
    rule.text = "expected " + expected(contract_, effect.place.operands[0].type);
    refuse_if(slot + ".inserts()" + (map.size.most > 0 ? " && " + is_full(map, container) : ""),
              rule);
  }
  allocations_.push_back(slot + ".prepare(" + computed.writes + ");");
  writes_.push_back(slot + ".write();");
  lower_.pending.push_back(
      {.place = &effect.place, .pushed = false, .written = true, .text = computed.reads});
}

void StepWriter::push(const Effect& effect, const std::string& place) {
  const Type& list = contract_.type(effect.place.type);
  const std::string text = dereferenced(place);
  if (list.size.most != model::Size::unlimited) {
    Rule rule = rule_of(effect, "Size");
    rule.text = "expected " + expected(contract_, effect.place.type);
    refuse_if(list.size.most > 0 ? is_full(list, place) : "true", rule);
  }
  const std::string wanted = effect.value.kind == ExprKind::Field
                                 ? last_field(contract_, effect.value)
                                 : last_field(contract_, effect.place) + "_element";
  const Value computed = value(effect, list.element, variable(wanted));
  allocations_.push_back("writ::make_room(" + text + ");");
  writes_.push_back(text + ".push_back(" + computed.writes + ");");
  lower_.pending.push_back(
      {.place = &effect.place, .pushed = true, .written = true, .text = computed.reads});
}

// --- values --------------------------------------------------------------------------------------

/// Computes the value and checks it against the type of its place.
StepWriter::Value StepWriter::value(const Effect& effect, model::TypeId type,
                                    const std::string& name) {
  const Expr& of = effect.value;
  if (is_plain(contract_, of.type)) {
    std::string text = stays_true(contract_, of) ? lower_(of) : local(effect, name, true);
    check_range(effect, type, text);
    return {text, text};
  }
  if (is_source(of)) {
    const std::string source = lower_(of);
    check_range(effect, type, source);
    allocations_.push_back(type_name(contract_, of.type) + " " + name + "(" + source + ");");
    // a literal by itself would be compared by its address
    const bool literal = of.kind == ExprKind::Text && source.starts_with('"');
    return {literal ? "std::string_view(" + source + ")" : source, "std::move(" + name + ")"};
  }
  local(effect, name, false);
  check_range(effect, type, name);
  return {name, "std::move(" + name + ")"};
}

std::string StepWriter::local(const Effect& effect, const std::string& name, bool is_const) {
  const std::string type = type_name(contract_, effect.value.type);
  const std::string text = lower_(effect.value);
  const bool partial = need_fault();
  code_.line((is_const ? "const " : "") + type + " " + name +
             (is_const ? " = " + text + ";" : "(" + text + ");"));
  if (partial) test_fault(rule_of(effect, ""));
  return name;
}

/// Only what the facts leave open is tested.
void StepWriter::check_range(const Effect& effect, model::TypeId id, const std::string& value) {
  if (effect.in_range) return;
  const Type& type = contract_.type(id);
  Rule rule = rule_of(effect, "Range");
  rule.text = "expected " + expected(contract_, id);
  if (type.rules) return refuse_if("!" + condition(contract_, id, value), rule);
  if (type.kind == Type::Kind::Int || type.kind == Type::Kind::Decimal) {
    model::Expr bound;
    bound.kind = ExprKind::Number;
    bound.type = id;
    std::vector<std::string> broken;
    if (effect.value.bounds.least < type.bounds.least) {
      bound.number = type.bounds.least;
      broken.push_back(value + " < " + literal(contract_, bound));
    }
    if (effect.value.bounds.most > type.bounds.most) {
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

Rule StepWriter::rule_of(const Effect& effect, const std::string& suffix) const {
  Rule rule;
  rule.name = pascal(name_) + pascal(last_field(contract_, effect.place)) + suffix;
  rule.span = effect.span;
  rule.path = pointer(contract_, effect.place);
  rule.intent = transition_.intent;
  // Places are filled in afterwards, from the state as it was.
  if (keys_stay(effect)) {
    rule.place = &effect.place;
  } else {
    rule.path.resize(rule.path.find("/*"));
  }
  return rule;
}

/// Do the keys of its place still have the values that they had before the body?
bool StepWriter::keys_stay(const Effect& effect) const {
  for (const Expr* at = &effect.place; at->kind != ExprKind::State; at = &at->operands[0]) {
    if (at->kind != ExprKind::At) continue;
    const model::Footprint reads = model::reads(contract_, at->operands[1]);
    for (const Effect& earlier : transition_.effects) {
      if (&earlier == &effect) break;
      if (reads.touches(model::written(earlier.place))) return false;
    }
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
