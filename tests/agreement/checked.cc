#include "checked.h"

#include "compiler/sema/check.h"
#include "compiler/source/diagnostic.h"
#include "compiler/syntax/parse.h"

namespace agreement {

Checked check(const std::string& name, const std::string& text, const std::string& shared) {
  Checked out{std::make_shared<writ::source::Files>(), {}, {}, {}};
  writ::source::Sink sink;
  const writ::source::FileId own = out.files->add(name, text);
  const writ::syntax::Ast tree = writ::syntax::parse(*out.files, own, sink);
  writ::sema::Input input{*out.files, {&tree}, {{}}};
  std::optional<writ::syntax::Ast> module;
  if (text.find("\nimport ") != std::string::npos) {
    module = writ::syntax::parse(*out.files, out.files->add(shared_name, shared), sink);
    input.modules.push_back(&*module);
    input.imports = {{1}, {}};
  }
  out.contract = writ::sema::check(input, sink);
  if (sink.errors() == 0 && out.contract) return out;
  out.contract.reset();
  for (const writ::source::Diagnostic& one : sink.sorted()) {
    if (one.kind->severity != writ::source::Severity::Error) continue;
    const writ::source::Span at = one.primary.span;
    const std::size_t line = (*out.files)[at.file].line_of(at.begin);
    if (at.file == own) out.wrong.insert(line == 0 ? 0 : line - 1);
    if (out.first.empty())
      out.first = std::to_string(line) + ": " + std::string(one.kind->name) + ": " + one.message;
  }
  return out;
}

bool is_module(const std::string& text) {
  writ::source::Files files;
  writ::source::Sink sink;
  const writ::syntax::Ast tree = writ::syntax::parse(files, files.add(shared_name, text), sink);
  return writ::sema::check_module({files, {&tree}, {{}}}, sink) && sink.errors() == 0;
}

}  // namespace agreement
