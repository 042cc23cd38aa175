// Keeps one reminder. Intents come in as lines of JSON with the time at which they happen.
#include <fstream>
#include <iostream>
#include <string>

#include <writ/core/intent_line.h>
#include <writ/core/text.h>

#include "reminder.writ.h"

namespace {

void take(reminder::Machine& machine, const std::string& text) {
  writ::Problems problems;
  const auto line = writ::parse_intent_line(text, problems);
  if (!line) {
    std::cout << "not an intent: " << problems.front().code << '\n';
    return;
  }
  const writ::Instant now = line->at.value_or(machine.now());
  std::cout << to_string(now) << "  " << writ::printable(line->intent) << ' '
            << writ::printable(line->payload) << '\n';
  const reminder::Machine::Answer answer = machine.dispatch(line->intent, line->payload, now);
  if (!answer) {
    std::cout << "  refused, " << name(answer.refusal.kind) << ": "
              << writ::printable(answer.refusal.message) << '\n';
    return;
  }
  const reminder::State& state = machine.state();
  std::cout << "  " << name(machine.phase()) << ": \"" << writ::printable(state.text) << "\" at "
            << to_string(state.due) << ", done " << state.done << " times, may be put off "
            << reminder::views::snoozes_left(machine) << " times\n";
  for (const reminder::Event& event : machine.take_events())
    std::cout << "  " << name(event) << ' ' << to_json(event) << '\n';
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): what throws here is want of memory
int main(int count, char** arguments) {
  std::ifstream file(count == 2 ? arguments[1] : "");
  if (!file) {
    std::cerr << "usage: reminder FILE   one intent a line\n";
    return 64;
  }
  reminder::Machine machine(writ::Instant{0});
  for (std::string line; std::getline(file, line);) take(machine, line);
}
