/// Where a machine is, as C++: a `Phase`; with several groups the set of those that are active, a
/// `Phases`; and what is remembered of phases that were left.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/model/contract.h"

namespace writ::emit {

/// `Phase`, or of several groups `Phases`.
[[nodiscard]] std::string phase_type(const model::Contract& contract);
/// How a parameter of that type is called: `phase`, `phases`.
[[nodiscard]] std::string phase_parameter(const model::Contract& contract);
/// How the member of the machine is called: `phase_`, `phases_`.
[[nodiscard]] std::string phase_member(const model::Contract& contract);

/// Does it stand for what does not exist yet?
[[nodiscard]] bool is_absent(const model::Contract& contract, model::PhaseId id);
/// `Phase::Paid`
[[nodiscard]] std::string phase_text(const model::Contract& contract, model::PhaseId id);
/// Where a machine is whose phase of each group is known: `Phase::Paid`, `Phases{Phase::Open, …}`.
[[nodiscard]] std::string phases_of(const model::Contract& contract,
                                    const std::vector<model::PhaseId>& active);

/// The set of phases: the name of a composite one or of a group, `Phases{Phase::Paid}`.
[[nodiscard]] std::string phase_set(const model::Contract& contract,
                                    const std::vector<model::PhaseId>& phases);
/// Is `leaf`, a single phase, one of these? `leaf == Phase::Paid`, `Open.has(leaf)`.
[[nodiscard]] std::string leaf_in(const model::Contract& contract,
                                  const std::vector<model::PhaseId>& phases,
                                  const std::string& leaf);
/// Is a machine in one of these, where `phase` says where it is? With several groups
/// `phases.has(Phase::Paid)`, `phases.has_any(Open)`.
[[nodiscard]] std::string phase_in(const model::Contract& contract,
                                   const std::vector<model::PhaseId>& phases,
                                   const std::string& phase);

/// ` --> Paid`, ` --> Open.history`, ` --> Shut, Locked`; empty where nothing is entered.
[[nodiscard]] std::string leads_to(const model::Contract& contract,
                                   const model::Transition& transition);

/// The members of the machine, and the functions that they call by their bare names: what else is
/// a member is called otherwise.
[[nodiscard]] std::vector<std::string> machine_members(const model::Contract& contract);
/// How the machine is asked for the phase of each group: `door`; empty where there is one group.
[[nodiscard]] std::vector<std::string> group_accessors(const model::Contract& contract);
/// The phase of a group, inside of a member of the machine: `phase_`, `Machine::door()`.
[[nodiscard]] std::string active_leaf(const model::Contract& contract, model::GroupId group);

/// A phase whose history is asked for, and its member of `detail::History`: `open`.
struct Remembered {
  model::CompositeId id{};
  std::string member;
};
[[nodiscard]] std::vector<Remembered> remembered(const model::Contract& contract);
/// What was active in it when it was last left, as a member of the machine: `history_.open`.
[[nodiscard]] std::string last_in(const model::Contract& contract, model::CompositeId id);

}  // namespace writ::emit
