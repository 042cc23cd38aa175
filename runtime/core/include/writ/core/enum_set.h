/// A set of members of one enum, for enums of at most 64 members numbered from 0: a set of phases,
/// of intents. A plain value of eight bytes.
#pragma once

#include <cstdint>

namespace writ {

/// `writ::EnumSet<Phase> open{Phase::Paid, Phase::Picked};`
template <class Enum>
class EnumSet {
 public:
  /// The empty set.
  constexpr EnumSet() = default;
  /// The set of these.
  template <class... Members>
  // NOLINTNEXTLINE(google-explicit-constructor): one member is a set of one
  constexpr EnumSet(Enum first, Members... rest) : bits_((bit(first) | ... | bit(rest))) {}
  /// Is it in the set?
  [[nodiscard]] constexpr bool has(Enum member) const { return (bits_ & bit(member)) != 0; }
  /// Is one of these in the set?
  [[nodiscard]] constexpr bool has_any(EnumSet of) const { return (bits_ & of.bits_) != 0; }
  /// Is nothing in the set?
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  /// What is in one of them.
  friend constexpr EnumSet operator|(EnumSet a, EnumSet b) { return of_bits(a.bits_ | b.bits_); }
  /// What is in both.
  friend constexpr EnumSet operator&(EnumSet a, EnumSet b) { return of_bits(a.bits_ & b.bits_); }
  /// What is in the first and not in the second.
  friend constexpr EnumSet operator-(EnumSet a, EnumSet b) { return of_bits(a.bits_ & ~b.bits_); }
  /// One bit for each member, that of the first one the lowest.
  [[nodiscard]] constexpr std::uint64_t bits() const { return bits_; }
  /// The same members.
  friend constexpr bool operator==(EnumSet, EnumSet) = default;

  /// In the order of declaration: `for (const order::IntentKind i : machine.permitted())`.
  class Iterator {
   public:
    /// Over the members whose bits are set.
    explicit constexpr Iterator(std::uint64_t left) : left_(left) {}
    /// The member it is at.
    constexpr Enum operator*() const { return static_cast<Enum>(__builtin_ctzll(left_)); }
    /// To the next one.
    constexpr Iterator& operator++() { return left_ &= left_ - 1, *this; }
    /// At the same member.
    friend constexpr bool operator==(Iterator, Iterator) = default;

   private:
    std::uint64_t left_;
  };
  /// The first member.
  [[nodiscard]] constexpr Iterator begin() const { return Iterator(bits_); }
  /// Behind the last one.
  [[nodiscard]] constexpr Iterator end() const { return Iterator(0); }

 private:
  static constexpr std::uint64_t bit(Enum member) {
    return std::uint64_t{1} << static_cast<unsigned>(member);
  }
  static constexpr EnumSet of_bits(std::uint64_t bits) {
    EnumSet set;
    set.bits_ = bits;
    return set;
  }
  std::uint64_t bits_ = 0;
};

}  // namespace writ
