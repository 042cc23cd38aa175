/// Drafts of many instances, for a while: `writ::Drafts<order::Intent>`.
///
///     const auto id = drafts.begin<order::AddLine>("order 7", {.line = {.sku = sku}}, now);
///     drafts.ask<order::AddLine>(*id, now, writ::minutes(1), model);  // answers now or later
///     drafts.with<order::AddLine>(*id, now, [](auto& draft) { draft.accept(); });
///     instances.commit<order::AddLine>(drafts, *id, now);
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <writ/core/draft.h>
#include <writ/core/time.h>

namespace writ {

/// How many drafts are kept, and how long.
struct DraftLimits {
  std::size_t most = 1'000;   ///< of all instances together; at least 1
  std::size_t most_each = 8;  ///< of one instance; at least 1
  Duration lives = hours(1);  ///< a draft, since it was begun
};

/// A number that each draft has alone, as long as the program runs; from 1 on.
using DraftId = std::uint64_t;

namespace detail {

/// Does this thread use a draft?
inline thread_local bool uses_draft = false;
/// It does, as long as this lives.
struct UsesDraft {
  /// Begins.
  UsesDraft() { uses_draft = true; }
  UsesDraft(const UsesDraft&) = delete;
  UsesDraft& operator=(const UsesDraft&) = delete;
  ~UsesDraft() { uses_draft = false; }
};

}  // namespace detail

template <class AnyIntent>
class Drafts;

/// Of a contract's `Intent`. Thread-safe: each draft is used by one thread at a time, different
/// ones at once. What is over is forgotten when somebody looks, and when room is needed.
template <class... Intent>
class Drafts<std::variant<Intent...>> {
 public:
  /// Answers a request: with a patch, or with none. Once, from any thread, at any time, also when
  /// the draft or all drafts are gone, but not from inside of a `use` (`Stale`). `now` is the time
  /// at which it does.
  template <class I>
  using Reply = std::function<Proposal(std::optional<typename I::Patch> patch, Instant now)>;
  /// Somebody who proposes. It is called without any lock, and need not answer before it returns.
  template <class I>
  using Provider = std::function<void(const ProposalRequest<I>& request, Reply<I> reply)>;

  /// None yet.
  explicit Drafts(DraftLimits limits = {}) : table_(std::make_shared<Table>(limits)) {}

  /// A new draft of that instance, with what the caller gives. Nothing when there are too many.
  template <class I>
  std::optional<DraftId> begin(std::string_view instance, typename I::Patch given, Instant now) {
    const std::lock_guard lock(table_->mutex);
    table_->expire(now);
    std::size_t& count = table_->counts[std::string(instance)];
    if (count >= table_->limits.most_each || table_->all.size() >= table_->limits.most) {
      if (count == 0) table_->counts.erase(std::string(instance));
      return std::nullopt;
    }
    const DraftId id = ++table_->last;
    table_->all.emplace(id,
                        std::make_shared<Kept>(std::string(instance), now + table_->limits.lives,
                                               Draft<I>(id, std::move(given))));
    ++count;
    return id;
  }

  /// Calls `use(draft)` while nobody else uses it. False: there is no such draft of this intent,
  /// its time is over, or this is called from inside of a `use`.
  template <class I, class Use>
  bool with(DraftId id, Instant now, Use use) {
    return table_->template with<I>(id, now, [&](Kept&, Draft<I>& draft) { use(draft); });
  }

  /// How an answer is staged, where nobody says otherwise.
  struct Stage {
    /// `draft.propose(request, patch, now)`
    template <class AnyDraft, class Request, class Patch>
    Proposal operator()(AnyDraft& draft, const Request& request, Patch patch, Instant now) const {
      return draft.propose(request, std::move(patch), now);
    }
  };
  /// Asks somebody for what is open in the draft, who has so much time. False: there is no such
  /// draft. What the provider throws passes through; nothing has changed then. With `stage` an
  /// answer goes another way: to `propose` of a `writ::Watch`, say.
  template <class I, class Staged = Stage>
  bool ask(DraftId id, Instant now, Duration within, const Provider<I>& provider,
           Staged stage = {}) {
    std::optional<ProposalRequest<I>> request;
    if (!with<I>(id, now, [&](Draft<I>& draft) { request = draft.ask(now, within); })) return false;
    const auto answered = std::make_shared<std::atomic<bool>>(false);
    provider(*request, [table = std::weak_ptr<Table>(table_), request = *request, answered, stage](
                           std::optional<typename I::Patch> patch, Instant then) {
      const auto there = table.lock();
      if (answered->exchange(true) || !there) return Proposal::Stale;
      if (!patch) return Proposal::Nothing;
      Proposal proposal = Proposal::Stale;
      there->template with<I>(request.draft, then, [&](Kept&, Draft<I>& draft) {
        proposal = stage(draft, request, *std::move(patch), then);
      });
      return proposal;
    });
    return true;
  }

