// Two transitions that fit at once, and an example of what makes both fit.
//
// Conditions are tried with the values that they themselves mention, and their neighbours. What is
// found that way is an example for certain; where nothing is found, nothing is said.
#include <algorithm>
#include <set>

#include "compiler/model/footprint.h"
#include "compiler/sema/behaviour.h"
#include "compiler/sema/evaluate.h"
#include "compiler/sema/rules.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::PhaseId;
using model::Transition;
using Kind = model::Type::Kind;

namespace {

constexpr std::size_t most_values = 24;       // that are tried of one place
constexpr std::size_t most_leaves = 12;       // of one question
constexpr std::size_t most_tries = 4'000;     // for one question
constexpr std::size_t all_steps = 2'000'000;  // for one contract: it is not looked at for ever

/// A value that conditions read, and what it is tried with.
struct Leaf {
  const Expr* place;
  std::vector<Value> values;
  bool named;  ///< by what is to be explained, and not by an invariant only
};

/// One example: of each leaf, which of its values.
using Picked = std::vector<std::size_t>;

/// The phases that are active at once: one of each group.
using Active = std::vector<PhaseId>;

bool meets(const Active& active, const std::vector<PhaseId>& phases) {
  return std::any_of(active.begin(), active.end(), [&](PhaseId phase) {
    return std::find(phases.begin(), phases.end(), phase) != phases.end();
  });
}

/// What conditions are in an example. What is no leaf is not known.
class Example final : public Evaluator {
 public:
  Example(const model::Contract& contract, const Active& active, const std::vector<Leaf>& leaves,
          const Picked& picked)
      : Evaluator(contract), active_(active), leaves_(leaves), picked_(picked) {}

  std::optional<bool> holds(const Expr& condition) {
    const Known known = evaluate(condition);
    if (!known || known->absent) return std::nullopt;
    return known->number != 0;
  }

 private:
  std::optional<Known> read(const Expr& expr) override {
    for (std::size_t i = 0; i < leaves_.size(); ++i)
      if (model::same(*leaves_[i].place, expr)) return Known(leaves_[i].values[picked_[i]]);
    switch (expr.kind) {
      case ExprKind::InPhases: return Known(truth(meets(active_, expr.phases)));
      case ExprKind::Is: {
        const Known of = evaluate(expr.operands[0]);
        if (!of || of->absent) return of;
        return Known(truth(!of->none && of->number == expr.number));
      }
      case ExprKind::Builtin:
        if (static_cast<model::BuiltinKind>(expr.number) == model::BuiltinKind::Has) return Known();
        return std::nullopt;
      case ExprKind::Field:
      case ExprKind::At:
      case ExprKind::Case:
      case ExprKind::Context: return Known();
      default: return std::nullopt;
    }
  }

  const Active& active_;
  const std::vector<Leaf>& leaves_;
  const Picked& picked_;
};

/// What some conditions read, and what to try it with.
class Leaves {
 public:
  Leaves(const model::Contract& contract, bool created) : contract_(contract), created_(created) {}

  void add(const Expr& condition) {
    pending_.push_back(&condition);
    // A list and no recursion: calls may chain as far as a file goes.
    while (!pending_.empty()) {
      const Expr& next = *pending_.back();
      pending_.pop_back();
      look_at(next);
    }
  }

  /// What was added until now is named when an example is given.
  void name_all() { named_ = places_.size(); }
  /// How much was looked at.
  [[nodiscard]] std::size_t steps() const { return steps_; }

  [[nodiscard]] std::vector<Leaf> with_values() const {
    std::vector<Leaf> leaves;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      std::vector<Value> values = values_of(*places_[i]);
      if (!values.empty()) leaves.push_back({places_[i], std::move(values), i < named_});
    }
    return leaves;
  }

 private:
  void look_at(const Expr& condition) {
    steps_ += 1 + places_.size();
    if (is_leaf(condition)) {
      const auto is_same = [&](const Expr* other) { return model::same(*other, condition); };
      const bool fresh = std::none_of(places_.begin(), places_.end(), is_same);
      if (fresh && places_.size() <= most_leaves) places_.push_back(&condition);
      return;
    }
    if (condition.kind == ExprKind::Number) numbers_.push_back(condition.number);
    if (condition.kind == ExprKind::Text) texts_.push_back(condition.text);
    if (condition.kind == ExprKind::Constant)
      pending_.push_back(&contract_.constants[static_cast<std::size_t>(condition.number)].value);
    if (condition.kind == ExprKind::Call && called_.insert(condition.number).second)
      pending_.push_back(&contract_.functions[static_cast<std::size_t>(condition.number)].value);
    // Left operands first: examples name what they read in the order in which it is written.
    for (auto operand = condition.operands.rbegin(); operand != condition.operands.rend();
         ++operand)
      pending_.push_back(&*operand);
  }

