// The steps of a session as a scenario that `writ test` plays.
#include <algorithm>
#include <cctype>

#include <writ/core/outcome.h>

#include "compiler/interpret/words.h"
#include "compiler/interpret/written.h"
#include "compiler/sim/session.h"
#include "compiler/sim/tell.h"
#include "compiler/source/printable.h"

namespace writ::sim {

using model::ScenarioStep;

namespace {

/// Without the quotes, if it has any.
std::string_view bare(std::string_view name) {
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
    return name.substr(1, name.size() - 2);
  return name;
}

}  // namespace

/// As it was typed, and what came of it.
std::string Session::words_of(const ScenarioStep& step) const {
  const bool judged =
      step.outcome.refused || !step.has_outcome() || step.words.ends_with(" accepted");
  if (judged) return step.words;
  const interpret::Outcome& outcome = play_.outcome();
  if (outcome) return step.words + " accepted";
  std::string out = step.words + " refused " + std::string(writ::name(outcome.refusal->kind));
  for (const interpret::Denial& one : outcome.refusal->denials)
    if (!one.guard.empty()) return out + " by " + one.guard;
  return out;
}

/// What holds at the end: the phase, and what of the state is not as it was at first.
std::vector<std::string> Session::claims() {
  std::vector<std::string> out;
  if (contract().has_phases)
    for (const model::PhaseId phase : play_.machine().phases())
      out.push_back("expect phase " + contract().phases[model::index(phase)].name);
  const interpret::Play fresh(program_);
  const interpret::Value& was = fresh.machine().state();
  const interpret::Value& is = play_.machine().state();
  const std::vector<model::Field>& fields = contract().record(contract().state).fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (was[i] == is[i] || fields[i].secret || fields[i].ephemeral) continue;
    const std::string value = interpret::written(contract(), fields[i].type, is[i]);
    // A field with a reserved name is `state.at`. What holds a secret, or cannot be compared, is
    // left out.
    for (const std::string_view of : {"", "state."}) {
      const std::string claim = "expect " + std::string(of) + fields[i].name + " == " + value;
      std::string problem;
      if (!reader_.step("", {claim, 1}, {true, true, std::nullopt, std::nullopt}, problem))
        continue;
      out.push_back(claim);
      break;
    }
  }
  return out;
}

/// Why steps would fail in `writ test`; empty: they pass.
std::string Session::plays(const std::vector<std::string>& steps) {
  interpret::Play play(program_);
  sema::Before before;
  for (const std::string& words : steps) {
    std::string problem;
    const auto step = reader_.step("", {words, 1}, before, problem);
    if (!step) return problem;
    program_.catch_up();
    if (const auto failure = play.step(*step))
      return words + ": expected " + failure->expected + ", actual " + failure->actual;
    before = sema::behind(before, *step);
  }
  return "";
}

Answer Session::save(const Typed& rest) {
  const std::size_t arrow = rest.text.rfind(">>");
  const std::string name(bare(trimmed(std::string_view(rest.text).substr(0, arrow))));
  const std::string file(
      arrow == std::string::npos ? "" : trimmed(std::string_view(rest.text).substr(arrow + 2)));
  if (name.empty()) return wrong("a name is missing: `save a crowd boards >> boat.writ`");
  if (arrow != std::string::npos && file.empty())
    return wrong("a file is missing: `save " + name + " >> boat.writ`");
  if (source::printable(name) != name) return wrong("this name has characters that nobody sees");
  const auto is_name = [&](const model::Scenario& one) { return one.name == name; };
  const auto& known = contract().scenarios;
  if (std::any_of(known.begin(), known.end(), is_name) ||
      (!file.empty() && std::find(saved_.begin(), saved_.end(), name) != saved_.end()))
    return wrong("there is a scenario `" + name + "`: choose another name");
  std::vector<std::string> steps;
  for (const Taken& one : taken_) steps.push_back(one.words);
  const auto last =
      std::find_if(taken_.rbegin(), taken_.rend(), [](const Taken& t) { return t.counts; });
  // What was asked since then need not be asked again.
  const std::vector<std::string> asked(steps.end() - (last - taken_.rbegin()), steps.end());
  for (std::string& claim : claims())
    if (std::find(asked.begin(), asked.end(), claim) == asked.end())
      steps.push_back(std::move(claim));
  if (taken_.empty()) return wrong("nothing has happened that could be saved");
  if (const std::string why = plays(steps); !why.empty())
    return wrong("it is not saved, because it would fail: " + why);
  Answer answer;
  std::string text = "scenario " + interpret::quoted(name) + " {\n";
  for (const std::string& one : steps) text += "  " + one + "\n";
  text += "}\n";
  answer.members.emplace_back("name", json_text(name));
  answer.members.emplace_back("scenario", json_text(text));
  if (file.empty()) {
    answer.text = std::move(text);
    return answer;
  }
  saved_.push_back(name);
  answer.append = Append{file, "\n" + text};
  return answer;
}

}  // namespace writ::sim
