// The door that Writ makes of its contract, and one that a person wrote.
#include "agree.h"

#include "door.writ.h"

namespace {

using conformance::between;
using conformance::characters;
using conformance::Verdict;

enum class Phase { Unlocked, Locked, Ajar, Jammed };
enum class Kind { Open, Close, Lock, Unlock, CountWrongCode, Jam, SetCloser };

struct Ask {
  Kind kind = Kind::Open;
  std::string code;
  std::int64_t seconds = 0;
};

/// By hand.
struct Door {
  Phase phase = Phase::Unlocked;
  int wrong_codes = 0;
  std::int64_t seconds = 10;
  std::int64_t openings = 0;

  Verdict take(const Ask& ask) {
    if (!may(ask.kind)) return {"no_transition"};
    switch (ask.kind) {
      case Kind::Open:
        phase = Phase::Ajar;
        ++openings;
        return {};
      case Kind::Close: phase = Phase::Unlocked; return {};
      case Kind::Lock: phase = Phase::Locked; return {};
      case Kind::Unlock: return unlock(ask.code);
      case Kind::CountWrongCode:
        if (wrong_codes == 3) return {"out_of_range"};
        ++wrong_codes;
        return {};
      case Kind::Jam:
        if (wrong_codes != 3) return {"denied", {"ThreeWrong"}};
        phase = Phase::Jammed;
        return {};
      case Kind::SetCloser: break;
    }
    if (!between(1, ask.seconds, 600)) return {"invalid_payload"};
    if (!between(3, ask.seconds, 60)) return {"denied", {"SafeToPass"}};
    seconds = ask.seconds;
    return {};
  }

 private:
  [[nodiscard]] bool may(Kind kind) const {
    switch (kind) {
      case Kind::Open:
      case Kind::Lock: return phase == Phase::Unlocked;
      case Kind::Close: return phase == Phase::Ajar;
      case Kind::Unlock:
      case Kind::CountWrongCode:
      case Kind::Jam: return phase == Phase::Locked;
      case Kind::SetCloser: break;
    }
    return phase != Phase::Jammed;
  }
  Verdict unlock(const std::string& code) {
    const std::size_t size = characters(code);
    if (size < 4 || size > 8) return {"invalid_payload"};
    if (code != "0000") return {"denied", {"RightCode"}};
    wrong_codes = 0;
    phase = Phase::Unlocked;
    return {};
  }
};

door::Intent intent(const Ask& ask) {
  switch (ask.kind) {
    case Kind::Open: return door::Open{};
    case Kind::Close: return door::Close{};
    case Kind::Lock: return door::Lock{};
    case Kind::Unlock: return door::Unlock{.code = ask.code};
    case Kind::CountWrongCode: return door::CountWrongCode{};
    case Kind::Jam: return door::Jam{};
    case Kind::SetCloser: break;
  }
  return door::SetCloser{.seconds = ask.seconds};
}

Verdict verdict(const writ::Outcome& outcome) {
  using door::Guard;
  return conformance::verdict<Guard>(outcome, {{Guard::RightCode, "RightCode"},
                                               {Guard::ThreeWrong, "ThreeWrong"},
                                               {Guard::SafeToPass, "SafeToPass"}});
}

Ask next(conformance::Random& random) {
  return {.kind = static_cast<Kind>(random.number(0, 6)),
          .code = random.one_in(2) ? "0000" : random.word(random.of({0, 3, 4, 8, 9})),
          .seconds = random.of<std::int64_t>(
              {INT64_MIN, -1, 0, 1, 2, 3, random.number(4, 59), 60, 61, 600, 601, INT64_MAX})};
}

int run() {
  conformance::Random random;
  conformance::Judge judge;
  Door mine;
  door::Machine its(writ::Instant{0});
  for (int i = 0; i < conformance::intents; ++i) {
    const Ask ask = next(random);
    const door::Intent asked = intent(ask);
    const auto words = [&] { return to_json(door::IntentRef(asked)); };
    judge.verdicts(mine.take(ask), verdict(its.dispatch(asked, writ::Instant{0})), words);
    const door::State& state = its.state();
    judge.same(static_cast<int>(mine.phase) == static_cast<int>(its.phase()), "the phase", words);
    judge.same(state.lock.code == "0000" && state.lock.wrong_codes == mine.wrong_codes, "the lock",
               words);
    judge.same(state.closer.seconds == mine.seconds && state.openings == mine.openings,
               "the closer and the openings", words);
    if (mine.phase != Phase::Jammed || !random.one_in(9)) continue;
    mine = {};
    its = door::Machine(writ::Instant{0});
  }
  return judge.end({"accepted", "denied RightCode", "denied ThreeWrong", "denied SafeToPass",
                    "invalid_payload", "no_transition", "out_of_range"});
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): what throws here is want of memory
int main() { return run(); }
