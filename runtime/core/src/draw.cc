#include <writ/core/draw.h>

namespace writ {

namespace {

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014),
/// with the constants of Vigna's splitmix64.c.
constexpr std::uint64_t mixed(std::uint64_t bits) {
  bits += 0x9E3779B97F4A7C15U;
  bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
  return bits ^ (bits >> 31U);
}

/// The bits of one draw, turn after turn.
class Bits {
 public:
  Bits(std::uint64_t seed, const Moment& moment, std::int64_t place)
      : key_(mixed(mixed(mixed(seed) ^ static_cast<std::uint64_t>(moment.version)) ^
                   static_cast<std::uint64_t>(place))) {}
  std::uint64_t next() { return mixed(key_ ^ mixed(turn_++)); }

 private:
  std::uint64_t key_;
  std::uint64_t turn_ = 0;
};

/// One of `count` numbers from 0 on; 0 stands for 2 to the power of 64. Of the bits only as many
/// values count as `count` goes into without a remainder.
std::uint64_t below(std::uint64_t count, Bits& bits) {
  if (count == 0) return bits.next();
  const std::uint64_t uneven = (0 - count) % count;  // 2 to the power of 64, modulo count
  // Less than half of all values are turned down: after 128 turns it is the last one's fault.
  std::uint64_t value = bits.next();
  for (int turn = 0; value < uneven && turn < 128; ++turn) value = bits.next();
  return value % count;
}

}  // namespace

std::int64_t draw_int(const Moment& moment, std::int64_t place, std::int64_t least,
                      std::int64_t most, Fault& fault) {
  if (!moment.seed || least > most) {
    fault.note(moment.seed ? FaultKind::NothingThere : FaultKind::NoSeed);
    return 0;
  }
  Bits bits(*moment.seed, moment, place);
  const auto begin = static_cast<std::uint64_t>(least);
  const std::uint64_t count = static_cast<std::uint64_t>(most) - begin + 1;
  return static_cast<std::int64_t>(begin + below(count, bits));
}

Uuid draw_uuid(const Moment& moment, std::int64_t place, Fault& fault) {
  if (!moment.seed) {
    fault.note(FaultKind::NoSeed);
    return {};
  }
  Bits bits(*moment.seed, moment, place);
  const std::uint64_t high = bits.next();
  const std::uint64_t low = bits.next();
  return {.high = (high & ~UINT64_C(0xF000)) | UINT64_C(0x4000),      // the version, 4
          .low = (low & (UINT64_MAX >> 2U)) | (UINT64_C(1) << 63U)};  // the variant, binary 10
}

}  // namespace writ