  /// A chain of fields down to the state or the payload, or the size of what it leads to. Of what
  /// more than itself may narrow, and of what does not exist yet, nothing is known.
  [[nodiscard]] bool is_leaf(const Expr& expr) const {
    if (expr.kind == ExprKind::Context)
      return expr.number != static_cast<std::int64_t>(model::ContextFact::Whole);
    if (expr.kind == ExprKind::Size)
      return contract_.type(expr.operands[0].type).kind != Kind::String &&
             is_leaf(expr.operands[0]);
    if (expr.kind != ExprKind::Field) return false;
    const Expr* step = &expr;
    for (; step->kind == ExprKind::Field; step = &step->operands[0]) {
      const model::Type& whole = contract_.type(step->operands[0].type);
      if (whole.kind != Kind::Record || whole.rules) return false;
      if (contract_.record(whole.record).fields[static_cast<std::size_t>(step->number)].secret)
        return false;
    }
    return step->kind == ExprKind::Payload || (step->kind == ExprKind::State && !created_);
  }

  [[nodiscard]] std::vector<Value> values_of(const Expr& place) const {
    std::vector<Value> out;
    if (place.kind == ExprKind::Size) {
      const model::Type& whole = contract_.type(place.operands[0].type);
      if (whole.rules) return out;
      model::Type size;
      size.kind = Kind::Int;
      const auto most = static_cast<std::uint64_t>(INT64_MAX);
      size.bounds = {static_cast<std::int64_t>(std::min(whole.size.least, most)),
                     static_cast<std::int64_t>(std::min(whole.size.most, most))};
      add_numbers(size, out);
      return out;
    }
    model::Type type = contract_.type(place.type);
    type.bounds.least = std::max(type.bounds.least, place.bounds.least);
    type.bounds.most = std::min(type.bounds.most, place.bounds.most);
    const bool optional = type.kind == Kind::Optional;
    if (optional) type = contract_.type(type.element);
    add_values(type, out);
    if (optional && !out.empty()) out.push_back(none());
    return out;
  }

  void add_values(const model::Type& type, std::vector<Value>& out) const {
    const auto add_first = [&](std::size_t count) {
      for (std::size_t i = 0; i < std::min(count, most_values); ++i)
        add_value(type, {false, false, static_cast<std::int64_t>(i), {}}, out);
    };
    switch (type.kind) {
      case Kind::Bool: return add_first(2);
      case Kind::Enum:
        return add_first(contract_.enumerations[model::index(type.enumeration)].members.size());
      case Kind::Variant:
        if (type.rules) return;
        return add_first(contract_.variant(type.variant).cases.size());
      case Kind::Int:
      case Kind::Decimal:
      case Kind::Instant:
      case Kind::Duration:
      case Kind::Date: return add_numbers(type, out);
      case Kind::String:
        for (const std::string& text : texts_) add_value(type, {false, false, 0, text}, out);
        return add_value(type, {}, out);
      default: return;
    }
  }

  void add_numbers(const model::Type& type, std::vector<Value>& out) const {
    std::vector<std::int64_t> tried = numbers_;
    for (const std::int64_t one : numbers_) {
      if (one < INT64_MAX) tried.push_back(one + 1);
      if (one > INT64_MIN) tried.push_back(one - 1);
    }
    for (const std::int64_t one : {std::int64_t{0}, type.bounds.least, type.bounds.most})
      tried.push_back(one);
    for (const std::int64_t one : tried) {
      if (type.bounds.contains(one)) add_value(type, {false, false, one, {}}, out);
    }
  }

  /// Unless it is outside of the type, or nobody knows.
  void add_value(const model::Type& type, const Value& value, std::vector<Value>& out) const {
    if (out.size() == most_values || std::find(out.begin(), out.end(), value) != out.end()) return;
    if (type.kind == Kind::String) {
      const std::size_t size = code_points(value.text);
      if (size < type.size.least || size > type.size.most) return;
    }
    if (type.rules) {
      Expr constant;
      constant.kind = type.kind == Kind::String ? ExprKind::Text : ExprKind::Number;
      constant.number = value.number;
      constant.text = value.text;
      if (keeps(contract_, constant, *type.rules) != true) return;
    }
    out.push_back(value);
  }

