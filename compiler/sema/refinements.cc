// What narrows a type: `(..80)`, `in 1..1000`, `>= 0.00`.
#include <algorithm>

#include "compiler/sema/bounds.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/rules.h"
#include "compiler/sema/types.h"
#include "compiler/sema/words.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

using model::Type;
using model::TypeId;
using Kind = Type::Kind;
using Refines = syntax::Refinement::Kind;

namespace {

class Refiner {
 public:
  Refiner(Workspace& work, TypeId base, std::size_t module)
      : work_(work), base_(work.types.base(base)), type_(work.types[base]), module_(module) {}

  bool narrow(const syntax::Refinement& refinement) {
    const bool narrowed = narrow_by_kind(refinement);
    type_.alias.clear();  // it is not that type any more
    if (narrowed) has_members_ = keep_members_inside(work_, type_);
    return narrowed;
  }

  [[nodiscard]] const Type& type() const { return type_; }

  [[nodiscard]] bool empty() const {
    return !has_members_ || type_.bounds.least > type_.bounds.most ||
           type_.size.least > type_.size.most;
  }

 private:
  bool narrow_by_kind(const syntax::Refinement& refinement) {
    switch (refinement.kind) {
      case Refines::Size: return narrow_size(refinement);
      case Refines::Members:
      case Refines::Matching:
      case Refines::Format:
      case Refines::Unique:
      case Refines::Where: return narrow_by_rule(work_, type_, refinement, module_);
      default: return narrow_bounds(refinement);
    }
  }

  bool refuse(const std::string& what, source::Span span, const std::string& label) {
    work_.sink.report(diag::bad_refinement(what), span, label);
    return false;
  }

  /// A bound as a number of the type, or nothing when it is none, which is reported.
  std::optional<std::int64_t> bound(const syntax::Expr& expr, TypeId wanted) {
    Typer typer(work_, {Site::Constant, module_, std::nullopt, {}, {}});
    const Result typed = typer.of(expr, wanted);
    const Result value = typed ? evaluated(work_, *typed) : std::nullopt;
    if (!value) return std::nullopt;
    return value->bounds.least;
  }

  bool narrow_size(const syntax::Refinement& refinement) {
    if (!is_sized(type_)) {
      return refuse(work_.types.quoted(base_) + " has no size", refinement.span,
                    "a size is one of a `string`, `bytes`, a list, a set or a map");
    }
    model::Size size;
    for (const auto* side : {&refinement.least, &refinement.most}) {
      if (!side->has_value()) continue;
      const auto value = bound(**side, work_.types.integer());
      if (!value) return false;
      if (*value < 0) return refuse("a size below zero", (*side)->span, "a size is 0 or more");
      (side == &refinement.least ? size.least : size.most) = static_cast<std::uint64_t>(*value);
    }
    if (size.least > size.most) return refuse_empty(refinement);
    type_.size = {std::max(type_.size.least, size.least), std::min(type_.size.most, size.most)};
    return true;
  }

  bool narrow_bounds(const syntax::Refinement& refinement) {
    if (!is_ordered(type_)) {
      return refuse(
          work_.types.quoted(base_) + " has no bounds", refinement.span,
          is_sized(type_) ? "its size is refined by `(a..b)`" : "bounds are for numbers and times");
    }
    // One side of 128 bits, so that `> 9223372036854775807` is seen to leave nothing.
    Interval bounds = interval({});
    for (const auto* side : {&refinement.least, &refinement.most}) {
      if (!side->has_value()) {
        if (refinement.kind != Refines::In) continue;
        return refuse("a range without both its ends", refinement.span,
                      "with one end it is `>= a` or `<= b`");
      }
      const auto value = bound(**side, base_);
      if (!value) return false;
      (side == &refinement.least ? bounds.least : bounds.most) = *value;
    }
    if (refinement.kind == Refines::Greater) bounds.least += 1;
    if (refinement.kind == Refines::Less) bounds.most -= 1;
    if (bounds.least > bounds.most) return refuse_empty(refinement);
    type_.bounds = narrowed(type_.bounds, {static_cast<std::int64_t>(bounds.least),
                                           static_cast<std::int64_t>(bounds.most)});
    return true;
  }

  bool refuse_empty(const syntax::Refinement& refinement) {
    const std::string words = one_line(work_.input.files, refinement.span);
    const bool range = refinement.kind == Refines::In || refinement.kind == Refines::Size;
    return refuse("nothing is `" + words + "`", refinement.span,
                  range ? "the least is above the most" : "a number has 64 bits");
  }

  Workspace& work_;
  TypeId base_;
  Type type_;
  std::size_t module_;
  bool has_members_ = true;  // false: of `in {a, b}` none is left
};

}  // namespace

TypeId refined(Workspace& work, TypeId base, const syntax::Type& type, std::size_t module) {
  // The first one of a `decimal` says its digits.
  const std::size_t first = type.name.text == "decimal" ? 1 : 0;
  Refiner refiner(work, base, module);
  for (std::size_t i = first; i < type.refinements.size(); ++i) {
    const syntax::Refinement& refinement = type.refinements[i];
    const TypeId before = work.types.intern(refiner.type());
    if (!refiner.narrow(refinement)) return no_type;
    if (!refiner.empty()) continue;
    source::Diagnostic& diagnostic = work.sink.report(
        diag::bad_refinement("nothing is inside all refinements of this type"), refinement.span,
        "no " + work.types.quoted_in_full(before) + " is `" +
            one_line(work.input.files, refinement.span) + "`");
    if (const Declaration* alias = find(work.names.types, type.name.text, module);
        alias && alias->entity == Entity::Alias) {
      diagnostic.also(alias->span, "`" + type.name.text + "` is `" + work.types[base].words + "`");
    }
    return no_type;
  }
  return work.types.intern(refiner.type());
}

}  // namespace writ::sema
