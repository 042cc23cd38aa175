// Refusals in words: the table of rules, messages with values in them, suggestions.
#include <set>

#include "compiler/emit/code.h"
#include "compiler/emit/expr.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/steps.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"
#include "compiler/emit/value_rules.h"
#include "compiler/model/phrases.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;

namespace {

/// Is it of a payload, and says its type what is wrong? Other refusals have their text at hand.
bool points_to_value_rule(const Unit& unit, const Rule& rule) {
  return rule.payload && rule.type && unit.type(*rule.type).said;
}

}  // namespace

std::vector<model::TypeId> types_with_messages(const Unit& unit) {
  std::vector<model::TypeId> out;
  for (const Rule& rule : unit.rules)
    if (points_to_value_rule(unit, rule)) out.push_back(*rule.type);
  return out;
}

std::string rule_table(const Unit& unit) {
  Code code;
  for (const Rule& rule : unit.rules) {
    const std::string text = rule.require ? model::numbered(rule.require->message) : rule.text;
    const std::string key = rule.require ? rule.require->key : rule.key;
    std::string more;
    if (rule.require && rule.require->final) more = ", true";
    if (points_to_value_rule(unit, rule)) more = ", false, &" + value_rule(unit, *rule.type);
    code.line("{" + quote(unit.at(rule.span)) + ", " + quote(rule.path) + ", " + quote_view(text) +
              ", " + quote(rule.guard) + ", " + quote(key) + more + "},");
  }
  return code.block();
}

namespace {

/// A lowering for what is said of one intent, outside of any step.
Lower speaker(const Unit& unit, model::IntentId intent) {
  Lower lower(unit.contract);
  lower.payload = "intent.as<" + unit.intent_name(intent) + ">()";
  lower.doubtful = true;
  return lower;
}

bool has_key(const Expr& place) {
  if (place.kind == ExprKind::At) return true;
  return is_step(place) && has_key(place.operands[0]);
}

bool is_secret(const Unit& unit, const Expr& place) {
  if (!is_step(place)) return false;
  if (place.kind == ExprKind::Field) {
    const model::Type& whole = unit.type(place.operands[0].type);
    if (unit.contract.record(whole.record).fields[static_cast<std::size_t>(place.number)].secret)
      return true;
  }
  return is_secret(unit, place.operands[0]);
}

/// `"/stock/", writ::pointer_step(intent.sku)`: the parts of a place. What is in a secret has no
/// key that is shown.
void place_parts(const Unit& unit, Lower& lower, const Expr& place,
                 std::vector<std::string>& parts) {
  if (place.kind == ExprKind::Field) {
    place_parts(unit, lower, place.operands[0], parts);
    const model::Type& whole = unit.type(place.operands[0].type);
    const std::string& name =
        unit.contract.record(whole.record).fields[static_cast<std::size_t>(place.number)].wire_name;
    parts.push_back(quote(pointer_step(name)));
  } else if (place.kind == ExprKind::At) {
    place_parts(unit, lower, place.operands[0], parts);
    const Expr& key = place.operands[1];
    if (is_secret(unit, place.operands[0])) return void(parts.emplace_back("\"/***\""));
    std::string text = lower(key);
    if (unit.type(key.type).kind == model::Type::Kind::Enum) text = "name(" + text + ")";
    text = "writ::pointer_step(" + text + ")";
    if (lower.take_fault())
      text = "writ::part([&](writ::Fault& fault) { return " + text + "; }, \"/?\")";
    parts.push_back(text);
  } else if (is_step(place)) {
    place_parts(unit, lower, place.operands[0], parts);
  }
}

/// The place of an entry of a map in the payload: the outcome has its number, the path its key.
std::string entry_place(const Unit& unit, const Rule& rule) {
  const std::size_t star = rule.path.find('*');
  std::string begin = rule.entries;
  begin.replace(begin.find('$'), 1, speaker(unit, rule.intent).payload);
  begin = to_member(begin) + "begin()";
  return Code()
      .open("if (rule == Rule::" + rule.name + ")")
      .line("const auto& key = (" + begin + " + static_cast<std::ptrdiff_t>(outcome.at()))->key;")
      .line("return writ::concat(" + quote(rule.path.substr(0, star - 1)) +
            ", writ::pointer_step(" + (rule.named_keys ? "name(key)" : "key") + "), " +
            quote(rule.path.substr(star + 1)) + ");")
      .close()
      .block();
}

}  // namespace