  const model::Contract& contract_;
  bool created_;
  std::vector<const Expr*> places_;
  std::size_t named_ = 0;
  std::vector<std::int64_t> numbers_;
  std::vector<std::string> texts_;
  std::set<std::int64_t> called_;
  std::vector<const Expr*> pending_;
  std::size_t steps_ = 0;
};

/// Two transitions that may be chosen in some phases, the one before the other.
struct Pair {
  const Active& active;
  const Transition& first;
  const Transition& second;
  std::vector<const Expr*> before;  ///< the conditions of those that are asked before both
};

class Overlaps {
 public:
  explicit Overlaps(Workspace& work) : work_(work), contract_(work.contract) {
    for (const model::Invariant& one : contract_.invariants)
      read_by_invariants_.push_back(model::reads(contract_, one.condition).paths);
  }

  void find() {
    std::vector<std::vector<model::Candidate>> candidates;
    for (std::size_t intent = 0; intent < contract_.intents.size(); ++intent)
      candidates.push_back(contract_.candidates(static_cast<model::IntentId>(intent)));
    for (std::size_t phase = 0; phase < contract_.phases.size(); ++phase) {
      for (const Active& active : around(static_cast<PhaseId>(phase)))
        for (const std::vector<model::Candidate>& of_intent : candidates) in(active, of_intent);
    }
  }

 private:
  /// A phase, and of several groups those in which two groups are anywhere and the others in their
  /// first ones: where more matter, nothing is said.
  [[nodiscard]] std::vector<Active> around(PhaseId phase) const {
    if (!contract_.is_grouped() || (contract_.created && phase == PhaseId{})) return {{phase}};
    Active first;
    for (const model::PhaseGroup& group : contract_.groups) first.push_back(group.phases.front());
    const model::GroupId own = contract_.phases[model::index(phase)].group;
    first[model::index(own)] = phase;
    std::vector<Active> all = {first};
    for (std::size_t other = model::index(own) + 1; other < first.size(); ++other) {
      for (const PhaseId leaf : contract_.groups[other].phases) {
        if (leaf == first[other]) continue;
        all.push_back(first);
        all.back()[other] = leaf;
      }
    }
    return all;
  }

