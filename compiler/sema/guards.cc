#include <algorithm>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::IntentId;
using model::PhaseId;
using model::TypeId;

namespace {

constexpr std::size_t most_guards = 64;  // which of them deny is a set of bits

/// The value in a payload that a suggestion is for.
struct Target {
  std::vector<std::uint32_t> path;
  TypeId type = no_type;
};

class Suggestions {
 public:
  Suggestions(Workspace& work, Typer& typer) : work_(work), typer_(typer) {}

  std::optional<model::Suggestion> one(const syntax::Suggestion& written) {
    const std::optional<Target> target = find_target(written);
    if (!target) {
      (void)typer_.any(written.value);
      return std::nullopt;
    }
    Result value = typer_.of(written.value, target->type);
    if (!value) return std::nullopt;
    const std::string path = dotted(written);
    if (known_outside(work_.types, *value, target->type)) {
      work_.sink.report(diag::always_out_of_range(path), written.value.span,
                        "`" + path + "` is " + work_.types.explained(target->type));
      return std::nullopt;
    }
    return model::Suggestion{target->path, *std::move(value),
                             one_line(work_.input.files, written.span), written.span};
  }

  static std::string dotted(const syntax::Suggestion& written) {
    std::string path;
    for (const syntax::Name& name : written.path) path += (path.empty() ? "" : ".") + name.text;
    return path;
  }

 private:
  std::optional<Target> find_target(const syntax::Suggestion& written) {
    model::Expr step = typer_.payload(written.path.front().span);
    Target target;
    for (const syntax::Name& name : written.path) {
      if (work_.types[step.type].kind != model::Type::Kind::Record) {
        work_.sink.report(diag::unknown_field(work_.types.quoted(step.type), name.text), name.span,
                          "only a record has fields");
        return std::nullopt;
      }
      Result next = typer_.field(std::move(step), name, name.span);
      if (!next) return std::nullopt;
      target.path.push_back(static_cast<std::uint32_t>(next->number));
      step = *std::move(next);
    }
    target.type = step.type;
    // What an optional may hold can be suggested; to leave it out cannot.
    if (work_.types[step.type].kind == model::Type::Kind::Optional)
      target.type = step.type = work_.types[step.type].element;
    if (is_scalar(work_.types[step.type])) return target;
    const syntax::Name& last = written.path.back();
    work_.sink.report(diag::type_mismatch("a single value", work_.types.quoted(step.type)),
                      last.span, "a suggestion changes a number, a text, an enum or a `bool`");
    return std::nullopt;
  }

  Workspace& work_;
  Typer& typer_;
};

}  // namespace

std::vector<model::Suggestion> suggestions_of(Workspace& work, Typer& typer,
                                              const std::vector<syntax::Suggestion>& written) {
  Suggestions suggestions(work, typer);
  std::vector<model::Suggestion> suggested;
  std::map<std::string, source::Span> seen;
  for (const syntax::Suggestion& one : written) {
    const std::string path = Suggestions::dotted(one);
    const source::Span span = join(one.path.front().span, one.path.back().span);
    const auto [entry, fresh] = seen.emplace(path, span);
    if (!fresh) {
      work.sink.report(diag::duplicate_name("suggestion", path), span)
          .also(entry->second, "the first one");
    }
    if (auto suggestion = suggestions.one(one)) suggested.push_back(*std::move(suggestion));
  }
  return suggested;
}

std::optional<model::Clause> next_clause(Workspace& work, Typer& typer,
                                         const syntax::Clause& written) {
  std::optional<model::Require> require = require_of(work, typer, written.require);
  std::vector<model::Suggestion> suggested = suggestions_of(work, typer, written.suggestions);
  if (require) typer.learn(require->condition, true);
  if (written.final && !written.suggestions.empty()) {
    work.sink
        .report(diag::final_suggestion(), written.final_span, "to try again does not help, it says")
        .also(join(written.suggestions.front().span, written.suggestions.back().span),
              "and here is how to try again");
    return std::nullopt;
  }
  if (!require || suggested.size() != written.suggestions.size()) return std::nullopt;
  require->suggestions = std::move(suggested);
  require->final = written.final;
  return model::Clause{*std::move(require)};
}

