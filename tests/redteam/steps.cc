// Attacks on steps: versions, keys that were used, steps inside of steps, and reading what is
// hidden.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <writ/authority/audit.h>
#include <writ/core/text.h>
#include <writ/instances/instances.h>

#include "attack.h"

namespace {

using namespace redteam;

/// Makes a step of its own wherever it is called.
class Nested final : public writ::Hook {
 public:
  explicit Nested(Target& target) : target_(target) {}
  int busy = 0;
  int others = 0;
  bool is_on = true;
  [[nodiscard]] std::string_view name() const override { return "nested"; }
  std::optional<writ::Veto> before_dispatch(const writ::Asked&) override { return attack(); }
  void after_dispatch(const writ::LogEntry&) override { attack(); }
  std::optional<writ::Veto> before_commit(const writ::Asked&) override { return attack(); }
  void after_commit(const writ::LogEntry&) override { attack(); }
  void on_guard_deny(const writ::LogEntry&) override { attack(); }
  void on_error(writ::HookPlace, std::string_view, std::string_view) override { attack(); }

 private:
  std::optional<writ::Veto> attack() {
    if (!is_on) return std::nullopt;
    const bool is_busy =
        target_.watch.dispatch(target_.machine, redteam::send(1), start).is(RefusalKind::Busy);
    ++(is_busy ? busy : others);
    return std::nullopt;
  }
  Target& target_;
};

/// Dispatches from inside, past the watch and through it; then says no.
class Inside final : public writ::Store {
 public:
  explicit Inside(Target& target) : target_(target) {}
  int asked = 0;
  bool throws = false;
  writ::Appended append(const writ::Step&) override {
    ++asked;
    CHECK(target_.machine.dispatch(redteam::send(1), start).is(RefusalKind::Busy));
    CHECK(target_.watch.dispatch(target_.machine, redteam::send(1), start).is(RefusalKind::Busy));
    CHECK(target_.machine.dispatch("Send", R"({"price":{"amount":1.00},"to":"a"})", start)
              .outcome.is(RefusalKind::Busy));
    if (throws) throw std::runtime_error("the disk is gone");
    return writ::Appended::refused();
  }

