/// The names that an expression or a body has bound, from the outermost to the innermost.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/interpret/value.h"

namespace writ::interpret {

/// From the state inwards: which item of a value, and of that, and so on.
using Place = std::vector<std::size_t>;

struct Local {
  std::string_view name;
  Value value;
  Place place;                    ///< of the state; empty: the value counts
  const Value* stands = nullptr;  ///< what it is, where that stands and stays; null: as above
};

/// A stack. One stays where it is, whatever is bound behind it; a place that is free is used again,
/// so that a loop asks for memory once.
class Locals {
 public:
  Local& push() {
    if (bound_ == all_.size()) all_.push_back(std::make_unique<Local>());
    return *all_[bound_++];
  }
  /// Only so many are left.
  void shrink(std::size_t bound) {
    for (; bound_ > bound; --bound_) {
      Local& local = *all_[bound_ - 1];
      local.value = Value();
      local.place.clear();
      local.stands = nullptr;
    }
  }
  [[nodiscard]] std::size_t size() const { return bound_; }
  [[nodiscard]] Local& operator[](std::size_t i) const { return *all_[i]; }

 private:
  std::vector<std::unique_ptr<Local>> all_;
  std::size_t bound_ = 0;
};

}  // namespace writ::interpret
