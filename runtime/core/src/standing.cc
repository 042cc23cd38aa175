#include <writ/core/standing.h>

namespace writ {

Appended ask_store(int by, const void* payload, const Context& context, Stand& standing,
                   Instant now, std::uint64_t version) {
  const Busy busy(standing);
  return context.store->append({.intent = by < 0 ? -1 : by,
                                .timer = by < 0 ? -1 - by : -1,
                                .payload = payload,
                                .now = context.now < now ? now : context.now,
                                .version = version,
                                .context = &context});
}

}  // namespace writ
