// The order that Writ makes of its contract, and one that a person wrote.
#include "order_by_hand.h"

#include "order.writ.h"

namespace {

using by_hand::Ask;
using by_hand::Kind;
using conformance::Verdict;

order::Payment payment(const Ask& ask) {
  switch (ask.means) {
    case by_hand::Means::Card: return order::payment::Card{.last4 = ask.text};
    case by_hand::Means::Transfer: return order::payment::Transfer{.iban = ask.text};
    case by_hand::Means::Cash: break;
  }
  return order::payment::Cash{};
}

order::Line line(const by_hand::Line& line) {
  return {
      .sku = line.sku,
      .quantity = line.quantity,
      .price = {.amount = {line.cents}, .currency = static_cast<order::Currency>(line.currency)},
      .note = line.note};
}

order::Intent intent(const Ask& ask) {
  switch (ask.kind) {
    case Kind::Restock: return order::Restock{.sku = ask.line.sku, .quantity = ask.line.quantity};
    case Kind::AddLine: return order::AddLine{.line = line(ask.line)};
    case Kind::Rename: return order::Rename{.name = ask.text, .email = ask.email};
    case Kind::Pay: return order::Pay{.payment = payment(ask)};
    case Kind::Pick: return order::Pick{};
    case Kind::Ship: return order::Ship{.carrier = ask.text};
    case Kind::Deliver: return order::Deliver{};
    case Kind::Cancel: break;
  }
  return order::Cancel{.reason = ask.text};
}

Verdict verdict(const writ::Outcome& outcome) {
  using order::Guard;
  return conformance::verdict<Guard>(
      outcome,
      {{Guard::Room, "Room"}, {Guard::InStock, "InStock"}, {Guard::OneCurrency, "OneCurrency"}});
}

bool same_lines(const by_hand::Order& a, const order::State& b) {
  return std::equal(
      a.lines.begin(), a.lines.end(), b.lines.begin(), b.lines.end(),
      [](const by_hand::Line& mine, const order::Line& its) { return line(mine) == its; });
}

bool same_stock(const by_hand::Order& a, const order::State& b) {
  return std::equal(a.stock.begin(), a.stock.end(), b.stock.begin(), b.stock.end(),
                    [](const auto& mine, const auto& its) {
                      return mine.first == its.key && mine.second == its.value;
                    });
}

bool same_payment(const by_hand::Order& a, const order::State& b) {
  if (a.means.has_value() != b.payment.has_value()) return false;
  if (a.paid_at.has_value() != b.paid_at.has_value()) return false;
  if (!a.means) return true;
  return payment(
             {.kind = Kind::Pay, .line = {}, .text = a.number, .email = {}, .means = *a.means}) ==
             *b.payment &&
         *a.paid_at == b.paid_at->us;
}

bool same_events(const by_hand::Order& a, order::Machine& b) {
  const std::vector<order::Event> events = b.take_events();
  return std::equal(a.paid_events.begin(), a.paid_events.end(), events.begin(), events.end(),
                    [](std::int64_t total, const order::Event& event) {
                      return std::get<order::OrderPaid>(event).total.units == total;
                    });
}

/// Intents that often make sense, and values at the edges of their types.
class Asks {
 public:
  conformance::Random random;

  Ask next(bool wide, bool busy, const by_hand::Order& order) {
    Ask ask;
    const std::int64_t die = random.number(0, busy ? 3000 : 13);
    ask.kind = die == 0   ? Kind::Cancel
               : die == 1 ? Kind::Pay
               : die == 2 ? Kind::Pick
               : die == 3 ? Kind::Ship
               : die == 4 ? Kind::Deliver
               : die == 5 ? Kind::Rename
               : die % 2  ? Kind::AddLine
                          : Kind::Restock;
    ask.line = line(wide, ask.kind == Kind::Restock);
    if (random.one_in(6)) ask.line.quantity = limit(order, ask) + random.number(-1, 1);
    ask.means = random.of({by_hand::Means::Card, by_hand::Means::Transfer, by_hand::Means::Cash});
    ask.text = random.word(random.of({0, 1, 4, 4, 5, 14, 15, 34, 35, 40, 41, 80, 81, 200, 201}));
    if (random.one_in(2))
      ask.email = random.of<const char*>(
          {"ada@lovelace.example", "a.b@c.example", "", "@", "a@", "@b.example", "no address"});
    return ask;
  }

