/// What the files declare, by name.
///
/// In: the trees. Out: one table for each name space; a second declaration of a name is reported
/// and left out, so that whoever looks a name up finds the first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/diagnostic.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

struct Workspace;

/// What a name may be the name of.
enum class Entity : std::uint8_t {
  Contract,
  Alias,
  Record,
  Enum,
  Variant,
  Intent,
  CompositePhase,
  LeafPhase,
  Guard,
  Function,
  Constant,
  StateField,
  Invariant,
  Field,
  Member,
  Case,
  Parameter,
  Variable,
  Event,
  View,
  Property,
  PhaseGroup,
};

/// "record", as in "the record `Line` is declared twice".
[[nodiscard]] std::string_view noun(Entity entity);
/// "a record", as in "a record has this name".
[[nodiscard]] std::string with_article(Entity entity);

/// Which modules see which: themselves, what they import, and what that imports; the contract's own
/// file all of them.
class Reach {
 public:
  explicit Reach(const std::vector<std::vector<std::size_t>>& imports);
  [[nodiscard]] bool sees(std::size_t from, std::size_t module) const;

 private:
  std::vector<std::vector<std::uint64_t>> bits_;  // by module a set of modules
};

struct Declaration {
  Entity entity{};
  std::size_t module = 0;
  std::size_t index = 0;  ///< in the list of its kind in the tree of the module
  source::Span span{};    ///< of the name
  bool tried = false;     ///< of a function: built, or refused
  bool known = false;     ///< worked out without an error: `id` may be used
  std::uint32_t id = 0;   ///< its id in the model; of an alias the TypeId
  const Reach* reach = nullptr;

  /// Modules do not see what the contract declares, nor what they do not import.
  [[nodiscard]] bool seen_from(std::size_t other) const {
    return other == module || (module != 0 && (!reach || reach->sees(other, module)));
  }
};

using Table = std::map<std::string, Declaration, std::less<>>;

struct Names {
  /// Types, records, enums, variants, intents, events, composite phases and groups of phases.
  Table types;
  Table phases;  ///< leaf and composite phases
  Table guards;
  Table values;  ///< functions, constants and fields of the state
  Table invariants;
  Table views;
  /// The enums that have a member of a name.
  std::map<std::string, std::vector<Declaration>, std::less<>> members;
};

/// A name as seen from a module.
[[nodiscard]] const Declaration* find(const Table& table, std::string_view name,
                                      std::size_t from_module);
[[nodiscard]] Declaration* find(Table& table, std::string_view name, std::size_t from_module);
/// Why a module does not see a name that is declared: "`money.writ` declares it, and is not
/// imported here"; empty when there is no such name.
[[nodiscard]] std::string unseen(const Workspace& work, const Table& table, std::string_view name,
                                 std::size_t from_module);
/// All names that `find` finds.
[[nodiscard]] std::vector<std::string_view> visible(const Table& table, std::size_t from_module);

/// Reports a name that cannot be one (bad-name), or that is not spelt as its kind is (name-style).
void check_name(Workspace& work, Entity entity, const syntax::Name& name);
/// The same, and enters it; false when the name is taken, which is reported.
bool declare(Workspace& work, Table& table, const syntax::Name& name, Declaration declaration);
/// Reports a name that is taken by `first`.
void report_taken(Workspace& work, Entity entity, const syntax::Name& name, Entity first_entity,
                  source::Span first);

/// Reports a block that a contract has one of.
void report_second_block(Workspace& work, std::string_view word, source::Span second,
                         source::Span first);

/// Everything but the phases.
void declare_names(Workspace& work);

/// `wrong_codes` → `WrongCodes`
[[nodiscard]] std::string pascal_case(std::string_view name);
/// `WrongCodes` → `wrong_codes`
[[nodiscard]] std::string snake_case(std::string_view name);

}  // namespace writ::sema
