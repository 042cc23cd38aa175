/// The generated decoders of several contracts, each behind one function.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <writ/core/outcome.h>

namespace fuzz {

/// What a generated decoder says of a payload.
struct Answer {
  bool accepted = false;
  writ::Problems problems;
  std::string canonical;  ///< where it is accepted: what is read, written again
  std::string wrong;      ///< what does not hold of the decoder, whatever the payload is; or empty
  std::size_t asked = 0;  ///< bytes of memory that reading it has asked for, in all
};

struct Door {
  std::string_view contract;  ///< `order`
  std::string_view file;      ///< its contract, from the root of the repository
  Answer (*decode)(std::string_view intent, std::string_view payload);
};

[[nodiscard]] std::span<const Door> doors();

}  // namespace fuzz
