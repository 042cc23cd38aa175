// `in {a, b}`, `matching /…/`, `format email`, `unique by key`, `where (…)`, as they are written.
#include <algorithm>
#include <array>
#include <utility>

#include "compiler/sema/expr.h"
#include "compiler/sema/rules.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Rules;
using model::RulesId;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;
using Refines = syntax::Refinement::Kind;
using Written = syntax::ExprKind;

namespace {

constexpr std::array<std::string_view, 6> formats = {"email", "uri",  "hostname",
                                                     "ipv4",  "ipv6", "uuid"};

constexpr std::size_t most_words = 10'000;
constexpr std::size_t most_members = 1000;

bool same_members(const std::vector<Expr>& a, const std::vector<Expr>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Expr& x, const Expr& y) {
    return x.number == y.number && x.text == y.text;
  });
}

bool same(const Rules& a, const Rules& b) {
  const bool same_where =
      a.where.has_value() == b.where.has_value() && (!a.where || model::same(*a.where, *b.where));
  return a.pattern == b.pattern && a.format == b.format && a.unique_by == b.unique_by &&
         same_where && same_members(a.members, b.members);
}

/// The id of such rules; new where there were none like them.
RulesId intern(Workspace& work, Rules rules) {
  const std::string words = rules.members_words + " " + rules.words;
  const auto [first, last] = work.rules.equal_range(words);
  for (auto known = first; known != last; ++known)
    if (same(rules, work.contract.rules[model::index(known->second)])) return known->second;
  const auto id = static_cast<RulesId>(work.contract.rules.size());
  work.contract.rules.push_back(std::move(rules));
  work.rules.emplace(words, id);
  return id;
}

class RuleRefiner {
 public:
  RuleRefiner(Workspace& work, Type& type, std::size_t module)
      : work_(work), type_(type), module_(module), base_(base_of(work, type)) {
    if (type.rules) rules_ = work.contract.rules[model::index(*type.rules)];
  }

  bool narrow(const syntax::Refinement& written) {
    if (!add(written)) return false;
    if (written.kind != Refines::Members) {
      if (!rules_.words.empty()) rules_.words += ' ';
      rules_.words += one_line(work_.input.files, written.span);
    }
    // Types that are made of one another would become as long as all of them together.
    if (rules_.words.size() > most_words) {
      work_.sink.report(diag::unsupported_yet("a type with rules of more than 10000 characters"),
                        written.span);
      return false;
    }
    type_.rules = intern(work_, rules_);
    return true;
  }

  /// False when there are members and none is left.
  bool drop_members() {
    if (rules_.members.empty()) return true;
    Type others = type_;  // what they are to be inside of
    Rules rest = rules_;
    rest.members.clear();
    rest.members_words.clear();
    others.rules = intern(work_, std::move(rest));
    const TypeId outer = work_.types.intern(others);
    std::erase_if(rules_.members,
                  [&](const Expr& member) { return known_outside(work_.types, member, outer); });
    if (rules_.members.empty()) return false;
    finish_members();
    type_.rules = intern(work_, rules_);
    return true;
  }

 private:
  static TypeId base_of(Workspace& work, const Type& type) {
    return work.types.base(work.types.intern(type));
  }

  bool refuse(const std::string& what, source::Span span, const std::string& label) {
    work_.sink.report(diag::bad_refinement(what), span, label);
    return false;
  }

  bool add(const syntax::Refinement& written) {
    switch (written.kind) {
      case Refines::Members: return add_members(written);
      case Refines::Matching: return add_pattern(written);
      case Refines::Format: return add_format(written);
      case Refines::Unique: return add_unique(written);
      default: return add_where(written);
    }
  }

  // --- in {a, b} ---------------------------------------------------------------------------------

  bool add_members(const syntax::Refinement& written) {
    if (!is_scalar(type_)) {
      return refuse(work_.types.quoted(base_) + " has no members to choose", written.span,
                    "a set of values is for numbers, texts, enums and other single values");
    }
    if (written.members.size() > most_members) {
      work_.sink.report(diag::unsupported_yet("a set of more than 1000 values"), written.span);
      return false;
    }
    const TypeId outer = work_.types.intern(type_);
    std::vector<Expr> members;
    bool complete = true;
    for (const syntax::Expr& one : written.members) {
      Typer typer(work_, {Site::Constant, module_, std::nullopt, {}, {}});
      const Result typed = typer.of(one, base_);
      Result value = typed ? evaluated(work_, *typed) : std::nullopt;
      if (!value) {
        complete = false;
        continue;
      }
      value->span = one.span;
      complete &= is_new(members, *value) && is_inside(*value, outer);
      members.push_back(*std::move(value));
    }
    if (!complete) return false;
    rules_.members = std::move(members);
    finish_members();
    return true;
  }

