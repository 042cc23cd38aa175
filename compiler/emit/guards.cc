// Guards, functions, invariants, payload checks: the functions that only look.
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/expr.h"
#include "compiler/emit/steps.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Type;

// --- functions -----------------------------------------------------------------------------------

namespace {

std::string head(const model::Contract& contract, const model::Function& function,
                 const Lower* value) {
  return type_name(contract, function.result) + " " +
         value_name(contract, function.module, function.name) + "(" +
         parameters(contract, function, value) + ")";
}

}  // namespace

std::string function_head(const model::Contract& contract, const model::Function& function) {
  return head(contract, function, nullptr);
}

std::string function_body(const model::Contract& contract, const model::Function& function) {
  Lower lower(contract);
  const std::string value = lower.stored(function.value);
  return Code()
      .open(head(contract, function, &lower))
      .line("return " + value + ";")
      .close()
      .block();
}

// --- views ---------------------------------------------------------------------------------------

std::string view_head(const model::Contract& contract, const model::View& view) {
  const std::string type = type_name(contract, view.type);
  return (view.value.partial ? "std::optional<" + type + ">" : type) + " " +
         value_name(contract, model::ModuleId{}, view.name) + "(const Machine& machine)";
}

std::string view_body(const model::Contract& contract, const model::View& view) {
  Lower lower(contract);
  lower.state = "machine.state()";
  lower.phase = "machine." + phase_parameter(contract) + "()";
  lower.sums = "machine.kept()";
  const std::string value = lower.stored(view.value);
  std::string head = view_head(contract, view);
  if (!lower.named(lower.state) && !lower.named(lower.phase) && !lower.named(lower.sums))
    head.replace(head.rfind(" machine"), 8, "");
  Code code;
  code.open(head);
  // Before its creation a machine has values that are outside of their types.
  if (view.needs_birth)
    code.when(phase_in(contract, {model::PhaseId{}}, lower.phase), "return {};");
  if (!lower.take_fault()) return code.line("return " + value + ";").close().block();
  const std::string type = type_name(contract, view.type);
  code.line("writ::Fault fault;");
  code.line("const " + type + " value(" + value + ");");
  code.line("if (fault) return std::nullopt;");
  return code.line("return value;").close().block();
}

// --- invariants ----------------------------------------------------------------------------------

std::string invariant_head(const Unit& unit, const model::Invariant& invariant) {
  const bool kept = model::reads(unit.contract, invariant.condition).kept;
  return "bool " + value_name(unit.contract, model::ModuleId{}, invariant.name) +
         "(const State& state, " + (kept ? "const detail::Kept& sums, " : "") +
         phase_type(unit.contract) + " " + phase_parameter(unit.contract) + ")";
}

std::string invariant_body(const Unit& unit, const model::Invariant& invariant) {
  Lower lower(unit.contract);
  const std::string holds = lower(invariant.condition);
  const bool kept = model::reads(unit.contract, invariant.condition).kept;
  Code code;
  code.open("bool " + value_name(unit.contract, model::ModuleId{}, invariant.name) +
            "(const State&" + (lower.named("state") ? " state" : "") +
            (lower.named("sums") ? ", const detail::Kept& sums"
             : kept              ? ", const detail::Kept&"
                                 : "") +
            ", " + phase_type(unit.contract) + (lower.named(lower.phase) ? " " + lower.phase : "") +
            ")");
  if (lower.take_fault()) {
    code.line("writ::Fault fault;");
    code.line("const bool holds = " + holds + ";");
    code.line("return holds && !fault;");
  } else {
    code.line("return " + holds + ";");
  }
  return code.close().block();
}

// --- guards --------------------------------------------------------------------------------------

bool is_partial(const model::GuardOn& on) {
  for (const model::Clause& clause : on.clauses)
    if (clause.require.condition.partial) return true;
  return false;
}

bool reads_context(const Unit& unit, const model::GuardOn& on) {
  for (const model::Clause& clause : on.clauses)
    if (model::reads(unit.contract, clause.require.condition).context) return true;
  return false;
}

bool reads_kept(const Unit& unit, const model::GuardOn& on) {
  for (const model::Clause& clause : on.clauses)
    if (model::reads(unit.contract, clause.require.condition).kept) return true;
  return false;
}

