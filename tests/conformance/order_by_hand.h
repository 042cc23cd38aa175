/// The order, as somebody would write it without Writ: a struct, a switch, and care.
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

enum class Phase { Draft, Paid, Picked, Shipped, Delivered, Cancelled };
enum class Currency { EUR, USD, GBP, JPY };
enum class Means { Card, Transfer, Cash };
enum class Kind { Restock, AddLine, Rename, Pay, Pick, Ship, Deliver, Cancel };

struct Line {
  std::string sku;
  std::int64_t quantity = 0;
  std::int64_t cents = 0;
  Currency currency = Currency::EUR;
  std::optional<std::string> note;
};

/// All that an intent may carry; each kind looks at its own.
struct Ask {
  Kind kind = Kind::Pick;
  Line line;         ///< AddLine; Restock looks at the sku and the quantity
  std::string text;  ///< a name, a carrier, a reason; the number of a payment
  std::optional<std::string> email;
  Means means = Means::Cash;
};

struct Order {
  Phase phase = Phase::Draft;
  std::string name;
  std::optional<std::string> email;
  std::vector<Line> lines;
  std::map<std::string, std::int64_t> stock;
  std::int64_t total = 0;
  std::optional<Means> means;
  std::string number;  ///< of the payment
  std::optional<std::int64_t> paid_at;
  std::int64_t now = 0;
  std::vector<std::int64_t> paid_events;

  Verdict take(const Ask& ask, std::int64_t at) {
    if (!may(ask.kind)) return {"no_transition"};
    if (!is_valid(ask)) return {"invalid_payload"};
    const std::int64_t then = std::max(now, at);
    Verdict verdict = act(ask, then);
    if (verdict.kind == "accepted") now = then;
    return verdict;
  }

 private:
  [[nodiscard]] bool may(Kind kind) const {
    switch (kind) {
      case Kind::Restock:
      case Kind::AddLine:
      case Kind::Pay: return phase == Phase::Draft;
      case Kind::Rename: return phase < Phase::Delivered;
      case Kind::Pick: return phase == Phase::Paid;
      case Kind::Ship: return phase == Phase::Picked;
      case Kind::Deliver: return phase == Phase::Shipped;
      case Kind::Cancel: return phase == Phase::Draft || phase == Phase::Paid;
    }
    return false;
  }

  static bool is_sku(const std::string& sku) {
    if (sku.size() != 8 || sku[3] != '-') return false;
    for (std::size_t i = 0; i < 8; ++i) {
      const bool fits = i < 3 ? sku[i] >= 'A' && sku[i] <= 'Z' : sku[i] >= '0' && sku[i] <= '9';
      if (i != 3 && !fits) return false;
    }
    return true;
  }
  /// Enough for the addresses of this test.
  static bool is_email(const std::string& email) {
    const std::size_t at = email.find('@');
    return between(3, static_cast<std::int64_t>(characters(email)), 254) &&
           at != std::string::npos && at > 0 && at + 1 < email.size() &&
           email.find('@', at + 1) == std::string::npos && email.find(' ') == std::string::npos;
  }
  static bool is_valid(const Ask& ask) {
    const std::size_t size = characters(ask.text);
    switch (ask.kind) {
      case Kind::Restock: return is_sku(ask.line.sku) && between(1, ask.line.quantity, 1000);
      case Kind::AddLine:
        return is_sku(ask.line.sku) && between(1, ask.line.quantity, 1000) &&
               between(0, ask.line.cents, 10'000'000) &&
               (!ask.line.note || characters(*ask.line.note) <= 200);
      case Kind::Rename: return size >= 1 && size <= 80 && (!ask.email || is_email(*ask.email));
      case Kind::Pay:
        if (ask.means == Means::Card) return size == 4;
        return ask.means == Means::Cash || (size >= 15 && size <= 34);
      case Kind::Ship: return size >= 1 && size <= 40;
      case Kind::Cancel: return size <= 200;
      case Kind::Pick:
      case Kind::Deliver: return true;
    }
    return false;
  }

  Verdict act(const Ask& ask, std::int64_t then) {
    switch (ask.kind) {
      case Kind::Restock: return restock(ask.line.sku, ask.line.quantity);
      case Kind::AddLine: return add(ask.line);
      case Kind::Rename:
        name = ask.text;
        email = ask.email;
        return {};
      case Kind::Pay: return pay(ask, then);
      case Kind::Pick: phase = Phase::Picked; return {};
      case Kind::Ship: phase = Phase::Shipped; return {};
      case Kind::Deliver: phase = Phase::Delivered; return {};
      case Kind::Cancel: return cancel();
    }
    return {};
  }

  [[nodiscard]] std::int64_t on_shelf(const std::string& sku) const {
    const auto found = stock.find(sku);
    return found == stock.end() ? 0 : found->second;
  }

  Verdict restock(const std::string& sku, std::int64_t quantity) {
    std::int64_t held = 0;
    for (const Line& line : lines) held += line.sku == sku ? line.quantity : 0;
    if (on_shelf(sku) + held + quantity > 100'000) return {"denied", {"Room"}};
    if (!stock.contains(sku) && stock.size() == 500) return {"out_of_range"};
    stock[sku] += quantity;
    return {};
  }

  Verdict add(const Line& line) {
    Verdict no{"denied"};
    if (line.quantity > on_shelf(line.sku)) no.guards.insert("InStock");
    for (const Line& other : lines)
      if (other.currency != line.currency) no.guards.insert("OneCurrency");
    if (!no.guards.empty()) return no;
    if (lines.size() == 100) return {"out_of_range"};
    lines.push_back(line);
    stock[line.sku] -= line.quantity;
    total += line.cents * line.quantity;
    return {};
  }

  Verdict pay(const Ask& ask, std::int64_t then) {
    if (lines.empty()) return {"denied"};
    means = ask.means;
    number = ask.means == Means::Cash ? "" : ask.text;
    paid_at = then;
    paid_events.push_back(total);
    phase = Phase::Paid;
    return {};
  }

  Verdict cancel() {
    for (const Line& line : lines) stock[line.sku] += line.quantity;
    lines.clear();
    total = 0;
    phase = Phase::Cancelled;
    return {};
  }
};

}  // namespace by_hand
