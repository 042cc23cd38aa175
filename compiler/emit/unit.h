/// What all emitted files of one contract share: the contract, its file names, its rules.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/names.h"
#include "compiler/model/contract.h"

namespace writ::emit {

/// Something a refusal can point at: a refinement, a key, an invariant, an in-line `require`.
struct Rule {
  std::string name;   ///< the enumerator, unique
  source::Span span;  ///< the line of the contract
  std::string path;   ///< JSON Pointer; a `*` in it is the element the outcome names
  std::string text;   ///< what was expected; empty where the fault has the words
  std::string key;    ///< of what the contract says itself, in catalogues; else empty
  std::string guard;  ///< whose evaluation failed
  const model::Expr* place = nullptr;  ///< of a path with keys in it, to be filled in
  std::string entries;      ///< the `*` is a key of this map; `$` in it stands for the payload
  bool named_keys = false;  ///< … whose keys are of an enum
  std::optional<model::TypeId> type;        ///< whose rule it is
  bool payload = false;                     ///< it is asked of a payload before any step
  const model::Require* require = nullptr;  ///< whose message is to be made
  model::IntentId intent{};                 ///< of `place`, `entries` and `require`
};

class Unit {
 public:
  Unit(const model::Contract& contract, const source::Files& files);

  const model::Contract& contract;
  const source::Files& files;

  std::string stem;         ///< `order` of `order.writ`
  std::string name_space;   ///< `order`
  std::vector<Rule> rules;  ///< in the order in which they were first needed
  bool drafts = false;      ///< is every intent drafted? Then each has a `Patch`
  /// Those whose values have an order, for a set keeps them or may: all of modules do.
  std::set<model::RecordId> ordered;

  /// `order.writ:58`
  [[nodiscard]] std::string at(source::Span span) const;
  [[nodiscard]] std::uint32_t line(source::Span span) const;
  /// `Rule::LinesSize`; the name made unique, the rule recorded.
  std::string rule(Rule rule);

  /// Where the rules stand, to go back to when a try is thrown away.
  struct Mark {
    std::size_t rules;
    Scope names;
  };
  [[nodiscard]] Mark mark() const { return {rules.size(), rule_names_}; }
  void go_back(Mark mark);

  [[nodiscard]] const model::Type& type(model::TypeId id) const { return contract.type(id); }
  [[nodiscard]] std::string intent_name(model::IntentId id) const;
  [[nodiscard]] std::string phase_name(model::PhaseId id) const;
  /// Does anything in the payload have a refinement?
  [[nodiscard]] bool checked(model::RecordId record) const;
  [[nodiscard]] bool checked(model::TypeId type) const;

 private:
  Scope rule_names_;
};

/// Puts into the rule what a type expects, or what it says to who breaks it.
void refuse_values_outside(const model::Contract& contract, model::TypeId type, Rule& rule);

/// `/customer/profile/name`; an At is a `*`.
[[nodiscard]] std::string pointer(const model::Contract& contract, const model::Expr& place);
/// The same of a path of fields of the state, or of another record.
[[nodiscard]] std::string pointer(const model::Contract& contract, const model::Path& path);
[[nodiscard]] std::string pointer(const model::Contract& contract, model::RecordId record,
                                  const model::Path& path);
/// `/price`: a name as a step of a JSON Pointer (RFC 6901).
[[nodiscard]] std::string pointer_step(std::string_view name);
/// The last field of a place: `stock` of `stock[intent.sku]`.
[[nodiscard]] std::string last_field(const model::Contract& contract, const model::Expr& place);

/// `writ::EnumSet<Phase>`, for so many members.
[[nodiscard]] std::string enum_set(const std::string& of, std::size_t members);

/// `a, b, c`
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view between);

}  // namespace writ::emit
