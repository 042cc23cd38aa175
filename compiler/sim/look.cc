// Commands that look and change nothing.
#include <algorithm>
#include <set>

#include <writ/core/time.h>

#include "compiler/interpret/machine.h"
#include "compiler/interpret/words.h"
#include "compiler/interpret/written.h"
#include "compiler/sim/session.h"
#include "compiler/sim/tell.h"
#include "compiler/source/printable.h"
#include "compiler/source/suggest.h"

namespace writ::sim {

using source::printable;

namespace {

constexpr std::string_view usage =
    "An intent, as a scenario writes it: `AddLine { quantity: 5 }`; alone, its fields are asked "
    "for.\n"
    "\n"
    "  can               what is possible now; a number picks one of the list\n"
    "  accept            the last intent again, as was suggested\n"
    "  state [EXPR]      the state, or what an expression comes to: `state lines[0].price`\n"
    "  phase, views      where the machine is; the values for those who look\n"
    "  back [N]          undoes the last step that changed something, or the last N\n"
    "  advance 3d        lets time pass, timers fire;  now: what time it is\n"
    "  seed              what the random numbers of the next intent are drawn from\n"
    "  given, expect     as in a scenario: `given in Paid { total = 5.00 }`, `expect total == "
    "0.00`\n"
    "  log               the steps so far\n"
    "  save NAME [>> FILE]  the steps as a scenario, written behind a file\n"
    "  help [INTENT]     this text; the fields of an intent\n"
    "  quit\n";

/// Does an expression, or a function that it calls, read a field that is secret?
class SecretReads {
 public:
  explicit SecretReads(const model::Contract& contract) : contract_(contract) {}

  bool in(const model::Expr& expr) {
    using Kind = model::ExprKind;
    if (expr.kind == Kind::Field) {
      const model::Type& whole = contract_.type(expr.operands[0].type);
      const auto& fields = contract_.record(whole.record).fields;
      if (fields[static_cast<std::size_t>(expr.number)].secret) return true;
    }
    const auto reads = [this](const model::Expr& one) { return in(one); };
    if (std::any_of(expr.operands.begin(), expr.operands.end(), reads)) return true;
    const auto function = static_cast<std::size_t>(expr.number);
    if (expr.kind != Kind::Call || !seen_.insert(function).second) return false;
    return in(contract_.functions[function].value);
  }