  bool is_new(const std::vector<Expr>& members, const Expr& value) {
    for (const Expr& other : members) {
      if (other.number != value.number || other.text != value.text) continue;
      work_.sink
          .report(diag::bad_refinement("a value that is there twice"), value.span,
                  "each member stands once")
          .also(other.span, "it is here already");
      return false;
    }
    return true;
  }

  bool is_inside(const Expr& value, TypeId outer) {
    if (known_inside(work_.types, value, outer)) return true;
    return refuse("`" + one_line(work_.input.files, value.span) + "` is not of the type",
                  value.span, "not inside " + work_.types.explained(outer));
  }

  /// Their words, and the bounds or the size that all of them are inside of.
  void finish_members() {
    rules_.members_words = "in {";
    for (const Expr& member : rules_.members) {
      if (&member != rules_.members.data()) rules_.members_words += ", ";
      rules_.members_words += one_line(work_.input.files, member.span);
    }
    rules_.members_words += "}";
    if (is_ordered(type_)) {
      type_.bounds = {INT64_MAX, INT64_MIN};
      for (const Expr& member : rules_.members) {
        type_.bounds.least = std::min(type_.bounds.least, member.bounds.least);
        type_.bounds.most = std::max(type_.bounds.most, member.bounds.most);
      }
    } else if (type_.kind == Kind::String) {
      type_.size = {model::Size::unlimited, 0};
      for (const Expr& member : rules_.members) {
        const std::uint64_t size = code_points(member.text);
        type_.size.least = std::min(type_.size.least, size);
        type_.size.most = std::max(type_.size.most, size);
      }
    }
  }

  // --- matching, format --------------------------------------------------------------------------

  bool is_text(const syntax::Refinement& written) {
    if (type_.kind == Kind::String) return true;
    return refuse(work_.types.quoted(base_) + " is no text", written.span,
                  "`matching` and `format` are for `string`");
  }

  bool add_pattern(const syntax::Refinement& written) {
    const std::string& pattern = written.name.text;
    if (!is_text(written) || !check_pattern(work_, pattern, written.span)) return false;
    if (rules_.pattern.empty() || rules_.pattern == pattern) {
      rules_.pattern = pattern;
      return true;
    }
    // A second one is asked as `where (it matches /…/)` would be.
    Expr it = local(written.span);
    Expr matches;
    matches.kind = ExprKind::Matches;
    matches.type = work_.types.boolean();
    matches.text = pattern;
    matches.number = searched(work_, module_, pattern, written.span);
    matches.operands.push_back(std::move(it));
    matches.span = written.span;
    also_where(std::move(matches));
    return true;
  }

  bool add_format(const syntax::Refinement& written) {
    if (!is_text(written)) return false;
    const std::string& name = written.name.text;
    if (std::find(formats.begin(), formats.end(), name) == formats.end()) {
      const std::vector<std::string_view> known(formats.begin(), formats.end());
      help_with(work_.sink.report(diag::bad_refinement("unknown format `" + name + "`"),
                                  written.name.span,
                                  "`email`, `uri`, `hostname`, `ipv4`, `ipv6` or `uuid`"),
                source::closest(name, known));
      return false;
    }
    if (!rules_.format.empty() && rules_.format != name) {
      return refuse("a second format", written.span,
                    "the format is `" + rules_.format + "` already");
    }
    rules_.format = name;
    return true;
  }

  // --- unique by ---------------------------------------------------------------------------------

  bool add_unique(const syntax::Refinement& written) {
    if (type_.kind != Kind::List) {
      return refuse(work_.types.quoted(base_) + " has no elements to compare", written.span,
                    "`unique by` is for lists of records");
    }
    TypeId here = type_.element;
    model::Path path;
    for (const syntax::Name& step : written.path) {
      if (work_.types[here].kind != Kind::Record) {
        return refuse(work_.types.quoted(here) + " has no field `" + step.text + "`", step.span,
                      "`unique by` is for lists of records");
      }
      const model::Record& record = work_.contract.record(work_.types[here].record);
      const auto index = field_index(record, step.text);
      if (!index) {
        std::vector<std::string_view> names;
        for (const model::Field& field : record.fields) names.emplace_back(field.name);
        help_with(
            work_.sink.report(diag::unknown_field("`" + record.name + "`", step.text), step.span),
            source::closest(step.text, names));
        return false;
      }
      path.push_back(static_cast<std::uint32_t>(*index));
      here = record.fields[*index].type;
      if (here == no_type) return false;
    }
    if (!is_scalar(work_.types[here])) {
      return refuse("a key of " + work_.types.quoted(here), written.path.back().span,
                    "a key is a single value: a number, a text, an enum");
    }
    std::vector<model::Path>& keys = rules_.unique_by;
    if (std::find(keys.begin(), keys.end(), path) != keys.end())
      return refuse("the same key twice", written.span, "the list is unique by this already");
    keys.push_back(std::move(path));
    return true;
  }

