#include "compiler/sema/types.h"

#include <array>

#include "compiler/sema/expr.h"
#include "compiler/sema/workspace.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

struct Habit {
  std::string_view wrong;
  std::string_view right;
};
// What other languages call it.
constexpr std::array<Habit, 13> habits = {{
    {"boolean", "bool"},
    {"integer", "int"},
    {"long", "int"},
    {"number", "int"},
    {"str", "string"},
    {"text", "string"},
    {"char", "string"},
    {"array", "list"},
    {"vector", "list"},
    {"dict", "map"},
    {"double", "float"},
    {"money", "decimal(2)"},
    {"real", "float"},
}};
constexpr std::array<std::string_view, 13> types_here = {
    "bool",    "int",      "string", "decimal", "list",  "map", "float",
    "instant", "duration", "date",   "uuid",    "bytes", "set"};

struct Simple {
  std::string_view name;
  Kind kind;
};
// What needs no more than its name to be a type.
constexpr std::array<Simple, 9> simple_types = {{{"bool", Kind::Bool},
                                                 {"int", Kind::Int},
                                                 {"string", Kind::String},
                                                 {"float", Kind::Float},
                                                 {"bytes", Kind::Bytes},
                                                 {"instant", Kind::Instant},
                                                 {"duration", Kind::Duration},
                                                 {"date", Kind::Date},
                                                 {"uuid", Kind::Uuid}}};

constexpr std::size_t deepest = 256;

std::optional<std::string> guess_type(const Workspace& work, const std::string& name,
                                      std::size_t module) {
  for (const Habit& habit : habits) {
    if (habit.wrong == name) return std::string(habit.right);
  }
  std::vector<std::string_view> names(types_here.begin(), types_here.end());
  for (const auto& [known, declaration] : work.names.types) {
    const Entity entity = declaration.entity;
    if (entity == Entity::Intent || entity == Entity::CompositePhase ||
        entity == Entity::PhaseGroup) {
      continue;
    }
    if (find(work.names.types, known, module)) names.emplace_back(known);
  }
  return source::closest(name, names);
}

class Resolver {
 public:
  Resolver(Workspace& work, std::size_t module) : work_(work), module_(module) {}

  TypeId resolve(const syntax::Type& type) {
    const TypeId base = unrefined(type);
    if (base == no_type) return no_type;
    if (work_.types.depth(base) > deepest) {
      work_.sink.report(diag::nested_too_deep(), type.span);
      return no_type;
    }
    const TypeId narrowed = refined(work_, base, type, module_);
    return type.optional && narrowed != no_type ? optional(narrowed, type) : narrowed;
  }

 private:
  TypeId optional(TypeId element, const syntax::Type& written) {
    if (work_.types[element].kind != Kind::Optional)
      return work_.types.collection(Kind::Optional, element);
    work_.sink.report(diag::bad_refinement("an optional of an optional"), written.span,
                      work_.types.explained(element) + " is optional already");
    return no_type;
  }

  TypeId unrefined(const syntax::Type& type) {
    const std::string& name = type.name.text;
    if (name == "list" || name == "map" || name == "set") return collection(type);
    if (name == "decimal") return decimal(type);
    for (const Simple& simple : simple_types) {
      if (simple.name == name) return work_.types.simple(simple.kind);
    }
    return declared(type.name);
  }

  TypeId declared(const syntax::Name& name) {
    const Declaration* declaration = find(work_.names.types, name.text, module_);
    if (!declaration) {
      help_with(work_.sink.report(diag::unknown_type(name.text), name.span,
                                  unseen(work_, work_.names.types, name.text, module_)),
                guess_type(work_, name.text, module_));
      return no_type;
    }
    switch (declaration->entity) {
      case Entity::Alias:
        return declaration->known ? static_cast<TypeId>(declaration->id) : no_type;
      case Entity::Enum:
        return work_.types.enumeration(static_cast<model::EnumId>(declaration->id));
      case Entity::Record:
        return declaration->known
                   ? work_.types.record(static_cast<model::RecordId>(declaration->id))
                   : no_type;
      case Entity::Variant:
        return declaration->known
                   ? work_.types.variant(static_cast<model::VariantId>(declaration->id))
                   : no_type;
      default: break;
    }
    work_.sink
        .report(diag::unknown_type(name.text), name.span,
                "`" + name.text + "` is " + with_article(declaration->entity) + ", not a type")
        .also(declaration->span, "`" + name.text + "` is declared here");
    return no_type;
  }

  TypeId decimal(const syntax::Type& type) {
    const syntax::Refinement* digits =
        type.refinements.empty() ? nullptr : &type.refinements.front();
    if (!digits || digits->kind != syntax::Refinement::Kind::Size || !digits->single) {
      work_.sink
          .report(diag::bad_refinement("a `decimal` without its digits"), type.name.span,
                  "how many digits behind the point?")
          .help("write `decimal(2)`");
      return no_type;
    }
    Typer typer(work_, {Site::Constant, module_, std::nullopt, {}, {}});
    const Result typed = typer.of(*digits->least, work_.types.integer());
    const Result scale = typed ? evaluated(work_, *typed) : std::nullopt;
    if (!scale) return no_type;
    if (scale->number < 0 || scale->number > 12) {
      work_.sink.report(diag::bad_refinement("a `decimal` of " + std::to_string(scale->number) +
                                             " digits behind the point"),
                        digits->least->span, "0 to 12 digits");
      return no_type;
    }
    return work_.types.decimal(static_cast<int>(scale->number));
  }

  TypeId collection(const syntax::Type& written) {
    const bool map = written.name.text == "map";
    std::vector<TypeId> arguments;
    for (const syntax::Type& argument : written.arguments) arguments.push_back(resolve(argument));
    for (const TypeId argument : arguments) {
      if (argument == no_type) return no_type;
    }
    Type type;
    type.kind = map ? Kind::Map : written.name.text == "set" ? Kind::Set : Kind::List;
    type.element = arguments.back();
    if (map) {
      type.key = arguments.front();
      if (!may_be_key(work_.types[type.key].kind)) {
        work_.sink.report(diag::type_mismatch(key_types, work_.types.quoted(type.key)),
                          written.arguments.front().span);
        return no_type;
      }
    }
    return work_.types.intern(std::move(type));
  }

  Workspace& work_;
  std::size_t module_;
};

}  // namespace

bool may_be_key(Kind kind) {
  switch (kind) {
    case Kind::String:
    case Kind::Int:
    case Kind::Enum:
    case Kind::Uuid:
    case Kind::Date:
    case Kind::Instant: return true;
    default: return false;
  }
}

TypeId resolve(Workspace& work, const syntax::Type& type, std::size_t module) {
  return Resolver(work, module).resolve(type);
}

}  // namespace writ::sema
