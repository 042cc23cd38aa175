/// Random numbers that are the same everywhere for one seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace agreement {

class Chance {
 public:
  /// What begins with neighbouring seeds has nothing in common.
  explicit Chance(std::uint64_t seed) : state_(seed + 1) { state_ = next(); }

  std::uint64_t next() {  // splitmix64
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  /// 0 to `end` - 1.
  std::size_t below(std::size_t end) { return end == 0 ? 0 : next() % end; }
  /// Both ends.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    const std::uint64_t width =
        static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(least) +
                                     (width == 0 ? next() : next() % width));
  }
  /// Once in `n` times.
  bool once_in(std::size_t n) { return below(n) == 0; }
  bool percent(std::size_t p) { return below(100) < p; }
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace agreement