bool reads_phase(const Unit& unit, const model::GuardOn& on) {
  for (const model::Clause& clause : on.clauses)
    if (model::reads(unit.contract, clause.require.condition).phase) return true;
  return false;
}

namespace {

/// The head; with the lowering of the conditions, names only for the parameters that they name.
std::string head(const Unit& unit, const model::Guard& guard, const model::GuardOn& on,
                 const Lower* conditions) {
  const auto parameter = [&](const std::string& type, const std::string& name) {
    return type + (!conditions || conditions->named(name) ? " " + name : "");
  };
  return "unsigned " + guard_function(unit.contract, guard) + "(" +
         parameter("const State&", "state") +
         (reads_kept(unit, on) ? ", " + parameter("const detail::Kept&", "sums") : "") +
         (reads_phase(unit, on)
              ? ", " + parameter(phase_type(unit.contract), phase_parameter(unit.contract))
              : "") +
         (reads_context(unit, on) ? ", " + parameter("const writ::Moment&", "moment") : "") + ", " +
         parameter("const " + unit.intent_name(on.intent) + "&", "intent") +
         (is_partial(on) ? ", " + parameter("writ::Fault&", "fault") : "") + ")";
}

}  // namespace

std::string guard_function(const model::Contract& contract, const model::Guard& guard) {
  for (const model::Guard& other : contract.guards) {
    if (other.name == guard.name) break;
    if (snake(other.name) == snake(guard.name))
      return value_name(contract, model::ModuleId{}, guard.name);  // HTTPs and HttpS
  }
  return identifier(snake(guard.name));
}

std::string guard_head(const Unit& unit, const model::Guard& guard, const model::GuardOn& on) {
  return head(unit, guard, on, nullptr);
}

std::string guard_body(const Unit& unit, const model::Guard& guard, const model::GuardOn& on) {
  Code body;
  Lower lower(unit.contract);
  unsigned number = 0;
  for (const model::Clause& clause : on.clauses) {
    const std::string denies = lower.negated(clause.require.condition);
    const std::string answer = "return " + std::to_string(++number) + ";";
    body.line("// require " + comment(clause.require.words));
    if (lower.take_fault()) {
      const std::string denied = "denied_" + std::to_string(number);
      body.line("const bool " + denied + " = " + denies + ";");
      body.line("if (fault) return 0;  // left out: it is no denial");
      body.line("if (" + denied + ") " + answer);
    } else {
      body.line("if (" + denies + ") " + answer);
    }
  }
  return Code()
      .open(head(unit, guard, on, &lower))
      .line(body.block())
      .line("return 0;")
      .close()
      .block();
}

// --- payloads ------------------------------------------------------------------------------------

namespace {

class PayloadCheck {
 public:
  PayloadCheck(Unit& unit, model::IntentId intent) : unit_(unit), intent_(intent) {}

  std::string text() {
    code_.open("Outcome check(const " + unit_.intent_name(intent_) + "& intent)");
    fields(unit_.contract.payload(intent_), {"intent", "$", ""});
    return code_.line("return Outcome::accepted();").close().block();
  }

 private:
  /// A value of the payload: here, from outside with `$` for the payload, and as a JSON Pointer.
  struct At {
    std::string access;
    std::string outside;
    std::string path;
  };

  void fields(const model::Record& record, const At& at) {
    for (const model::Field& field : record.fields) {
      const std::string name = member(field.name);
      const bool outer = std::exchange(hidden_, hidden_ || field.secret);
      value(field, field.type,
            {to_member(at.access) + name, to_member(at.outside) + name,
             at.path + pointer_step(field.wire_name)});
      hidden_ = outer;
    }
  }

  void value(const model::Field& field, model::TypeId id, const At& at) {
    const Type& type = unit_.type(id);
    if (!unit_.checked(id)) return;
    if (type.kind == Type::Kind::Optional) {
      code_.open("if (" + at.access + ")");
      value(field, type.element, {"*" + at.access, "*" + at.outside, at.path});
      code_.close();
      return;
    }
    if (type.kind == Type::Kind::Variant) {
      cases(field, id, at);
      if (type.rules) require(field, id, condition(unit_.contract, id, at.access), at.path);
      return;
    }
    const std::string holds = payload_condition(unit_.contract, id, at.access);
    // What a rule says of a whole may count on what its parts are.
    const bool map = type.kind == Type::Kind::Map;
    const bool many = map || type.kind == Type::Kind::List || type.kind == Type::Kind::Set;
    const bool last = type.rules && (many || type.kind == Type::Kind::Record);
    if (!holds.empty() && !last) require(field, id, holds, at.path);
    if (type.kind == Type::Kind::Record)
      fields(unit_.contract.record(type.record), at);
    else if (many && ((map && unit_.checked(type.key)) || unit_.checked(type.element)))
      elements(field, type, at);
    if (last) require(field, id, holds, at.path);
  }

