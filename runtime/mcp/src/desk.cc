#include <writ/mcp/desk.h>

#include <algorithm>
#include <utility>

namespace writ::mcp {

namespace {

bool is_waiting(const Proposal& one) { return one.status == ProposalStatus::Waiting; }

}  // namespace

std::string_view name(ProposalStatus status) {
  switch (status) {
    case ProposalStatus::Waiting: return "waiting";
    case ProposalStatus::Accepted: return "accepted";
    case ProposalStatus::Discarded: return "discarded";
    case ProposalStatus::Expired: return "expired";
  }
  return "unknown";
}

Desk::Placed Desk::put(Proposal proposal, Instant now) {
  expire(now);
  for (const Proposal& one : all_)
    if (is_waiting(one) && one.tool == proposal.tool && one.payload == proposal.payload)
      return {&one, true};
  if (waiting() >= options_.most) return {};
  proposal.id = "p" + std::to_string(++made_);
  proposal.made = now;
  proposal.expires = now + options_.ttl;
  proposal.status = ProposalStatus::Waiting;
  all_.push_back(std::move(proposal));
  return {&all_.back(), false};
}

void Desk::expire(Instant now) {
  for (Proposal& one : all_)
    if (is_waiting(one) && one.expires <= now) one.status = ProposalStatus::Expired;
  forget();
}

Proposal* Desk::waiting(std::string_view id) {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Proposal& one) {
    return is_waiting(one) && one.id == id;
  });
  return found == all_.end() ? nullptr : &*found;
}

void Desk::decide(Proposal& proposal, ProposalStatus status) {
  proposal.status = status;
  forget();
}

std::size_t Desk::waiting() const {
  return static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(), is_waiting));
}

Instant Desk::next_expiry() const {
  Instant next = Instant::never();
  for (const Proposal& one : all_)
    if (is_waiting(one)) next = std::min(next, one.expires);
  return next;
}

/// The oldest of those that are decided go; nobody reads the payload of one that stays.
void Desk::forget() {
  std::size_t decided = all_.size() - waiting();
  for (auto one = all_.begin(); one != all_.end();) {
    if (!is_waiting(*one) && decided > options_.remembered) {
      one = all_.erase(one);
      --decided;
      continue;
    }
    if (!is_waiting(*one)) one->payload = one->shown = std::string();
    ++one;
  }
}

}  // namespace writ::mcp
