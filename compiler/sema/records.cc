// Enums, constants and records; the state and the payloads, which are records too.
#include <algorithm>
#include <map>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/rules.h"
#include "compiler/sema/types.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

constexpr std::size_t deepest = 256;
constexpr std::uint64_t most_values = 10'000;

/// The names of one record or enum.
class Seen {
 public:
  explicit Seen(Workspace& work) : work_(work) {}

  /// False when the name is taken, which is reported.
  bool enter(Entity entity, const syntax::Name& name) {
    check_name(work_, entity, name);
    const auto [entry, fresh] = first_.emplace(name.text, name.span);
    if (!fresh) report_taken(work_, entity, name, entity, entry->second);
    return fresh;
  }

 private:
  Workspace& work_;
  std::map<std::string_view, source::Span> first_;
};

void build_enumerations(Workspace& work) {
  for (std::size_t module = work.input.modules.size(); module-- > 0;) {
    const syntax::Ast& ast = *work.input.modules[module];
    for (const syntax::Enumeration& written : ast.enumerations) {
      model::Enumeration enumeration{
          static_cast<model::ModuleId>(module), written.name.text, {}, written.doc, written.span};
      Seen seen(work);
      for (const syntax::Name& member : written.members) {
        if (seen.enter(Entity::Member, member)) enumeration.members.push_back(member.text);
      }
      Declaration* declaration = find(work.names.types, written.name.text, 0);
      if (!declaration || declaration->span != source::Span(written.name.span)) continue;
      declaration->id = static_cast<std::uint32_t>(work.contract.enumerations.size());
      declaration->known = true;
      for (const std::string& member : enumeration.members)
        work.names.members[member].push_back(*declaration);
      work.contract.enumerations.push_back(std::move(enumeration));
    }
  }
}

void build_alias(Workspace& work, Declaration& declaration) {
  const syntax::Alias& written = work.input.modules[declaration.module]->aliases[declaration.index];
  const TypeId id = resolve(work, written.type, declaration.module);
  if (id == no_type) return;
  Type type = work.types[id];
  type.alias = written.name.text;
  declaration.id = static_cast<std::uint32_t>(work.types.intern(std::move(type)));
  declaration.known = true;
}

void build_constant(Workspace& work, Declaration& declaration) {
  const syntax::Constant& written =
      work.input.modules[declaration.module]->constants[declaration.index];
  const bool typed = written.type.has_value();
  TypeId type = typed ? resolve(work, *written.type, declaration.module) : no_type;
  Typer typer(work, {Site::Constant, declaration.module, std::nullopt, {}, {}});
  if (type != no_type && !is_scalar(work.types[type])) {
    work.sink.report(diag::unsupported_yet("a constant of a type that is no scalar"),
                     written.type->span);
    return;
  }
  Result expr = type != no_type ? typer.of(written.value, type) : typer.any(written.value);
  Result value = expr ? evaluated(work, *expr) : std::nullopt;
  if (!value || (typed && type == no_type)) return;
  if (!typed) type = work.types.base(value->type);
  if (!known_inside(work.types, *value, type)) {
    work.sink
        .report(diag::default_out_of_range(written.name.text), written.value.span,
                "not inside " + work.types.explained(type))
        .also(written.type->span, "its type");
    return;
  }
  declaration.id = static_cast<std::uint32_t>(work.contract.constants.size());
  declaration.known = true;
  work.contract.constants.push_back({static_cast<model::ModuleId>(declaration.module),
                                     written.name.text, type, *std::move(value), written.doc,
                                     written.span});
}

/// The fields of a record, without the second one of a name and without inline records.
std::vector<model::Field> build_fields(Workspace& work, const std::vector<syntax::Field>& fields,
                                       std::size_t module) {
  std::vector<model::Field> out;
  Seen seen(work);
  for (const syntax::Field& field : fields) {
    if (seen.enter(Entity::Field, field.name)) out.push_back(field_of(work, field, module));
  }
  return out;
}

/// How deep and how wide records become is limited: a short text can mean an endless one.
bool measure(Workspace& work, model::RecordId id, const std::vector<model::Field>& fields,
             std::map<model::RecordId, std::uint64_t>& values, source::Span span) {
  std::size_t depth = 0;
  std::uint64_t count = 0;
  for (const model::Field& field : fields) {
    if (field.type == no_type) continue;
    const Type& type = work.types[field.type];
    depth = std::max(depth, work.types.depth(field.type));
    count += type.kind == Kind::Record ? values[type.record] : 1;
  }
  work.types.set_depth(id, depth);
  values[id] = std::min(count, most_values + 1);
  if (depth >= deepest) work.sink.report(diag::nested_too_deep(), span);
  if (count > most_values)
    work.sink.report(diag::unsupported_yet("a record of more than 10000 values"), span);
  return depth < deepest && count <= most_values;
}

class Records {
 public:
  explicit Records(Workspace& work) : work_(work) {}

  void named(Declaration& declaration) {
    const syntax::Record& written =
        work_.input.modules[declaration.module]->records[declaration.index];
    model::Record record;
    record.kind = model::Record::Kind::Named;
    record.module = static_cast<model::ModuleId>(declaration.module);
    record.name = written.name.text;
    record.doc = written.doc;
    record.span = written.span;
    record.fields = build_fields(work_, written.fields, declaration.module);
    declaration.known = measure(work_, next(), record.fields, values_, written.name.span);
    declaration.id = static_cast<std::uint32_t>(model::index(next()));
    work_.contract.records.push_back(std::move(record));
  }

