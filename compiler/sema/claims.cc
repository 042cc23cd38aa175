// Properties, `reachable`, `verify`: what is claimed of all runs has a meaning. It is not proved.
#include <algorithm>
#include <map>
#include <utility>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::TypeId;
using Kind = model::Type::Kind;

namespace {

Typer typer_of(Workspace& work) { return {work, {Site::Invariant, 0, std::nullopt, {}, {}}}; }

void build_property(Workspace& work, const syntax::Property& written) {
  Typer typer = typer_of(work);
  Result from;
  if (written.from) from = typer.condition(*written.from);
  Result to = typer.condition(written.to);
  std::vector<model::IntentId> fair = find_intents(work, written.fair);
  for (std::size_t i = 0; i < written.fair.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (written.fair[i].text == written.fair[j].text)
        work.sink.report(diag::duplicate_name("intent", written.fair[i].text), written.fair[i].span)
            .also(written.fair[j].span, "the first one");
  if (!to || (written.from && !from)) return;
  work.contract.properties.push_back({written.name.text, std::move(from), *std::move(to),
                                      std::move(fair), one_line(work.input.files, written.span),
                                      written.doc, written.span});
}

void build_reachable(Workspace& work, const syntax::Reachable& written) {
  model::Reachable reachable{written.name.text, {}, written.doc, written.span};
  if (written.condition) {
    Result condition = typer_of(work).condition(*written.condition);
    if (!condition) return;
    reachable.condition = *std::move(condition);
  } else {
    const NamedPhase* phase = find_phase(work, written.name);
    if (!phase) return;
    reachable.condition.kind = ExprKind::InPhases;
    reachable.condition.type = work.types.boolean();
    reachable.condition.phases = phase->leaves;
    reachable.condition.span = written.name.span;
  }
  work.contract.reachables.push_back(std::move(reachable));
}

// --- verify --------------------------------------------------------------------------------------

class Domains {
 public:
  explicit Domains(Workspace& work)
      : work_(work), constants_(work, {Site::Constant, 0, {}, {}, {}}) {}

  void read(const syntax::Verification& written) {
    model::Verification out;
    out.span = written.span;
    for (const syntax::Domain& one : written.domains) {
      if (is_again(one)) continue;
      if (one.path.empty()) {
        depth(one, out);
      } else if (auto domain = this->domain(one)) {
        out.domains.push_back(*std::move(domain));
      }
    }
    work_.contract.verification = std::move(out);
  }

 private:
  /// Said twice of one path, or of the depth.
  bool is_again(const syntax::Domain& written) {
    std::string path = written.path.empty() ? "depth" : "";
    for (const syntax::Name& name : written.path) path += (path.empty() ? "" : ".") + name.text;
    const auto [entry, fresh] = seen_.emplace(path, written.span);
    if (!fresh)
      work_.sink.report(diag::duplicate_name("bound of", path), written.span)
          .also(entry->second, "the first one");
    return !fresh;
  }

  void depth(const syntax::Domain& written, model::Verification& out) {
    const Result depth = constants_.of(written.bound, work_.types.integer());
    if (!depth) return;
    if (depth->number < 1)
      work_.sink.report(diag::bad_refinement("a depth of no step"), written.span,
                        "at least one step is looked at");
    out.depth = depth->number;
  }

  std::optional<model::Domain> domain(const syntax::Domain& written) {
    model::Domain domain;
    domain.span = written.span;
    const std::optional<TypeId> type = find(written, domain);
    if (!type) return std::nullopt;
    if (!written.in) {
      Result bound = value(written.bound, *type);
      if (!bound) return std::nullopt;
      set_bound(written.op, *std::move(bound), domain);
      return domain;
    }
    if (written.bound.kind == syntax::ExprKind::Range) {
      domain.least = value(written.bound.operands[0], *type);
      domain.most = value(written.bound.operands[1], *type);
      if (!domain.least || !domain.most || is_empty(domain, written.span)) return std::nullopt;
      return domain;
    }
    return add_members(written, *type, domain) ? std::optional(std::move(domain)) : std::nullopt;
  }

  /// `in {1, 4_000}`: some values, each once.
  bool add_members(const syntax::Domain& written, TypeId type, model::Domain& domain) {
    if (written.bound.operands.empty())
      work_.sink.report(diag::bad_refinement("a set without a value"), written.bound.span);
    for (const syntax::Expr& member : written.bound.operands) {
      Result one = value(member, type);
      if (!one) return false;
      const auto is_same = [&](const Expr& other) {
        return other.number == one->number && other.text == one->text;
      };
      if (std::any_of(domain.members.begin(), domain.members.end(), is_same))
        work_.sink.report(diag::bad_refinement("a value that is there twice"), member.span);
      domain.members.push_back(*std::move(one));
    }
    return true;
  }

  bool is_empty(const model::Domain& domain, source::Span span) {
    if (domain.least->number <= domain.most->number) return false;
    work_.sink.report(diag::bad_refinement("a range without a value"), span);
    return true;
  }

  static void set_bound(model::Op op, Expr bound, model::Domain& domain) {
    // Of what has an order, the next number is one unit away.
    if (op == model::Op::Less) --bound.number;
    if (op == model::Op::Greater) ++bound.number;
    if (op != model::Op::Less && op != model::Op::AtMost) domain.least = bound;
    if (op != model::Op::Greater && op != model::Op::AtLeast) domain.most = bound;
  }

  /// A constant that the place can have.
  Result value(const syntax::Expr& written, TypeId type) {
    Result value = constants_.of(written, type);
    if (value) value = evaluated(work_, *value);
    if (!value || !known_outside(work_.types, *value, type)) return value;
    work_.sink.report(diag::always_out_of_range(one_line(work_.input.files, written.span)),
                      written.span, "the place is " + work_.types.explained(type));
    return std::nullopt;
  }

  /// `AddLine.line.quantity`, `lines.size`: the type of what is there.
  std::optional<TypeId> find(const syntax::Domain& written, model::Domain& domain) {
    std::size_t next = 0;
    TypeId type = work_.types.record(work_.contract.state);
    const Declaration* intent =
        sema::find(std::as_const(work_.names.types), written.path[0].text, 0);
    if (intent && intent->entity == Entity::Intent && written.path.size() > 1) {
      domain.intent = static_cast<model::IntentId>(intent->id);
      type = work_.types.record(work_.contract.intents[intent->id].payload);
      next = 1;
    }
    for (; next < written.path.size(); ++next) {
      const syntax::Name& name = written.path[next];
      const model::Type& here = work_.types[type];
      const bool last = next + 1 == written.path.size();
      if (last && is_sized(here) && name.text == "size") {
        domain.of_size = true;
        return work_.types.integer();
      }
      const std::optional<TypeId> inner = field(here, name, domain);
      if (!inner) return std::nullopt;
      type = *inner;
    }
    const model::Type& found = work_.types[type];
    if (found.kind == Kind::Optional && is_scalar(work_.types[found.element])) return found.element;
    if (is_scalar(found)) return type;
    work_.sink.report(diag::type_mismatch("a single value", work_.types.quoted(type)),
                      written.path.back().span,
                      is_sized(found) ? "of a collection its `.size` is bounded"
                                      : "its members are bounded one by one");
    return std::nullopt;
  }

  std::optional<TypeId> field(const model::Type& whole, const syntax::Name& name,
                              model::Domain& domain) {
    const auto index = find_field(work_, whole, name);
    if (!index) return std::nullopt;
    domain.path.push_back(static_cast<std::uint32_t>(*index));
    const TypeId type = work_.contract.record(whole.record).fields[*index].type;
    return type == no_type ? std::nullopt : std::optional(type);
  }

  Workspace& work_;
  Typer constants_;
  std::map<std::string, source::Span> seen_;
};

}  // namespace

void build_claims(Workspace& work) {
  for (const syntax::Property& one : work.own().properties) build_property(work, one);
  for (const syntax::Reachable& one : work.own().reachables) build_reachable(work, one);
  if (!work.own().verifications.empty()) Domains(work).read(work.own().verifications.front());
}

}  // namespace writ::sema
