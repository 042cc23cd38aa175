/// Where `writ::Instances` keeps its machines: a table by id that has room for so many, and of
/// which the one that was used longest ago leaves. Nothing here is for users.
///
/// Two threads that ask for different ids write to no memory that both read: each has a lock of its
/// own in a shard, and only who changes the table takes all of these; that a place is in use, and
/// since when, stands in the place itself.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace writ::detail {

/// A line of a cache: what two cores write is so far apart.
inline constexpr std::size_t apart = 64;

/// One of them, whatever it holds. Who has its mutex may do anything with what it holds.
struct alignas(apart) Place {
  Place() = default;
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  virtual ~Place() = default;
  /// Does it hold nothing?
  [[nodiscard]] virtual bool is_empty() const = 0;

  std::mutex mutex;                    ///< of what it holds; it stays as long as somebody has this
  std::atomic<unsigned> waiting{0};    ///< or waits for it: counted up with a lock of the shard
  std::atomic<std::uint64_t> used{0};  ///< when: the greater the later
  std::string id;                      ///< by which it is found. With the lock, as what follows
  std::size_t hash = 0;                ///< of the id
  std::size_t number = 0;              ///< in its shard
  bool leaving = false;                ///< somebody asks it to go
};

/// Has the mutex of a place, or of none.
class Pin {
 public:
  Pin() = default;
  /// Of one whose mutex this thread has.
  explicit Pin(Place& place) : place_(&place) {}
  /// From hand to hand.
  Pin(Pin&& other) noexcept : place_(std::exchange(other.place_, nullptr)) {}
  Pin& operator=(Pin&&) = delete;
  ~Pin() { let_go(); }
  /// It, or null.
  [[nodiscard]] Place* place() const { return place_; }
  /// Has none from now on.
  void let_go() {
    if (Place* const place = std::exchange(place_, nullptr)) place->mutex.unlock();
  }

 private:
  Place* place_ = nullptr;
};

/// Marks this thread as one that holds an instance.
class Inside {
 public:
  Inside();
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside();
  /// Does this thread hold one?
  [[nodiscard]] static bool is();
};
/// Throws `std::logic_error` where it does.
void not_inside();

/// A part of the table: ids of some hashes. Itself a lock, of the whole of it: who has that may
/// change it. Who has one of its slots may find places in it.
class Shard {
 public:
  /// What one thread needs to find places, and a few others where there are many.
  struct alignas(apart) Slot {
    std::mutex mutex;        ///< of the time
    std::uint64_t time = 0;  ///< one more with each use
  };

  Shard();
  /// All slots, whose times are the same then.
  void lock();
  /// All of them.
  void unlock();
  /// That of this thread.
  Slot& slot();

  /// With a slot: the place of an id; null where there is none.
  [[nodiscard]] Place* find(std::string_view id, std::size_t hash) const;
  /// With the lock: puts it in, as that of an id.
  Pin add(std::unique_ptr<Place> place, std::string_view id, std::size_t hash);
  /// With the lock: makes an empty one, which this thread has and nobody waits for, that of an id.
  void rename(Place& place, std::string_view id, std::size_t hash);
  /// With the lock: takes such a one out, and lets it go.
  void remove(Pin pin);
  /// With the lock: the time of now.
  std::uint64_t next_time() { return ++slots_.front().time; }
  /// With the lock: the one that was used longest ago, before that time, and is not in use.
  Pin oldest(std::uint64_t before);
  /// With the lock: others than the oldest one are going to leave, too.
  void forget_ages() { by_age_.clear(); }
  /// With a slot: all.
  [[nodiscard]] const std::vector<Place*>& all() const { return all_; }
  /// How many there are. Needs nothing.
  [[nodiscard]] std::size_t size() const { return size_.load(std::memory_order_relaxed); }

 private:
  struct Key {
    std::string_view id;  // into the place
    std::size_t hash;
    friend bool operator==(const Key& a, const Key& b) { return a.id == b.id; }
  };
  struct Hash {
    std::size_t operator()(const Key& key) const noexcept { return key.hash; }
  };
  struct Aged {
    std::uint64_t used;
    Place* place;
  };
  void sort_by_age();

  std::vector<Slot> slots_;
  std::unordered_map<Key, std::unique_ptr<Place>, Hash> by_id_;
  std::vector<Place*> all_;  // by their numbers
  /// The older half of all when it was made, the oldest at the end. Whatever was used since then is
  /// younger than these: the last one that was not is the oldest. None of them is leaving.
  std::vector<Aged> by_age_;
  std::atomic<std::size_t> size_{0};
};

/// The table. Thread-safe.
class Places {
 public:
  /// Is one made where there is none?
  enum class Find {
    OrMake,     ///< yes
    OnlyThere,  ///< no
  };
  /// Makes an empty one.
  using Make = std::unique_ptr<Place> (*)();
  /// May this one go, whose mutex is held? It is empty then. What it throws passes through, and it
  /// stays.
  using MayLeave = std::function<bool(Place& place)>;

  /// Has room for `most`, at least for one.
  Places(std::size_t most, MayLeave may_leave);

  /// The place of that id, as soon as nobody else has it; none where there is none, or no room for
  /// another one.
  Pin pin(std::string_view id, Find find, Make make);
  /// `visit(const Place&)` with each, whoever has it: only what is atomic can be read.
  template <class Visit>
  void each(Visit visit) {
    for (Shard& shard : shards_) {
      const std::lock_guard lock(shard.slot().mutex);
      for (const Place* const place : shard.all()) visit(*place);
    }
  }
  /// `visit(id)` with each of which `wanted(const Place&)` says so; no lock is held then.
  template <class Wanted, class Visit>
  void each_id(Wanted wanted, Visit visit) {
    for (Shard& shard : shards_) {
      std::vector<std::string> ids;
      {
        const std::lock_guard lock(shard.slot().mutex);
        for (const Place* const place : shard.all())
          if (wanted(*place)) ids.push_back(place->id);
      }
      for (const std::string& id : ids) visit(id);
    }
  }
  /// Lets all go that may, and waits for those that are in use. How many stay.
  std::size_t flush();
  /// How many there are.
  [[nodiscard]] std::size_t size() const;

 private:
  Shard& shard_of(std::size_t hash) { return shards_[hash % shards_.size()]; }
  Pin add(std::string_view id, std::size_t hash, Make make);
  Pin emptied(Shard& shard, std::unique_lock<Shard>& lock);
  bool leaves(Shard& shard, std::unique_lock<Shard>& lock, Place& place);

  std::vector<Shard> shards_;
  std::size_t most_;  // of each
  MayLeave may_leave_;
};

}  // namespace writ::detail
