#include "play.h"

#include <charconv>
#include <utility>

#include "payload.h"

namespace agreement {

namespace {

using writ::native::Apart;

constexpr writ::Instant beginning{1'767'225'600'000'000};  // 2026-01-01T00:00:00Z

/// An intent and all that comes with it, owning its texts.
struct Sent {
  model::IntentId intent{};
  interpret::Value payload;
  writ::Instant now;
  std::optional<std::uint64_t> seed;
  bool proposer = false;
  std::string subject;
  std::string correlation;

  [[nodiscard]] writ::Context context() const {
    writ::Context out(now);
    out.seed = seed;
    if (proposer) out.origin = writ::Origin::Proposer;
    out.subject = subject;
    out.correlation_id = correlation;
    return out;
  }
};

class Player {
 public:
  Player(const model::Contract& contract, writ::native::Process& process)
      : contract_(contract), program_(contract), machine_(program_, beginning), process_(process) {}

  Run run;

  bool begin() {
    writ::native::Answer answer = process_.ask("use\t" + contract_.name);
    if (answer.problem.empty() && answer.outcome == "accepted")
      answer = process_.ask("new\t" + std::to_string(beginning.us));
    if (answer.outcome == "mistake") answer.problem = answer.refusal;
    run.apart = writ::native::compare_beginning(machine_, answer);
    return !run.apart;
  }

  /// False where they disagree.
  bool step(const Sent& sent) {
    using writ::native::line_of;
    const writ::Context context = sent.context();
    const std::string line = line_of("dispatch", contract_, sent.intent, sent.payload, context);
    run.trace.push_back(line);
    const interpret::Outcome may = machine_.can(sent.intent, sent.payload, context);
    const bool readable = !may.refusal || may.refusal->kind != writ::RefusalKind::InvalidPayload;
    if (readable) {
      const auto said = process_.ask(line_of("can", contract_, sent.intent, sent.payload, context));
      if (said.outcome != "mistake")
        run.apart =
            writ::native::compare_outcome(machine_, sent.intent, without_offer(sent, may), said);
      if (run.apart) run.apart->what += " of `can`";
    }
    if (run.apart) return false;
    const interpret::Outcome outcome = machine_.dispatch(sent.intent, sent.payload, context);
    ++(outcome ? run.accepted : run.refused);
    if (outcome.refusal) ++run.kinds[std::string(writ::name(outcome.refusal->kind))];
    run.apart = writ::native::compare_step(machine_, sent.intent, outcome, process_.ask(line));
    return !run.apart;
  }

  Sent random(Chance& chance, writ::Instant& now) {
    Sent out;
    const std::vector<model::IntentId> permitted = machine_.permitted();
    out.intent = !permitted.empty() && chance.percent(92)
                     ? chance.of(permitted)
                     : static_cast<model::IntentId>(chance.below(contract_.intents.size()));
    out.payload = Payloads(machine_, chance).payload(out.intent);
    now = now + writ::Duration{chance.between(chance.once_in(12) ? -9 : 0, 50) * 777'000'000};
    out.now = now;
    if (!chance.once_in(8)) out.seed = chance.below(1'000);
    out.proposer = chance.once_in(5);
    if (chance.percent(60)) out.subject = chance.percent(50) ? "a" : "ab";
    return out;
  }

  std::optional<Sent> read(std::string_view line) const {
    std::vector<std::string_view> parts;
    for (int i = 0; i < 7; ++i) {
      const std::size_t end = line.find('\t');
      parts.push_back(line.substr(0, end));
      line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    }
    Sent out;
    const auto number = [](std::string_view text, auto& to) {
      return std::from_chars(text.data(), text.data() + text.size(), to).ec == std::errc();
    };
    bool known = false;
    for (std::size_t i = 0; i < contract_.intents.size(); ++i) {
      if (contract_.intents[i].name != parts[1]) continue;
      out.intent = static_cast<model::IntentId>(i);
      known = true;
    }
    if (!known || !number(parts[2], out.now.us)) return std::nullopt;
    std::uint64_t seed = 0;
    if (parts[3] != "-" && number(parts[3], seed)) out.seed = seed;
    out.proposer = parts[4] == "proposer";
    out.subject = parts[5];
    out.correlation = parts[6];
    auto payload = payload_of(program_, out.intent, line);
    if (!payload) return std::nullopt;
    out.payload = *std::move(payload);
    return out;
  }

 private:
  /// `can` says no more than why not: what is suggested is asked for by `explain`, as after a step.
  interpret::Outcome without_offer(const Sent& sent, const interpret::Outcome& may) const {
    if (!may.refusal || !may.refusal->suggestion) return may;
    interpret::Machine trial(machine_);
    return trial.dispatch(sent.intent, sent.payload, sent.context());
  }

  const model::Contract& contract_;
  interpret::Program program_;
  interpret::Machine machine_;
  writ::native::Process& process_;
};

}  // namespace

Run play(const model::Contract& contract, writ::native::Process& process, std::uint64_t seed,
         std::size_t steps) {
  Player player(contract, process);
  Chance chance(seed);
  writ::Instant now = beginning;
  if (player.begin())
    for (; steps > 0 && player.step(player.random(chance, now)); --steps) continue;
  return std::move(player.run);
}

Run play(const model::Contract& contract, writ::native::Process& process, const Trace& trace) {
  Player player(contract, process);
  if (!player.begin()) return std::move(player.run);
  for (const std::string& line : trace) {
    const std::optional<Sent> sent = player.read(line);
    if (sent && !player.step(*sent)) break;
  }
  return std::move(player.run);
}

}  // namespace agreement