std::string rule_places(const Unit& unit) {
  Code code;
  for (const Rule& rule : unit.rules) {
    if (!rule.entries.empty()) code.line(entry_place(unit, rule));
    if (!rule.place || !has_key(*rule.place)) continue;
    Lower lower = speaker(unit, rule.intent);
    std::vector<std::string> parts;
    place_parts(unit, lower, *rule.place, parts);
    code.when("rule == Rule::" + rule.name, "return writ::concat(" + join(parts, ", ") + ");");
  }
  return code.block();
}

namespace {

/// What stands around a message, once more; in a loop it is about the first element of which what
/// was required is not true.
class Again {
 public:
  Again(const Unit& unit, Lower& lower) : unit_(unit), lower_(lower) {}

  void open(const model::Around& one) {
    lower_.fault = "missing";  // parts of the message have a `fault` each
    switch (one.kind) {
      case model::Around::Kind::Let:
        code_.line("const " + type_name(unit_.contract, one.value.type) + " " +
                   bound_name(one.name) + "(" + lower_(one.value) + ");");
        break;
      case model::Around::Kind::If: brace("if (" + lower_(one.value) + ")"); break;
      case model::Around::Kind::For:
        loop(one);
        if (one.where) brace("if (" + lower_(*one.where) + ")");
        break;
    }
    faults_ |= lower_.take_fault();
    lower_.fault = "fault";
  }

  /// With `last` innermost.
  std::string text(const std::string& condition, const std::string& last) && {
    code_.line(last);
    for (; braces_ > 0; --braces_) code_.close();
    Code whole;
    whole.open(condition);
    if (faults_) whole.line("writ::Fault missing;");
    return whole.line(code_.block()).close().block();
  }

 private:
  void brace(const std::string& head) {
    code_.open(head);
    ++braces_;
  }

  void loop(const model::Around& one) {
    const std::string name = emit::local(one.name);
    const Expr& over = one.value;
    if (over.kind == ExprKind::Range)
      return brace("for ([[maybe_unused]] const std::int64_t " + name + " : writ::Numbers{" +
                   lower_(over.operands[0]) + ", " + lower_(over.operands[1]) + "})");
    const std::string all = lower_(over);
    if (unit_.type(over.type).kind != model::Type::Kind::Map)
      return brace("for ([[maybe_unused]] const auto& " + name + " : " + all + ")");
    const std::string entry = "entry_" + std::to_string(++entries_);
    brace("for (const auto& " + entry + " : " + all + ")");
    code_.line("[[maybe_unused]] const auto& " + name + " = " + entry + ".key;");
    code_.line("[[maybe_unused]] const auto& " + emit::local(one.second) + " = " + entry +
               ".value;");
  }

  const Unit& unit_;
  Lower& lower_;
  Code code_;
  std::size_t braces_ = 0;
  int entries_ = 0;
  bool faults_ = false;
};

}  // namespace

std::string rule_values(const Unit& unit) {
  Code code;
  for (const Rule& rule : unit.rules) {
    if (!rule.require || model::values_of(rule.require->message).empty()) continue;
    const std::string is_this = "rule == Rule::" + rule.name;
    Lower lower = speaker(unit, rule.intent);
    const std::vector<const model::Around*> around = model::said_with(*rule.require);
    Again again(unit, lower);
    for (const model::Around* one : around) again.open(*one);
    const std::string say = "return {" + join(lower.values(rule.require->message), ", ") + "};";
    if (around.empty()) {
      code.when(is_this, say);
    } else {
      code.line(std::move(again).text("if (" + is_this + ")", say));
    }
  }
  return code.block();
}

// --- guards --------------------------------------------------------------------------------------