  /// An intent that is complete.
  template <class I>
  struct Ready {
    std::string instance;  ///< whose it is
    I intent;              ///< as it is dispatched
    Context context;       ///< with who gave what
  };
  /// The intent of a draft, if nothing is missing and nothing staged.
  template <class I>
  std::optional<Ready<I>> ready(DraftId id, const Context& context) {
    std::optional<Ready<I>> out;
    table_->template with<I>(id, context.now, [&](Kept& kept, Draft<I>& draft) {
      if (auto intent = draft.intent())
        out.emplace(Ready<I>{kept.instance, *std::move(intent), draft.sign(context)});
    });
    return out;
  }

  /// The same for who makes the step: nobody else gets it before `release`.
  template <class I>
  std::optional<Ready<I>> claim(DraftId id, const Context& context) {
    std::optional<Ready<I>> out;
    table_->template with<I>(id, context.now, [&](Kept& kept, Draft<I>& draft) {
      if (kept.is_claimed) return;
      if (auto intent = draft.intent())
        out.emplace(Ready<I>{kept.instance, *std::move(intent), draft.sign(context)});
      kept.is_claimed = out.has_value();
    });
    return out;
  }
  /// The step was not made: somebody may claim it again.
  void release(DraftId id) {
    const std::lock_guard lock(table_->mutex);
    if (const auto found = table_->all.find(id); found != table_->all.end())
      found->second->is_claimed = false;
  }

  /// Forgets a draft. False: there is none.
  bool drop(DraftId id) {
    const std::lock_guard lock(table_->mutex);
    return table_->drop(id);
  }
  /// How many there are, with those whose time is over and that nobody has looked at.
  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(table_->mutex);
    return table_->all.size();
  }

 private:
  struct Kept {
    Kept(std::string of, Instant end, std::variant<Draft<Intent>...> one)
        : instance(std::move(of)), until(end), draft(std::move(one)) {}
    std::mutex mutex;  // of the draft
    const std::string instance;
    const Instant until;
    std::variant<Draft<Intent>...> draft;
    std::atomic<bool> is_claimed = false;  // somebody makes its step, or has made it
  };

  /// Shared with the replies, which may come when nobody else is there any more.
  struct Table {
    explicit Table(DraftLimits of) : limits(of) {}
    std::mutex mutex;
    DraftLimits limits;
    std::map<DraftId, std::shared_ptr<Kept>> all;  // the oldest first
    std::map<std::string, std::size_t> counts;     // by instance
    DraftId last = 0;

    template <class I, class Use>
    bool with(DraftId id, Instant now, Use use) {
      std::shared_ptr<Kept> kept;
      {
        const std::lock_guard lock(mutex);
        expire(now);
        const auto found = all.find(id);
        if (found == all.end()) return false;
        kept = found->second;
      }
      if (detail::uses_draft) return false;  // it might be this one
      const std::lock_guard lock(kept->mutex);
      const detail::UsesDraft here;
      auto* const draft = std::get_if<Draft<I>>(&kept->draft);
      if (!draft) return false;
      use(*kept, *draft);
      return true;
    }
    bool drop(DraftId id) {
      const auto found = all.find(id);
      if (found == all.end()) return false;
      const auto count = counts.find(found->second->instance);
      if (--count->second == 0) counts.erase(count);
      all.erase(found);
      return true;
    }
    /// Those that were begun first are over first, but where a clock went back.
    void expire(Instant now) {
      while (!all.empty() && all.begin()->second->until < now) drop(all.begin()->first);
    }
  };

  std::shared_ptr<Table> table_;
};

}  // namespace writ
