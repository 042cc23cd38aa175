/// An intent in the making: a caller gives some of its fields, a proposer offers others, and only
/// what somebody accepted becomes a part of it. `writ gen --drafts` makes the patches it needs.
///
///     writ::Draft<order::AddLine> draft(1, {.line = {.sku = "MUG-0001"}});
///     const auto request = draft.ask(now, writ::minutes(1));  // for a model, say
///     draft.propose(request, patch, now);                     // staged; nothing counts yet
///     draft.accept();
///     if (const auto intent = draft.intent()) machine.dispatch(*intent, draft.sign(now));
#pragma once

#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include <writ/core/context.h>
#include <writ/core/time.h>

namespace writ {

/// What became of a proposal.
enum class Proposal : std::uint8_t {
  Staged,   ///< it waits for `accept` or `discard`
  Nothing,  ///< there is nothing in it, or the provider had nothing to say
  NotOpen,  ///< it names a field that a caller gave, or that only a caller may give
  Stale,    ///< it is for another draft, for what this one was before, or while another one waits
  Late,     ///< its time is over
  Failed,   ///< the provider threw something
  Vetoed,   ///< a hook said no
};
/// The name used in logs: `not_open`.
[[nodiscard]] std::string_view name(Proposal proposal);

/// What a proposer is asked. It knows nothing of the machine, and of the draft no secrets.
template <class Intent>
struct ProposalRequest {
  std::uint64_t draft = 0;     ///< its id
  std::uint64_t revision = 0;  ///< what the draft was when it was asked
  typename Intent::Patch has;  ///< what is there already, but for secrets
  FieldSet missing;            ///< fields without which there is no intent
  FieldSet open;               ///< fields that may be proposed: these, and those with a default
  Instant until;               ///< after that nothing is heard any more
};

/// One intent, until it is complete. It holds no machine and changes none: `intent()` goes through
/// `dispatch` as any other. For one thread at a time; a copy is one of its own with the same id.
template <class Intent>
class Draft {
 public:
  /// Some fields of the intent: `order::AddLine::Patch`.
  using Patch = typename Intent::Patch;
  /// What a proposer is asked.
  using Request = ProposalRequest<Intent>;

  /// `id` is the host's, another one for each draft: a proposal finds by it what it is for.
  explicit Draft(std::uint64_t id, Patch given = {}) : id_(id) { give(std::move(given)); }

  /// As the host gave it.
  [[nodiscard]] std::uint64_t id() const { return id_; }
  /// Another one after each change; proposals are for one revision.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }

  /// A caller gives these fields, or gives them anew. What is staged was for what there was before,
  /// and is discarded.
  void give(Patch patch) {
    const FieldSet which = fields(patch);
    put(std::move(patch));
    given_ = given_ | which;
    proposed_ = proposed_ - which;
    suggested_ = suggested_ - which;
  }
  /// A caller takes over what a refusal suggests, also for fields that were given.
  void adopt(Patch suggestion) {
    const FieldSet which = fields(suggestion);
    put(std::move(suggestion));
    given_ = given_ - which;
    proposed_ = proposed_ - which;
    suggested_ = suggested_ | which;
  }

  /// What to ask a proposer, who has so much time.
  [[nodiscard]] Request ask(Instant now, Duration within) const {
    Request request{id_, revision_, has_, missing(), open(), now + within};
    keep(request.has, FieldSet::all() - secret_fields());
    return request;
  }
  /// The proposer's answer, all of it or nothing. It is not a part of the intent before `accept`.
  Proposal propose(const Request& request, Patch patch, Instant now) {
    if (request.draft != id_ || request.revision != revision_) return Proposal::Stale;
    if (staged_) return Proposal::Stale;  // somebody may be looking at it
    if (now > request.until) return Proposal::Late;
    const FieldSet which = fields(patch);
    if (which.empty()) return Proposal::Nothing;
    if (!(which - open()).empty()) return Proposal::NotOpen;
    staged_ = std::move(patch);
    ++revision_;
    return Proposal::Staged;
  }
  /// Asks somebody who answers at once: `provider(request)` returns a patch, or none. What it
  /// throws is `Failed`. `clock()` says what time it is, before it and after it.
  template <class Provider, class Clock>
  Proposal ask(Provider provider, Clock clock, Duration within) {
    const Request request = ask(clock(), within);
    std::optional<Patch> patch;
    try {
      patch = provider(request);
    } catch (...) {
      return Proposal::Failed;
    }
    return patch ? propose(request, *std::move(patch), clock()) : Proposal::Nothing;
  }

  /// What waits to be accepted or discarded; null when nothing does.
  [[nodiscard]] const Patch* staged() const { return staged_ ? &*staged_ : nullptr; }
  /// What is staged becomes a part of the intent, as proposed. False: nothing is, or the draft has
  /// another revision than when it was looked at.
  bool accept(std::optional<std::uint64_t> looked_at = {}) {
    if (!staged_ || looked_at.value_or(revision_) != revision_) return false;
    const FieldSet which = fields(*staged_);
    put(*std::exchange(staged_, std::nullopt));
    proposed_ = proposed_ | which;
    suggested_ = suggested_ - which;
    return true;
  }
  /// What is staged is forgotten. False: nothing is.
  bool discard() {
    if (!staged_) return false;
    staged_.reset();
    ++revision_;
    return true;
  }

  /// Fields without which there is no intent.
  [[nodiscard]] FieldSet missing() const { return required_fields() - fields(has_); }
  /// Fields that a proposer may offer: not those that a caller gave, nor those that only one may.
  [[nodiscard]] FieldSet open() const { return all_fields() - given_ - suggested_ - authored(); }
  /// Fields that a caller gave.
  [[nodiscard]] FieldSet given() const { return given_; }
  /// Fields that were proposed and accepted.
  [[nodiscard]] FieldSet proposed() const { return proposed_; }
  /// Fields that were taken over from a suggestion.
  [[nodiscard]] FieldSet suggested() const { return suggested_; }

  /// The intent; nothing while something is missing, or staged and neither accepted nor discarded.
  [[nodiscard]] std::optional<Intent> intent() const {
    std::optional<Intent> out;
    if (staged_ || !missing().empty()) return out;
    apply(has_, out.emplace());
    return out;
  }
  /// The context with who gave what: for the dispatch of `intent()`.
  [[nodiscard]] Context sign(Context context) const {
    context.proposed = proposed_;
    context.suggested = suggested_;
    return context;
  }

  /// Fields that nobody is told of.
  static constexpr FieldSet secret_fields() {
    if constexpr (requires { Intent::secret_fields; }) return Intent::secret_fields;
    return {};
  }

 private:
  static constexpr FieldSet required_fields() {
    if constexpr (requires { Intent::required; }) return Intent::required;
    return {};
  }
  static constexpr FieldSet authored() {
    if constexpr (requires { Intent::authored; }) return Intent::authored;
    return {};
  }
  static constexpr FieldSet all_fields() {
    if constexpr (requires { Intent::field_paths; })
      return FieldSet::first(std::size(Intent::field_paths));
    return {};
  }
  void put(Patch patch) {
    merge(has_, std::move(patch));
    staged_.reset();
    ++revision_;
  }

  std::uint64_t id_;
  std::uint64_t revision_ = 0;
  Patch has_;
  std::optional<Patch> staged_;
  FieldSet given_;
  FieldSet proposed_;
  FieldSet suggested_;
};

}  // namespace writ