  void state() {
    model::Record record;
    record.kind = model::Record::Kind::State;
    record.name = "State";
    std::vector<std::size_t> inner;
    const syntax::Ast& own = work_.own();
    if (!own.states.empty()) {
      record.doc = own.states.front().doc;
      record.span = own.states.front().span;
      record.fields = inline_fields(own.states.front().fields, record.name, inner, true);
    } else {
      record.span = work_.contract.span;
    }
    work_.contract.state = finish(std::move(record), inner);
  }

  void payload(model::Intent& intent, const syntax::Intent& written) {
    model::Record record;
    record.kind = model::Record::Kind::Payload;
    record.name = intent.name;
    record.span = written.span;
    record.fields = build_fields(work_, written.fields, 0);
    (void)measure(work_, next(), record.fields, values_, written.name.span);
    intent.payload = next();
    work_.contract.records.push_back(std::move(record));
  }

 private:
  [[nodiscard]] model::RecordId next() const {
    return static_cast<model::RecordId>(work_.contract.records.size());
  }

  /// Fields of the state, in which those without a type are records; `inner` gets their ids.
  std::vector<model::Field> inline_fields(const std::vector<syntax::Field>& fields,
                                          const std::string& owner, std::vector<std::size_t>& inner,
                                          bool top) {
    std::vector<model::Field> out;
    std::map<std::string, const syntax::Name*> seen;
    std::map<std::string, const syntax::Name*> records;
    for (const syntax::Field& field : fields) {
      // Those of the state itself have been entered, and checked, with the values.
      if (!top) check_name(work_, Entity::Field, field.name);
      const auto [entry, fresh] = seen.emplace(field.name.text, &field.name);
      if (!fresh) {
        if (!top)
          report_taken(work_, Entity::Field, field.name, Entity::Field, entry->second->span);
        continue;
      }
      if (field.type) {
        out.push_back(field_of(work_, field, 0));
        continue;
      }
      const syntax::Name name{pascal_case(field.name.text), field.name.span};
      const auto [other, unique] = records.emplace(name.text, &field.name);
      if (!unique) {
        report_taken(work_, Entity::Record, name, Entity::Record, other->second->span);
      } else {
        refuse_hiding(name, owner);
      }
      const model::RecordId id = inline_record(field, name.text);
      inner.push_back(model::index(id));
      model::Field of;
      of.name = field.name.text;
      of.wire_name = of.name;
      of.type = work_.types.record(id);
      of.doc = field.doc;
      of.span = field.name.span;
      out.push_back(std::move(of));
    }
    return out;
  }

  /// An inline record may not hide the record around it, nor a type that fields beside it may have.
  void refuse_hiding(const syntax::Name& name, const std::string& owner) {
    const Declaration* type = find(work_.names.types, name.text, 0);
    if (name.text == owner) {
      work_.sink.report(diag::duplicate_name(noun(Entity::Record), name.text), name.span,
                        "the record around it has this name, too");
    } else if (type && type->entity != Entity::Intent && type->entity != Entity::CompositePhase) {
      report_taken(work_, Entity::Record, name, type->entity, type->span);
    }
  }

  model::RecordId inline_record(const syntax::Field& field, const std::string& name) {
    model::Record record;
    record.kind = model::Record::Kind::Inline;
    record.name = name;
    record.doc = field.doc;
    record.span = field.name.span;
    std::vector<std::size_t> inner;
    record.fields = inline_fields(field.fields, name, inner, false);
    return finish(std::move(record), inner);
  }

  /// Enters a record behind those that stand in it, and tells them whose they are.
  model::RecordId finish(model::Record record, const std::vector<std::size_t>& inner) {
    const model::RecordId id = next();
    (void)measure(work_, id, record.fields, values_, record.span);
    for (const std::size_t i : inner) work_.contract.records[i].owner = id;
    work_.contract.records.push_back(std::move(record));
    return id;
  }

  Workspace& work_;
  std::map<model::RecordId, std::uint64_t> values_;
};

}  // namespace

void build_types(Workspace& work, const std::vector<Declaration*>& order) {
  build_enumerations(work);
  Records records(work);
  const bool early = has_predicates(work.own());
  for (Declaration* declaration : order) {
    if (declaration->entity == Entity::Alias) build_alias(work, *declaration);
    if (declaration->entity == Entity::Constant) build_constant(work, *declaration);
    if (declaration->entity == Entity::Record) records.named(*declaration);
    // Those of the contract keep their order where no type could ask for one. A module's header has
    // the same order whoever imports it.
    if (declaration->entity == Entity::Function && (early || declaration->module != 0))
      build_function_of_values(work, *declaration);
  }
  if (!work.own().contract) return;
  records.state();
  require_first_values(work);
  for (model::Intent& intent : work.contract.intents) {
    const Declaration* declaration = find(work.names.types, intent.name, 0);
    records.payload(intent, work.own().intents[declaration->index]);
  }
}

}  // namespace writ::sema
