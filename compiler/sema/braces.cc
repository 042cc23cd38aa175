// What stands in braces and brackets: records, cases of variants, maps, lists, sets.
#include <algorithm>

#include "compiler/sema/expr.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;
using Written = syntax::ExprKind;
using Entry = syntax::Entry;

namespace {

/// What a value that is written out is, so that equal ones are equal texts; empty for any other.
std::string literal_text(const TypeTable& types, const Expr& value) {
  std::vector<std::string> parts;
  for (const Expr& part : value.operands) {
    parts.push_back(literal_text(types, part));
    if (parts.back().empty()) return {};
  }
  std::string text = std::to_string(value.number) + ':';
  switch (value.kind) {
    case ExprKind::Number: return '#' + text;
    case ExprKind::Text: return '"' + std::to_string(value.text.size()) + ':' + value.text;
    case ExprKind::None: return "-";
    case ExprKind::Some:
    case ExprKind::Make:
    case ExprKind::MakeCase: break;
    case ExprKind::Elements:
      if (types[value.type].kind == Kind::Set) std::sort(parts.begin(), parts.end());
      break;
    case ExprKind::Entries:
      for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        parts[i] += parts[i + 1];
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      }
      std::sort(parts.begin(), parts.end());
      break;
    default: return {};
  }
  for (const std::string& part : parts) text += part + ',';
  return '(' + text + ')';
}

/// The size of a set, or of a map by its keys, `step` operands apart: literals are all different.
model::Size distinct(const TypeTable& types, const std::vector<Expr>& operands, std::size_t step) {
  const std::size_t count = operands.size() / step;
  bool literal = true;
  for (std::size_t i = 0; i < operands.size(); i += step)
    literal &= !literal_text(types, operands[i]).empty();
  return {literal ? count : std::min<std::size_t>(count, 1), count};
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "`, `") + name;
  return out;
}

}  // namespace

/// Inside the type of the member, the element or the key that it becomes.
Result Typer::member_value(const syntax::Expr& expr, TypeId type) {
  if (type == no_type) return (void)any(expr), std::nullopt;
  Result value = of(expr, type);
  if (!value) return std::nullopt;
  return fitted(*std::move(value), type);
}

// --- records -------------------------------------------------------------------------------------

Result Typer::braces(const syntax::Expr& expr, TypeId hint) {
  if (!expr.operands.empty()) return named_braces(expr, hint);
  TypeId wanted = hint;
  if (wanted != no_type && work_.types[wanted].kind == Kind::Optional)
    wanted = work_.types[wanted].element;
  if (wanted == no_type) {
    for (const Entry& entry : expr.entries) {
      if (entry.kind != Entry::Kind::Spread) continue;
      Result old = any(entry.value);
      if (!old) return std::nullopt;
      wanted = old->type;
    }
  }
  if (wanted == no_type) {
    work_.sink
        .report(diag::type_mismatch("a value of a known type", "braces"), expr.span,
                "nothing says which record or map this is")
        .help("write the name of the record before it: `Line { … }`");
    return std::nullopt;
  }
  const Type type = work_.types[wanted];
  if (type.kind == Kind::Record) return record_literal(expr, type.record);
  if (type.kind == Kind::Map) return map_literal(expr, wanted);
  if (type.kind == Kind::Set && expr.entries.empty()) return list(expr, wanted);
  source::Diagnostic& diagnostic =
      work_.sink.report(diag::type_mismatch(work_.types.quoted(wanted), "braces"), expr.span);
  if (type.kind == Kind::Variant) diagnostic.help("write the name of the case before it");
  if (type.kind == Kind::List || type.kind == Kind::Set)
    diagnostic.help("a list or a set is written in brackets: `[a, b]`");
  return std::nullopt;
}

