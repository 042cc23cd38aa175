// A teller: reads commands, one a line, and prints what the bank says to each.
#include <iostream>
#include <optional>
#include <sstream>
#include <string>

#include "bank.writ.h"

namespace {

constexpr const char* usage =
    "  commands: open ACCOUNT OWNER [OVERDRAFT], deposit|withdraw ACCOUNT AMOUNT,\n"
    "            transfer FROM TO AMOUNT, freeze|thaw|close ACCOUNT, statement ACCOUNT\n";

/// `12.50` in cents; nothing when it is no such amount.
std::optional<writ::Decimal<2>> amount(std::istream& words) {
  std::int64_t whole = 0;
  std::string cents;
  if (!(words >> whole)) return std::nullopt;
  if (words.peek() == '.') words.ignore() >> cents;
  if (cents.size() > 2 || cents.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  cents.resize(2, '0');
  return writ::Decimal<2>{whole * 100 + std::stoi(cents)};
}

std::optional<bank::Intent> parse(const std::string& line) {
  std::istringstream words(line);
  std::string command;
  std::string account;
  std::string other;
  words >> command >> account;
  if (command == "freeze") return bank::Freeze{.account = account};
  if (command == "thaw") return bank::Thaw{.account = account};
  if (command == "close") return bank::Close{.account = account};
  if (command == "open" && words >> other)
    return bank::Open{.account = account,
                      .owner = other,
                      .overdraft = amount(words).value_or(bank::Open{}.overdraft)};
  if (command == "transfer" && words >> other) {
    if (const auto money = amount(words))
      return bank::Transfer{.account = account, .to = other, .amount = *money};
  }
  if (command == "deposit") {
    if (const auto money = amount(words))
      return bank::Deposit{.account = account, .amount = *money};
  }
  if (command == "withdraw") {
    if (const auto money = amount(words))
      return bank::Withdraw{.account = account, .amount = *money};
  }
  return std::nullopt;
}

void statement(const bank::State& state, const std::string& id) {
  const bank::Account* account = state.accounts.find(id);
  if (!account) return;
  std::cout << "  " << account->owner << '\n';
  for (const bank::Posting& posting : account->postings)
    std::cout << "    " << to_string(posting.at) << "  " << to_string(posting.amount) << "  "
              << posting.with.value_or("") << posting.text << '\n';
  std::cout << "    = " << to_string(account->balance) << '\n';
}

void refused(const bank::Refusal& why) {
  std::cout << "  refused, " << name(why.kind) << ": " << why.message;
  if (why.suggestion)
    std::visit([](const auto& patch) { std::cout << "; try " << to_json(patch); }, *why.suggestion);
  std::cout << '\n';
  for (std::size_t i = 1; i < why.denials.size(); ++i)
    std::cout << "  and: " << why.denials[i].message << '\n';
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): what throws here is want of memory
int main() {
  writ::Instant now{1'795'000'000'000'000};  // each command is a minute after the one before
  bank::Machine bank(now);
  for (std::string line; std::getline(std::cin, line); now.us += 60'000'000) {
    std::cout << line << '\n';
    if (line.starts_with("statement ")) {
      statement(bank.state(), line.substr(10));
      continue;
    }
    const auto intent = parse(line);
    if (!intent) {
      std::cout << usage;
      continue;
    }
    const writ::Outcome outcome = bank.dispatch(*intent, now);
    if (!outcome) refused(bank.explain(*intent, outcome, now));
    for (const bank::Event& event : bank.take_events())
      std::cout << "  " << name(event) << ' ' << to_json(event) << '\n';
  }
  std::cout << "in the vault: " << to_string(bank.state().vault) << '\n';
  std::cout << "owed to the bank: " << to_string(bank::views::owed(bank)) << '\n';
}
