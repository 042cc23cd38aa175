/// What is drawn from the seed of a step: `uuid()` and `random(a..b)`.
///
/// A draw is a function of the seed that the host gave, of the version of the machine and of its
/// place in the contract: asked again, it is the same. No device is read, and nothing is kept. Who
/// knows the seed knows the draws: for secrets, draw outside and give them in the payload.
#pragma once

#include <cstdint>

#include <writ/core/context.h>
#include <writ/core/fault.h>
#include <writ/core/uuid.h>

namespace writ {

/// A number from `least` to `most`, each as likely as the others; 0 and `NoSeed` without a seed, 0
/// and `NothingThere` when `least` is more than `most`.
[[nodiscard]] std::int64_t draw_int(const Moment& moment, std::int64_t place, std::int64_t least,
                                    std::int64_t most, Fault& fault);

/// A UUID of version 4 (RFC 9562, section 5.4); the nil one and `NoSeed` without a seed.
[[nodiscard]] Uuid draw_uuid(const Moment& moment, std::int64_t place, Fault& fault);

}  // namespace writ