 private:
  const model::Contract& contract_;
  std::set<std::size_t> seen_;  // functions
};

}  // namespace

Answer Session::help(const Typed& rest) {
  Answer answer;
  const std::string_view name = trimmed(rest.text);
  if (name.empty()) {
    answer.text = usage;
    return answer;
  }
  const auto intent = intent_named(name);
  if (!intent) {
    std::vector<std::string_view> names;
    for (const model::Intent& one : contract().intents) names.emplace_back(one.name);
    const auto guess = source::closest(name, names);
    return wrong("no intent is called `" + std::string(name.substr(0, 60)) + "`" +
                 (guess ? "; did you mean `" + *guess + "`?" : ""));
  }
  for (const std::string& line : contract().intents[model::index(*intent)].doc)
    answer.text += printable(line) + "\n";
  for (const model::Field& field : contract().payload(*intent).fields) {
    answer.text += "  " + field.name + ": " + (field.secret ? "secret " : "") +
                   printable(contract().type(field.type).words) + "\n";
    for (const std::string& line : field.doc) answer.text += "    " + printable(line) + "\n";
  }
  if (answer.text.empty()) answer.text = "  no fields\n";
  return answer;
}

Answer Session::state(const Typed& rest) {
  Answer answer;
  const interpret::Value& state = play_.machine().state();
  if (trimmed(rest.text).empty()) {
    const std::vector<model::Field>& fields = contract().record(contract().state).fields;
    for (std::size_t i = 0; i < fields.size(); ++i)
      answer.text += entry(
          fields[i].name,
          fields[i].secret ? "***" : interpret::written(contract(), fields[i].type, state[i]));
    answer.members.emplace_back(
        "state", interpret::json(contract(), contract().state, state, interpret::Secrets::Hidden));
    return answer;
  }
  std::string problem;
  const auto expression = reader_.expression(rest, problem);
  program_.catch_up();
  if (!expression) {
    answer = wrong("");
    answer.text = problem;
    answer.members = {{"error", json_text(problem)}};
    return answer;
  }
  if (SecretReads(contract()).in(*expression)) {
    answer.text = "***\n";
    answer.members.emplace_back("value", "\"***\"");
    return answer;
  }
  const auto value = play_.value(*expression, problem);
  if (!value) return wrong("it has no value: " + problem);
  answer.text = entry(printable(trimmed(rest.text)),
                      interpret::written(contract(), expression->type, *value));
  answer.members.emplace_back(
      "value", interpret::json(contract(), expression->type, *value, interpret::Secrets::Hidden));
  return answer;
}

Answer Session::phase(const Typed& rest) {
  if (!trimmed(rest.text).empty()) return of_nothing(rest, "phase");
  Answer answer;
  answer.text =
      contract().has_phases ? phase_names(play_.machine()) + "\n" : "this contract has no phases\n";
  answer.members.emplace_back("phase", json_text(phase_names(play_.machine())));
  return answer;
}

Answer Session::views(const Typed& rest) {
  if (!trimmed(rest.text).empty()) return of_nothing(rest, "views");
  Answer answer;
  for (const model::View& one : contract().views) {
    std::string why;
    const bool unborn = one.needs_birth && contract().created && play_.machine().version() == 0;
    const auto value = unborn ? std::nullopt : play_.value(one.value, why);
    answer.text +=
        entry(one.name, value ? interpret::written(contract(), one.type, *value) : "no value yet");
    if (value)
      answer.members.emplace_back(
          one.name, interpret::json(contract(), one.type, *value, interpret::Secrets::Hidden));
  }
  if (contract().views.empty()) answer.text = "this contract has no views\n";
  return answer;
}

/// What is accepted here; where no payload is needed, what would become of it.
Answer Session::can(const Typed& rest) {
  if (!trimmed(rest.text).empty()) return of_nothing(rest, "can");
  Answer answer;
  const std::vector<model::IntentId> all = play_.machine().permitted();
  std::size_t width = 0;
  for (const model::IntentId one : all)
    width = std::max(width, contract().intents[model::index(one)].name.size());
  std::string names;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const model::Intent& intent = contract().intents[model::index(all[i])];
    std::string about = payload_words(contract(), all[i]);
    if (!needs_payload(contract(), all[i])) {
      const interpret::Outcome outcome =
          play_.can(all[i], interpret::first(program_, intent.payload));
      about += (about.empty() ? "" : "  ") +
               (outcome ? "would be accepted"
                        : "would be refused: " + Teller(files_, paint()).reason(*outcome.refusal));
    }
    const std::string number = std::to_string(i + 1);
    answer.text += std::string(number.size() < 2 ? 2 - number.size() : 0, ' ') + number + "  " +
                   intent.name + std::string(width - intent.name.size() + 2, ' ') + about + "\n";
    names += (names.empty() ? "" : ",") + json_text(intent.name);
  }
  answer.members.emplace_back("can", "[" + names + "]");
  if (all.empty()) answer.text = "nothing is accepted any more\n";
  return answer;
}

Answer Session::now(const Typed& rest) {
  if (!trimmed(rest.text).empty()) return of_nothing(rest, "now");
  Answer answer;
  answer.text = "now " + writ::to_string(play_.now()) + "\n";
  answer.members.emplace_back("now", json_text(writ::to_string(play_.now())));
  if (const auto next = play_.machine().next_deadline()) {
    answer.text += "  a timer is due at " + writ::to_string(*next) + "\n";
    answer.members.emplace_back("due", json_text(writ::to_string(*next)));
  }
  return answer;
}

Answer Session::seed(const Typed& rest) {
  if (!trimmed(rest.text).empty()) return of_nothing(rest, "seed");
  Answer answer;
  answer.text = std::to_string(play_.seed()) + "\n";
  answer.members.emplace_back("seed", std::to_string(play_.seed()));
  return answer;
}

Answer Session::log(const Typed& rest) {
  if (!trimmed(rest.text).empty()) return of_nothing(rest, "log");
  Answer answer;
  std::string all;
  for (const Taken& one : taken_) {
    answer.text += "  " + printable(one.words) + "\n";
    all += (all.empty() ? "" : ",") + json_text(one.words);
  }
  if (taken_.empty()) answer.text = "nothing has happened yet\n";
  answer.members.emplace_back("log", "[" + all + "]");
  return answer;
}

}  // namespace writ::sim