/// `Line { … }`, `Card { … }`, `Payment.Card { … }`
Result Typer::named_braces(const syntax::Expr& expr, TypeId hint) {
  const syntax::Expr& name = expr.operands.front();
  if (name.kind == Written::Name) {
    const Declaration* type = find(std::as_const(work_.names.types), name.name.text, scope_.module);
    if (type && type->entity == Entity::Record) {
      if (!type->known) return std::nullopt;
      return record_literal(expr, static_cast<model::RecordId>(type->id));
    }
    if (type && type->entity == Entity::Alias && type->known) {
      const Type& of = work_.types[static_cast<TypeId>(type->id)];
      if (of.kind == Kind::Record) return record_literal(expr, of.record);
    }
    return bare_case(name.name, hint, expr);
  }
  if (name.kind == Written::Member && name.operands[0].kind == Written::Name) {
    if (const auto variant = variant_named(name.operands[0].name.text)) {
      const auto number = case_of(*variant, name);
      if (!number) return std::nullopt;
      return case_literal(*variant, *number, expr);
    }
  }
  work_.sink.report(diag::unknown_type(one_line(work_.input.files, name.span)), name.span,
                    "the name of a record or of a case stands before braces");
  return std::nullopt;
}

Result Typer::record_literal(const syntax::Expr& expr, model::RecordId id) {
  const std::size_t count = work_.contract.record(id).fields.size();
  const TypeId type = work_.types.record(id);
  std::vector<std::optional<Expr>> members(count);
  std::vector<const Entry*> given(count, nullptr);
  Result old;
  std::string name;  // of what is spread and has none
  bool complete = true;
  for (const Entry& entry : expr.entries) {
    if (entry.kind == Entry::Kind::Spread) {
      complete &= spread(entry, type, old);
      if (old && !is_path(*old)) name = "$" + std::to_string(++bound_);
      continue;
    }
    const std::optional<std::size_t> index = named_member(entry, id);
    complete &= index.has_value();
    if (!index) {
      // Of a member that does not exist nobody knows the type.
      if (entry.value.kind != Written::Braces && entry.value.kind != Written::Name)
        (void)any(entry.value);
      continue;
    }
    if (given[*index]) {
      work_.sink.report(diag::duplicate_name("member", entry.name.text), entry.name.span)
          .also(given[*index]->name.span, "the first one");
      complete = false;
      continue;
    }
    given[*index] = &entry;
    members[*index] = member_value(entry.value, work_.contract.record(id).fields[*index].type);
    complete &= members[*index].has_value();
  }
  Result source = old;
  if (!name.empty()) source = local(name, old->type, old->span);
  if (!complete || !fill_in(expr, id, source, given, members)) return std::nullopt;
  std::vector<Expr> operands;
  for (std::optional<Expr>& member : members) operands.push_back(*std::move(member));
  Expr made = node(ExprKind::Make, type, expr.span, std::move(operands));
  if (name.empty()) return made;
  Expr with = node(ExprKind::With, type, expr.span, {*std::move(old), std::move(made)});
  with.text = name;
  return with;
}

/// `..old_line`: a record of the same type.
bool Typer::spread(const Entry& entry, TypeId type, Result& old) {
  if (old) {
    work_.sink.report(diag::duplicate_name("record", ".."), entry.span)
        .also(old->span, "the first one");
    return false;
  }
  old = any(entry.value, type);
  if (old) old = present(*std::move(old));
  if (!old) return false;
  if (work_.types.same_base(old->type, type)) return true;
  mismatch(*old, type);
  return false;
}

/// The index of the field that an entry names.
std::optional<std::size_t> Typer::named_member(const Entry& entry, model::RecordId id) {
  const model::Record& record = work_.contract.record(id);
  if (entry.kind == Entry::Kind::Key) {
    work_.sink.report(diag::type_mismatch("the name of a member", "a key"), entry.span,
                      "`" + record.name + "` is a record: its members are written `name: value`");
    return std::nullopt;
  }
  return find_field(work_, work_.types[work_.types.record(id)], entry.name);
}

