#include <writ/instances/places.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <thread>
#include <utility>

namespace writ::detail {

namespace {

constexpr std::size_t most_slots = 16;

/// For those that run at once, a power of two: who changes the table takes them all.
std::size_t slots_of_a_shard() {
  static const std::size_t slots =
      std::bit_ceil(std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_slots));
  return slots;
}

/// The numbers of threads that run, a bit each: the least ones, so that few threads have each a
/// slot of its own, however many there were before.
std::atomic<std::uint64_t> numbers_taken{0};
/// Where more than 64 run these have any.
std::atomic<unsigned> others{0};

constexpr unsigned no_number = std::numeric_limits<unsigned>::max();
thread_local unsigned number = no_number;

/// Gives the number back when the thread ends. The number itself stays readable: others may be at
/// their ends then, too, and share it.
struct NumberTaken {
  NumberTaken() = default;
  NumberTaken(const NumberTaken&) = delete;
  NumberTaken& operator=(const NumberTaken&) = delete;
  ~NumberTaken() { numbers_taken.fetch_and(~bit, std::memory_order_relaxed); }
  std::uint64_t bit = 0;
};

void take_number() {
  thread_local NumberTaken taken;
  std::uint64_t all = numbers_taken.load(std::memory_order_relaxed);
  for (;;) {
    const int least = std::countr_one(all);
    if (least == 64) return void(number = others.fetch_add(1, std::memory_order_relaxed));
    const std::uint64_t bit = std::uint64_t{1} << least;
    if (!numbers_taken.compare_exchange_weak(all, all | bit, std::memory_order_relaxed)) continue;
    taken.bit = bit;
    number = static_cast<unsigned>(least);
    return;
  }
}

}  // namespace

Shard::Shard() : slots_(slots_of_a_shard()) {}

void Shard::lock() {
  std::uint64_t latest = 0;
  for (Slot& slot : slots_) {
    slot.mutex.lock();
    latest = std::max(latest, slot.time);
  }
  for (Slot& slot : slots_) slot.time = latest;
}

void Shard::unlock() {
  // What was used while the lock was held is in the time of the first one.
  for (Slot& slot : slots_) slot.time = slots_.front().time;
  for (Slot& slot : slots_) slot.mutex.unlock();
}

Shard::Slot& Shard::slot() {
  if (number == no_number) take_number();
  return slots_[number & (slots_.size() - 1)];
}

Place* Shard::find(std::string_view id, std::size_t hash) const {
  const auto found = by_id_.find(Key{id, hash});
  return found == by_id_.end() ? nullptr : found->second.get();
}

Pin Shard::add(std::unique_ptr<Place> place, std::string_view id, std::size_t hash) {
  Place& added = *place;
  added.id = id;
  added.hash = hash;
  added.number = all_.size();
  added.used.store(next_time(), std::memory_order_relaxed);
  if (all_.size() == all_.capacity()) all_.reserve(2 * all_.size() + 1);
  by_id_.emplace(Key{added.id, hash}, std::move(place));
  all_.push_back(&added);  // cannot fail
  size_.store(all_.size(), std::memory_order_relaxed);
  while (!added.mutex.try_lock()) continue;  // nobody has it
  return Pin(added);
}

void Shard::rename(Place& place, std::string_view id, std::size_t hash) {
  std::string name(id);
  auto entry = by_id_.extract(Key{place.id, place.hash});
  place.id = std::move(name);
  place.hash = hash;
  place.used.store(next_time(), std::memory_order_relaxed);
  entry.key() = Key{place.id, hash};
  by_id_.insert(std::move(entry));
}

void Shard::remove(Pin pin) {
  Place& place = *pin.place();
  const auto gone = by_id_.extract(Key{place.id, place.hash});
  all_[place.number] = all_.back();
  all_[place.number]->number = place.number;
  all_.pop_back();
  size_.store(all_.size(), std::memory_order_relaxed);
  pin.let_go();
}

Pin Shard::oldest(std::uint64_t before) {
  for (bool sorted = false;; sorted = true) {
    while (!by_age_.empty()) {
      const Aged one = by_age_.back();
      by_age_.pop_back();
      Place& place = *one.place;
      const bool is_used = place.used.load(std::memory_order_relaxed) != one.used ||
                           place.waiting.load(std::memory_order_relaxed) != 0;
      if (one.used < before && !is_used && place.mutex.try_lock()) return Pin(place);
    }
    if (sorted) return {};
    sort_by_age();
  }
}

/// Goes through all, for half of them: each of these is used before the next time, or leaves.
void Shard::sort_by_age() {
  std::vector<Aged> all;
  all.reserve(all_.size());
  for (Place* const place : all_)
    if (!place->leaving) all.push_back({place->used.load(std::memory_order_relaxed), place});
  const auto half = all.begin() + static_cast<std::ptrdiff_t>((all.size() + 1) / 2);
  const auto is_younger = [](const Aged& a, const Aged& b) { return a.used > b.used; };
  std::nth_element(all.begin(), half, all.end(),
                   [&](auto& a, auto& b) { return is_younger(b, a); });
  std::sort(all.begin(), half, is_younger);
  by_age_.assign(all.begin(), half);
}

}  // namespace writ::detail
