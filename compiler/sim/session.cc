#include "compiler/sim/session.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "compiler/interpret/words.h"
#include "compiler/interpret/written.h"
#include "compiler/sim/fields.h"
#include "compiler/sim/tell.h"
#include "compiler/source/printable.h"
#include "compiler/source/suggest.h"

namespace writ::sim {

using model::ScenarioStep;
using source::printable;

namespace {

constexpr std::string_view spaces = " \t\r\n";

/// Words with which a step of a scenario begins, besides `send` and `accept`.
constexpr std::string_view step_words[] = {"advance", "given", "expect", "propose"};

/// A whole number; nothing for anything else.
std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The first word, and the rest at its place: spaces stand for what is gone.
std::pair<std::string, Typed> divided(const Typed& line) {
  const std::size_t begin = std::min(line.text.find_first_not_of(spaces), line.text.size());
  std::size_t end = begin;
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  while (end < line.text.size() && is_word(line.text[end])) ++end;
  Typed rest = line;
  std::fill(rest.text.begin(), rest.text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  return {line.text.substr(begin, end - begin), std::move(rest)};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

Session::Session(source::Files& files, sema::Steps& steps, Talk& talk, Options options)
    : files_(files),
      steps_(steps),
      talk_(talk),
      options_(options),
      reader_(files, steps, options.render),
      program_(steps.contract()),
      play_(program_) {}

const std::vector<Session::Named>& Session::commands() {
  static const std::vector<Named> all = {
      {"help", &Session::help},     {"can", &Session::can},     {"permitted", &Session::can},
      {"state", &Session::state},   {"phase", &Session::phase}, {"views", &Session::views},
      {"accept", &Session::accept}, {"back", &Session::back},   {"now", &Session::now},
      {"seed", &Session::seed},     {"log", &Session::log},     {"save", &Session::save},
      {"send", &Session::send},     {"quit", &Session::quit},   {"exit", &Session::quit},
  };
  return all;
}

std::string Session::prompt() const {
  return (contract().has_phases ? phase_names(play_.machine()) : contract().name) + "> ";
}

std::vector<std::string> Session::words() const {
  std::vector<std::string> out;
  for (const Named& one : commands()) out.emplace_back(one.name);
  out.insert(out.end(), std::begin(step_words), std::end(step_words));
  for (const model::Intent& one : contract().intents) out.push_back(one.name);
  for (const model::Phase& one : contract().phases) out.push_back(one.name);
  for (const model::Record& one : contract().records)
    for (const model::Field& field : one.fields) out.push_back(field.name);
  for (const model::Enumeration& one : contract().enumerations)
    out.insert(out.end(), one.members.begin(), one.members.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::optional<model::IntentId> Session::intent_named(std::string_view name) const {
  const auto& all = contract().intents;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const model::Intent& one) { return one.name == name; });
  if (found == all.end()) return std::nullopt;
  return static_cast<model::IntentId>(found - all.begin());
}

Answer Session::wrong(const std::string& why) const {
  Answer answer;
  answer.wrong = true;
  answer.members.emplace_back("error", json_text(why));
  answer.text = paint()(source::Style::Error, "error") + ": " + printable(why) + "\n";
  return answer;
}

// --- a line --------------------------------------------------------------------------------------

Answer Session::answer(const Typed& line) {
  const std::string_view text = trimmed(line.text);
  if (text.empty() || text.starts_with("//")) return {};
  const int open = Braces(text).open();
  if (open > 0) return wrong("a brace, a bracket or a parenthesis is opened and not closed");
  if (open < 0) return wrong("a brace, a bracket or a parenthesis is closed and was not opened");
  if (number(text)) return picked(line);
  const auto [name, rest] = divided(line);
  if (intent_named(name)) return send(line);
  std::vector<std::string_view> names(std::begin(step_words), std::end(step_words));
  if (std::find(names.begin(), names.end(), name) != names.end()) return take("", line);
  for (const Named& one : commands()) {
    if (one.name == name) return (this->*one.command)(rest);
    names.push_back(one.name);
  }
  for (const model::Intent& one : contract().intents) names.emplace_back(one.name);
  const auto guess = source::closest(name, names);
  return wrong("`" + (name.empty() ? std::string(text.substr(0, 40)) : name) +
               "` is neither a command nor an intent; " +
               (guess ? "did you mean `" + *guess + "`?" : "`help` lists them"));
}

/// The intent with this number in the list of `can`.
Answer Session::picked(const Typed& line) {
  const std::vector<model::IntentId> all = play_.machine().permitted();
  const std::size_t which = *number(trimmed(line.text));
  if (which == 0 || which > all.size())
    return wrong("there is no number " + std::string(trimmed(line.text)) + " in the list of `can`");
  return send({contract().intents[model::index(all[which - 1])].name, line.line});
}

/// An intent with all that a scenario may say of it, or alone: then its fields are asked for.
Answer Session::send(const Typed& rest) {
  const auto intent = intent_named(trimmed(rest.text));
  if (!intent || contract().payload(*intent).fields.empty()) return take("send", rest);
  Fields fields(reader_, program_, play_, talk_);
  const auto payload = fields.ask(contract().intents[model::index(*intent)].payload);
  if (!payload) {
    Answer answer;
    answer.wrong = fields.went_wrong();
    answer.text = "given up: nothing was sent\n";
    return answer;
  }
  const std::string text = contract().intents[model::index(*intent)].name + " " + *payload;
  if (!fields.is_secret()) talk_.say("  " + printable(text) + "\n");
  Answer answer = take("send", {text, rest.line});
  answer.wrong |= fields.went_wrong();
  return answer;
}

Answer Session::take(std::string_view word, const Typed& typed) {
  std::string problem;
  const sema::Before so_far = taken_.empty() ? sema::Before{} : taken_.back().next;
  const auto step = reader_.step(word, typed, so_far, problem);
  program_.catch_up();
  if (!step) {
    Answer answer = wrong("");
    answer.text = problem;
    answer.members = {{"error", json_text(problem)}};
    return answer;
  }
  using Kind = ScenarioStep::Kind;
  const bool sent = step->has_outcome();
  const interpret::Play before(play_);
  if (const auto failure = play_.step(*step)) {
    // A refusal is an answer, unless something was said of the outcome.
    const bool judged = step->outcome.refused || step->words.ends_with(" accepted");
    const bool asked = play_.proposes() || play_.seed() != before.seed();
    if (!sent || judged || !asked) {
      play_ = before;
      return wrong("expected " + failure->expected + ", actual " + failure->actual +
                   (sent ? "; all is as it was" : ""));
    }
  }
  const bool timed = step->kind == Kind::Advance;
  const bool changes =
      step->kind == Kind::Given || timed || play_.machine().version() != before.machine().version();
  Answer answer;
  if (sent) {
    const std::string& name = contract().intents[model::index(play_.intent())].name;
    answer.members.emplace_back("intent", json_text(name));
  } else if (timed) {
    answer = now({});
  } else {
    answer.text = step->kind == Kind::Given ? "taken over\n" : "it is so\n";
  }
  Teller(files_, paint()).tell(before, play_, {sent, (sent && !play_.proposes()) || timed}, answer);
  taken_.push_back({words_of(*step), before, sema::behind(so_far, *step), changes});
  return answer;
}

Answer Session::accept(const Typed& rest) {
  const std::string_view text = trimmed(rest.text);
  if (text.starts_with("proposal")) return take("accept", rest);
  const interpret::Outcome& outcome = play_.outcome();
  const bool is_there = outcome.refusal && outcome.refusal->suggestion;
  if (!is_there) return wrong("nothing is suggested");
  return take("accept", text.empty() ? Typed{"suggestion", rest.line} : rest);
}

Answer Session::back(const Typed& rest) {
  const std::string_view text = trimmed(rest.text);
  const auto count = text.empty() ? std::optional<std::size_t>(1) : number(text);
  if (!count || *count == 0) return wrong("`back` goes one step back, `back 3` three");
  Answer answer;
  for (std::size_t i = 0; i < *count; ++i) {
    auto last =
        std::find_if(taken_.rbegin(), taken_.rend(), [](const Taken& t) { return t.counts; });
    if (last == taken_.rend()) {
      if (i > 0) break;
      return wrong("this is the beginning");
    }
    play_ = last->before;
    answer.text += "undone: " + printable(last->words) + "\n";
    taken_.erase(last.base() - 1, taken_.end());
  }
  if (contract().has_phases)
    answer.members.emplace_back("phase", json_text(phase_names(play_.machine())));
  return answer;
}

Answer Session::quit(const Typed& rest) {
  if (!trimmed(rest.text).empty()) return of_nothing(rest, "quit");
  Answer answer;
  answer.ends = true;
  return answer;
}

Answer Session::of_nothing(const Typed& rest, std::string_view name) {
  return wrong("`" + std::string(name) + "` stands alone; what is `" +
               std::string(trimmed(rest.text).substr(0, 40)) + "`?");
}

}  // namespace writ::sim
