#include "compiler/sema/phases.h"

#include <algorithm>

#include "compiler/sema/workspace.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

namespace {

class Builder {
 public:
  explicit Builder(Workspace& work) : work_(work) {}

  /// The leaves of a phase; none when its name is taken.
  std::vector<model::PhaseId> phase(const syntax::Phase& phase, std::size_t depth) {
    const bool composite = !phase.inner.empty();
    const bool fresh = enter(phase, composite);
    NamedPhase named{{}, depth, composite, phase.name.span};
    if (composite) {
      // Held a place for, so that outer phases stand before inner ones.
      const std::size_t place = work_.contract.composites.size();
      work_.contract.composites.push_back({phase.name.text, {}, phase.doc, phase.span});
      for (const syntax::Phase& inner : phase.inner) {
        const auto leaves = this->phase(inner, depth + 1);
        named.leaves.insert(named.leaves.end(), leaves.begin(), leaves.end());
      }
      work_.contract.composites[place].leaves = named.leaves;
    } else if (fresh) {
      named.leaves = {static_cast<model::PhaseId>(work_.contract.phases.size())};
      work_.contract.phases.push_back({phase.name.text, phase.final, phase.doc, phase.span});
    }
    if (fresh) work_.phases.emplace(phase.name.text, named);
    return named.leaves;
  }

 private:
  /// Composite phases share the name space of the types, and one with the leaves.
  bool enter(const syntax::Phase& phase, bool composite) {
    const Entity entity = composite ? Entity::CompositePhase : Entity::LeafPhase;
    if (!declare(work_, work_.names.phases, phase.name, {entity})) return false;
    if (!composite) return true;
    Declaration declaration{entity};
    declaration.span = phase.name.span;
    const auto [entry, fresh] = work_.names.types.emplace(phase.name.text, declaration);
    if (!fresh) report_taken(work_, entity, phase.name, entry->second.entity, entry->second.span);
    return true;
  }

  Workspace& work_;
};

}  // namespace

void build_phases(Workspace& work) {
  const syntax::Ast& own = work.own();
  work.contract.has_phases = !own.phases.empty();
  work.contract.created = std::any_of(own.transitions.begin(), own.transitions.end(),
                                      [](const syntax::Transition& one) { return one.creates; });
  if (work.contract.created) {
    work.contract.phases.push_back({"Absent", false, {}, work.contract.span});
    Declaration absent{Entity::LeafPhase};
    absent.span = work.contract.span;
    work.names.phases.emplace("Absent", absent);
  }
  if (own.phases.empty()) {
    work.contract.phases.push_back({"Always", false, {}, work.contract.span});
    return;
  }
  Builder builder(work);
  for (const syntax::Phase& phase : own.phases.front().phases) (void)builder.phase(phase, 1);
}

const NamedPhase* find_phase(Workspace& work, const syntax::Name& name) {
  const auto found = work.phases.find(name.text);
  if (found != work.phases.end()) return &found->second;
  std::vector<std::string_view> names;
  for (const auto& [known, phase] : work.phases) names.emplace_back(known);
  const auto guess = source::closest(name.text, names);
  source::Diagnostic& diagnostic =
      work.sink.report(diag::unknown_phase(name.text), name.span,
                       work.own().contract ? "no phase of `" + work.title() + "` has this name"
                                           : std::string("a module has no phases"));
  if (guess)
    diagnostic.also(work.phases.find(*guess)->second.span, "`" + *guess + "` is declared here");
  help_with(diagnostic, guess);
  return nullptr;
}

}  // namespace writ::sema
