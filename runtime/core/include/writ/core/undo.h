/// Undo for the bodies that can fail after their first write.
///
/// A body says what it overwrites; leaving the scope puts everything back, in the order opposite to
/// that of the declarations, unless `keep()` was called at the point of no return. Putting back
/// asks for no memory.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include <writ/core/bool.h>

namespace writ {

/// One place of the state. It is kept at the first write: moved out when it is replaced, copied
/// when a part of it is about to change.
template <class T>
class [[nodiscard]] Saved {
  static_assert(std::is_nothrow_move_assignable_v<T>, "putting back must not fail");

 public:
  /// Of a place that outlives this; nothing is kept yet.
  explicit Saved(T& place) : place_(place) {}
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;
  ~Saved() {
    if (kept_) place_ = std::move(before_);
  }
  /// Replaces the whole. Does not fail.
  void set(T value) noexcept {
    if (!kept_) before_ = std::move(place_);
    kept_ = true;
    place_ = std::move(value);
  }
  /// A part of it is about to change. Copies it the first time: may throw `std::bad_alloc`.
  void touch() {
    if (kept_) return;
    before_ = place_;
    kept_ = true;
  }
  /// What was written stays.
  void keep() noexcept { kept_ = false; }

 private:
  T& place_;
  T before_{};
  bool kept_ = false;
};

/// A list that only grows at its end: what was added goes again.
template <class List>
class [[nodiscard]] SavedSize {
 public:
  /// Of a list that outlives this, before anything is added.
  explicit SavedSize(List& list) : list_(&list), size_(list.size()) {}
  SavedSize(const SavedSize&) = delete;
  SavedSize& operator=(const SavedSize&) = delete;
  ~SavedSize() {
    if (list_) list_->erase(list_->begin() + static_cast<std::ptrdiff_t>(size_), list_->end());
  }
  /// What was added stays.
  void keep() noexcept { list_ = nullptr; }

 private:
  List* list_;
  std::size_t size_;
};

/// Lists that only grow at their ends, each as it comes: what was added goes again. Their addresses
/// must stay.
template <class List>
class [[nodiscard]] SavedSizes {
 public:
  SavedSizes() = default;
  SavedSizes(const SavedSizes&) = delete;
  SavedSizes& operator=(const SavedSizes&) = delete;
  ~SavedSizes() {
    for (; !more_.empty(); more_.pop_back()) shrink(more_.back());
    while (few_size_ > 0) shrink(few_[--few_size_]);
  }
  /// Something is about to be added to this one. Up to four ask for no memory; more may throw
  /// `std::bad_alloc`.
  void add(List& list) {
    const Entry entry{&list, list.size()};
    if (few_size_ == few_.size()) return more_.push_back(entry);
    few_[few_size_++] = entry;
  }
  /// What was added stays.
  void keep() noexcept {
    more_.clear();
    few_size_ = 0;
  }

 private:
  struct Entry {
    List* list = nullptr;
    std::size_t size = 0;
  };
  static void shrink(const Entry& entry) {
    entry.list->erase(entry.list->begin() + static_cast<std::ptrdiff_t>(entry.size),
                      entry.list->end());
  }

  std::array<Entry, 4> few_{};
  std::size_t few_size_ = 0;
  std::vector<Entry> more_;
};

/// Single elements, in the order in which they were written. Their addresses must stay.
template <class T>
class [[nodiscard]] SavedEach {
  static_assert(std::is_nothrow_move_assignable_v<T>, "putting back must not fail");

 public:
  SavedEach() = default;
  SavedEach(const SavedEach&) = delete;
  SavedEach& operator=(const SavedEach&) = delete;
  ~SavedEach() {
    while (!more_.empty()) {
      *more_.back().place = std::move(more_.back().before);
      more_.pop_back();
    }
    while (few_size_ > 0) {
      --few_size_;
      *few_[few_size_].place = std::move(few_[few_size_].before);
    }
  }
  /// Replaces one element. Up to eight small ones ask for no memory; more may throw
  /// `std::bad_alloc`, and then nothing has changed.
  void set(T& place, T value) {
    if (few_size_ < few_.size()) {
      few_[few_size_].place = &place;
      few_[few_size_].before = std::exchange(place, std::move(value));
      ++few_size_;
      return;
    }
    more_.push_back({&place, T{}});
    more_.back().before = std::exchange(place, std::move(value));
  }
  /// A `bool` in a list.
  void set(Bool& place, T value) requires std::is_same_v<T, bool> { set(place.value, value); }
  /// What was written stays.
  void keep() noexcept {
    more_.clear();
    few_size_ = 0;
  }

 private:
  struct Entry {
    T* place = nullptr;
    T before{};
  };
  static constexpr std::size_t few = std::is_trivially_copyable_v<T> && sizeof(T) <= 16 ? 8 : 1;
  std::array<Entry, few> few_{};
  std::size_t few_size_ = 0;
  std::vector<Entry> more_;
};

}  // namespace writ
