/// What an instance remembers of intents that have a key (`idempotent by`): with it a repeat is
/// known, and answered as before, without a second step.
///
/// A part of what a machine is: it is copied, compared, hashed and stored with it. Keys are those
/// of one subject, and of one intent: the same text means nothing to another one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <writ/core/hash.h>
#include <writ/core/patch.h>
#include <writ/core/time.h>
#include <writ/core/uuid.h>

namespace writ {

/// How many keys of one intent are remembered: of more than that the oldest is forgotten.
inline constexpr std::size_t most_seen = 1'024;

/// Stands for a whole payload, given as canonical JSON: FNV-1a with 128 bits, as a UUID of version
/// 8 (RFC 9562). The same on every machine. It tells a repeat from a mistake: whoever makes two
/// payloads that have one fingerprint, for a key of his own, deceives himself.
[[nodiscard]] Uuid fingerprint(std::string_view json);

/// Has so much time passed since then? `now` is not before `then`.
[[nodiscard]] constexpr bool has_passed(Duration period, Instant then, Instant now) {
  return static_cast<std::uint64_t>(now.us) - static_cast<std::uint64_t>(then.us) >=
         static_cast<std::uint64_t>(period.us);
}

/// An intent that was accepted. `Answer` is `std::monostate` where it is answered nothing.
template <class Key, class Answer>
struct SeenKey {
  Instant at = {};           ///< when
  std::string subject = {};  ///< who sent it; empty for nobody in particular
  Key key = {};              ///< what its payload had there
  Uuid payload = {};         ///< the `fingerprint` of its payload
  Answer answer = {};        ///< what it was answered
  /// All parts.
  friend bool operator==(const SeenKey&, const SeenKey&) = default;
};

/// Those of one intent. A plain value: equal when the same keys are remembered, for as long.
template <class Key, class Answer = std::monostate>
class Seen {
 public:
  /// One of them.
  using One = SeenKey<Key, Answer>;

  /// Forgets nothing but the oldest.
  Seen() = default;
  /// Forgets a key `period` after its step, too.
  explicit Seen(Duration period) : period_(period) {}

  /// The step of that key, if it is remembered. Looks at the latest ones first.
  [[nodiscard]] const One* find(std::string_view subject, const Key& key, Instant now) const {
    const std::span<const One> all = this->all();
    for (auto one = all.rbegin(); one != all.rend() && !is_over(*one, now); ++one)
      if (one->key == key && one->subject == subject) return &*one;
    return nullptr;
  }
  /// Asks for the memory that one more needs.
  void make_room() { writ::make_room(all_); }
  /// Remembers one that is not before the others, and forgets those whose time is over by then.
  /// After `make_room()` this cannot fail.
  void write(One one) noexcept {
    // Those that are forgotten go once in a while, so that to forget one does not move all others.
    const std::size_t forgotten = all_.size() - all().size();
    if (forgotten > all_.size() / 2)
      all_.erase(all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(forgotten));
    all_.push_back(std::move(one));
  }
  /// Those that were remembered when the last one came, the oldest first.
  [[nodiscard]] std::span<const One> all() const {
    const auto last = std::span(all_).last(std::min(all_.size(), most_seen));
    const auto over = [&](const One& one) { return is_over(one, last.back().at); };
    return {std::ranges::partition_point(last, over), last.end()};
  }
  /// Becomes these, in the order of their times.
  void become(std::vector<One> all) { all_ = std::move(all); }

  /// Equal values add the same.
  void add_to(Hash& hash) const {
    hash.add(std::uint64_t{all().size()});
    for (const One& one : all()) {
      hash.add(one.at);
      hash.add(std::string_view(one.subject));
      hash.add(one.key);
      hash.add(one.payload);
    }
  }
  /// The same keys, of the same steps.
  friend bool operator==(const Seen& a, const Seen& b) {
    return a.period_ == b.period_ && std::ranges::equal(a.all(), b.all());
  }

 private:
  /// Not of one that comes after `now`.
  [[nodiscard]] bool is_over(const One& one, Instant now) const {
    return has_passed(period_, one.at, now);
  }

  std::vector<One> all_;  // and in front some that are forgotten
  Duration period_{INT64_MAX};
};

}  // namespace writ
