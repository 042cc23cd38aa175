// Reads lines: `+ word Category [weight]` teaches a hint, `- word` takes it back, `! number
// Category` corrects, `? Category` clears; anything else is a message to classify.
#include <iostream>
#include <optional>
#include <sstream>
#include <string>

#include "classifier.writ.h"

namespace {

std::optional<classifier::Category> category(const std::string& word) {
  for (const auto each :
       {classifier::Category::Billing, classifier::Category::Fault, classifier::Category::Praise,
        classifier::Category::Spam, classifier::Category::Other})
    if (name(each) == word) return each;
  return std::nullopt;
}

classifier::Intent parse(const std::string& line) {
  std::istringstream words(line);
  std::string sign;
  std::string word;
  std::string kind;
  std::int64_t number = 0;
  words >> sign;
  if (sign == "+" && words >> word >> kind && category(kind)) {
    classifier::Hint hint{.word = word, .category = *category(kind)};
    if (words >> number) hint.weight = number;
    return classifier::Teach{.hint = hint};
  }
  if (sign == "-" && words >> word) return classifier::Forget{.word = word};
  if (sign == "!" && words >> number >> kind && category(kind))
    return classifier::Correct{.index = number, .category = *category(kind)};
  if (sign == "?" && words >> kind && category(kind))
    return classifier::Clear{.category = *category(kind)};
  return classifier::Classify{.text = line};
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): what throws here is want of memory
int main() {
  writ::Instant now{1'795'000'000'000'000};
  classifier::Machine machine(now);
  for (std::string line; std::getline(std::cin, line); now.us += 1'000'000) {
    std::cout << line << '\n';
    const classifier::Intent intent = parse(line);
    const writ::Outcome outcome = machine.dispatch(intent, now);
    if (!outcome) {
      const classifier::Refusal why = machine.explain(intent, outcome, now);
      std::cout << "  refused, " << name(why.kind) << ": " << why.message << '\n';
    } else if (const std::string answer = machine.answer_json(); !answer.empty()) {
      std::cout << "  " << answer << '\n';
    }
    for (const classifier::Event& event : machine.take_events())
      std::cout << "  " << name(event) << ' ' << to_json(event) << '\n';
  }
  std::cout << "to do:\n";
  for (const auto& text : classifier::views::to_do(machine)) std::cout << "  " << text << '\n';
  std::cout << "corrected: " << classifier::views::corrected(machine) << '\n';
}