 private:
  /// The most that there is of what is ordered, or that the shelf still takes.
  static std::int64_t limit(const by_hand::Order& order, const Ask& ask) {
    const auto found = order.stock.find(ask.line.sku);
    const std::int64_t stock = found == order.stock.end() ? 0 : found->second;
    if (ask.kind == Kind::AddLine) return stock;
    std::int64_t held = 0;
    for (const by_hand::Line& line : order.lines)
      if (line.sku == ask.line.sku) held += line.quantity;
    return 100'000 - stock - held;
  }
  by_hand::Line line(bool wide, bool restock) {
    by_hand::Line line;
    line.sku = sku(wide);
    line.quantity = random.one_in(8)
                        ? random.of<std::int64_t>({INT64_MIN, -1, 0, 1, 1000, 1001, INT64_MAX})
                        : random.number(1, restock ? 1000 : 60);
    line.cents = random.one_in(12)
                     ? random.of<std::int64_t>({-1, 0, 10'000'000, 10'000'001, INT64_MAX})
                     : random.number(0, 9999);
    if (random.one_in(30)) line.currency = by_hand::Currency::JPY;
    if (random.one_in(4)) line.note = random.word(random.of({0, 1, 200, 201}));
    return line;
  }
  std::string sku(bool wide) {
    if (random.one_in(30))
      return random.of<const char*>(
          {"", "ABC-000", "ABC-00001", "abc-0001", "ABC 0001", "ABC-000\n", "xABC-0001"});
    const std::string digits = std::to_string(random.number(0, wide ? 700 : 2));
    return "ABC-" + std::string(4 - digits.size(), '0') + digits;
  }
};

/// A new order each time that one has come to its end, or somebody has lost patience.
int run() {
  Asks asks;
  conformance::Judge judge;
  int left = 0;
  bool wide = false;
  bool busy = false;
  by_hand::Order mine;
  order::Machine its(writ::Instant{0});
  for (int i = 0; i < conformance::intents; ++i) {
    if (--left < 0 || its.permitted().empty()) {
      busy = asks.random.one_in(20);
      wide = busy && asks.random.one_in(3);
      left = busy ? 2500 : 250;
      mine = {};
      its = order::Machine(writ::Instant{0});
    }
    const Ask ask = asks.next(wide, busy, mine);
    const order::Intent asked = intent(ask);
    const auto words = [&] { return to_json(order::IntentRef(asked)); };
    const std::int64_t now = mine.now + asks.random.number(-5, 20);
    judge.verdicts(mine.take(ask, now), verdict(its.dispatch(asked, writ::Instant{now})), words);
    const order::State& state = its.state();
    judge.same(static_cast<int>(mine.phase) == static_cast<int>(its.phase()), "the phase", words);
    judge.same(mine.now == its.now().us, "the time", words);
    judge.same(mine.name == state.customer.profile.name &&
                   mine.email == state.customer.profile.email &&
                   state.customer.settings.notifications,
               "the customer", words);
    judge.same(same_lines(mine, state), "the lines", words);
    judge.same(same_stock(mine, state), "the stock", words);
    judge.same(mine.total == state.total.units, "the total", words);
    judge.same(same_payment(mine, state), "the payment", words);
    judge.same(same_events(mine, its), "the events", words);
    mine.paid_events.clear();
  }
  return judge.end({"accepted", "denied", "denied Room", "denied InStock", "denied OneCurrency",
                    "denied InStock OneCurrency", "invalid_payload", "no_transition",
                    "out_of_range"});
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): what throws here is want of memory
int main() { return run(); }
