// First values: the defaults of fields, and what the state begins with.
#include <deque>
#include <map>

#include "compiler/sema/expr.h"
#include "compiler/sema/modifiers.h"
#include "compiler/sema/rules.h"
#include "compiler/sema/types.h"
#include "compiler/sema/words.h"
#include "compiler/sema/workspace.h"
#include "compiler/source/literals.h"

namespace writ::sema {

using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

/// A field without a first value, with the ones around it.
struct Lack {
  const model::Field* field = nullptr;
  const model::Record* record = nullptr;
};

class FirstValues {
 public:
  explicit FirstValues(Workspace& work) : work_(work) {}

  void require(const model::Record& record, const model::Path& path = {}) {
    std::uint32_t index = 0;
    for (const model::Field& field : record.fields) {
      model::Path here = path;
      here.push_back(index++);
      if (field.type == no_type || field.initial) continue;
      const Type& type = work_.types[field.type];
      const bool inline_record =
          type.kind == Kind::Record &&
          work_.contract.record(type.record).kind == model::Record::Kind::Inline;
      if (inline_record) {
        require(work_.contract.record(type.record), here);
      } else if (const Lack* lack = lack_of(field, record)) {
        // What does not exist before it is created gets its values there; what is not stored, from
        // `restore`, too.
        if (work_.contract.created && !field.ephemeral) {
          work_.unset.push_back({field.name, here, field.span});
        } else {
          report(field, *lack);
        }
      }
    }
  }

 private:
  /// What keeps a field from starting at its zero; nothing when nothing does.
  const Lack* lack_of(const model::Field& field, const model::Record& record) {
    const Type& type = work_.types[field.type];
    if (!first_value_keeps(work_.contract, type))
      return &lacks_.emplace_back(Lack{&field, &record});
    if (type.kind == Kind::Record) return lack_of(type.record);
    if (type.kind == Kind::Variant) return &lacks_.emplace_back(Lack{&field, &record});
    if (type.bounds.contains(0) && type.size.contains(model::Size{0, 0})) return nullptr;
    return &lacks_.emplace_back(Lack{&field, &record});
  }

  const Lack* lack_of(model::RecordId id) {
    const auto [entry, fresh] = known_.emplace(id, nullptr);
    if (!fresh) return entry->second;
    const model::Record& record = work_.contract.record(id);
    for (const model::Field& field : record.fields) {
      if (field.type == no_type || field.initial) continue;
      if (const Lack* lack = lack_of(field, record)) return known_[id] = lack;
    }
    return nullptr;
  }

  void report(const model::Field& field, const Lack& lack) {
    const Type& type = work_.types[lack.field->type];
    const std::string words = work_.types.explained(lack.field->type);
    std::string zero = is_sized(type) ? "the empty list is" : "its first value is";
    if (type.kind == Kind::Map) zero = "the empty map is";
    if (type.kind == Kind::String) zero = "the empty text is";
    if (type.kind == Kind::Set) zero = "the empty set is";
    if (type.kind == Kind::Bytes) zero = "no bytes at all is";
    if (is_ordered(type)) zero = "`" + value_words(type, 0) + "` is";
    const std::string why = type.kind == Kind::Variant
                                ? "none of the cases of " + words + " is first"
                                : zero + " not inside " + words;
    source::Diagnostic& diagnostic =
        work_.sink.report(diag::missing_default(field.name), field.span, why);
    const bool inner = lack.field != &field;
    if (inner) diagnostic.primary.text = "`" + lack.record->name + "` has none";
    if (inner) diagnostic.also(lack.field->span, why);
    if (type.kind == Kind::Variant)
      diagnostic.help("make it optional: `" + lack.field->name + ": " + type.words + "?`");
    const std::string value = suggestion(type);
    if (!value.empty()) {
      diagnostic.help((inner ? "give `" + lack.field->name + "` a default: `= " : "write `= ") +
                      value + "`");
    }
  }

  /// A default that would do, as it is written; empty for a list or a map, which can have none.
  std::string suggestion(const Type& type) {
    if (type.rules) {  // one that keeps them is not easily made up
      const std::vector<model::Expr>& members =
          work_.contract.rules[model::index(*type.rules)].members;
      return members.empty() ? "" : one_line(work_.input.files, members.front().span);
    }
    if (type.kind == Kind::Float) {
      for (const double plain : {0.5, 1.0, -0.5, -1.0})
        if (type.bounds.contains(source::float_rank(plain)))
          return value_words(type, source::float_rank(plain));
      const std::string words = value_words(type, type.bounds.least);
      return words.find('e') == std::string::npos ? words : "";  // no literal has an exponent
    }
    if (is_ordered(type)) {
      const std::int64_t nearest = type.bounds.least > 0 ? type.bounds.least : type.bounds.most;
      return value_words(type, nearest);
    }
    if (type.kind != Kind::String || type.size.least > 40) {
      return {};
    }
    return "\"" + std::string(static_cast<std::size_t>(type.size.least), '-') + "\"";
  }

  Workspace& work_;
  std::map<model::RecordId, const Lack*> known_;
  std::deque<Lack> lacks_;
};

/// `= none`: what an optional begins with anyway.
bool is_none(const syntax::Expr& initial) {
  return initial.kind == syntax::ExprKind::None && initial.text.empty();
}

std::optional<model::Expr> default_of(Workspace& work, const syntax::Field& field, TypeId whole,
                                      std::size_t module) {
  const bool optional = work.types[whole].kind == Kind::Optional;
  const TypeId type = optional ? work.types[whole].element : whole;
  Typer typer(work, {Site::Constant, module, std::nullopt, {}, {}});
  const Result typed = typer.of(*field.modifiers.initial, type);
  Result value = typed ? evaluated(work, *typed) : std::nullopt;
  if (value && !known_inside(work.types, *value, type)) {
    work.sink
        .report(diag::default_out_of_range(field.name.text), field.modifiers.initial->span,
                "not inside " + work.types.explained(type))
        .also(field.type->span, "its type");
    return std::nullopt;
  }
  if (!value || !optional) return value;
  model::Expr some;
  some.kind = model::ExprKind::Some;
  some.type = whole;
  some.span = value->span;
  some.operands.push_back(*std::move(value));
  return some;
}

}  // namespace

model::Field field_of(Workspace& work, const syntax::Field& field, std::size_t module) {
  model::Field out;
  out.name = field.name.text;
  out.wire_name = out.name;
  out.type = no_type;
  out.doc = field.doc;
  out.span = field.name.span;
  take_modifiers(work, out, field);
  if (!field.type) {
    work.sink.report(diag::unsupported_yet("a field without a type outside of `state`"),
                     field.name.span);
    return out;
  }
  out.type = with_saying(work, resolve(work, *field.type, module), field.saying, {});
  if (out.type != no_type && field.modifiers.initial && is_none(*field.modifiers.initial) &&
      work.types[out.type].kind == Kind::Optional)
    return out;
  if (field.modifiers.initial && out.type != no_type)
    out.initial = default_of(work, field, out.type, module);
  // What has a wrong default is not asked for one; the model is not handed out anyway.
  if (field.modifiers.initial && !out.initial) out.initial.emplace();
  return out;
}

void require_first_values(Workspace& work) {
  FirstValues(work).require(work.contract.record(work.contract.state));
}

}  // namespace writ::sema