  // --- where -------------------------------------------------------------------------------------

  Expr local(source::Span span) {
    Expr it;
    it.kind = ExprKind::Local;
    it.type = work_.types.intern(type_);
    it.bounds = is_number(type_) ? type_.bounds : model::Bounds{};
    it.text = "it";
    it.span = span;
    return it;
  }

  bool add_where(const syntax::Refinement& written) {
    const syntax::Expr& condition = written.members.front();
    if (const syntax::Expr* read = first_read(work_, condition, module_)) {
      return refuse(
          "a refinement that depends on more than the value",
          read->kind == Written::Call ? source::Span(read->name.span) : source::Span(read->span),
          "a type is the same at any time: it knows `it`, constants, and functions of "
          "these");
    }
    Scope scope{Site::Refinement, module_, std::nullopt, {}, {}};
    scope.locals.push_back(
        {"it", work_.types.intern(type_), source::Span(written.span), std::nullopt});
    Typer typer(work_, std::move(scope));
    Result holds = typer.condition(condition);
    if (!holds) return false;
    also_where(*std::move(holds));
    return true;
  }

  void also_where(Expr condition) {
    if (!rules_.where) {
      rules_.where = std::move(condition);
      return;
    }
    Expr both;
    both.kind = ExprKind::Binary;
    both.op = model::Op::And;
    both.type = work_.types.boolean();
    both.span = condition.span;
    both.partial = rules_.where->partial || condition.partial;
    both.operands.push_back(*std::move(rules_.where));
    both.operands.push_back(std::move(condition));
    rules_.where = std::move(both);
  }

  Workspace& work_;
  Type& type_;
  std::size_t module_;
  TypeId base_;
  Rules rules_;
};

}  // namespace

bool narrow_by_rule(Workspace& work, Type& type, const syntax::Refinement& written,
                    std::size_t module) {
  return RuleRefiner(work, type, module).narrow(written);
}

bool keep_members_inside(Workspace& work, Type& type) {
  return !type.rules || RuleRefiner(work, type, 0).drop_members();
}

namespace {

bool reads(const Workspace& work, const syntax::Expr& expr, std::size_t module) {
  constexpr std::array<std::string_view, 6> of_the_moment = {"now",  "self", "subject",
                                                             "meta", "old",  "phase"};
  if (expr.kind == Written::State || expr.kind == Written::Intent) return true;
  if (expr.kind != Written::Name && expr.kind != Written::Call) return false;
  const std::string& name = expr.name.text;
  if (const Declaration* declaration = find(work.names.values, name, module)) {
    if (declaration->entity == Entity::Function) {
      if (!declaration->known) return !declaration->tried;  // tried in vain: that is reported
      const model::Function& function = work.contract.functions[declaration->id];
      return function.reads_state || function.reads_phase;
    }
    return declaration->entity == Entity::StateField && name != "it";
  }
  return name == "random" || name == "uuid" ||
         std::find(of_the_moment.begin(), of_the_moment.end(), name) != of_the_moment.end();
}

}  // namespace

const syntax::Expr* first_read(const Workspace& work, const syntax::Expr& expr,
                               std::size_t module) {
  if (reads(work, expr, module)) return &expr;
  const syntax::Expr* found = nullptr;
  const auto look = [&](const syntax::Expr& inner) {
    if (!found) found = first_read(work, inner, module);
  };
  for (const syntax::Expr& operand : expr.operands) look(operand);
  for (const syntax::Entry& entry : expr.entries) {
    for (const syntax::Expr& key : entry.key) look(key);
    look(entry.value);
  }
  for (const syntax::Arm& arm : expr.arms) {
    look(arm.pattern.value);
    look(arm.value);
  }
  return found;
}

}  // namespace writ::sema