std::optional<model::Clause> clause_of(Workspace& work, const syntax::Clause& written,
                                       IntentId intent) {
  Typer typer(work, {Site::Guard, 0, intent, {}, {}});
  return next_clause(work, typer, written);
}

namespace {

void build_guard(Workspace& work, const syntax::Guard& written) {
  if (written.intents.empty()) return;  // used by name: `require G`
  model::Guard guard;
  guard.name = written.name.text;
  guard.doc = written.doc;
  guard.span = written.span;
  for (const IntentId intent : find_intents(work, written.intents)) {
    const bool again = std::any_of(guard.on.begin(), guard.on.end(),
                                   [&](const model::GuardOn& on) { return on.intent == intent; });
    if (again) continue;
    model::GuardOn on{intent, {}};
    Typer typer(work, {Site::Guard, 0, intent, {}, {}});
    for (const syntax::Clause& clause : written.clauses) {
      if (auto checked = next_clause(work, typer, clause))
        on.clauses.push_back(*std::move(checked));
    }
    guard.on.push_back(std::move(on));
  }
  for (const syntax::Name& name : written.phases) {
    const std::vector<PhaseId> leaves = accepting_leaves(work, name);
    guard.phases.insert(guard.phases.end(), leaves.begin(), leaves.end());
  }
  if (written.phases.empty()) {
    for (std::size_t i = 0; i < work.contract.phases.size(); ++i)
      guard.phases.push_back(static_cast<PhaseId>(i));
  }
  std::sort(guard.phases.begin(), guard.phases.end());
  guard.phases.erase(std::unique(guard.phases.begin(), guard.phases.end()), guard.phases.end());
  work.contract.guards.push_back(std::move(guard));
}

}  // namespace

std::optional<model::Require> require_of(Workspace& work, Typer& typer,
                                         const syntax::Require& written) {
  Result condition = typer.condition(written.condition);
  const Scope scope = typer.scope();
  if (condition) typer.learn(*condition, false);  // else nobody asks for the message
  Result message = typer.message(written.message);
  typer.leave(scope);
  if (!condition || !message) return std::nullopt;
  model::Require require;
  require.condition = *std::move(condition);
  require.message = *std::move(message);
  require.words = one_line(work.input.files, written.condition.span);
  require.span = written.span;
  return require;
}

std::vector<IntentId> find_intents(Workspace& work, const std::vector<syntax::Name>& names) {
  std::vector<IntentId> found;
  for (const syntax::Name& name : names) {
    const Declaration* declaration = find(work.names.types, name.text, 0);
    if (declaration && declaration->entity == Entity::Intent) {
      found.push_back(static_cast<IntentId>(declaration->id));
      continue;
    }
    std::vector<std::string_view> intents;
    for (const model::Intent& intent : work.contract.intents) intents.emplace_back(intent.name);
    const auto guess = source::closest(name.text, intents);
    source::Diagnostic& diagnostic =
        work.sink.report(diag::unknown_intent(name.text), name.span,
                         "no intent of `" + work.title() + "` has this name");
    if (guess)
      diagnostic.also(find(work.names.types, *guess, 0)->span, "`" + *guess + "` is declared here");
    help_with(diagnostic, guess);
  }
  return found;
}

std::vector<PhaseId> accepting_leaves(Workspace& work, const syntax::Name& name) {
  const NamedPhase* phase = find_phase(work, name);
  if (!phase) {
    return {};
  }
  std::vector<PhaseId> leaves;
  for (const PhaseId leaf : phase->leaves) {
    if (!work.contract.phases[model::index(leaf)].final) leaves.push_back(leaf);
  }
  if (leaves.empty() && !phase->leaves.empty()) {
    work.sink.report(diag::final_phase_accepts(name.text), name.span)
        .also(phase->span, "`" + name.text + "` is final");
  }
  return leaves;
}

void build_guards(Workspace& work) {
  const std::vector<syntax::Guard>& guards = work.own().guards;
  if (guards.size() > most_guards) {
    work.sink.report(diag::unsupported_yet("a contract of more than 64 guards"),
                     guards[most_guards].name.span);
  }
  for (const syntax::Guard& guard : guards) build_guard(work, guard);
}

}  // namespace writ::sema
