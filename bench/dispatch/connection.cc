// Workload A by the machine that is generated.
#include "common.hpp"
#include "connection.writ.h"
#include "intents.h"

namespace a {
namespace {

connection::Intent intent(const Raw& raw) {
  switch (raw.kind) {
    case 0: return connection::Connect{raw.arg};
    case 1: return connection::Ack{raw.arg};
    case 2: return connection::Data{raw.arg};
    case 3: return connection::Timeout{raw.arg};
    case 4: return connection::Reset{raw.arg};
    default: return connection::Disconnect{raw.arg};
  }
}

Out end_of(const connection::Machine& machine) {
  const auto number = [](std::int64_t n) { return static_cast<int>(n); };
  const connection::State& at = machine.state();
  return {{number(at.tries), number(at.bytes), number(at.seq), number(at.errors), number(at.opens),
           number(at.closes), number(at.fired)},
          static_cast<int>(machine.phase())};
}

Out run(const Raw* events, std::size_t n) {
  const std::vector<connection::Intent>& all = bench::intents(events, n, intent);
  const writ::Context context(writ::Instant{0});
  connection::Machine machine(context.now);
  each(all.data(), n, [&](const connection::Intent& one) { (void)machine.dispatch(one, context); });
  return end_of(machine);
}
const Reg peer("writ", run);

}  // namespace
}  // namespace a
