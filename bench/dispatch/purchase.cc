// Workload B by the machine that is generated. Compiled twice: CONTRACT is `purchase`, or
// `purchase_kept`, which has the invariants.
#include <cstring>

#include "common.hpp"
#include "intents.h"
#include HEADER

namespace contract = CONTRACT;

namespace b {
namespace {

contract::Intent intent(const Raw& raw) {
  switch (raw.kind) {
    case 0: return contract::AddItem{raw.x, raw.y, raw.z};
    case 1: return contract::RemoveLast{};
    case 2: return contract::SetCarrier{raw.x};
    case 3: return contract::Pay{raw.x, raw.y};
    case 4: return contract::Pick{raw.x};
    case 5: return contract::Ship{raw.x};
    case 6: return contract::Deliver{raw.x, raw.y};
    case 7: return contract::Cancel{raw.x};
    case 8: return contract::Refund{raw.x};
    default: return contract::Reopen{};
  }
}

int number(std::int64_t n) { return static_cast<int>(n); }

Out end_of(const contract::Machine& machine) {
  const contract::State& at = machine.state();
  Out out;
  out.state = static_cast<int>(machine.phase());
  out.ctx.customer = {number(at.customer.tier), at.customer.credit};
  out.ctx.payment = {at.payment.due, at.payment.paid, number(at.payment.method)};
  out.ctx.shipping = {{number(at.shipping.label.carrier), number(at.shipping.label.weight)},
                      number(at.shipping.attempts),
                      number(at.shipping.day)};
  for (const contract::Item& item : at.items)
    out.ctx.items.push_back({number(item.sku), number(item.qty), number(item.price)});
  out.ctx.reason = number(at.reason);
  out.ctx.fired = number(at.fired);
  return out;
}

Out steps(const Raw* events, std::size_t n, const writ::Context& context) {
  const std::vector<contract::Intent>& all = bench::intents(events, n, intent);
  contract::Machine machine(context.now);
  each(all.data(), n, [&](const contract::Intent& one) { (void)machine.dispatch(one, context); });
  return end_of(machine);
}

/// What was accepted, in memory.
class Journal final : public writ::Store {
 public:
  Journal() { records_.reserve(65'536); }
  void clear() { records_.clear(); }
  writ::Appended append(const writ::Step& step) override {
    Record& record = records_.emplace_back();
    record.intent = step.intent;
    // All payloads are in an `Intent` here, which has so many bytes.
    static_assert(sizeof(contract::Intent) >= sizeof record.payload);
    std::memcpy(record.payload, step.payload, sizeof record.payload);
    return writ::Appended::done();
  }

 private:
  struct Record {
    int intent;
    char payload[24];
    Record() {}  // it is written where it is
  };
  std::vector<Record> records_;
};

Out run(const Raw* events, std::size_t n) { return steps(events, n, writ::Instant{0}); }

Out run_with_journal(const Raw* events, std::size_t n) {
  static Journal journal;
  journal.clear();
  writ::Context context(writ::Instant{0});
  context.store = &journal;
  return steps(events, n, context);
}

const Reg peer(NAME, run);
const Reg journalled(NAME "+journal", run_with_journal);

}  // namespace
}  // namespace b
