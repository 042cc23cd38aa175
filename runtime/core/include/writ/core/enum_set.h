/// A set of members of one enum, numbered from 0: a set of phases, of intents. A plain value of
/// eight bytes for each 64 members that there may be.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace writ {

/// `writ::EnumSet<Phase> open{Phase::Paid, Phase::Picked};` for an enum of at most `Members`.
template <class Enum, std::size_t Members = 64>
class EnumSet {
  static constexpr std::size_t size = (Members + 63) / 64;

 public:
  /// One bit for each member, that of the first one the lowest of the first word.
  using Words = std::array<std::uint64_t, size>;

  /// The empty set.
  constexpr EnumSet() = default;
  /// The set of these.
  template <class... More>
  // NOLINTNEXTLINE(google-explicit-constructor): one member is a set of one
  constexpr EnumSet(Enum first, More... rest) {
    add(first);
    (add(rest), ...);
  }
  /// Is it in the set? A number that is none of the members is in no set.
  [[nodiscard]] constexpr bool has(Enum member) const {
    return word(member) < size && (words_[word(member)] & bit(member)) != 0;
  }
  /// Is one of these in the set?
  [[nodiscard]] constexpr bool has_any(const EnumSet& of) const { return !(*this & of).empty(); }
  /// Is nothing in the set?
  [[nodiscard]] constexpr bool empty() const { return words_ == Words{}; }
  /// What is in one of them.
  friend constexpr EnumSet operator|(EnumSet a, const EnumSet& b) {
    for (std::size_t i = 0; i < size; ++i) a.words_[i] |= b.words_[i];
    return a;
  }
  /// What is in both.
  friend constexpr EnumSet operator&(EnumSet a, const EnumSet& b) {
    for (std::size_t i = 0; i < size; ++i) a.words_[i] &= b.words_[i];
    return a;
  }
  /// What is in the first and not in the second.
  friend constexpr EnumSet operator-(EnumSet a, const EnumSet& b) {
    for (std::size_t i = 0; i < size; ++i) a.words_[i] &= ~b.words_[i];
    return a;
  }
  /// All of it as numbers.
  [[nodiscard]] constexpr const Words& words() const { return words_; }
  /// The same members.
  friend constexpr bool operator==(const EnumSet&, const EnumSet&) = default;

  /// In the order of declaration: `for (const order::IntentKind i : machine.permitted())`.
  class Iterator {
   public:
    /// Over the members whose bits are set.
    explicit constexpr Iterator(const Words& left) : left_(left) { skip(); }
    /// The member it is at.
    constexpr Enum operator*() const {
      return static_cast<Enum>(64 * word_ +
                               static_cast<std::size_t>(__builtin_ctzll(left_[word_])));
    }
    /// To the next one.
    constexpr Iterator& operator++() {
      left_[word_] &= left_[word_] - 1;
      return skip(), *this;
    }
    /// At the same member.
    friend constexpr bool operator==(const Iterator&, const Iterator&) = default;

   private:
    constexpr void skip() {
      if constexpr (size > 1) {
        while (word_ + 1 < size && left_[word_] == 0) ++word_;
      }
    }
    Words left_;
    std::size_t word_ = 0;
  };
  /// The first member.
  [[nodiscard]] constexpr Iterator begin() const { return Iterator(words_); }
  /// Behind the last one.
  [[nodiscard]] constexpr Iterator end() const { return Iterator(Words{}); }

 private:
  static constexpr std::size_t word(Enum member) { return static_cast<std::size_t>(member) / 64; }
  static constexpr std::uint64_t bit(Enum member) {
    return std::uint64_t{1} << static_cast<std::size_t>(member) % 64;
  }
  constexpr void add(Enum member) { words_[word(member)] |= bit(member); }

  Words words_{};
};

}  // namespace writ