/// What is not written: as in the record that is spread, else as a default or `none` says.
bool Typer::fill_in(const syntax::Expr& expr, model::RecordId id, const Result& old,
                    const std::vector<const Entry*>& given,
                    std::vector<std::optional<Expr>>& members) {
  std::vector<std::string> missing;
  const std::size_t count = members.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (given[i]) continue;
    const model::Field& field = work_.contract.record(id).fields[i];
    if (field.type == no_type) return false;
    if (old) {
      members[i] = node(ExprKind::Field, field.type, old->span, {*old});
      members[i]->number = static_cast<std::int64_t>(i);
    } else if (field.initial) {
      members[i] = field.initial;
    } else if (work_.types[field.type].kind == Kind::Optional) {
      members[i] = node(ExprKind::None, field.type, expr.span);
    } else {
      missing.push_back(field.name);
    }
  }
  if (missing.empty()) return true;
  const model::Record& record = work_.contract.record(id);
  work_.sink
      .report(diag::missing_member(joined_names(missing), record.name), expr.span,
              "only what is optional or has a default may be left out")
      .also(record.fields[*field_index(record, missing.front())].span,
            "`" + missing.front() + "` is declared here");
  return false;
}

// --- cases ---------------------------------------------------------------------------------------

std::optional<model::VariantId> Typer::variant_named(std::string_view name) const {
  const std::vector<model::Variant>& all = work_.contract.variants;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool in_sight = all[i].module != model::ModuleId{} || scope_.module == 0;
    if (in_sight && all[i].name == name) return static_cast<model::VariantId>(i);
  }
  return std::nullopt;
}

/// The variants in sight that have a case of this name, with its number.
std::vector<std::pair<model::VariantId, std::int64_t>> Typer::cases_named(
    std::string_view name) const {
  std::vector<std::pair<model::VariantId, std::int64_t>> found;
  const std::vector<model::Variant>& all = work_.contract.variants;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].module == model::ModuleId{} && scope_.module != 0) continue;
    for (std::size_t number = 0; number < all[i].cases.size(); ++number) {
      if (all[i].cases[number].name == name)
        found.emplace_back(static_cast<model::VariantId>(i), static_cast<std::int64_t>(number));
    }
  }
  return found;
}

/// Braces with nothing in them, behind a name that stands alone.
syntax::Expr Typer::nothing_at(source::Span span) {
  syntax::Expr expr;
  expr.kind = Written::Braces;
  expr.span = span;
  return expr;
}

Result Typer::case_literal(model::VariantId id, std::int64_t number, const syntax::Expr& expr) {
  const model::RecordId record =
      work_.contract.variant(id).cases[static_cast<std::size_t>(number)].record;
  Result fields = record_literal(expr, record);
  if (!fields) return std::nullopt;
  Expr value = node(ExprKind::MakeCase, work_.types.variant(id), expr.span, {*std::move(fields)});
  value.number = number;
  return value;
}

/// `Card { … }` or `Cash`: of the variant that is expected, else of the one that has such a case.
Result Typer::bare_case(const syntax::Name& name, TypeId hint, const syntax::Expr& expr) {
  TypeId wanted = hint;
  if (wanted != no_type && work_.types[wanted].kind == Kind::Optional)
    wanted = work_.types[wanted].element;
  const auto cases = cases_named(name.text);
  if (wanted != no_type && work_.types[wanted].kind == Kind::Variant) {
    const model::VariantId variant = work_.types[wanted].variant;
    for (const auto& [of, number] : cases) {
      if (of == variant) return case_literal(of, number, expr);
    }
    if (cases.empty()) {
      syntax::Expr written;
      written.kind = Written::Name;
      written.name = name;
      written.span = name.span;
      return (void)case_of(variant, written), std::nullopt;
    }
  }
  if (cases.size() == 1) return case_literal(cases[0].first, cases[0].second, expr);
  if (cases.empty()) {
    std::vector<std::string_view> names;
    for (const auto& [known, of] : work_.names.types) {
      if (of.entity == Entity::Record && find(work_.names.types, known, scope_.module))
        names.emplace_back(known);
    }
    help_with(work_.sink.report(diag::unknown_type(name.text), name.span,
                                "no record and no case of this name"),
              source::closest(name.text, names));
    return std::nullopt;
  }
  const std::string& first = work_.contract.variant(cases[0].first).name;
  const std::string& second = work_.contract.variant(cases[1].first).name;
  work_.sink
      .report(diag::unknown_name(name.text), name.span,
              "a case of `" + first + "` and of `" + second + "`")
      .help("write `" + first + "." + name.text + "` or `" + second + "." + name.text + "`");
  return std::nullopt;
}