namespace {

std::string member_path(const Unit& unit, model::IntentId intent,
                        const std::vector<std::uint32_t>& path) {
  std::string out;
  model::RecordId record = unit.contract.intents[model::index(intent)].payload;
  for (const std::uint32_t i : path) {
    const model::Field& field = unit.contract.record(record).fields[i];
    out += "." + member(field.name);
    record = unit.type(field.type).record;
  }
  return out;
}

bool is_authored(const model::Contract& contract, model::IntentId intent,
                 const std::vector<std::uint32_t>& path) {
  model::RecordId record = contract.intents[model::index(intent)].payload;
  for (const std::uint32_t i : path) {
    const model::Field& field = contract.record(record).fields[i];
    if (field.authored) return true;
    record = contract.type(field.type).record;
  }
  return false;
}

void suggest(const Unit& unit, model::IntentId intent, const model::Require& require, Lower lower,
             Code& code) {
  std::vector<std::string> values;
  for (const model::Suggestion& s : require.suggestions) values.push_back(lower(s.value));
  const bool partial = lower.take_fault();
  if (partial) code.line("writ::Fault fault;");
  code.line(unit.intent_name(intent) + "::Patch more;");
  for (std::size_t i = 0; i < values.size(); ++i) {
    const model::Suggestion& s = require.suggestions[i];
    code.line("// " + unit.at(s.span) + "  suggest " + comment(s.words));
    const bool text = unit.type(s.value.type).kind == model::Type::Kind::String;
    code.line("more" + member_path(unit, intent, s.path) + " = " +
              (text ? "types::Text(" + values[i] + ")" : values[i]) + ";");
  }
  code.line("merge(more, patch);  // what an earlier guard suggested stays");
  code.line(partial ? "if (!fault) patch = std::move(more);" : "patch = std::move(more);");
}

/// What only a caller may give is not suggested to a proposer.
void withhold(const Unit& unit, model::IntentId intent, Code& code) {
  std::set<std::string> withheld;
  for (const model::Guard& guard : unit.contract.guards) {
    for (const model::GuardOn& on : guard.on) {
      if (on.intent != intent) continue;
      for (const model::Clause& clause : on.clauses)
        for (const model::Suggestion& s : clause.require.suggestions)
          if (is_authored(unit.contract, intent, s.path))
            withheld.insert("patch" + member_path(unit, intent, s.path) + ".reset();");
    }
  }
  for (const Rule& rule : unit.rules) {
    if (!rule.require || rule.intent != intent) continue;
    for (const model::Suggestion& s : rule.require->suggestions)
      if (is_authored(unit.contract, intent, s.path))
        withheld.insert("patch" + member_path(unit, intent, s.path) + ".reset();");
  }
  if (withheld.empty()) return;
  code.open("if (context.origin == writ::Origin::Proposer)");
  for (const std::string& line : withheld) code.line(line);
  code.close();
}

bool suggests(const model::GuardOn& on) {
  for (const model::Clause& clause : on.clauses)
    if (!clause.require.suggestions.empty()) return true;
  return false;
}

/// Does a guard of the intent say that to try again does not help?
bool may_be_final(const Unit& unit, model::IntentId intent) {
  for (const model::Guard& guard : unit.contract.guards)
    for (const model::GuardOn& on : guard.on)
      for (const model::Clause& clause : on.clauses)
        if (on.intent == intent && clause.require.final) return true;
  return false;
}

/// A suggestion is made only if it would be accepted, and not because that was done before.
void offer(const Unit& unit, model::IntentId id, Code& code, bool may_be_final = false) {
  const bool has_key = unit.contract.intents[model::index(id)].idempotent.has_value();
  const std::string intent = unit.intent_name(id);
  code.open("if (!fields(patch).empty()" +
            std::string(may_be_final ? " && !refusal.is_final()" : "") + ")");
  code.line(intent + " better = payload;");
  code.line("apply(patch, better);");
  if (has_key) code.line("const Outcome would = can(better, context);");
  code.when(has_key ? "would && !would.is_repeated()" : "can(better, context)",
            "refusal.suggestion = std::move(patch);");
  code.close();
}

std::string explain_name(const Unit& unit, const model::Guard& guard) {
  return "explain_" + guard_function(unit.contract, guard);
}

}  // namespace

std::string explain_guard(const Unit& unit, const model::Guard& guard, const model::GuardOn& on) {
  const std::string intent = unit.intent_name(on.intent);
  Code code;
  code.line("// " + unit.at(guard.span) + "  guard " + comment(guard.name));
  code.open("void " + explain_name(unit, guard) + "([[maybe_unused]] const State& state, " +
            (unit.contract.kept.empty() ? "" : "[[maybe_unused]] const detail::Kept& sums, ") +
            "[[maybe_unused]] " + phase_type(unit.contract) + " " + phase_parameter(unit.contract) +
            ", [[maybe_unused]] const writ::Moment& moment, " + "[[maybe_unused]] const " + intent +
            "& intent, " + "Refusal& refusal" +
            (suggests(on) ? ", " + intent + "::Patch& patch" : "") + ")");
  if (is_partial(on)) code.line("writ::Fault guard_fault;");
  const std::string clause_number =
      "guards::" + guard_function(unit.contract, guard) + "(state, " +
      (reads_kept(unit, on) ? "sums, " : "") +
      (reads_phase(unit, on) ? phase_parameter(unit.contract) + ", " : "") +
      (reads_context(unit, on) ? "moment, " : "") + "intent" +
      (is_partial(on) ? ", guard_fault" : "") + ")";
  if (on.clauses.size() > 1) code.line("const unsigned clause = " + clause_number + ";");
  unsigned number = 0;
  for (const model::Clause& clause : on.clauses) {
    Lower lower(unit.contract);
    ++number;
    code.open(on.clauses.size() > 1 ? "if (clause == " + std::to_string(number) + ")"
                                    : "if (" + clause_number + " == 1)");
    const model::Require& require = clause.require;
    code.line("writ::add_denial(refusal, " + quote(require.key) + ", " + quote(guard.name) + ", " +
              quote(unit.at(require.span)) + ", " + quote_view(model::numbered(require.message)) +
              ", {" + join(lower.values(require.message), ", ") + "}" +
              (require.final ? ", true" : "") + ");");
    if (!clause.require.suggestions.empty())
      suggest(unit, on.intent, clause.require, Lower(unit.contract), code);
    code.close();
  }
  return code.close().block();
}

