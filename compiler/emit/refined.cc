#include "compiler/emit/refined.h"

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/expr.h"
#include "compiler/emit/patterns.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Contract;
using model::Rules;
using model::Type;
using model::TypeId;

namespace {

const Rules& rules_of(const Contract& contract, const Type& type) {
  return contract.rules[model::index(*type.rules)];
}

/// What a field says to who breaks its rules makes no other rules of them.
TypeId unsaid(const Contract& contract, TypeId id) {
  const std::optional<model::Saying>& said = contract.type(id).said;
  return said && said->alias.empty() ? said->plain : id;
}

/// `is_sku`; of a type without a name what it asks, and the number of the type.
std::string function_name(const Contract& contract, TypeId id) {
  id = unsaid(contract, id);
  const Type& type = contract.type(id);
  if (!type.alias.empty()) {
    const std::string name = snake(type.alias);
    // Two aliases are never written the same: one that is not in the usual style keeps its own.
    return pascal(name) == type.alias ? "is_" + name : "is_" + type.alias + "_";
  }
  const Rules& rules = rules_of(contract, type);
  const std::string what = !rules.members.empty()    ? "one_of"
                           : !rules.pattern.empty()  ? "match"
                           : !rules.format.empty()   ? rules.format
                           : rules.unique_by.empty() ? "such"
                                                     : "unique";
  return "is_" + what + "_" + std::to_string(model::index(id));
}

// --- functions -----------------------------------------------------------------------------------

std::string member_condition(const Contract& contract, const Rules& rules) {
  std::vector<std::string> tests;
  for (const model::Expr& member : rules.members)
    tests.push_back("it == " + literal(contract, member));
  return join(tests, " || ");
}

/// A key of `one`, an element of the list.
std::string key_of(const Contract& contract, const Type& list, const model::Path& path) {
  std::string key = "one";
  TypeId here = list.element;
  for (const std::uint32_t step : path) {
    const model::Field& field = contract.record(contract.type(here).record).fields[step];
    key += "." + member(field.name);
    here = field.type;
  }
  return key;
}

/// All that the type asks of `it`, in the order in which it is to be asked.
std::vector<std::string> conditions(const Contract& contract, TypeId id, Lower& lower) {
  const Type& type = contract.type(id);
  const Rules& rules = rules_of(contract, type);
  std::vector<std::string> all;
  const std::string plain = plain_condition(contract, id, "it");
  if (!plain.empty() && rules.members.empty()) all.push_back(plain);
  if (!rules.members.empty()) all.push_back(member_condition(contract, rules));
  if (!rules.pattern.empty()) all.emplace_back("writ::matches(pattern, it)");
  if (!rules.format.empty()) all.push_back("writ::is_" + rules.format + "(it)");
  for (const model::Path& path : rules.unique_by)
    all.push_back("writ::is_unique_by(it, [](const auto& one) -> const auto& { return " +
                  key_of(contract, type, path) + "; })");
  if (rules.where) all.push_back(lower(*rules.where));
  if (all.size() < 2) return all;
  for (std::string& one : all)
    if (one.find(" || ") != std::string::npos || one.find(" ? ") != std::string::npos)
      one = "(" + one + ")";
  return all;
}

std::string body(const Contract& contract, TypeId id) {
  const Rules& rules = rules_of(contract, contract.type(id));
  Lower lower(contract);
  const std::vector<std::string> asked = conditions(contract, id, lower);
  const std::string holds = join(asked, " && ");
  const bool named = asked.size() > 1 || !rules.where || lower.named("it");
  Code code;
  code.open("bool " + function_name(contract, id) + "(" + parameter_type(contract, id) +
            (named ? " it)" : ")"));
  if (!rules.pattern.empty()) declare_pattern(code, rules.pattern);
  if (lower.take_fault()) {
    code.line("writ::Fault fault;");
    code.line("const bool holds = " + holds + ";");
    code.line("return holds && !fault;");
  } else {
    code.line("return " + holds + ";");
  }
  return code.close().block();
}

/// The types with rules of the fields of all records and of answers, and of what is in these.
class Collector {
 public:
  explicit Collector(const Contract& contract) : contract_(contract) {}

  std::vector<TypeId> all() && {
    for (const model::Record& record : contract_.records)
      for (const model::Field& field : record.fields) type(field.type);
    for (const model::Intent& intent : contract_.intents)
      if (intent.reply) type(*intent.reply);
    return {found_.begin(), found_.end()};
  }

 private:
  void type(TypeId id) {
    const Type& type = contract_.type(id);
    if (type.rules) found_.insert(unsaid(contract_, id));
    if (type.kind == Type::Kind::Map) this->type(type.key);
    if (type.kind == Type::Kind::Map || type.kind == Type::Kind::List ||
        type.kind == Type::Kind::Set || type.kind == Type::Kind::Optional)
      this->type(type.element);
  }

  const Contract& contract_;
  std::set<TypeId> found_;
};

}  // namespace

std::string refined_call(const Contract& contract, TypeId id, const std::string& value) {
  return "refined::" + function_name(contract, id) + "(" + value + ")";
}

std::vector<Facts> refined_functions(const Unit& unit, bool bodies) {
  std::vector<Facts> out;
  for (const TypeId id : Collector(unit.contract).all()) {
    const Type& type = unit.contract.type(id);
    const std::string head = "bool " + function_name(unit.contract, id) + "(" +
                             parameter_type(unit.contract, id) + " it)";
    Facts facts;
    facts.text("words", comment((type.alias.empty() ? "" : type.alias + " = ") + type.words));
    out.push_back(facts.text(bodies ? "body" : "head", bodies ? body(unit.contract, id) : head));
  }
  return out;
}

}  // namespace writ::emit
