/// The few moves that patches are made of. A patch has the shape of its record, with every field
/// optional: an incomplete payload, a proposal and a suggestion are all patches.
#pragma once

#include <optional>
#include <utility>
#include <vector>

namespace writ {

/// Takes over what `from` has, if it has something, and leaves the rest of it unspecified.
template <class T>
void put(T& into, std::optional<T>& from) {
  if (from) into = std::move(*from);
}
/// The same for a field that is optional itself, or for another patch.
template <class T>
void put(std::optional<T>& into, std::optional<T>& from) {
  if (from) into = std::move(from);
}

/// Room for one more element, so that adding it later cannot fail.
template <class T>
void make_room(std::vector<T>& list) {
  if (list.size() == list.capacity()) list.reserve(list.empty() ? 4 : 2 * list.size());
}
/// Room for so many more.
template <class T>
void make_room(std::vector<T>& list, std::size_t more) {
  if (list.capacity() - list.size() < more) list.reserve(2 * list.size() + more);
}

}  // namespace writ