std::string explain_case(const Unit& unit, model::IntentId id) {
  const std::string intent = unit.intent_name(id);
  Code calls;
  bool patch = false;
  for (const model::Guard& guard : unit.contract.guards) {
    for (const model::GuardOn& on : guard.on) {
      if (on.intent != id) continue;
      calls.when("outcome.denied_by(Guard::" + guard_name(guard) + ")",
                 explain_name(unit, guard) + "(state_, " +
                     (unit.contract.kept.empty() ? "" : "kept_, ") + phase_member(unit.contract) +
                     ", moment, payload, refusal" + (suggests(on) ? ", patch" : "") + ");");
      patch |= suggests(on);
    }
  }
  if (calls.empty()) return {};
  Code code;
  code.open("case IntentKind::" + intent + ":");
  code.line("const auto& payload = intent.as<" + intent + ">();");
  if (patch) code.line(intent + "::Patch patch;");
  code.line(calls.block());
  if (patch) {
    withhold(unit, id, code);
    offer(unit, id, code, may_be_final(unit, id));
  }
  code.line("break;");
  return code.close().block();
}

std::string rule_suggestions(const Unit& unit) {
  Code code;
  for (const Rule& rule : unit.rules) {
    if (!rule.require || rule.require->suggestions.empty()) continue;
    const std::string intent = unit.intent_name(rule.intent);
    Lower lower(unit.contract);
    lower.state = "state_";
    lower.phase = phase_member(unit.contract);
    lower.sums = "kept_";
    lower.payload = "payload";
    lower.doubtful = true;
    code.open("if (rule == Rule::" + rule.name + ")");
    code.line("const auto& payload = intent.as<" + intent + ">();");
    code.line(intent + "::Patch patch;");
    suggest(unit, rule.intent, *rule.require, std::move(lower), code);
    withhold(unit, rule.intent, code);
    offer(unit, rule.intent, code);
    code.close();
  }
  return code.block();
}

// --- patches -------------------------------------------------------------------------------------

std::string patch_functions(const Unit& unit, model::IntentId id) {
  const std::string intent = unit.intent_name(id);
  const std::vector<Leaf> all =
      leaves(unit.contract, unit.contract.intents[model::index(id)].payload);
  Code code;
  if (all.empty()) {  // nothing to be given
    code.line("writ::FieldSet fields(const " + intent + "::Patch&) { return {}; }");
    code.line("void merge(" + intent + "::Patch&, " + intent + "::Patch) {}");
    code.line("void apply(" + intent + "::Patch, " + intent + "&) {}");
    if (unit.drafts) code.line("void keep(" + intent + "::Patch&, writ::FieldSet) {}");
    return code.block();
  }
  code.open("writ::FieldSet fields(const " + intent + "::Patch& patch)");
  code.line("using Field = " + intent + "::Field;");
  code.line("writ::FieldSet set;");
  for (const Leaf& leaf : all)
    code.line("if (patch." + leaf.access + ") set = set | writ::FieldSet::of(Field::" + leaf.field +
              ");");
  code.line("return set;");
  code.close();
  code.open("void merge(" + intent + "::Patch& into, " + intent + "::Patch from)");
  for (const Leaf& leaf : all)
    code.line("writ::put(into." + leaf.access + ", from." + leaf.access + ");");
  code.close();
  code.open("void apply(" + intent + "::Patch patch, " + intent + "& to)");
  for (const Leaf& leaf : all)
    code.line("writ::put(to." + leaf.access + ", patch." + leaf.access + ");");
  code.close();
  if (!unit.drafts) return code.block();
  code.open("void keep(" + intent + "::Patch& patch, writ::FieldSet fields)");
  code.line("using Field = " + intent + "::Field;");
  for (const Leaf& leaf : all)
    code.line("if (!fields.has(Field::" + leaf.field + ")) patch." + leaf.access + ".reset();");
  return code.close().block();
}

}  // namespace writ::emit
