/// Requests with an idempotency key: one that is sent again is done once, and answered as before
/// (draft-ietf-httpapi-idempotency-key-header).
#pragma once

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <writ/core/outcome.h>
#include <writ/core/time.h>
#include <writ/core/uuid.h>

namespace writ {

/// What somebody asks for, once. The views are read during the call only.
struct Request {
  std::string_view subject;  ///< who; keys of one subject mean nothing to another one
  std::string_view key;      ///< the idempotency key that came with it
  Uuid content;              ///< a `fingerprint` of the intent and its payload
};

namespace detail {

/// One that is remembered.
struct KeptRequest {
  std::string key;  ///< with the subject
  Uuid content;     ///< as in the request
  Instant at;       ///< when it was made
  Outcome outcome;  ///< what became of it: `unknown` while its step is made
};

}  // namespace detail

/// Those of one instance that were accepted, or wait for a store. Of more than `most` the oldest is
/// forgotten, and each `period` after it was made. For one thread at a time.
class Requests {
 public:
  /// Remembers nothing yet. `most` is at least 1.
  Requests(std::size_t most, Duration period) : most_(most), period_(period) {}
  Requests(const Requests&) = delete;
  Requests& operator=(const Requests&) = delete;

  /// What is said to a request whose key was seen: `repeated` when it was accepted, the same
  /// `pending` while the store is at it, `conflict` when the key came with something else. Nothing
  /// when it is new.
  [[nodiscard]] std::optional<Outcome> answer(const Request& request, Instant now) const;
  /// What waited for this ticket is accepted, or forgotten.
  void settle(Ticket ticket, bool durable);
  /// How many there are.
  [[nodiscard]] std::size_t size() const { return by_key_.size(); }

  /// Room for one request, made before its step: when that counts, nothing can fail any more.
  class Place {
   public:
    /// Throws `std::bad_alloc`. `requests` must outlive this.
    Place(Requests& requests, const Request& request, Instant now);
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place();
    /// Remembers what was accepted or is pending. Any other outcome leaves no trace, nor does a
    /// step that threw: it can be tried again.
    void take(Outcome outcome);

   private:
    Requests& requests_;
    std::list<detail::KeptRequest>::iterator kept_;
    bool taken_ = false;
  };

 private:
  void forget(std::list<detail::KeptRequest>::iterator one);

  std::size_t most_;
  Duration period_;
  std::list<detail::KeptRequest> all_;  // the oldest first
  // Views into these.
  std::unordered_map<std::string_view, std::list<detail::KeptRequest>::iterator> by_key_;
};

}  // namespace writ
