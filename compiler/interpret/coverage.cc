#include "compiler/interpret/coverage.h"

#include <set>
#include <utility>

namespace writ::interpret {

using model::Statement;

namespace {

class Collector {
 public:
  explicit Collector(const model::Contract& contract) : contract_(contract) {}

  std::vector<NamedPoint> all() && {
    for (const model::Guard& guard : contract_.guards) this->guard(guard);
    for (const model::Transition& one : contract_.transitions) transition(one);
    body(contract_.birth);
    std::vector<NamedPoint> out;
    for (auto& [point, words] : found_) out.push_back({point, std::move(words)});
    return out;
  }

 private:
  void add(Point::Kind kind, source::Span span, const std::string& words,
           std::uint32_t number = 0) {
    found_.emplace(Point{kind, span, number}, words);
  }

  void guard(const model::Guard& guard) {
    add(Point::Kind::Guard, guard.span, "guard " + guard.name);
    for (const model::GuardOn& on : guard.on)
      for (const model::Clause& clause : on.clauses)
        add(Point::Kind::Denial, clause.require.span,
            "guard " + guard.name + ": require " + clause.require.words);
  }

  void transition(const model::Transition& one) {
    if (one.timer) {
      add(Point::Kind::Timer, one.span, one.words);
      return body(one.body);
    }
    const auto intent = static_cast<std::uint32_t>(one.intent);
    const bool several = one.words.find(',') != std::string::npos;
    add(Point::Kind::Transition, one.span,
        one.words + (several ? "  (" + contract_.intents[intent].name + ")" : ""), intent);
    if (!one.refuses) body(one.body);
  }

  void body(const std::vector<Statement>& statements) {
    model::each_statement(statements, [this](const Statement& one) {
      if (one.kind == Statement::Kind::Require)
        add(Point::Kind::Denial, one.require->span, "require " + one.require->words);
      if (one.kind != Statement::Kind::If) return;
      add(Point::Kind::Then, one.value.span, "if " + one.words);
      add(Point::Kind::Else, one.value.span, "if " + one.words + ", not so");
    });
  }

  const model::Contract& contract_;
  std::map<Point, std::string> found_;
};

}  // namespace

std::string_view noun(Point::Kind kind) {
  switch (kind) {
    case Point::Kind::Transition: return "transition";
    case Point::Kind::Timer: return "timer";
    case Point::Kind::Guard: return "guard";
    case Point::Kind::Denial: return "denial";
    case Point::Kind::Then:
    case Point::Kind::Else: return "branch";
  }
  return {};
}

void Coverage::add(const Coverage& other) {
  for (const auto& [point, count] : other.counts_) counts_[point] += count;
}

std::uint64_t Coverage::count(const Point& point) const {
  const auto found = counts_.find(point);
  return found == counts_.end() ? 0 : found->second;
}

std::vector<NamedPoint> points(const model::Contract& contract) {
  return Collector(contract).all();
}

}  // namespace writ::interpret