  void cases(const model::Field& field, model::TypeId type, const At& at) {
    // A `std::variant` that an exception left without a value is none of the contract's.
    if (!is_plain(unit_.contract, type))
      refuse(field, type, to_member(at.access) + "valueless_by_exception()", at.path);
    const model::VariantId id = unit_.type(type).variant;
    for (const model::Variant::Case& one : unit_.contract.variant(id).cases) {
      if (!unit_.checked(one.record)) continue;
      const std::string get = "std::get_if<" + record_name(unit_.contract, one.record) + ">(&";
      const std::string name = "case_" + std::to_string(++cases_);
      code_.open("if (const auto* const " + name + " = " + get + at.access + "))");
      fields(unit_.contract.record(one.record),
             {"*" + name, "*" + get + at.outside + ")", at.path});
      code_.close();
    }
  }

  void require(const model::Field& field, model::TypeId id, const std::string& holds,
               const std::string& path) {
    const bool whole = holds.find(" && ") == std::string::npos && holds.ends_with(')');
    refuse(field, id, "!" + (whole ? holds : "(" + holds + ")"), path);
  }

  void refuse(const model::Field& field, model::TypeId id, const std::string& broken,
              const std::string& path) {
    Rule rule;
    rule.name = pascal(unit_.intent_name(intent_) + path);
    rule.span = field.span;
    // Deeper down the element of the outermost collection is named, in which the fault is.
    rule.path = depth_ > 1 ? path.substr(0, path.find('*') + 1) : path;
    rule.entries = entries_;
    rule.named_keys = named_keys_;
    rule.intent = intent_;
    const bool plain = condition(unit_.contract, id, "x").empty();
    const bool text = unit_.type(id).kind == Type::Kind::String;
    rule.text = !plain ? expected(unit_.contract, id) : text ? "valid UTF-8" : "a number";
    rule.type = id;
    rule.payload = true;
    code_.when(broken, "return refuse(RefusalKind::InvalidPayload, " + unit_.rule(rule) +
                           (depth_ > 0 ? ", at_1" : "") + ");");
  }

  void elements(const model::Field& field, const Type& type, const At& of) {
    const std::string& access = of.access;
    const std::string path = of.path + "/*";
    const bool map = type.kind == Type::Kind::Map;
    if (++depth_ == 1 && map && !hidden_) {
      entries_ = of.outside;
      named_keys_ = unit_.type(type.key).kind == Type::Kind::Enum;
    }
    const std::string at = "at_" + std::to_string(depth_);
    code_.open("for (std::size_t " + at + " = 0; " + at + " < " + to_member(access) + "size(); ++" +
               at + ")");
    if (map) {
      const std::string entry = "entry_" + std::to_string(depth_);
      code_.line("const auto& " + entry + " = *(" + to_member(access) +
                 "begin() + static_cast<std::ptrdiff_t>(" + at + "));");
      value(field, type.key, {entry + ".key", "", path});
      value(field, type.element, {entry + ".value", "", path});
    } else {
      const std::string list = access.starts_with('*') ? "(" + access + ")" : access;
      value(field, type.element, {list + "[" + at + "]", "", path});
    }
    code_.close();
    if (--depth_ == 0) entries_.clear();
  }

  Unit& unit_;
  model::IntentId intent_;
  Code code_;
  int depth_ = 0;
  int cases_ = 0;        // how many cases of variants have been called `case_1`, `case_2` …
  std::string entries_;  // the outermost collection, when it is a map: `$.prices`
  bool named_keys_ = false;
  bool hidden_ = false;  // inside of a secret, of which no key is shown
};

}  // namespace

std::string payload_check(Unit& unit, model::IntentId intent) {
  if (!unit.checked(unit.contract.intents[model::index(intent)].payload)) return {};
  return PayloadCheck(unit, intent).text();
}

}  // namespace writ::emit
