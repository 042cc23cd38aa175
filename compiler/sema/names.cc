#include "compiler/sema/names.h"

#include <algorithm>
#include <array>

#include "compiler/sema/workspace.h"

namespace writ::sema {

namespace {

constexpr std::array<std::string_view, 22> nouns = {
    "contract",  "type",     "record",   "enum",  "variant",   "intent", "phase",  "phase",
    "guard",     "function", "constant", "field", "invariant", "field",  "member", "case",
    "parameter", "variable", "event",    "view",  "property",  "group",
};

bool in_pascal_case(Entity entity) {
  switch (entity) {
    case Entity::Contract:
    case Entity::Alias:
    case Entity::Record:
    case Entity::Enum:
    case Entity::Variant:
    case Entity::Intent:
    case Entity::CompositePhase:
    case Entity::LeafPhase:
    case Entity::PhaseGroup:
    case Entity::Guard:
    case Entity::Event:
    case Entity::Member:
    case Entity::Case: return true;
    case Entity::Function:
    case Entity::Constant:
    case Entity::StateField:
    case Entity::Invariant:
    case Entity::Field:
    case Entity::Parameter:
    case Entity::View:
    case Entity::Variable:
    case Entity::Property: return false;
  }
  return false;
}

bool is_field(Entity entity) { return entity == Entity::Field || entity == Entity::StateField; }

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lowered(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char raised(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Words of the language that the grammar does not reserve yet: a contract that used them today
// would not be one tomorrow. A field may have the first, for it stands before `:` or after `.`.
constexpr std::array<std::string_view, 31> coming_words = {
    "variant", "event",    "view",      "refuse", "enter",    "leave", "after",  "at",
    "never",   "property", "reachable", "verify", "activity", "saga",  "roles",  "policy",
    "limit",   "migrate",  "scenario",  "let",    "if",       "match", "await",  "emit",
    "ensure",  "reply",    "when",      "permit", "forbid",   "any",   "extern",
};
constexpr std::array<std::string_view, 4> coming_operators = {"is", "then", "matches", "none"};
constexpr std::array<std::string_view, 13> type_names = {
    "bool",  "int",     "string",   "decimal", "list", "map", "float",
    "bytes", "instant", "duration", "date",    "uuid", "set",
};

/// Why a name cannot be one; empty when it can.
std::string_view objection(Entity entity, std::string_view name) {
  if (name.front() == '_' || name.back() == '_' || name.find("__") != std::string_view::npos)
    return "a name begins and ends with a letter or a digit, and has no `__` in it";
  if (contains(coming_operators, name) || (!is_field(entity) && contains(coming_words, name)))
    return "a word of the language";
  const bool type = entity == Entity::Alias || entity == Entity::Record || entity == Entity::Enum ||
                    entity == Entity::Variant || entity == Entity::Intent ||
                    entity == Entity::Event || entity == Entity::CompositePhase ||
                    entity == Entity::PhaseGroup;
  if (type && contains(type_names, name)) return "a type of the language";
  const bool value = entity == Entity::StateField || entity == Entity::Function ||
                     entity == Entity::Constant || entity == Entity::Parameter ||
                     entity == Entity::Variable;
  if (value && name == "phase") return "`phase` is where the machine is, as in `phase in Open`";
  return {};
}

void declare_values(Workspace& work, std::size_t module) {
  const syntax::Ast& ast = *work.input.modules[module];
  Names& names = work.names;
  for (std::size_t i = 0; i < ast.constants.size(); ++i) {
    declare(work, names.values, ast.constants[i].name, {Entity::Constant, module, i});
  }
  if (module == 0 && ast.contract) {
    for (const syntax::State& state : ast.states) {
      for (const syntax::Field& field : state.fields) {
        declare(work, names.values, field.name, {Entity::StateField, module});
      }
    }
  }
  for (std::size_t i = 0; i < ast.functions.size(); ++i) {
    declare(work, names.values, ast.functions[i].name, {Entity::Function, module, i});
  }
}

void declare_types(Workspace& work, std::size_t module) {
  const syntax::Ast& ast = *work.input.modules[module];
  Table& types = work.names.types;
  for (std::size_t i = 0; i < ast.aliases.size(); ++i) {
    declare(work, types, ast.aliases[i].name, {Entity::Alias, module, i});
  }
  for (std::size_t i = 0; i < ast.enumerations.size(); ++i) {
    declare(work, types, ast.enumerations[i].name, {Entity::Enum, module, i});
  }
  for (std::size_t i = 0; i < ast.records.size(); ++i) {
    declare(work, types, ast.records[i].name, {Entity::Record, module, i});
  }
  for (std::size_t i = 0; i < ast.variants.size(); ++i) {
    declare(work, types, ast.variants[i].name, {Entity::Variant, module, i});
  }
}

/// What only the contract's own file may have.
void declare_own(Workspace& work) {
  const syntax::Ast& ast = work.own();
  Names& names = work.names;
  for (std::size_t i = 0; i < ast.intents.size(); ++i) {
    if (declare(work, names.types, ast.intents[i].name, {Entity::Intent, 0, i})) {
      Declaration& declared = *find(names.types, ast.intents[i].name.text, 0);
      declared.id = static_cast<std::uint32_t>(work.contract.intents.size());
      work.contract.intents.push_back(
          {ast.intents[i].name.text, {}, {}, {}, ast.intents[i].doc, ast.intents[i].span});
    }
  }
  for (std::size_t i = 0; i < ast.events.size(); ++i) {
    if (declare(work, names.types, ast.events[i].name, {Entity::Event, 0, i})) {
      Declaration& declared = *find(names.types, ast.events[i].name.text, 0);
      declared.id = static_cast<std::uint32_t>(work.contract.events.size());
      work.contract.events.push_back(
          {ast.events[i].name.text, {}, ast.events[i].doc, ast.events[i].span});
    }
  }
  for (std::size_t i = 0; i < ast.views.size(); ++i)
    declare(work, names.views, ast.views[i].name, {Entity::View, 0, i});
  for (std::size_t i = 0; i < ast.guards.size(); ++i) {
    declare(work, names.guards, ast.guards[i].name, {Entity::Guard, 0, i});
  }
  for (std::size_t i = 0; i < ast.invariants.size(); ++i) {
    declare(work, names.invariants, ast.invariants[i].name, {Entity::Invariant, 0, i});
  }
  for (std::size_t i = 0; i < ast.properties.size(); ++i) {
    declare(work, names.invariants, ast.properties[i].name, {Entity::Property, 0, i});
  }
  for (std::size_t i = 0; i < ast.reachables.size(); ++i) {
    if (!ast.reachables[i].condition) continue;  // it is the name of a phase
    declare(work, names.invariants, ast.reachables[i].name, {Entity::Property, 0, i});
  }
}

}  // namespace

std::string_view noun(Entity entity) { return nouns.at(static_cast<std::size_t>(entity)); }

std::string with_article(Entity entity) {
  const std::string_view word = noun(entity);
  const bool vowel = std::string_view("aeiou").find(word.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(word);
}

std::string pascal_case(std::string_view name) {
  std::string out;
  bool up = true;
  for (const char c : name) {
    if (c != '_') out += up ? raised(c) : c;
    up = c == '_';
  }
  return out;
}

std::string snake_case(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool next_is_small = i + 1 < name.size() && is_lower(name[i + 1]);
    const bool begins_word = i > 0 && is_upper(name[i]) && name[i - 1] != '_' &&
                             (!is_upper(name[i - 1]) || next_is_small);
    if (begins_word) out += '_';
    out += lowered(name[i]);
  }
  return out;
}

// --- who sees what -------------------------------------------------------------------------------

Reach::Reach(const std::vector<std::vector<std::size_t>>& imports) : bits_(imports.size()) {
  // Importers stand before what they import: from the last one on, all that is imported is known.
  for (std::size_t i = imports.size(); i-- > 0;) {
    bits_[i].resize((imports.size() + 63) / 64);
    bits_[i][i / 64] |= std::uint64_t{1} << (i % 64);
    for (const std::size_t imported : imports[i]) {
      for (std::size_t word = 0; word < bits_[i].size(); ++word)
        bits_[i][word] |= bits_[imported][word];
    }
  }
}

bool Reach::sees(std::size_t from, std::size_t module) const {
  if (from == 0 || bits_.empty()) return true;
  return (bits_[from][module / 64] >> (module % 64) & 1U) != 0;
}

Declaration* find(Table& table, std::string_view name, std::size_t from_module) {
  const auto found = table.find(name);
  if (found == table.end()) return nullptr;
  return found->second.seen_from(from_module) ? &found->second : nullptr;
}

const Declaration* find(const Table& table, std::string_view name, std::size_t from_module) {
  const auto found = table.find(name);
  if (found == table.end()) return nullptr;
  return found->second.seen_from(from_module) ? &found->second : nullptr;
}

std::string unseen(const Workspace& work, const Table& table, std::string_view name,
                   std::size_t from_module) {
  const auto found = table.find(name);
  if (found == table.end() || found->second.seen_from(from_module)) return {};
  if (found->second.module == 0) return "a module sees nothing of the contract that imports it";
  const std::string& path = work.input.files[found->second.span.file].path();
  return "`" + path.substr(path.find_last_of('/') + 1) + "` declares it, and is not imported here";
}

std::vector<std::string_view> visible(const Table& table, std::size_t from_module) {
  std::vector<std::string_view> names;
  for (const auto& [name, declaration] : table) {
    if (declaration.seen_from(from_module)) names.emplace_back(name);
  }
  return names;
}

// --- names ---------------------------------------------------------------------------------------

void check_name(Workspace& work, Entity entity, const syntax::Name& name) {
  if (name.text.empty()) return;
  if (const std::string_view why = objection(entity, name.text); !why.empty()) {
    work.sink.report(diag::bad_name(name.text), name.span, std::string(why));
    return;
  }
  // A field of the name of a type would hide the type from the fields behind it.
  const Declaration* type = is_field(entity) ? find(work.names.types, name.text, 0) : nullptr;
  if (type) {
    report_taken(work, entity, name, type->entity, type->span);
    return;
  }
  const bool pascal = in_pascal_case(entity);
  const std::string proper = pascal ? pascal_case(name.text) : snake_case(name.text);
  if (proper == name.text) return;
  work.sink
      .report(diag::name_style(noun(entity), name.text, pascal ? "PascalCase" : "snake_case"),
              name.span)
      .help("write `" + proper + "`");
}

void report_taken(Workspace& work, Entity entity, const syntax::Name& name, Entity first_entity,
                  source::Span first) {
  work.sink
      .report(
          diag::duplicate_name(noun(entity), name.text), name.span,
          entity == first_entity ? std::string() : with_article(first_entity) + " has this name")
      .also(first, "`" + name.text + "` is first declared here");
}

bool declare(Workspace& work, Table& table, const syntax::Name& name, Declaration declaration) {
  check_name(work, declaration.entity, name);
  declaration.span = name.span;
  declaration.reach = &work.reach;
  const auto [entry, fresh] = table.emplace(name.text, declaration);
  if (!fresh)
    report_taken(work, declaration.entity, name, entry->second.entity, entry->second.span);
  return fresh;
}

void report_second_block(Workspace& work, std::string_view word, source::Span second,
                         source::Span first) {
  work.sink.report(diag::duplicate_name("block", word), second, "a contract has one of these")
      .also(first, "the first one");
}

void declare_names(Workspace& work) {
  const syntax::Ast& own = work.own();
  if (own.contract) check_name(work, Entity::Contract, *own.contract);
  // The contract last: where it says what a module has said, the mistake is in the contract.
  for (std::size_t module = work.input.modules.size(); module-- > 0;) declare_types(work, module);
  if (own.contract) declare_own(work);
  for (std::size_t module = work.input.modules.size(); module-- > 0;) declare_values(work, module);
  for (std::size_t i = 1; i < own.states.size(); ++i)
    report_second_block(work, "state", own.states[i].span, own.states[0].span);
  for (std::size_t i = 1; i < own.verifications.size(); ++i)
    report_second_block(work, "verify", own.verifications[i].span, own.verifications[0].span);
}

}  // namespace writ::sema
