// What comes with a step: `now`, `self.version`, `subject.id`, `meta.correlation_id`.
#include <array>

#include "compiler/sema/expr.h"

namespace writ::sema {

using model::ContextFact;
using model::Expr;
using model::ExprKind;
using Kind = model::Type::Kind;

namespace {

struct Known {
  std::string_view whole;
  std::string_view member;
  ContextFact fact;
};
constexpr std::array<Known, 4> known_facts = {{
    {"now", "", ContextFact::Now},
    {"self", "version", ContextFact::Version},
    {"subject", "id", ContextFact::Subject},
    {"meta", "correlation_id", ContextFact::CorrelationId},
}};

}  // namespace

/// Is there a step here? Says so where there is none.
bool Typer::require_context(source::Span span, const std::string& what) {
  if (scope_.site == Site::Constant) {
    not_constant(span, what + " comes with a step");
    return false;
  }
  if (scope_.site != Site::Invariant && scope_.site != Site::Timer) return true;
  work_.sink.report(diag::no_step(what), span,
                    scope_.site == Site::Timer ? "when a timer is due follows from the state only"
                                               : "an invariant or a view sees the state only");
  return false;
}

std::optional<Result> Typer::context(const syntax::Name& whole, const syntax::Name* member,
                                     source::Span span) {
  const std::string_view wanted = member ? std::string_view(member->text) : std::string_view();
  for (const Known& one : known_facts) {
    if (whole.text != one.whole || wanted != one.member) continue;
    const std::string words =
        "`" + std::string(one.whole) + (member ? "." + member->text : "") + "`";
    if (!require_context(span, words)) return Result();
    model::TypeId type = work_.types.text();
    if (one.fact == ContextFact::Now) type = work_.types.simple(Kind::Instant);
    if (one.fact == ContextFact::Version) type = work_.types.integer();
    Expr value = node(ExprKind::Context, type, span);
    value.number = static_cast<std::int64_t>(one.fact);
    if (one.fact == ContextFact::Version) value.bounds.least = 0;
    return Result(std::move(value));
  }
  const bool coming =
      (whole.text == "self" && wanted == "id") || (whole.text == "subject" && wanted == "roles");
  if (coming) {
    work_.sink.report(diag::unsupported_yet("`" + whole.text + "." + std::string(wanted) + "`"),
                      span);
    return Result();
  }
  if (!member) return std::nullopt;
  for (const Known& one : known_facts) {
    if (whole.text != one.whole || one.member.empty()) continue;
    work_.sink
        .report(diag::unknown_field("`" + whole.text + "`", std::string(wanted)), member->span)
        .help("did you mean `" + whole.text + "." + std::string(one.member) + "`?");
    return Result();
  }
  return std::nullopt;
}

}  // namespace writ::sema
