/// Where `writ::Instances` keeps its machines: a table by id that has room for so many, and of
/// which the one that was used longest ago leaves. Nothing here is for users.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace writ::detail {

/// One of them, whatever it holds. It stays where it is while somebody has a `Pin` of it.
struct Place {
  Place() = default;
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  virtual ~Place() = default;
  /// Does it hold nothing? Asked of one that nobody has a pin of.
  [[nodiscard]] virtual bool is_empty() const = 0;

  std::mutex mutex;                    ///< of what it holds
  std::string id;                      ///< by which it is found; never changes
  std::atomic<unsigned> pins{0};       ///< made with the shard's lock, ended without
  std::list<Place*>::iterator in_use;  ///< where it is among those of its shard
};

/// Keeps a place, or none.
class Pin {
 public:
  Pin() = default;
  /// The shard of the place is locked.
  explicit Pin(Place& place) : place_(&place) {
    place.pins.fetch_add(1, std::memory_order_relaxed);
  }
  /// From hand to hand.
  Pin(Pin&& other) noexcept : place_(std::exchange(other.place_, nullptr)) {}
  Pin& operator=(Pin&&) = delete;
  ~Pin() {
    if (place_) place_->pins.fetch_sub(1, std::memory_order_release);
  }
  /// It, or null.
  [[nodiscard]] Place* place() const { return place_; }

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
  /// May one that nobody uses go? It is empty then. What it throws passes through, and it stays.
  using MayLeave = std::function<bool(Place& place)>;

  /// Has room for `most`, at least for one.
  Places(std::size_t most, MayLeave may_leave);

  /// The place of that id; none where there is none, or no room for another one.
  Pin pin(std::string_view id, Find find, Make make);
  /// How many there are.
  [[nodiscard]] std::size_t size() const;

 private:
  struct alignas(64) Shard {
    mutable std::mutex mutex;
    std::unordered_map<std::string_view, std::unique_ptr<Place>> by_id;  // views into the places
    std::list<Place*> in_use;                                            // the oldest first
  };
  bool make_room(Shard& shard, std::unique_lock<std::mutex>& lock);

  std::vector<Shard> shards_;
  std::size_t most_;  // of each
  MayLeave may_leave_;
};

}  // namespace writ::detail
