#include <writ/instances/places.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace writ::detail {

namespace {

constexpr std::size_t most_shards = 64;
constexpr std::size_t least_of_a_shard = 16;
constexpr int most_asked_to_leave = 16;

thread_local int held = 0;

}  // namespace

Inside::Inside() { ++held; }
Inside::~Inside() { --held; }
bool Inside::is() { return held > 0; }

void not_inside() {
  if (Inside::is())
    throw std::logic_error("writ: from inside of an instance no other call can be made");
}

Places::Places(std::size_t most, MayLeave may_leave)
    : shards_(std::clamp<std::size_t>(most / least_of_a_shard, 1, most_shards)),
      most_(std::max<std::size_t>(most / shards_.size(), 1)),
      may_leave_(std::move(may_leave)) {}

Pin Places::pin(std::string_view id, Find find, Make make) {
  Shard& shard = shards_[std::hash<std::string_view>{}(id) % shards_.size()];
  std::unique_lock lock(shard.mutex);
  for (;;) {
    if (const auto found = shard.by_id.find(id); found != shard.by_id.end()) {
      Place& place = *found->second;
      shard.in_use.splice(shard.in_use.end(), shard.in_use, place.in_use);
      return Pin(place);
    }
    if (find == Find::OnlyThere) return {};
    if (shard.by_id.size() < most_) break;
    if (!make_room(shard, lock)) return {};
  }
  std::unique_ptr<Place> made = make();
  made->id = id;
  Place& place = *made;
  std::list<Place*> one{&place};
  shard.by_id.emplace(place.id, std::move(made));
  place.in_use = one.begin();
  shard.in_use.splice(shard.in_use.end(), one);  // cannot fail
  return Pin(place);
}

/// Asks those that were used longest ago, one after the other; the lock is open meanwhile. True
/// when something may be different now.
bool Places::make_room(Shard& shard, std::unique_lock<std::mutex>& lock) {
  for (int asked = 0; asked < most_asked_to_leave; ++asked) {
    const auto oldest = std::find_if(shard.in_use.begin(), shard.in_use.end(), [](Place* one) {
      return one->pins.load(std::memory_order_acquire) == 0;
    });
    if (oldest == shard.in_use.end()) return false;
    Place& place = **oldest;
    // Who refuses is asked again after all others.
    shard.in_use.splice(shard.in_use.end(), shard.in_use, oldest);
    bool leaves = false;
    {
      const Pin pin(place);
      lock.unlock();
      try {
        leaves = may_leave_(place);
      } catch (...) {
        lock.lock();
        throw;
      }
      lock.lock();
    }
    if (!leaves) continue;
    // Somebody may have come for it meanwhile, and may have gone again.
    if (place.pins.load(std::memory_order_acquire) > 0 || !place.is_empty()) return true;
    shard.in_use.erase(place.in_use);
    shard.by_id.erase(shard.by_id.find(place.id));
    return true;
  }
  return false;
}

std::size_t Places::size() const {
  std::size_t all = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    all += shard.by_id.size();
  }
  return all;
}

}  // namespace writ::detail
