#include "compiler/emit/seen.h"

#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/facts_parts.h"
#include "compiler/emit/names.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/steps.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Contract;
using model::IntentId;

namespace {

const model::Intent& intent_of(const Contract& contract, IntentId id) {
  return contract.intents[model::index(id)];
}

/// `<std::string, Receipt>`
std::string arguments(const Unit& unit, IntentId id) {
  const model::Intent& intent = intent_of(unit.contract, id);
  return "<" + type_name(unit.contract, intent.idempotent->type) +
         (intent.reply ? ", " + type_name(unit.contract, *intent.reply) : std::string()) + ">";
}

std::string declaration(const Unit& unit, IntentId id) {
  const auto& period = intent_of(unit.contract, id).idempotent->period;
  return "writ::Seen" + arguments(unit, id) + " " + seen_member(unit.contract, id) +
         (period ? "{writ::Duration{" + std::to_string(*period) + "}}" : std::string()) + ";";
}

/// What is answered to a key that is remembered.
std::string repeat(Unit& unit, IntentId id) {
  const model::Intent& intent = intent_of(unit.contract, id);
  const std::string name = unit.intent_name(id);
  Rule rule;
  rule.name = pascal(intent.name) + "Seen";
  rule.span = intent.idempotent->span;
  rule.path = pointer(unit.contract, intent.payload, intent.idempotent->key);
  rule.text = "this key was seen with another payload";
  rule.intent = id;
  Code code;
  code.open("case IntentKind::" + name + ":");
  code.line("const " + name + "& asked = intent.as<" + name + ">();");
  ask_payload(unit, id, "asked", intent.name, code);
  code.line("const auto* const before = " + seen_member(unit.contract, id) +
            ".find(moment.subject, " + key_access(unit.contract, id, "asked") + ", moment.now);");
  code.line("if (before == nullptr) return std::nullopt;");
  code.when("before->payload != writ::fingerprint(to_json(intent))",
            "return refuse(RefusalKind::Conflict, " + unit.rule(std::move(rule)) + ");");
  const std::string number = std::to_string(model::index(id) + 1);
  if (intent.reply) {
    code.when("commit", "reply_ = Reply(std::in_place_index<" + number + ">, before->answer);");
  } else if (answers(unit.contract)) {
    code.when("commit", "reply_ = {};");
  }
  code.line("return Outcome::repeated();");
  return code.close().block();
}

/// A function that writes, or reads, one value of a type.
std::string writer(const Unit& unit, model::TypeId type) {
  return Code()
      .open("[](std::string& out, const " + type_name(unit.contract, type) + "& value)")
      .line(write_value(unit, type))
      .close()
      .block();
}
std::string reader(const Unit& unit, model::TypeId type) {
  return Code()
      .open("[](JsonReader& in, const Where& at, " + type_name(unit.contract, type) + "& out)")
      .line(read_value(unit, type))
      .close()
      .block();
}

/// What `function` makes of the type of the key, and of that of the answer if there is one.
template <class Function>
std::string functions(const Unit& unit, const model::Intent& intent, Function function) {
  const std::string key = function(unit, intent.idempotent->type);
  return key + (intent.reply ? ",\n" + function(unit, *intent.reply) : std::string());
}

}  // namespace

std::vector<IntentId> intents_with_keys(const Contract& contract) {
  std::vector<IntentId> all;
  for (std::size_t i = 0; i < contract.intents.size(); ++i)
    if (contract.intents[i].idempotent) all.push_back(static_cast<IntentId>(i));
  return all;
}

std::string seen_member(const Contract& contract, IntentId id) {
  Scope scope;
  std::string name;
  for (std::size_t i = 0; i <= model::index(id); ++i)  // HTTPs and HttpS
    name = scope.fresh("seen_" + snake(contract.intents[i].name));
  return name + "_";
}

std::string seen_key_type(const Unit& unit, IntentId id) {
  const bool answers = intent_of(unit.contract, id).reply.has_value();
  std::string of = arguments(unit, id);
  if (!answers) of.insert(of.size() - 1, ", std::monostate");
  return "writ::SeenKey" + of;
}

std::string key_access(const Contract& contract, IntentId id, const std::string& payload) {
  const model::Intent& intent = intent_of(contract, id);
  std::string out = payload;
  model::RecordId record = intent.payload;
  for (const std::uint32_t i : intent.idempotent->key) {
    const model::Field& field = contract.record(record).fields[i];
    out += "." + member(field.name);
    record = contract.type(field.type).record;
  }
  return out;
}

void declare_seen(Facts& facts, const Unit& unit) {
  std::vector<Facts> all;
  for (const IntentId id : intents_with_keys(unit.contract))
    all.push_back(item("declaration", declaration(unit, id)));
  facts.section("seen", std::move(all));
}

void add_repeats(Facts& facts, Unit& unit) {
  std::vector<Facts> all;
  for (const IntentId id : intents_with_keys(unit.contract))
    all.push_back(item("repeat", repeat(unit, id)));
  facts.section("seen", std::move(all));
}

std::vector<model::TypeId> remembered_types(const model::Contract& contract) {
  std::vector<model::TypeId> types;
  for (const IntentId id : intents_with_keys(contract)) {
    const model::Intent& intent = intent_of(contract, id);
    model::RecordId record = intent.payload;
    model::TypeId key{};
    for (const std::uint32_t field : intent.idempotent->key) {
      key = contract.record(record).fields[field].type;
      record = contract.type(key).record;
    }
    types.push_back(key);
    if (intent.reply) types.push_back(*intent.reply);
  }
  return types;
}

void add_seen_to_json(Facts& facts, const Unit& unit) {
  std::vector<std::string> kinds;
  for (const IntentId id : intents_with_keys(unit.contract))
    kinds.push_back("IntentKind::" + unit.intent_name(id));
  facts.flag("has_seen", !kinds.empty()).text("seen_kinds", join(kinds, ", "));
}

void add_seen_to_snapshot(Facts& facts, const Unit& unit) {
  std::vector<Facts> all;
  std::vector<std::string> names;
  for (const IntentId id : intents_with_keys(unit.contract)) {
    const model::Intent& intent = intent_of(unit.contract, id);
    all.push_back(item("declaration", declaration(unit, id))
                      .text("member", seen_member(unit.contract, id))
                      .text("number", std::to_string(all.size()))
                      .text("pointer", quote("/seen" + pointer_step(intent.name)))
                      .text("readers", functions(unit, intent, reader)));
    names.push_back(quote(intent.name));
  }
  facts.text("seen_keys", join(names, ", ")).text("seen_mask", mask(names.size()));
  facts.section("seen", std::move(all));
}

void add_seen_to_json_out(Facts& facts, const Unit& unit) {
  std::vector<Facts> all;
  for (const IntentId id : intents_with_keys(unit.contract)) {
    const model::Intent& intent = intent_of(unit.contract, id);
    all.push_back(item("text", quote(intent.name))
                      .text("member", seen_member(unit.contract, id))
                      .text("writers", functions(unit, intent, writer)));
  }
  facts.section("seen", std::move(all));
}

void add_seen_to_words(Facts& facts, const Unit& unit) {
  std::vector<Facts> all;
  for (const IntentId id : intents_with_keys(unit.contract))
    all.push_back(item("member", seen_member(unit.contract, id)));
  facts.list("seen", std::move(all));
}

}  // namespace writ::emit
