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

/// Its mutex, as soon as nobody has it; `lock`, of the shard or of a slot, is open then. Nobody
/// waits for a place with a lock: who has a place may wait for these.
template <class Lock>
Pin take(Place& place, Lock& lock) {
  if (!place.mutex.try_lock()) {
    place.waiting.fetch_add(1, std::memory_order_relaxed);
    lock.unlock();
    place.mutex.lock();
    place.waiting.fetch_sub(1, std::memory_order_relaxed);
  }
  return Pin(place);
}

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
  const std::size_t hash = std::hash<std::string_view>{}(id);
  Shard& shard = shard_of(hash);
  {
    Shard::Slot& slot = shard.slot();
    std::unique_lock lock(slot.mutex);
    if (Place* const place = shard.find(id, hash)) {
      place->used.store(++slot.time, std::memory_order_relaxed);
      return take(*place, lock);
    }
  }
  return find == Find::OrMake ? add(id, hash, make) : Pin();
}

/// The place of an id that was not there a moment ago: while there is room a new one, else that of
/// another id.
Pin Places::add(std::string_view id, std::size_t hash, Make make) {
  Shard& shard = shard_of(hash);
  std::unique_ptr<Place> made;
  std::unique_lock lock(shard);
  for (;;) {
    if (Place* const place = shard.find(id, hash)) {
      place->used.store(shard.next_time(), std::memory_order_relaxed);
      return take(*place, lock);
    }
    if (shard.size() >= most_) {
      Pin pin = emptied(shard, lock);
      if (!pin.place()) return {};
      if (shard.find(id, hash)) continue;  // somebody was quicker; what is empty will be the next
      shard.rename(*pin.place(), id, hash);
      return pin;
    }
    if (made) return shard.add(std::move(made), id, hash);
    lock.unlock();
    made = make();
    lock.lock();
  }
}

/// Asks those that were used longest ago to leave, one after the other; the lock is open meanwhile.
/// The first one that does and that nobody wants; none when all refuse or are in use.
Pin Places::emptied(Shard& shard, std::unique_lock<Shard>& lock) {
  const std::uint64_t begin = shard.next_time();  // nobody is asked twice
  for (int asked = 0; asked < most_asked_to_leave; ++asked) {
    Pin oldest = shard.oldest(begin);
    if (!oldest.place()) return {};
    if (leaves(shard, lock, *oldest.place())) return oldest;
  }
  return {};
}

/// Asks one, which this thread has; the lock is open meanwhile. It is empty then, and nobody wants
/// it.
bool Places::leaves(Shard& shard, std::unique_lock<Shard>& lock, Place& place) {
  struct Leaving {
    Leaving(Place& of, std::unique_lock<Shard>& shard) : place(of), lock(shard) {
      place.leaving = true;
      lock.unlock();
    }
    Leaving(const Leaving&) = delete;
    Leaving& operator=(const Leaving&) = delete;
    ~Leaving() {
      lock.lock();
      place.leaving = false;
    }
    Place& place;
    std::unique_lock<Shard>& lock;
  };
  bool may = false;
  {
    const Leaving leaving(place, lock);
    may = may_leave_(place);
  }
  // Who refuses is asked again after all others.
  if (!may) place.used.store(shard.next_time(), std::memory_order_relaxed);
  return may && place.waiting.load(std::memory_order_relaxed) == 0;
}

std::size_t Places::flush() {
  std::size_t stay = 0;
  const auto let_go = [&](const std::string& id) {
    Pin pin = this->pin(id, Find::OnlyThere, nullptr);
    if (!pin.place()) return;
    Shard& shard = shard_of(pin.place()->hash);
    std::unique_lock lock(shard);
    shard.forget_ages();
    if (leaves(shard, lock, *pin.place())) {
      shard.remove(std::move(pin));
    } else {
      ++stay;
    }
  };
  each_id([](const Place&) { return true; }, let_go);
  return stay;
}

std::size_t Places::size() const {
  std::size_t all = 0;
  for (const Shard& shard : shards_) all += shard.size();
  return all;
}

}  // namespace writ::detail
