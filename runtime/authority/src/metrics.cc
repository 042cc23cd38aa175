#include <writ/authority/metrics.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace writ {

namespace {

std::string_view what_became_of(const LogEntry& entry) {
  if (!entry.error.empty()) return "failed";
  switch (entry.outcome.status()) {
    case Status::Accepted: return entry.outcome.is_repeated() ? "repeated" : "accepted";
    case Status::Refused: return name(entry.outcome.kind());
    case Status::Pending: return "pending";
    case Status::Unknown: return "unknown";
  }
  return "unknown";
}

/// Of what was done with a proposal, a word that lives for ever.
std::string_view answer_of(const LogEntry& entry) {
  if (entry.action == Action::Propose) {
    for (const Proposal one : {Proposal::Staged, Proposal::Nothing, Proposal::NotOpen,
                               Proposal::Stale, Proposal::Late, Proposal::Failed})
      if (entry.answer == name(one)) return name(one);
    return name(Proposal::Vetoed);
  }
  if (entry.answer != "done") return "nothing_staged";
  return entry.action == Action::Accept ? "accepted" : "discarded";
}

using Label = std::pair<std::string_view, std::string_view>;

/// `{contract="Order",intent="Pay"}`: words of a contract need no escapes.
std::string labels(std::initializer_list<Label> all) {
  std::string out = "{";
  for (const auto& [name, value] : all)
    ((((out += out.size() > 1 ? "," : "") += name) += "=\"") += value) += '"';
  return out += '}';
}

void head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  ((((out += "# TYPE ") += name) += ' ') += type) += '\n';
  ((((out += "# HELP ") += name) += ' ') += help) += '\n';
}

void sample(std::string& out, std::string_view name, const std::string& labels,
            const std::string& value) {
  (((out += name) += labels) += ' ') += value + '\n';
}

template <class Counts>
void counters(std::string& out, std::string_view name, std::string_view third,
              const Counts& counts) {
  for (const auto& [of, count] : counts) {
    const auto& [contract, intent, last] = of;
    sample(out, name, labels({{"contract", contract}, {"intent", intent}, {third, last}}),
           std::to_string(count));
  }
}

/// Microseconds in seconds, exactly.
std::string in_seconds(std::int64_t us) {
  std::string digits = std::to_string(us % 1'000'000);
  digits.insert(0, 6 - digits.size(), '0');
  return std::to_string(us / 1'000'000) + "." + digits;
}

}  // namespace

void Metrics::after_dispatch(const LogEntry& entry) {
  const std::lock_guard lock(mutex_);
  const std::string_view contract = entry.contract.name;
  ++steps_[{contract, entry.intent, what_became_of(entry)}];
  for (const GuardAnswer& guard : entry.guards)
    if (guard.kind == GuardAnswer::Kind::Denied) ++denials_[{contract, entry.intent, guard.guard}];
  if (!entry.took) return;
  Histogram& times = times_[{contract, entry.intent}];
  const std::int64_t us = std::max<std::int64_t>(entry.took->us, 0);
  ++times.counts[static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), us) -
                                          bounds.begin())];
  times.sum += us;
}

void Metrics::after_propose(const LogEntry& entry) {
  const std::lock_guard lock(mutex_);
  ++proposals_[{entry.contract.name, entry.intent, answer_of(entry)}];
}

void Metrics::on_error(HookPlace place, std::string_view, std::string_view) {
  const std::lock_guard lock(mutex_);
  ++errors_[writ::name(place)];
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  head(out, "writ_steps", "counter", "Intents, by what became of them.");
  counters(out, "writ_steps_total", "outcome", steps_);
  head(out, "writ_proposals", "counter", "Proposals, by what became of them.");
  counters(out, "writ_proposals_total", "outcome", proposals_);
  head(out, "writ_denials", "counter", "Intents that a guard denied, by guard.");
  counters(out, "writ_denials_total", "guard", denials_);
  head(out, "writ_errors", "counter", "What hooks, stores and providers threw, by place.");
  for (const auto& [place, count] : errors_)
    sample(out, "writ_errors_total", labels({{"place", place}}), std::to_string(count));
  head(out, "writ_step_duration_seconds", "histogram", "How long steps took, stores included.");
  for (const auto& [of, times] : times_) {
    const Label contract{"contract", of.first};
    const Label intent{"intent", of.second};
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < times.counts.size(); ++i) {
      all += times.counts[i];
      const std::string bound = i < bounds.size() ? in_seconds(bounds[i]) : "+Inf";
      sample(out, "writ_step_duration_seconds_bucket", labels({contract, intent, {"le", bound}}),
             std::to_string(all));
    }
    sample(out, "writ_step_duration_seconds_sum", labels({contract, intent}),
           in_seconds(times.sum));
    sample(out, "writ_step_duration_seconds_count", labels({contract, intent}),
           std::to_string(all));
  }
  return out += "# EOF\n";
}

}  // namespace writ
