#include "compiler/sema/phases.h"

#include <algorithm>

#include "compiler/sema/workspace.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

namespace {

class Builder {
 public:
  explicit Builder(Workspace& work) : work_(work) {}

  void group(const syntax::Phases& written) {
    model::PhaseGroup group{written.name.text, {}, written.doc, written.span};
    if (!group.name.empty()) declare(work_, work_.names.types, written.name, {Entity::PhaseGroup});
    group_ = static_cast<model::GroupId>(work_.contract.groups.size());
    for (const syntax::Phase& phase : written.phases) {
      const auto leaves = this->phase(phase, 1);
      group.phases.insert(group.phases.end(), leaves.begin(), leaves.end());
    }
    work_.contract.groups.push_back(std::move(group));
  }

 private:
  /// The leaves of a phase; none when its name is taken.
  std::vector<model::PhaseId> phase(const syntax::Phase& phase, std::size_t depth) {
    const bool composite = !phase.inner.empty();
    const bool fresh = enter(phase, composite);
    NamedPhase named{{}, depth, group_, std::nullopt, phase.name.span};
    if (composite) {
      // Held a place for, so that outer phases stand before inner ones.
      const std::size_t place = work_.contract.composites.size();
      named.composite = static_cast<model::CompositeId>(place);
      work_.contract.composites.push_back(
          {phase.name.text, {}, phase.doc, phase.span, group_, false});
      for (const syntax::Phase& inner : phase.inner) {
        const auto leaves = this->phase(inner, depth + 1);
        named.leaves.insert(named.leaves.end(), leaves.begin(), leaves.end());
      }
      work_.contract.composites[place].leaves = named.leaves;
    } else if (fresh) {
      named.leaves = {static_cast<model::PhaseId>(work_.contract.phases.size())};
      work_.contract.phases.push_back(
          {phase.name.text, phase.final, phase.doc, phase.span, group_});
    }
    if (fresh) work_.phases.emplace(phase.name.text, named);
    return named.leaves;
  }

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
  model::GroupId group_{};
};

/// Groups beside each other are told apart by their names; of blocks without a name there is one.
void check_blocks(Workspace& work) {
  const std::vector<syntax::Phases>& blocks = work.own().phases;
  const auto named = std::find_if(blocks.begin(), blocks.end(),
                                  [](const syntax::Phases& one) { return !one.name.text.empty(); });
  if (named == blocks.end()) {
    for (std::size_t i = 1; i < blocks.size(); ++i)
      report_second_block(work, "phases", blocks[i].span, blocks.front().span);
    return;
  }
  for (const syntax::Phases& one : blocks) {
    if (one.name.text.empty())
      work.sink.report(diag::unnamed_group(), one.span, "this one has no name")
          .also(named->name.span, "`" + named->name.text + "` has one")
          .help("give it a name: `phases Name { … }`");
  }
}

}  // namespace

void build_phases(Workspace& work) {
  const syntax::Ast& own = work.own();
  work.contract.has_phases = !own.phases.empty();
  work.contract.created = std::any_of(own.transitions.begin(), own.transitions.end(),
                                      [](const syntax::Transition& one) { return one.creates; });
  if (work.contract.created) {
    work.contract.phases.push_back({"Absent", false, {}, work.contract.span, {}});
    Declaration absent{Entity::LeafPhase};
    absent.span = work.contract.span;
    work.names.phases.emplace("Absent", absent);
  }
  if (own.phases.empty()) {
    const auto always = static_cast<model::PhaseId>(work.contract.phases.size());
    work.contract.phases.push_back({"Always", false, {}, work.contract.span, {}});
    work.contract.groups.push_back({{}, {always}, {}, work.contract.span});
    return;
  }
  check_blocks(work);
  Builder builder(work);
  const bool all = std::any_of(own.phases.begin(), own.phases.end(),
                               [](const auto& one) { return !one.name.text.empty(); });
  for (std::size_t i = 0; i < (all ? own.phases.size() : 1); ++i) builder.group(own.phases[i]);
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
  for (const model::PhaseGroup& group : work.contract.groups) {
    if (group.name != name.text) continue;
    diagnostic.help("`" + group.name + "` is a group: the machine is always in one of its phases");
    return nullptr;
  }
  if (guess)
    diagnostic.also(work.phases.find(*guess)->second.span, "`" + *guess + "` is declared here");
  help_with(diagnostic, guess);
  return nullptr;
}

bool has_initial(const model::Contract& contract, const std::vector<model::PhaseId>& leaves) {
  return std::any_of(contract.groups.begin(), contract.groups.end(), [&](const auto& group) {
    return !group.phases.empty() &&
           std::find(leaves.begin(), leaves.end(), group.phases.front()) != leaves.end();
  });
}

}  // namespace writ::sema
