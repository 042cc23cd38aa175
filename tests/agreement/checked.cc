#include "checked.h"

#include "compiler/sema/check.h"
#include "compiler/source/diagnostic.h"
#include "compiler/syntax/parse.h"

namespace agreement {

Checked check(const std::string& name, const std::string& text) {
  Checked out{std::make_shared<writ::source::Files>(), {}, {}, {}};
  writ::source::Sink sink;
  const writ::syntax::Ast tree = writ::syntax::parse(*out.files, out.files->add(name, text), sink);
  out.contract = writ::sema::check({*out.files, {&tree}}, sink);
  if (sink.errors() == 0 && out.contract) return out;
  out.contract.reset();
  for (const writ::source::Diagnostic& one : sink.sorted()) {
    if (one.kind->severity != writ::source::Severity::Error) continue;
    const writ::source::Span at = one.primary.span;
    const std::size_t line = (*out.files)[at.file].line_of(at.begin);
    out.wrong.insert(line == 0 ? 0 : line - 1);
    if (out.first.empty())
      out.first = std::to_string(line) + ": " + std::string(one.kind->name) + ": " + one.message;
  }
  return out;
}

}  // namespace agreement
