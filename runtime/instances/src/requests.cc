#include <writ/instances/requests.h>

#include <utility>

#include <writ/core/seen.h>

namespace writ {

namespace {

/// No subject and key give what others give: the length of the first is in front.
std::string joined(const Request& request) {
  std::string out = std::to_string(request.subject.size()) + ':';
  return out.append(request.subject).append(request.key);
}

}  // namespace

std::optional<Outcome> Requests::answer(const Request& request, Instant now) const {
  const auto found = by_key_.find(joined(request));
  if (found == by_key_.end()) return std::nullopt;
  const detail::KeptRequest& kept = *found->second;
  if (now >= kept.at && has_passed(period_, kept.at, now)) return std::nullopt;
  if (kept.content != request.content) return Outcome::refused(RefusalKind::Conflict);
  return kept.outcome ? Outcome::repeated() : kept.outcome;
}

Requests::Place::Place(Requests& requests, const Request& request, Instant now)
    : requests_(requests) {
  std::list<detail::KeptRequest> one;
  one.push_back({joined(request), request.content, now, Outcome::unknown()});
  kept_ = one.begin();
  const auto before = requests.by_key_.find(kept_->key);
  if (before != requests.by_key_.end()) requests.forget(before->second);  // its time is over
  requests.by_key_.emplace(kept_->key, kept_);
  requests.all_.splice(requests.all_.end(), one);  // cannot fail
}

Requests::Place::~Place() {
  if (!taken_) requests_.forget(kept_);
}

void Requests::Place::take(Outcome outcome) {
  if (!outcome && outcome.status() != Status::Pending) return;
  taken_ = true;
  kept_->outcome = outcome;
  if (requests_.by_key_.size() > requests_.most_) requests_.forget(requests_.all_.begin());
}

void Requests::settle(Ticket ticket, bool durable) {
  for (auto one = all_.begin(); one != all_.end(); ++one) {
    if (one->outcome.ticket() != ticket) continue;
    if (!durable) return forget(one);
    one->outcome = Outcome::accepted();
    return;
  }
}

void Requests::forget(std::list<detail::KeptRequest>::iterator one) {
  by_key_.erase(one->key);
  all_.erase(one);
}

}  // namespace writ