// --- maps, lists, sets ---------------------------------------------------------------------------

Result Typer::map_literal(const syntax::Expr& expr, TypeId wanted) {
  Type type = work_.types[wanted];
  std::vector<Expr> operands;
  Literals seen;
  bool complete = true;
  for (const Entry& entry : expr.entries) {
    if (entry.kind != Entry::Kind::Key) {
      const bool member = entry.kind == Entry::Kind::Member;
      source::Diagnostic& diagnostic =
          work_.sink.report(diag::type_mismatch("a key", member ? "a name" : "`..`"), entry.span,
                            "this is " + work_.types.quoted(wanted));
      if (member) diagnostic.help("a key is written `\"" + entry.name.text + "\": …` or `[…]: …`");
      complete = false;
      continue;
    }
    Result key = member_value(entry.key.front(), type.key);
    Result value = member_value(entry.value, type.element);
    complete &= key.has_value() && value.has_value();
    if (!key || !value) continue;
    complete &= is_first(seen, *key, "key");
    operands.push_back(*std::move(key));
    operands.push_back(*std::move(value));
  }
  if (!complete) return std::nullopt;
  type.alias.clear();
  type.rules.reset();
  type.said.reset();
  type.size = distinct(work_.types, operands, 2);
  const TypeId made = work_.types.intern(std::move(type));
  return node(ExprKind::Entries, made, expr.span, std::move(operands));
}

Result Typer::list(const syntax::Expr& expr, TypeId hint) {
  TypeId wanted = hint;
  if (wanted != no_type && work_.types[wanted].kind == Kind::Optional)
    wanted = work_.types[wanted].element;
  Type type;
  type.kind = Kind::List;
  type.element = no_type;
  if (wanted != no_type &&
      (work_.types[wanted].kind == Kind::List || work_.types[wanted].kind == Kind::Set)) {
    type.kind = work_.types[wanted].kind;
    type.element = work_.types[wanted].element;
  }
  std::vector<Expr> elements;
  for (const syntax::Expr& one : expr.operands) {
    Result value = type.element == no_type ? any(one) : member_value(one, type.element);
    if (value) elements.push_back(*std::move(value));
  }
  if (elements.size() != expr.operands.size()) return std::nullopt;
  if (type.element == no_type && elements.empty()) {
    work_.sink.report(diag::type_mismatch("a value of a known type", "an empty list"), expr.span,
                      "nothing says what it is a list of");
    return std::nullopt;
  }
  if (type.element == no_type) {
    if (!unify(elements, no_type)) return std::nullopt;
    type.element = work_.types.base(elements[0].type);
    for (const Expr& one : elements) type.element = joined(work_.types, type.element, one.type);
  }
  type.size = {elements.size(), elements.size()};
  if (type.kind == Kind::Set && !is_distinct(elements, type.size)) return std::nullopt;
  const TypeId made = work_.types.intern(std::move(type));
  return node(ExprKind::Elements, made, expr.span, std::move(elements));
}

/// Reports a literal that stands there a second time.
bool Typer::is_first(Literals& seen, const Expr& value, std::string_view what) {
  std::string text = literal_text(work_.types, value);
  if (text.empty()) return true;
  const auto [entry, fresh] = seen.try_emplace(std::move(text), value.span);
  if (fresh) return true;
  const std::string words = one_line(work_.input.files, value.span);
  work_.sink.report(diag::duplicate_name(what, words), value.span)
      .also(entry->second, "the first one");
  return false;
}

/// The size of a set as written; reports what stands in it twice.
bool Typer::is_distinct(const std::vector<Expr>& elements, model::Size& size) {
  bool all = true;
  Literals seen;
  for (const Expr& element : elements) all &= is_first(seen, element, "element");
  size = distinct(work_.types, elements, 1);
  return all;
}

}  // namespace writ::sema
