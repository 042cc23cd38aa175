/// What a step has changed: each place as a JSON Pointer (RFC 6901), with what was there and what
/// is there now. Generated code (`writ gen --log`) names the members; how values are compared is
/// here.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <writ/core/bytes.h>
#include <writ/core/flat_map.h>
#include <writ/core/flat_set.h>
#include <writ/core/json_writer.h>
#include <writ/core/list.h>
#include <writ/core/path.h>
#include <writ/core/secret.h>
#include <writ/core/words.h>

namespace writ {

/// One place that holds something else than before.
struct Change {
  std::string path;                   ///< JSON Pointer from the state on; of a set that of the set
  std::optional<std::string> before;  ///< as JSON; none: there was nothing
  std::optional<std::string> after;   ///< as JSON; none: there is nothing any more
  /// All parts.
  friend bool operator==(const Change&, const Change&) = default;
};

namespace detail {

/// What kind of value a type is, as far as comparing goes.
template <class T>
struct KindOf {
  static constexpr bool is_optional = false;  ///< `std::optional`
  static constexpr bool is_list = false;      ///< `std::vector`, but for bytes
  static constexpr bool is_set = false;       ///< `FlatSet`
  static constexpr bool is_map = false;       ///< `FlatMap`
};
/// Of an optional.
template <class T>
struct KindOf<std::optional<T>> : KindOf<void> {
  static constexpr bool is_optional = true;  ///< it is
};
/// Of a list.
template <class T>
struct KindOf<std::vector<T>> : KindOf<void> {
  static constexpr bool is_list = !std::is_same_v<std::vector<T>, Bytes>;  ///< bytes are none
};
/// Of a set.
template <class T>
struct KindOf<FlatSet<T>> : KindOf<void> {
  static constexpr bool is_set = true;  ///< it is
};
/// Of a map.
template <class K, class V>
struct KindOf<FlatMap<K, V>> : KindOf<void> {
  static constexpr bool is_map = true;  ///< it is
};

/// A key as it stands in a pointer, and as the name of a member.
template <class Key>
std::string key_text(const Key& key) {
  if constexpr (std::is_enum_v<Key>) {
    return std::string(name(key));
  } else {
    return concat(key);
  }
}

}  // namespace detail

class Changes;

/// Says of a type that it is a record of the contract, whose parts `Parts` compares.
template <class Parts, class T>
concept ComparedByParts = requires(Changes& out, const T& value) {
  Parts::compare(out, value, value);
};
/// Says of a type that it is a record or a variant of the contract, which `Parts` writes.
template <class Parts, class T>
concept WrittenByParts = requires(std::string& out, const T& value) {
  Parts::write(out, value);
};

template <class Parts, class T>
void append_shown(std::string& out, const T& value);

/// Appends a map: with keys that are texts, or like them, as an object; else as pairs.
template <class Parts, class K, class V>
void append_map(std::string& out, const FlatMap<K, V>& map) {
  if constexpr (std::is_enum_v<K> || std::is_same_v<K, Uuid> ||
                std::is_convertible_v<const K&, std::string_view>) {
    JsonMembers members(out);
    for (const auto& one : map) append_shown<Parts>(members[detail::key_text(one.key)], one.value);
  } else {
    JsonElements pairs(out);
    for (const auto& one : map) {
      JsonElements pair(pairs.next());
      append_shown<Parts>(pair.next(), one.key);
      append_shown<Parts>(pair.next(), one.value);
    }
  }
}

/// Appends a value as JSON, secrets as `***`: what is of the contract through `Parts::write`.
template <class Parts, class T>
void append_shown(std::string& out, const T& value) {
  if constexpr (WrittenByParts<Parts, T>) {
    Parts::write(out, value);
  } else if constexpr (detail::KindOf<T>::is_optional) {
    if (value) {
      append_shown<Parts>(out, *value);
    } else {
      out += "null";
    }
  } else if constexpr (detail::KindOf<T>::is_list || detail::KindOf<T>::is_set) {
    JsonElements elements(out);
    for (const auto& one : value) append_shown<Parts>(elements.next(), one);
  } else if constexpr (detail::KindOf<T>::is_map) {
    append_map<Parts>(out, value);
  } else if constexpr (std::is_enum_v<T>) {
    append_json(out, name(value));
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    append_json(out, std::string_view(value));
  } else {
    append_json(out, value);
  }
}

/// Collects changes, under caps: of more than `most` places the rest is counted only, and of a
/// value of more than `longest` bytes its size is said. For one thread at a time.
class Changes {
 public:
  static constexpr std::size_t most = 256;       ///< places
  static constexpr std::size_t longest = 2'048;  ///< bytes of a value as JSON

