// A service around the Order contract: intents come in as lines of JSON, from a file or standard
// input; the contract decides. What it refuses with a suggestion is tried again as suggested.
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include <writ/core/intent_line.h>
#include <writ/core/text.h>

#include "order.writ.h"

namespace {

class Desk {
 public:
  explicit Desk(writ::Instant now) : order_(now) {}

  void take(const std::string& text) {
    writ::Problems problems;
    const auto line = writ::parse_intent_line(text, problems);
    if (!line) return unreadable(problems.front());
    const writ::Instant now = line->at.value_or(clock());
    std::cout << writ::printable(line->intent) << ' ' << writ::printable(line->payload) << '\n';

    const order::Machine::Answer answer = order_.dispatch(line->intent, line->payload, now);
    if (answer) return accepted("accepted");
    refused(answer.refusal);
    if (answer.refusal.suggestion) take_suggestion(*line, answer.refusal, now);
  }

  void summary() const {
    std::cout << "\naccepted " << accepted_ << ", of these as suggested " << as_suggested_ << '\n';
    for (const auto& [kind, count] : refused_)
      std::cout << "refused " << count << ' ' << kind << '\n';
    std::cout << "the order is " << name(order_.phase()) << " after " << order_.version()
              << " steps and costs " << to_string(order_.state().total) << '\n'
              << to_json(order_.state()) << '\n';
  }

  /// A host may read a clock; the contract never does.
  static writ::Instant clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
  }

 private:
  void accepted(const std::string& how) {
    ++accepted_;
    std::cout << "  " << how << ": " << name(order_.phase()) << ", total "
              << to_string(order_.state().total) << '\n';
    for (const order::Event& event : order_.take_events())
      std::cout << "  event " << name(event) << ' ' << to_json(event) << '\n';
  }

  void refused(const order::Refusal& refusal) {
    ++refused_[name(refusal.kind)];
    std::cout << "  refused, " << name(refusal.kind) << ": " << writ::printable(refusal.message);
    if (!refusal.source.empty()) std::cout << "  (" << refusal.source << ')';
    std::cout << '\n';
    for (std::size_t i = 1; i < refusal.denials.size(); ++i)
      std::cout << "  and: " << writ::printable(refusal.denials[i].message) << '\n';
    for (std::size_t i = 1; i < refusal.problems.size(); ++i)
      std::cout << "  and: " << message(refusal.problems[i]) << '\n';
  }

  /// The payload as it came, with the suggested fields in it.
  void take_suggestion(const writ::IntentLine& line, const order::Refusal& refusal,
                       writ::Instant now) {
    writ::Problems problems;
    auto intent = order::decode(line.intent, line.payload, problems);
    if (!intent) return;
    std::string patch_text;
    std::visit(
        [&](auto& payload) {
          using I = std::decay_t<decltype(payload)>;
          if constexpr (requires { typename I::Patch; }) {
            const typename I::Patch* patch = refusal.suggested<I>();
            if (!patch) return;
            apply(*patch, payload);
            patch_text = to_json(*patch);
          }
        },
        *intent);
    if (!order_.dispatch(*intent, now)) return;
    ++as_suggested_;
    accepted("accepted with the suggested " + patch_text);
  }

  void unreadable(const writ::Problem& problem) {
    ++refused_["unreadable line"];
    std::cout << "not an intent: " << message(problem) << '\n';
  }

  order::Machine order_;
  int accepted_ = 0;
  int as_suggested_ = 0;
  std::map<std::string_view, int> refused_;
};

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): what throws here is want of memory
int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: order FILE   one intent a line; - is standard input\n";
    return 64;
  }
  const bool from_stdin = std::string_view(arguments[1]) == "-";
  std::ifstream file;
  if (!from_stdin) {
    file.open(arguments[1]);
    if (!file) {
      std::cerr << "order: cannot read " << writ::printable(arguments[1]) << '\n';
      return 66;
    }
  }
  std::istream& in = from_stdin ? std::cin : file;
  Desk desk({0});
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) desk.take(line);
  desk.summary();
}
