#include <writ/core/standing.h>

namespace writ {

Appended ask_store(int by, const void* payload, const Context& context, Stand& standing,
                   Instant now, std::uint64_t version) {
  const Busy busy(standing);
  return context.store->append({.intent = by < 0 ? -1 : by,
                                .payload = payload,
                                .now = context.now < now ? now : context.now,
                                .version = version,
                                .subject = context.subject,
                                .correlation_id = context.correlation_id,
                                .idempotency_key = context.idempotency_key,
                                .seed = context.seed,
                                .timer = by < 0 ? -1 - by : -1});
}

}  // namespace writ