  /// Compares a member, from where the one stands that is compared.
  template <class Parts, class T>
  void member(std::string_view name, const T& before, const T& after) {
    const Step step(*this, name);
    compare<Parts>(before, after);
  }
  /// A secret member: that it has changed is all there is to say.
  void hidden_member(std::string_view name, bool has_changed);
  /// What was found, in the order of the contract.
  [[nodiscard]] const std::vector<Change>& found() const& { return found_; }
  /// The same, taken away.
  [[nodiscard]] std::vector<Change> found() && { return std::move(found_); }
  /// How many more there are than were kept.
  [[nodiscard]] std::size_t left_out() const { return left_out_; }

 private:
  /// One step deeper, as long as it lives.
  class Step {
   public:
    Step(Changes& changes, std::string_view name) : changes_(changes), size_(changes.path_.size()) {
      append_step(changes.path_, name);
    }
    Step(Changes& changes, std::size_t index) : changes_(changes), size_(changes.path_.size()) {
      append_step(changes.path_, index);
    }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    ~Step() { changes_.path_.resize(size_); }

   private:
    Changes& changes_;
    std::size_t size_;
  };

  template <class Parts, class T>
  void compare(const T& before, const T& after) {
    if constexpr (detail::KindOf<T>::is_optional) {
      if (before && after) return compare<Parts>(*before, *after);
      if (before || after) add<Parts>(before ? &*before : nullptr, after ? &*after : nullptr);
    } else if constexpr (detail::KindOf<T>::is_list) {
      list<Parts>(before, after);
    } else if constexpr (detail::KindOf<T>::is_set) {
      set<Parts>(before, after);
    } else if constexpr (detail::KindOf<T>::is_map) {
      map<Parts>(before, after);
    } else if constexpr (ComparedByParts<Parts, T>) {
      Parts::compare(*this, before, after);
    } else {
      if (!(before == after)) add<Parts>(&before, &after);
    }
  }

  template <class Parts, class T>
  void list(const std::vector<T>& before, const std::vector<T>& after) {
    const std::size_t both = std::min(before.size(), after.size());
    for (std::size_t i = 0; i < both; ++i) {
      const Step step(*this, i);
      compare<Parts>(before[i], after[i]);
    }
    for (std::size_t i = both; i < before.size(); ++i) {
      const Step step(*this, i);
      add<Parts, T>(&before[i], nullptr);
    }
    for (std::size_t i = both; i < after.size(); ++i) {
      const Step step(*this, i);
      add<Parts, T>(nullptr, &after[i]);
    }
  }

  // Both are sorted: one pass finds what came and what went.
  template <class Parts, class T>
  void set(const FlatSet<T>& before, const FlatSet<T>& after) {
    auto b = before.begin();
    auto a = after.begin();
    while (b != before.end() || a != after.end()) {
      if (a == after.end() || (b != before.end() && *b < *a)) {
        add<Parts>(&*b, decltype (&*b)(nullptr));
        ++b;
      } else if (b == before.end() || *a < *b) {
        add<Parts>(decltype (&*a)(nullptr), &*a);
        ++a;
      } else {
        ++a, ++b;
      }
    }
  }

  template <class Parts, class K, class V>
  void map(const FlatMap<K, V>& before, const FlatMap<K, V>& after) {
    auto b = before.begin();
    auto a = after.begin();
    while (b != before.end() || a != after.end()) {
      const bool gone = a == after.end() || (b != before.end() && b->key < a->key);
      const bool is_new = !gone && (b == before.end() || a->key < b->key);
      const Step step(*this, detail::key_text(gone ? b->key : a->key));
      if (gone) {
        add<Parts, V>(&b->value, nullptr);
      } else if (is_new) {
        add<Parts, V>(nullptr, &a->value);
      } else {
        compare<Parts>(b->value, a->value);
      }
      if (!is_new) ++b;
      if (!gone) ++a;
    }
  }

  template <class Parts, class T>
  void add(const T* before, const T* after) {
    if (found_.size() == most) return void(++left_out_);
    Change& change = found_.emplace_back();
    change.path = path_;
    if (before) append_shown<Parts>(change.before.emplace(), *before);
    if (after) append_shown<Parts>(change.after.emplace(), *after);
    shorten(change);
  }
  static void shorten(Change& change);

  std::string path_;
  std::vector<Change> found_;
  std::size_t left_out_ = 0;
};

}  // namespace writ
