// A control panel for the Door contract. It reads commands, one a line: open, close, lock,
// unlock CODE, wrong, jam, closer SECONDS.
#include <iostream>
#include <sstream>
#include <string>

#include "door.writ.h"

namespace {

std::optional<door::Intent> parse(const std::string& line) {
  std::istringstream words(line);
  std::string command;
  words >> command;
  if (command == "open") return door::Open{};
  if (command == "close") return door::Close{};
  if (command == "lock") return door::Lock{};
  if (command == "wrong") return door::CountWrongCode{};
  if (command == "jam") return door::Jam{};
  if (std::string code; command == "unlock" && words >> code) return door::Unlock{.code = code};
  if (std::int64_t seconds = 0; command == "closer" && words >> seconds)
    return door::SetCloser{.seconds = seconds};
  return std::nullopt;
}

void show(const door::Machine& door) {
  std::cout << "  " << name(door.phase()) << (door.in(door::Shut) ? " (shut)" : "") << ", may:";
  for (const door::IntentKind intent : door.permitted()) std::cout << ' ' << name(intent);
  std::cout << '\n';
}

}  // namespace

int main() {
  door::Machine door(writ::Instant{0});
  show(door);
  for (std::string line; std::getline(std::cin, line);) {
    const auto intent = parse(line);
    if (!intent) {
      std::cout << "  commands: open close lock unlock CODE wrong jam closer SECONDS\n";
      continue;
    }
    constexpr writ::Instant now{0};
    const writ::Outcome outcome = door.dispatch(*intent, now);
    if (!outcome) {
      const door::Refusal why = door.explain(*intent, outcome, now);
      std::cout << "  refused, " << name(why.kind) << ": " << why.message;
      if (const auto* patch = why.suggested<door::SetCloser>())
        std::cout << "; try closer " << *patch->seconds;
      std::cout << '\n';
    }
    show(door);
  }
}