  void in(const Active& active, const std::vector<model::Candidate>& candidates) {
    if (contract_.is_grouped()) spend(candidates.size());
    if (steps_left_ == 0) return;
    std::vector<const model::Candidate*> choices;
    std::set<model::TransitionId> seen;
    for (const model::Candidate& one : candidates) {
      const bool fits = meets(active, one.phases) && !meets(active, one.ended);
      if (fits && seen.insert(one.transition).second) choices.push_back(&one);
    }
    std::vector<const Expr*> before;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const Transition& first = contract_.transitions[model::index(choices[i]->transition)];
      if (!first.condition) return;
      for (std::size_t j = i + 1; j < choices.size() && !first.refuses; ++j) {
        const Transition& second = contract_.transitions[model::index(choices[j]->transition)];
        if (!second.condition || choices[j]->depth != choices[i]->depth) break;
        if (steps_left_ == 0) return;
        if (!told_.contains({&first, &second})) compare({active, first, second, before});
      }
      before.push_back(&*first.condition);
    }
  }

  /// A ladder from the special to the general is what the order is for: the first one must fit
  /// without the second one, too.
  void compare(const Pair& pair) {
    const std::vector<const Expr*> always = invariants_around(pair);
    Leaves read(contract_, pair.first.creates);
    read.add(*pair.first.condition);
    read.add(*pair.second.condition);
    read.name_all();
    for (const Expr* one : always) read.add(*one);
    spend(read.steps());
    const std::vector<Leaf> leaves = read.with_values();
    if (leaves.size() > most_leaves) return;
    const auto both = example(pair, leaves, always, true);
    if (both && example(pair, leaves, always, false)) tell(pair, leaves, *both);
  }

  void spend(std::size_t steps) { steps_left_ -= std::min(steps_left_, 1 + steps); }

  /// The invariants of what the two conditions read: no state that breaks them is an example.
  [[nodiscard]] std::vector<const Expr*> invariants_around(const Pair& pair) const {
    std::vector<const Expr*> found;
    if (pair.first.creates) return found;
    const model::Footprint first = model::reads(contract_, *pair.first.condition);
    const model::Footprint second = model::reads(contract_, *pair.second.condition);
    const auto is_read = [&](const model::Path& path) {
      return first.touches(path) || second.touches(path);
    };
    for (std::size_t i = 0; i < read_by_invariants_.size(); ++i) {
      const std::vector<model::Path>& paths = read_by_invariants_[i];
      if (std::any_of(paths.begin(), paths.end(), is_read))
        found.push_back(&contract_.invariants[i].condition);
    }
    return found;
  }

  /// Values with which the first one fits, and the second one fits or does not.
  std::optional<Picked> example(const Pair& pair, const std::vector<Leaf>& leaves,
                                const std::vector<const Expr*>& always, bool second) {
    Picked picked(leaves.size(), 0);
    for (std::size_t tries = 0; tries < most_tries && steps_left_ > 0; ++tries) {
      Example one(contract_, pair.active, leaves, picked);
      const auto is = [&](bool wanted) {
        return [&one, wanted](const Expr* expr) { return one.holds(*expr) == wanted; };
      };
      if (one.holds(*pair.first.condition) == true && one.holds(*pair.second.condition) == second &&
          std::all_of(pair.before.begin(), pair.before.end(), is(false)) &&
          std::all_of(always.begin(), always.end(), is(true)) && !is_denied(pair, one))
        return picked;
      spend(one.steps());
      std::size_t turned = 0;
      for (; turned < picked.size(); ++turned) {
        if (++picked[turned] < leaves[turned].values.size()) break;
        picked[turned] = 0;
      }
      if (turned == picked.size()) break;
    }
    return std::nullopt;
  }

  /// Does a guard refuse both, as far as the example says?
  [[nodiscard]] bool is_denied(const Pair& pair, Example& example) const {
    for (const model::Guard& guard : contract_.guards) {
      if (!meets(pair.active, guard.phases)) continue;
      for (const model::GuardOn& on : guard.on) {
        if (on.intent != pair.first.intent) continue;
        for (const model::Clause& clause : on.clauses)
          if (example.holds(clause.require.condition) == false) return true;
      }
    }
    return false;
  }

  void tell(const Pair& pair, const std::vector<Leaf>& leaves, const Picked& picked) {
    told_.insert({&pair.first, &pair.second});
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      const Expr& place = *leaves[i].place;
      if (leaves[i].named)
        parts.push_back("`" + one_line(work_.input.files, place.span) + "` is " +
                        words(place, leaves[i].values[picked[i]]));
    }
    std::string where;
    for (std::size_t i = 0; i < parts.size(); ++i)
      where += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    if (contract_.has_phases && !pair.first.creates) where += place_words(pair);
    const std::string& intent = contract_.intents[model::index(pair.first.intent)].name;
    work_.sink
        .report(diag::both_fit(intent), pair.second.condition->span,
                "holds then, too, and is passed over")
        .also(pair.first.condition->span, (where.empty() ? "holds" : "holds where " + where))
        .help("leave out of one what the other one takes, or write the special case first");
  }

  /// " in `Open` and `Locked`": the phases because of which both fit.
  [[nodiscard]] std::string place_words(const Pair& pair) const {
    std::string out;
    for (const PhaseId phase : pair.active) {
      if (!meets({phase}, pair.first.from) && !meets({phase}, pair.second.from)) continue;
      out += (out.empty() ? " in `" : " and `") + contract_.phases[model::index(phase)].name + "`";
    }
    return out;
  }

  [[nodiscard]] std::string words(const Expr& place, const Value& value) const {
    if (value.none) return "`none`";
    if (place.kind == ExprKind::Size) return "`" + grouped(std::to_string(value.number)) + "`";
    model::Type type = contract_.type(place.type);
    if (type.kind == Kind::Optional) type = contract_.type(type.element);
    const auto at = static_cast<std::size_t>(value.number);
    switch (type.kind) {
      case Kind::Bool: return value.number != 0 ? "`true`" : "`false`";
      case Kind::Enum:
        return "`" + contract_.enumerations[model::index(type.enumeration)].members[at] + "`";
      case Kind::Variant: return "`" + contract_.variant(type.variant).cases[at].name + "`";
      case Kind::String: return "`\"" + value.text + "\"`";
      default: return "`" + value_words(type, value.number) + "`";
    }
  }

  Workspace& work_;
  const model::Contract& contract_;
  std::set<std::pair<const Transition*, const Transition*>> told_;
  std::vector<std::vector<model::Path>> read_by_invariants_;
  std::size_t steps_left_ = all_steps;
};

}  // namespace

void warn_of_overlaps(Workspace& work) { Overlaps(work).find(); }

}  // namespace writ::sema
