// What `writ gen` makes of order.writ, as a user calls it.
#include "order.h"
#include "order.writ.h"

namespace {

Peer::Answer whole(const char* text, std::size_t size) {
  writ::Problems problems;
  const std::optional<order::Intent> intent = order::decode("Place", {text, size}, problems);
  asm volatile("" ::"g"(&intent), "g"(&problems) : "memory");
  const auto* place = intent ? std::get_if<order::Place>(&*intent) : nullptr;
  return {problems.size(), place && place->items.size() == 5 && place->items[4].sku == "EFG-5678" &&
                               place->note.has_value()};
}

const Reg reg{{"01 writ: order::decode", nullptr, whole}};

}  // namespace
