/// The bank, as somebody would write it without Writ.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agree.h"

namespace by_hand {

using conformance::between;
using conformance::characters;
using conformance::Verdict;

enum class Kind { Open, Deposit, Withdraw, Transfer, Freeze, Thaw, Close };

/// All that an intent may carry; each kind looks at its own. Money is in cents.
struct Ask {
  Kind kind = Kind::Open;
  std::string account;
  std::string to;
  std::string text;  ///< of the posting; the owner
  std::int64_t cents = 0;
};

struct Posting {
  std::int64_t at = 0;
  std::int64_t cents = 0;
  std::optional<std::string> with;
  std::string text;
};

struct Account {
  std::string owner;
  std::int64_t overdraft = 0;
  std::int64_t balance = 0;
  bool frozen = false;
  std::vector<Posting> postings;
};

struct Event {
  std::string from;
  std::string to;  ///< empty: `from` is overdrawn
  std::int64_t cents = 0;
};

struct Bank {
  static constexpr std::size_t max_accounts = 200;
  static constexpr std::size_t max_postings = 500;

  std::map<std::string, Account> accounts;
  std::int64_t vault = 1'000'000;
  std::int64_t now = 0;
  std::vector<Event> events;

  Verdict take(const Ask& ask, std::int64_t at) {
    if (!is_valid(ask)) return {"invalid_payload"};
    Verdict verdict{"denied", denials(ask)};
    if (!verdict.guards.empty()) return verdict;
    const std::int64_t then = std::max(now, at);
    verdict = act(ask, then);
    if (verdict.kind == "accepted") now = then;
    return verdict;
  }

 private:
  static bool is_id(const std::string& id) {
    if (id.size() != 7 || id[2] != '-') return false;
    const auto all = [&](std::size_t from, std::size_t to, char least, char most) {
      return std::all_of(id.begin() + static_cast<std::ptrdiff_t>(from),
                         id.begin() + static_cast<std::ptrdiff_t>(to),
                         [&](char c) { return least <= c && c <= most; });
    };
    return all(0, 2, 'A', 'Z') && all(3, 7, '0', '9');
  }

  static bool is_valid(const Ask& ask) {
    if (!is_id(ask.account)) return false;
    const bool amount = between(1, ask.cents, 100'000'000) && characters(ask.text) <= 140;
    switch (ask.kind) {
      case Kind::Open: return between(1, static_cast<std::int64_t>(characters(ask.text)), 80);
      case Kind::Transfer: return amount && is_id(ask.to);
      case Kind::Deposit:
      case Kind::Withdraw: return amount;
      case Kind::Freeze:
      case Kind::Thaw:
      case Kind::Close: break;
    }
    return true;
  }

  [[nodiscard]] std::set<std::string_view> denials(const Ask& ask) const {
    const auto found = accounts.find(ask.account);
    const bool known = found != accounts.end();
    if (ask.kind == Kind::Open)
      return known ? std::set<std::string_view>{"Unused"} : std::set<std::string_view>{};
    std::set<std::string_view> out;
    const bool takes = ask.kind == Kind::Withdraw || ask.kind == Kind::Transfer;
    if (!known) out.insert("Known");
    if (ask.kind == Kind::Transfer && (!accounts.contains(ask.to) || ask.to == ask.account))
      out.insert("KnownPayee");
    if ((takes || ask.kind == Kind::Close) && known && found->second.frozen)
      out.insert("NotFrozen");
    const std::int64_t available = known ? found->second.balance + found->second.overdraft : 0;
    if (takes && ask.cents > available) out.insert("Covered");
    if (ask.kind == Kind::Close && known && found->second.balance != 0) out.insert("Settled");
    return out;
  }

  Verdict act(const Ask& ask, std::int64_t then) {
    switch (ask.kind) {
      case Kind::Open: return open(ask);
      case Kind::Deposit: return deposit(ask, then);
      case Kind::Withdraw: return withdraw(ask, then);
      case Kind::Transfer: return transfer(ask, then);
      case Kind::Freeze: accounts[ask.account].frozen = true; return {};
      case Kind::Thaw: accounts[ask.account].frozen = false; return {};
      case Kind::Close: accounts.erase(ask.account); return {};
    }
    return {};
  }

  Verdict open(const Ask& ask) {
    if (accounts.size() == max_accounts || !between(0, ask.cents, 1'000'000))
      return {"out_of_range"};
    accounts[ask.account] = {
        .owner = ask.text, .overdraft = ask.cents, .balance = 0, .frozen = false, .postings = {}};
    return {};
  }

  static bool is_full(const Account& account) { return account.postings.size() == max_postings; }
  static void post(Account& account, const Posting& posting) {
    account.balance += posting.cents;
    account.postings.push_back(posting);
  }
  void tell_overdrawn(const std::string& id) {
    if (accounts[id].balance < 0)
      events.push_back({.from = id, .to = "", .cents = -accounts[id].balance});
  }

  Verdict deposit(const Ask& ask, std::int64_t then) {
    Account& account = accounts[ask.account];
    if (is_full(account)) return {"out_of_range"};
    post(account, {.at = then, .cents = ask.cents, .with = {}, .text = ask.text});
    vault += ask.cents;
    return {};
  }

  Verdict withdraw(const Ask& ask, std::int64_t then) {
    Account& account = accounts[ask.account];
    if (is_full(account) || vault < ask.cents) return {"out_of_range"};
    post(account, {.at = then, .cents = -ask.cents, .with = {}, .text = ask.text});
    vault -= ask.cents;
    tell_overdrawn(ask.account);
    return {};
  }

  Verdict transfer(const Ask& ask, std::int64_t then) {
    Account& from = accounts[ask.account];
    Account& to = accounts[ask.to];
    if (is_full(from) || is_full(to)) return {"out_of_range"};
    post(from, {.at = then, .cents = -ask.cents, .with = ask.to, .text = ask.text});
    post(to, {.at = then, .cents = ask.cents, .with = ask.account, .text = ask.text});
    events.push_back({.from = ask.account, .to = ask.to, .cents = ask.cents});
    tell_overdrawn(ask.account);
    return {};
  }
};

}  // namespace by_hand
