#include <writ/authority/hook.h>

#include <algorithm>
#include <exception>

namespace writ {

namespace {

/// Runs it; what it threw in words, or nothing.
template <class Run>
std::optional<std::string> thrown_by(const Run& run) {
  try {
    run();
    return std::nullopt;
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "something that is no std::exception";
  }
}

void tell_one(Hook& hook, HookPlace place, const LogEntry& entry) {
  switch (place) {
    case HookPlace::AfterDispatch: return hook.after_dispatch(entry);
    case HookPlace::AfterPropose: return hook.after_propose(entry);
    case HookPlace::AfterCommit: return hook.after_commit(entry);
    case HookPlace::OnGuardDeny: return hook.on_guard_deny(entry);
    default: return;
  }
}

std::optional<Veto> ask_one(Hook& hook, HookPlace place, const Asked& asked) {
  switch (place) {
    case HookPlace::BeforeDispatch: return hook.before_dispatch(asked);
    case HookPlace::BeforePropose: return hook.before_propose(asked);
    case HookPlace::BeforeCommit: return hook.before_commit(asked);
    default: return std::nullopt;
  }
}

}  // namespace

std::string_view name(HookPlace place) {
  switch (place) {
    case HookPlace::BeforeDispatch: return "before_dispatch";
    case HookPlace::AfterDispatch: return "after_dispatch";
    case HookPlace::BeforePropose: return "before_propose";
    case HookPlace::AfterPropose: return "after_propose";
    case HookPlace::BeforeCommit: return "before_commit";
    case HookPlace::AfterCommit: return "after_commit";
    case HookPlace::OnGuardDeny: return "on_guard_deny";
    case HookPlace::OnError: return "on_error";
  }
  return "?";
}

std::optional<Veto> Hook::before_dispatch(const Asked&) { return std::nullopt; }
void Hook::after_dispatch(const LogEntry&) {}
std::optional<Veto> Hook::before_propose(const Asked&) { return std::nullopt; }
void Hook::after_propose(const LogEntry&) {}
std::optional<Veto> Hook::before_commit(const Asked&) { return std::nullopt; }
void Hook::after_commit(const LogEntry&) {}
void Hook::on_guard_deny(const LogEntry&) {}
void Hook::on_error(HookPlace, std::string_view, std::string_view) {}

std::vector<std::string_view> Hooks::names() const {
  std::vector<std::string_view> all;
  for (const auto& hook : hooks_) all.push_back(hook->name());
  return all;
}

std::optional<Hooks::Refused> Hooks::ask(HookPlace before, const Asked& asked) const {
  for (const auto& hook : hooks_) {
    std::optional<Veto> veto;
    const auto thrown = thrown_by([&] { veto = ask_one(*hook, before, asked); });
    if (thrown) {
      failed(before, hook->name(), *thrown);
      veto = Veto{RefusalKind::NotPermitted, "a check before this step has failed"};
    }
    if (veto) return Refused{*std::move(veto), hook->name()};
  }
  return std::nullopt;
}

void Hooks::tell(HookPlace after, const LogEntry& entry) const {
  std::for_each(hooks_.rbegin(), hooks_.rend(), [&](const std::shared_ptr<Hook>& hook) {
    if (const auto thrown = thrown_by([&] { tell_one(*hook, after, entry); }))
      failed(after, hook->name(), *thrown);
  });
}

void Hooks::failed(HookPlace place, std::string_view hook, std::string_view what) const {
  std::for_each(hooks_.rbegin(), hooks_.rend(), [&](const std::shared_ptr<Hook>& one) {
    if (thrown_by([&] { one->on_error(place, hook, what); })) ++lost_;
  });
}

}  // namespace writ
