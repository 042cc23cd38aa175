// Enums, constants and records; the state and the payloads, which are records too.
#include <algorithm>
#include <map>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/modifiers.h"
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

/// The names of one enum or variant.
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
  const TypeId id = with_saying(work, resolve(work, written.type, declaration.module),
                                written.saying, written.name.text);
  if (id == no_type) return;
  Type type = work.types[id];
  type.alias = written.name.text;
  type.declared = written.span;
  declaration.id = static_cast<std::uint32_t>(work.types.intern(std::move(type)));
  declaration.known = true;
}

void build_constant(Workspace& work, Declaration& declaration) {
  const syntax::Constant& written =
      work.input.modules[declaration.module]->constants[declaration.index];
  const bool typed = written.type.has_value();
  TypeId type = typed ? resolve(work, *written.type, declaration.module) : no_type;
  Typer typer(work, {Site::Constant, declaration.module, std::nullopt, {}, {}});
  Result expr = type != no_type ? typer.of(written.value, type) : typer.any(written.value);
  Result value = expr ? evaluated(work, *expr) : std::nullopt;
  if (!value || (typed && type == no_type)) return;
  if (!typed)
    type = is_scalar(work.types[value->type]) ? work.types.base(value->type) : value->type;
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

class Records {
 public:
  explicit Records(Workspace& work) : work_(work) {}

  void named(Declaration& declaration) {
    const syntax::Record& written =
        work_.input.modules[declaration.module]->records[declaration.index];
    model::Record record = begin(model::Record::Kind::Named, written.name.text, written.span);
    record.module = static_cast<model::ModuleId>(declaration.module);
    record.open = written.open;
    record.doc = written.doc;
    const Built built = build(std::move(record), written.fields, written.name.span);
    declaration.known = built.measured;
    declaration.id = static_cast<std::uint32_t>(model::index(built.id));
  }

  void variant(Declaration& declaration) {
    const syntax::Variant& written =
        work_.input.modules[declaration.module]->variants[declaration.index];
    const auto id = static_cast<model::VariantId>(work_.contract.variants.size());
    model::Variant variant{static_cast<model::ModuleId>(declaration.module),
                           written.name.text,
                           {},
                           written.doc,
                           written.span};
    // Its cases name it: it has its place before it has them.
    work_.contract.variants.push_back(variant);
    declaration.known = true;
    std::size_t depth = 0;
    std::uint64_t values = 1;
    Seen seen(work_);
    for (const syntax::VariantCase& one : written.cases) {
      if (!seen.enter(Entity::Case, one.name)) continue;
      model::Record record = begin(model::Record::Kind::Case, one.name.text, one.span);
      record.module = variant.module;
      record.variant = id;
      record.doc = one.doc;
      const Built built = build(std::move(record), one.fields, one.name.span);
      variant.cases.push_back({one.name.text, built.id});
      declaration.known &= built.measured;
      depth = std::max(depth, depths_[built.id]);
      values += values_[built.id];
    }
    work_.types.set_depth(id, depth);
    variant_values_[id] = std::min(values, most_values + 1);
    declaration.id = static_cast<std::uint32_t>(model::index(id));
    work_.contract.variants[model::index(id)] = std::move(variant);
  }

  void state() {
    const syntax::Ast& own = work_.own();
    model::Record record = begin(model::Record::Kind::State, "State", work_.contract.span);
    if (own.states.empty()) {
      work_.contract.state = build(std::move(record), {}, {}).id;
      return;
    }
    record.doc = own.states.front().doc;
    record.span = own.states.front().span;
    const source::Span span = record.span;
    work_.contract.state = build(std::move(record), own.states.front().fields, span).id;
  }

  void event(model::Event& event, const syntax::Event& written) {
    model::Record record = begin(model::Record::Kind::Event, event.name, written.span);
    record.doc = event.doc;
    event.record = build(std::move(record), written.fields, written.name.span).id;
  }

  void payload(model::Intent& intent, const syntax::Intent& written) {
    model::Record record = begin(model::Record::Kind::Payload, intent.name, written.span);
    intent.payload = build(std::move(record), written.fields, written.name.span).id;
  }

 private:
  struct Built {
    model::RecordId id{};
    bool measured = false;  ///< neither too deep nor too wide
  };

  static model::Record begin(model::Record::Kind kind, std::string name, source::Span span) {
    model::Record record;
    record.kind = kind;
    record.name = std::move(name);
    record.span = span;
    return record;
  }

  /// Gives a record its fields and enters it, behind the records that are written in it; these are
  /// told whose they are.
  Built build(model::Record record, const std::vector<syntax::Field>& fields, source::Span span) {
    std::vector<std::size_t> inner;
    record.fields = fields_of(fields, record, record.kind, inner);
    check_wire_names(work_, record, fields);
    const model::RecordId id = next();
    const bool measured = measure(id, record.fields, span);
    for (const std::size_t i : inner) work_.contract.records[i].owner = id;
    work_.contract.records.push_back(std::move(record));
    return {id, measured};
  }

  [[nodiscard]] model::RecordId next() const {
    return static_cast<model::RecordId>(work_.contract.records.size());
  }

  /// The fields of a record; those without a type are records of their own, and `inner` gets their
  /// ids. `place` is what all of it stands in.
  std::vector<model::Field> fields_of(const std::vector<syntax::Field>& fields,
                                      const model::Record& owner, model::Record::Kind place,
                                      std::vector<std::size_t>& inner) {
    // Those of the state itself have been entered, and checked, with the values.
    const bool top = owner.kind == model::Record::Kind::State;
    std::vector<model::Field> out;
    std::map<std::string, const syntax::Name*> seen;
    std::map<std::string, const syntax::Name*> records;
    for (const syntax::Field& field : fields) {
      if (!top) check_name(work_, Entity::Field, field.name);
      const auto [entry, fresh] = seen.emplace(field.name.text, &field.name);
      if (!fresh) {
        if (!top)
          report_taken(work_, Entity::Field, field.name, Entity::Field, entry->second->span);
        continue;
      }
      if (field.type) {
        check_place(work_, field, place);
        out.push_back(field_of(work_, field, model::index(owner.module)));
        continue;
      }
      const syntax::Name name{pascal_case(field.name.text), field.name.span};
      const auto [other, unique] = records.emplace(name.text, &field.name);
      if (!unique) {
        report_taken(work_, Entity::Record, name, Entity::Record, other->second->span);
      } else {
        refuse_hiding(name, owner.name);
      }
      out.push_back(inline_field(field, name.text, owner, place));
      inner.push_back(model::index(work_.types[out.back().type].record));
    }
    return out;
  }

  /// An inline record may not hide the record around it, nor a type that fields beside it may have.
  void refuse_hiding(const syntax::Name& name, const std::string& owner) {
    const Declaration* type = find(work_.names.types, name.text, 0);
    if (name.text == owner) {
      work_.sink.report(diag::duplicate_name(noun(Entity::Record), name.text), name.span,
                        "the record around it has this name, too");
    } else if (type && type->entity != Entity::Intent && type->entity != Entity::CompositePhase &&
               type->entity != Entity::PhaseGroup) {
      report_taken(work_, Entity::Record, name, type->entity, type->span);
    }
  }

  model::Field inline_field(const syntax::Field& field, const std::string& name,
                            const model::Record& owner, model::Record::Kind place) {
    model::Record record = begin(model::Record::Kind::Inline, name, field.name.span);
    record.module = owner.module;
    record.doc = field.doc;
    std::vector<std::size_t> inner;
    record.fields = fields_of(field.fields, record, place, inner);
    check_wire_names(work_, record, field.fields);
    const model::RecordId id = next();
    (void)measure(id, record.fields, record.span);
    for (const std::size_t i : inner) work_.contract.records[i].owner = id;
    work_.contract.records.push_back(std::move(record));
    model::Field of;
    of.name = field.name.text;
    of.wire_name = of.name;
    of.type = work_.types.record(id);
    of.doc = field.doc;
    of.span = field.name.span;
    return of;
  }

  /// How deep and how wide records become is limited: a short text can mean an endless one.
  bool measure(model::RecordId id, const std::vector<model::Field>& fields, source::Span span) {
    std::size_t depth = 0;
    std::uint64_t count = 0;
    for (const model::Field& field : fields) {
      if (field.type == no_type) continue;
      depth = std::max(depth, work_.types.depth(field.type));
      count += values_in(field.type);
    }
    work_.types.set_depth(id, depth);
    depths_[id] = depth;
    values_[id] = std::min(count, most_values + 1);
    if (depth >= deepest) work_.sink.report(diag::nested_too_deep(), span);
    if (count > most_values)
      work_.sink.report(diag::unsupported_yet("a record of more than 10000 values"), span);
    return depth < deepest && count <= most_values;
  }

  [[nodiscard]] std::uint64_t values_in(TypeId id) {
    const Type& type = work_.types[id];
    switch (type.kind) {
      case Kind::Record: return values_[type.record];
      case Kind::Variant: return variant_values_[type.variant];
      case Kind::List:
      case Kind::Set:
      case Kind::Map:
      case Kind::Optional: return values_in(type.element);
      default: return 1;
    }
  }

  Workspace& work_;
  std::map<model::RecordId, std::uint64_t> values_;
  std::map<model::RecordId, std::size_t> depths_;
  std::map<model::VariantId, std::uint64_t> variant_values_;
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
    if (declaration->entity == Entity::Variant) records.variant(*declaration);
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
    const syntax::Intent& written = work.own().intents[declaration->index];
    records.payload(intent, written);
    if (!written.reply) continue;
    const TypeId reply = resolve(work, *written.reply, 0);
    if (reply != no_type) intent.reply = reply;
  }
  for (model::Event& event : work.contract.events) {
    const Declaration* declaration = find(work.names.types, event.name, 0);
    records.event(event, work.own().events[declaration->index]);
  }
}

}  // namespace writ::sema