 private:
  Target& target_;
};

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("steps: another version than there is") {
  Target target;
  for (const std::uint64_t version :
       {std::uint64_t{1}, std::uint64_t{2}, UINT64_MAX - 1, std::uint64_t{1} << 63})
    target.attack("version " + std::to_string(version), [&] {
      writ::Context context = proposer();
      context.expected_version = version;
      CHECK(target.watch.dispatch(target.machine, redteam::send(1), context)
                .is(RefusalKind::Conflict));
    });
}

TEST_CASE("steps: odd contexts give nobody anything") {
  Target target;
  target.attack("roles, and a subject that is somebody else", [&] {
    writ::Context context = proposer("ann\x1b[2J\xff");
    context.roles = UINT64_MAX;
    context.correlation_id = "\u202e\x1b]0;x\a";
    Send intent = redteam::send(1);
    intent.approved = true;
    CHECK(target.watch.dispatch(target.machine, intent, context).is(RefusalKind::NotPermitted));
  });
  target.attack("what is suggested is a caller's no more than what is proposed", [&] {
    writ::Context context = proposer();
    context.suggested = writ::FieldSet::all();
    Send intent = redteam::send(1);
    intent.approved = true;
    CHECK(target.watch.dispatch(target.machine, intent, context).is(RefusalKind::NotPermitted));
  });
  target.attack("a time at the end of times", [&] {
    writ::Context context = proposer();
    context.now = writ::Instant::never();
    CHECK_FALSE(target.watch.dispatch(target.machine, redteam::send(900'00), context));
  });
}

TEST_CASE("steps: from inside of hooks, of listeners and of stores") {
  Target target;
  const auto nested = std::make_shared<Nested>(target);
  target.watch.hooks().add(nested);
  target.attack("a refused step, with a step in each hook", [&] {
    CHECK(target.watch.dispatch(target.machine, redteam::send(900'00), start)
              .is(RefusalKind::Denied));
    CHECK(nested->busy > 2);
    CHECK(nested->others == 0);
  });
  Inside store(target);
  for (const bool throws : {false, true})
    target.attack("a step inside of a store", [&] {
      store.throws = throws;
      writ::Context context(start);
      context.store = &store;
      if (throws) {
        CHECK_THROWS(target.watch.dispatch(target.machine, redteam::send(1), context));
      } else {
        CHECK(target.watch.dispatch(target.machine, redteam::send(1), context)
                  .is(RefusalKind::StorageFailed));
      }
    });
  CHECK(store.asked == 2);
  nested->is_on = false;
  ++count;
  int heard = 0;
  const auto listener =
      target.watch.subscribe("", "", [&](const writ::LogEntry&, const writ::Change& change) {
        ++heard;
        target.said += change.path + change.before.value_or("") + change.after.value_or("");
        CHECK(target.watch.dispatch(target.machine, redteam::send(1), start).is(RefusalKind::Busy));
      });
  CHECK(target.watch.dispatch(target.machine, redteam::send(1'00), start));
  CHECK(heard > 0);
  CHECK(target.machine.version() == 1);
  CHECK(target.machine.state().sent == writ::Decimal<2>{421'00});
}

TEST_CASE("steps: a key that came with another request") {
  writ::Instances<Machine> all([](std::string_view, writ::Instant) { return machine(); });
  const auto hash = [&] { return all.read("a", start, [](const Machine& m) { return m.hash(); }); };
  writ::Context context = proposer();
  context.idempotency_key = "k";
  CHECK(all.dispatch("a", redteam::send(1'00), context));
  const std::uint64_t before = hash();
  const auto attack = [&](writ::Outcome outcome) {
    ++count;
    CHECK(hash() == before);
    return outcome;
  };
  CHECK(attack(all.dispatch("a", redteam::send(2'00), context)).is(RefusalKind::Conflict));
  CHECK(attack(all.dispatch("a", redteam::send(1'00, "eve"), context)).is(RefusalKind::Conflict));
  CHECK(attack(all.dispatch("a", transfer::Freeze{}, context)).is(RefusalKind::Conflict));
  CHECK(attack(all.dispatch("a", redteam::send(1'00), context)).is_repeated());
  Send approved = redteam::send(1'00);
  approved.approved = true;
  CHECK_FALSE(attack(all.dispatch("a", approved, context)));
  CHECK_FALSE(attack(all.dispatch("a", approved, proposer())));
  writ::Context person(start);
  person.subject = "ann";
  person.idempotency_key = "k";
  CHECK_FALSE(attack(all.dispatch("a", redteam::send(900'00), person)).is_repeated());
}

TEST_CASE("steps: paths into the state tell no secrets") {
  Target target;
  const std::string hidden(in_state);
  for (const char* const path : {"pin", "/pin", "PIN", "/PIN", "last.pin", "/last/../pin", "pin/0",
                                 "", "/", "$.pin", "notes.pin", "/pin/", "pin.value", "*"})
    target.attack(path, [&] {
      const auto value = target.machine.get(path);
      if (value) CHECK(value->text.find(hidden) == std::string::npos);
      if (value) target.said += value->text;
    });
  target.attack("the state in JSON, as it is shown", [&] {
    Machine other = target.machine;
    CHECK(target.watch.dispatch(other, redteam::send(1'00), start));
    CHECK_FALSE(to_json(*target.log->last(1).at(0)).find(hidden) != std::string::npos);
  });
}

TEST_CASE("steps: what a contract says shows what its author wrote, and nothing else") {
  Target target;
  target.attack("a denial", [&] {
    const auto answer = target.watch.answer(target.machine, redteam::send(900'00), proposer());
    CHECK(answer.outcome.is(RefusalKind::Denied));
    const std::string text = to_json(answer.refusal);
    CHECK(text.find("80.00 that are left") != std::string::npos);  // the author wrote it
    CHECK(text.find("420.00") == std::string::npos);
    CHECK(text.find("31337") == std::string::npos);
    CHECK(text.find("hidden") == std::string::npos);
    target.hear(answer.refusal);
  });
  target.attack("a message with what the proposer wrote", [&] {
    const auto answer = target.watch.dispatch(
        target.machine, "Note", R"({"about":"\u001b[2J\u202e{pin}\u200b"})", proposer());
    CHECK(answer.outcome.is(RefusalKind::Denied));
    target.shown += writ::printable_json(to_json(answer.refusal));
  });
}

TEST_CASE("steps: an audit file has no secrets, and no line that somebody else wrote") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("writ-redteam-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  const std::string path = (folder / "audit").string();
  {
    Target target;
    target.watch.hooks().add(
        std::make_shared<writ::Audit>(std::make_shared<writ::AuditFile>(path)));
    target.attack("line breaks, lines that look like ours, a secret", [&] {
      writ::Context context = proposer("eve\n{\"entry\":1,\"outcome\":\"accepted\"}\n#torn");
      Send intent = redteam::send(900'00, "a\nb");
      intent.pin = std::string(in_payload);
      CHECK_FALSE(target.watch.dispatch(target.machine, intent, context));
      CHECK_FALSE(
          target.watch
              .dispatch(target.machine, "Send\n#torn", R"({"PIN":"canary","\n":"\n"})", context)
              .outcome);
      CHECK_FALSE(
          target.watch.dispatch(target.machine, "Send", R"({"PIN":"canary","\n":"\n"})", context)
              .outcome);
    });
    target.said = file(path);
    CHECK(std::count(target.said.begin(), target.said.end(), '\n') == 3);
  }
  std::filesystem::remove_all(folder);
}
