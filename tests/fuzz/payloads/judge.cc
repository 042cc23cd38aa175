#include "judge.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "compiler/interpret/read.h"
#include "compiler/interpret/words.h"
#include "contract.h"
#include "decoder.h"
#include "doors.h"
#include "payload.h"

namespace fuzz {

namespace {

using reference::Tree;
using reference::Verdict;

Counts counted;

/// A contract, and the interpreter's reader of its payloads.
struct Known {
  explicit Known(const Door& door)
      : checked(reference::checked(WRIT_ROOT "/" + std::string(door.file))) {}

  reference::Checked checked;
  writ::interpret::Program program{checked.contract};
  writ::interpret::PayloadReader reader{program, checked.files};
};

const Known& known(const Door& door) {
  static std::map<std::string_view, Known> all;
  return all.try_emplace(door.contract, door).first->second;
}

const writ::model::Contract& contract_of(const Door& door) { return known(door).checked.contract; }

struct Input {
  const Door* door = nullptr;
  std::optional<writ::model::IntentId> intent;
  std::string_view head;  ///< the first line, its end included
  std::string_view payload;
};

Input take_apart(std::string_view input) {
  Input out;
  const std::size_t end = std::min(input.find('\n'), input.size());
  const std::string_view line = input.substr(0, end);
  out.head = input.substr(0, end + 1);
  out.payload = input.substr(out.head.size());
  const std::size_t space = std::min(line.find(' '), line.size());
  for (const Door& door : doors())
    if (door.contract == line.substr(0, space)) out.door = &door;
  if (!out.door || space == line.size()) return out;
  const auto& intents = contract_of(*out.door).intents;
  for (std::size_t i = 0; i < intents.size(); ++i)
    if (intents[i].name == line.substr(space + 1))
      out.intent = static_cast<writ::model::IntentId>(i);
  return out;
}

[[noreturn]] void fail(const Input& input, const std::string& what, const Answer& answer,
                       const Verdict& verdict) {
  std::fprintf(stderr, "fuzz: %s\n%.*s", what.c_str(), static_cast<int>(input.head.size()),
               input.head.data());
  std::fprintf(stderr, "%.*s\n", static_cast<int>(input.payload.size()), input.payload.data());
  for (const writ::Problem& problem : answer.problems)
    std::fprintf(stderr, "door:      %s %s\n", std::string(problem.code).c_str(),
                 problem.path.c_str());
  if (answer.accepted) std::fprintf(stderr, "door:      %s\n", answer.canonical.c_str());
  for (const std::string& problem : verdict.problems)
    std::fprintf(stderr, "reference: %s\n", problem.c_str());
  if (verdict.accepts()) std::fprintf(stderr, "reference: %s\n", verdict.canonical.c_str());
  if (!verdict.is_json) std::fprintf(stderr, "reference: not JSON\n");
  std::abort();
}

/// Reading asks for memory in proportion to the text – what a few bytes of JSON stand for may be a
/// larger struct, and vectors double – and for what at most 33 problems take.
bool is_bounded(const Answer& answer, std::size_t bytes) {
  constexpr std::size_t at_least = 32 * 1024;
  constexpr std::size_t a_byte = 64;
  return answer.asked <= at_least + a_byte * bytes;
}

/// Do they find the same problems? The door stops after 32, and says `more` then.
bool same_problems(const Answer& answer, const Verdict& verdict) {
  std::vector<std::string> mine;
  for (const writ::Problem& problem : answer.problems)
    mine.push_back(std::string(problem.code) + ' ' + problem.path);
  std::vector<std::string> others = verdict.problems;
  const bool more = !mine.empty() && mine.back() == "more ";
  if (more) mine.pop_back();
  std::sort(mine.begin(), mine.end());
  std::sort(others.begin(), others.end());
  if (!more) return mine == others;
  return others.size() > mine.size() &&
         std::includes(others.begin(), others.end(), mine.begin(), mine.end());
}

std::string difference(const Answer& answer, const Verdict& verdict) {
  if (!verdict.is_json) {
    if (answer.accepted) return "it is not JSON, and accepted";
    const std::string_view code = answer.problems.back().code;
    const bool said = code == "syntax" || code == "size" || code == "more";
    return said ? "" : "it is not JSON, and nobody says so";
  }
  if (!verdict.decided)
    return answer.accepted && !verdict.problems.empty() ? "accepted, and wrong" : "";
  if (answer.accepted != verdict.accepts()) return "accepted by one of them";
  if (!answer.accepted) return same_problems(answer, verdict) ? "" : "other problems";
  return answer.canonical == verdict.canonical ? "" : "another value";
}

/// Rules of two tables say the same; of one that there is not neither.
bool same_rule(const writ::ValueRule* a, const writ::ValueRule* b) {
  if (!a || !b) return a == b;
  const auto all = [](const writ::ValueRule& rule) {
    return std::tie(rule.code, rule.expected, rule.source, rule.type, rule.least, rule.most,
                    rule.pattern, rule.format, rule.message, rule.key);
  };
  return all(*a) == all(*b);
}

/// But for the address of the rule.
bool same_problem(const writ::Problem& a, writ::Problem b) {
  if (!same_rule(a.rule, b.rule)) return false;
  b.rule = a.rule;
  return a == b;
}

/// The interpreter reads the same, or finds the same problems, each with all that is said of it.
std::string interpreted(const Input& input, const Answer& answer) {
  const Known& of = known(*input.door);
  writ::Problems problems;
  const auto payload = of.reader.read(*input.intent, input.payload, problems);
  if (!std::equal(answer.problems.begin(), answer.problems.end(), problems.begin(), problems.end(),
                  same_problem)) {
    std::string said = "other problems in the interpreter";
    for (const writ::Problem& problem : problems) said += "\n" + message(problem);
    return said;
  }
  if (payload.has_value() != answer.accepted) return "accepted by one of them, or the interpreter";
  if (!payload) return {};
  const writ::model::Contract& contract = of.checked.contract;
  const auto record = contract.intents[writ::model::index(*input.intent)].payload;
  const std::string canonical = writ::interpret::json(contract, record, *payload);
  return canonical == answer.canonical ? "" : "another value in the interpreter: " + canonical;
}

}  // namespace

void judge(std::string_view text) {
  const Input input = take_apart(text);
  if (!input.intent) return;
  const writ::model::Contract& contract = contract_of(*input.door);
  const std::string& name = contract.intents[writ::model::index(*input.intent)].name;
  const Answer answer = input.door->decode(name, input.payload);
  const Verdict verdict = reference::judge(contract, *input.intent, input.payload);
  ++counted.judged;
  counted.accepted += answer.accepted;
  counted.undecided += !verdict.decided;
  if (!answer.wrong.empty()) fail(input, answer.wrong, answer, verdict);
  if (const std::string what = difference(answer, verdict); !what.empty())
    fail(input, what, answer, verdict);
  if (const std::string what = interpreted(input, answer); !what.empty())
    fail(input, what, answer, verdict);
  if (!is_bounded(answer, input.payload.size()))
    fail(input,
         std::to_string(answer.asked) + " bytes of memory for " +
             std::to_string(input.payload.size()) + " of text",
         answer, verdict);
}

std::string made_input(std::mt19937& random) {
  const Door& door = doors()[random() % doors().size()];
  const writ::model::Contract& contract = contract_of(door);
  const std::size_t i = random() % contract.intents.size();
  Tree payload = made(contract, static_cast<writ::model::IntentId>(i), random);
  for (std::size_t times = random() % 4; times > 1; --times) change(payload, random);
  return std::string(door.contract) + ' ' + contract.intents[i].name + '\n' +
         reference::written(payload);
}

std::string changed_input(std::string_view text, std::mt19937& random) {
  const Input input = take_apart(text);
  std::optional<Tree> payload =
      input.intent ? reference::parse(input.payload) : std::optional<Tree>();
  if (!payload || random() % 8 == 0) return made_input(random);
  for (std::size_t times = 1 + random() % 3; times > 0; --times) change(*payload, random);
  return std::string(input.head) + reference::written(*payload);
}

Counts counts() { return counted; }

}  // namespace fuzz
