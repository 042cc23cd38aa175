// A booking desk. Each line is a minute of the day, who asks, and for what:
//   10:05 Ada hold 1A
#include <iostream>
#include <optional>
#include <sstream>
#include <string>

#include "flight.writ.h"

namespace {

struct Request {
  writ::Instant at;
  flight::Intent intent;
};

std::optional<Request> parse(const std::string& line) {
  std::istringstream words(line);
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  char colon = 0;
  std::string who;
  std::string verb;
  std::string seat;
  if (!(words >> hour >> colon >> minute >> who >> verb)) return std::nullopt;
  const writ::Instant at{1'795'046'400'000'000 + (hour * 60 + minute) * 60'000'000};
  if (verb == "seats") {
    flight::AddSeats add;
    while (words >> seat) add.seats.insert(seat);
    return Request{at, add};
  }
  if (verb == "sell") {
    std::int64_t euros = 0;
    words >> euros;
    return Request{at, flight::Sell{.price = writ::Decimal<2>::of(euros)}};
  }
  if (verb == "gate") return Request{at, flight::OpenGate{}};
  if (verb == "depart") return Request{at, flight::Depart{}};
  words >> seat;
  if (verb == "hold") return Request{at, flight::Hold{.seat = seat, .name = who}};
  if (verb == "buy") return Request{at, flight::Buy{.seat = seat, .name = who}};
  if (verb == "return") return Request{at, flight::Return{.seat = seat, .name = who}};
  if (verb == "board") return Request{at, flight::Board{.seat = seat, .name = who}};
  return std::nullopt;
}

void answer(flight::Machine& machine, const Request& request) {
  const writ::Outcome outcome = machine.dispatch(request.intent, request.at);
  if (!outcome) {
    const flight::Refusal why = machine.explain(request.intent, outcome, request.at);
    std::cout << "  refused, " << name(why.kind) << ": " << why.message;
    if (why.suggestion)
      std::visit([](const auto& patch) { std::cout << "; try " << to_json(patch); },
                 *why.suggestion);
    std::cout << '\n';
    return;
  }
  if (const auto* until = machine.answer<flight::Hold>()) {
    std::cout << "  yours until " << to_string(*until) << '\n';
  } else if (const auto* ticket = machine.answer<flight::Buy>()) {
    std::cout << "  " << ticket->name << " has " << ticket->seat << " for "
              << to_string(ticket->price) << '\n';
  } else {
    std::cout << "  " << name(machine.phase()) << ", sold " << flight::views::sold(machine)
              << " of " << machine.state().seats.size() << '\n';
  }
  for (const flight::Event& event : machine.take_events())
    if (const auto* left = std::get_if<flight::LeftWith>(&event))
      std::cout << "  left with " << left->passengers << ", " << left->empty << " seats empty\n";
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): what throws here is want of memory
int main() {
  flight::Machine machine(writ::Instant{0});
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << line << '\n';
    if (const auto request = parse(line))
      answer(machine, *request);
    else
      std::cout << "  HH:MM NAME seats|sell|hold|buy|return|gate|board|depart …\n";
  }
  std::cout << "income " << to_string(machine.state().income) << ", aboard:";
  for (const auto& seat : flight::views::boarded(machine)) std::cout << ' ' << seat;
  std::cout << '\n';
}
