#include "compiler/model/type.h"

#include "compiler/source/literals.h"

namespace writ::model {

namespace {

/// The double next to the end of a float is said where that is shorter: `> 0.0`.
End end_of(const Type& type, std::int64_t value, int outwards) {
  if (type.kind != Type::Kind::Float) return {value};
  const std::int64_t next = value + outwards;
  const bool open = source::float_words(next).size() < source::float_words(value).size();
  return open ? End{next, true} : End{value};
}

}  // namespace

std::optional<End> least_end(const Type& type) {
  if (type.bounds.least == INT64_MIN) return std::nullopt;
  return end_of(type, type.bounds.least, -1);
}

std::optional<End> most_end(const Type& type) {
  if (type.bounds.most == INT64_MAX) return std::nullopt;
  return end_of(type, type.bounds.most, 1);
}

}  // namespace writ::model
