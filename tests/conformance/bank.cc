// The bank that Writ makes of its contract, and one that a person wrote.
#include "bank_by_hand.h"

#include "bank.writ.h"

namespace {

using by_hand::Ask;
using by_hand::Kind;
using conformance::Verdict;

bank::Intent intent(const Ask& ask) {
  const writ::Decimal<2> amount{ask.cents};
  switch (ask.kind) {
    case Kind::Open:
      return bank::Open{.account = ask.account, .owner = ask.text, .overdraft = amount};
    case Kind::Deposit:
      return bank::Deposit{.account = ask.account, .amount = amount, .text = ask.text};
    case Kind::Withdraw:
      return bank::Withdraw{.account = ask.account, .amount = amount, .text = ask.text};
    case Kind::Transfer:
      return bank::Transfer{
          .account = ask.account, .to = ask.to, .amount = amount, .text = ask.text};
    case Kind::Freeze: return bank::Freeze{.account = ask.account};
    case Kind::Thaw: return bank::Thaw{.account = ask.account};
    case Kind::Close: break;
  }
  return bank::Close{.account = ask.account};
}

Verdict verdict(const writ::Outcome& outcome) {
  using bank::Guard;
  return conformance::verdict<Guard>(outcome, {{Guard::Unused, "Unused"},
                                               {Guard::Known, "Known"},
                                               {Guard::KnownPayee, "KnownPayee"},
                                               {Guard::NotFrozen, "NotFrozen"},
                                               {Guard::Covered, "Covered"},
                                               {Guard::Settled, "Settled"}});
}

bool same_posting(const by_hand::Posting& a, const bank::Posting& b) {
  return a.at == b.at.us && a.cents == b.amount.units && a.with == b.with && a.text == b.text;
}

bool same_account(const by_hand::Account& a, const bank::Account& b) {
  return a.owner == b.owner && a.balance == b.balance.units && a.overdraft == b.overdraft.units &&
         a.frozen == b.frozen &&
         std::equal(a.postings.begin(), a.postings.end(), b.postings.begin(), b.postings.end(),
                    same_posting);
}

bool same_accounts(const by_hand::Bank& a, const bank::State& b) {
  return std::equal(a.accounts.begin(), a.accounts.end(), b.accounts.begin(), b.accounts.end(),
                    [](const auto& mine, const auto& its) {
                      return mine.first == its.key && same_account(mine.second, its.value);
                    });
}

bool same_event(const by_hand::Event& a, const bank::Event& b) {
  if (const auto* overdrawn = std::get_if<bank::Overdrawn>(&b))
    return a.from == overdrawn->account && a.to.empty() && a.cents == overdrawn->by.units;
  const auto& moved = std::get<bank::Transferred>(b);
  return a.from == moved.from && a.to == moved.to && a.cents == moved.amount.units;
}

/// Intents that often make sense, and values at the edges of their types.
class Asks {
 public:
  conformance::Random random;

  Ask next(std::int64_t accounts, const by_hand::Bank& bank) {
    Ask ask;
    const std::int64_t die = random.number(0, accounts > 9 ? 12 : 40);
    ask.kind = die == 0   ? Kind::Freeze
               : die == 1 ? Kind::Thaw
               : die == 2 ? Kind::Close
               : die < 9  ? Kind::Open
               : die < 17 ? Kind::Deposit
               : die < 25 ? Kind::Withdraw
                          : Kind::Transfer;
    ask.account = id(accounts);
    ask.to = id(accounts);
    ask.text = random.one_in(10) ? random.word(random.of({0, 1, 80, 81, 140, 141})) : "text";
    const auto found = bank.accounts.find(ask.account);
    ask.cents = random.number(1, 200'000);
    if (ask.kind == Kind::Open) ask.cents = random.of({-1, 0, 0, 5000, 1'000'000, 1'000'001});
    if (found != bank.accounts.end() && random.one_in(3))
      ask.cents = found->second.balance + (random.one_in(2) ? found->second.overdraft : 0) +
                  random.number(-1, 1);
    if (random.one_in(25))
      ask.cents =
          random.of<std::int64_t>({INT64_MIN, -1, 0, 1, 100'000'000, 100'000'001, INT64_MAX});
    return ask;
  }

 private:
  std::string id(std::int64_t accounts) {
    if (random.one_in(60))
      return random.of<const char*>({"", "DE-1", "DE-00011", "de-0001", "DE0-001", "\nDE-0001"});
    const std::string digits = std::to_string(random.number(0, accounts));
    return "DE-" + std::string(4 - digits.size(), '0') + digits;
  }
};

/// A new bank now and then: most are small and live shortly, some have many accounts or postings.
int run() {
  Asks asks;
  conformance::Judge judge;
  int left = 0;
  std::int64_t accounts = 0;
  by_hand::Bank mine;
  bank::Machine its(writ::Instant{0});
  for (int i = 0; i < conformance::intents; ++i) {
    if (--left < 0) {
      const std::int64_t die = asks.random.number(0, 80);
      accounts = die == 0 ? 250 : die == 1 ? 1 : asks.random.number(2, 4);
      left = die == 0 ? 1200 : die == 1 ? 2000 : 120;
      mine = {};
      its = bank::Machine(writ::Instant{0});
    }
    const Ask ask = asks.next(accounts, mine);
    const bank::Intent asked = intent(ask);
    const auto words = [&] { return to_json(bank::IntentRef(asked)); };
    const std::int64_t now = mine.now + asks.random.number(-5, 20);
    judge.verdicts(mine.take(ask, now), verdict(its.dispatch(asked, writ::Instant{now})), words);
    judge.same(mine.now == its.now().us, "the time", words);
    judge.same(mine.vault == its.state().vault.units, "the vault", words);
    judge.same(same_accounts(mine, its.state()), "the accounts", words);
    const std::vector<bank::Event> events = its.take_events();
    judge.same(std::equal(mine.events.begin(), mine.events.end(), events.begin(), events.end(),
                          same_event),
               "the events", words);
    mine.events.clear();
  }
  return judge.end({"accepted", "denied Unused", "denied Known", "denied KnownPayee",
                    "denied NotFrozen", "denied Covered", "denied Settled",
                    "denied Covered Known KnownPayee", "denied Covered NotFrozen",
                    "denied NotFrozen Settled", "invalid_payload", "out_of_range"});
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): what throws here is want of memory
int main() { return run(); }
