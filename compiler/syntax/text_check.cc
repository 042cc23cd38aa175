#include "compiler/syntax/text_check.h"

#include <string>

#include "compiler/source/printable.h"
#include "compiler/syntax/parse.h"

namespace writ::syntax {

namespace {

using source::CodePoint;
using source::Span;

void report(const CodePoint& c, Span span, source::Sink& sink) {
  if (!c.valid) {
    sink.report(diag::invalid_text("a byte that is not UTF-8"), span,
                "no character begins like this")
        .help("save the file as UTF-8");
  } else if (c.value == 0) {
    sink.report(diag::invalid_text("a NUL character"), span, "text has no such character");
  } else {
    const std::string escape = source::printable(source::utf8(c.value));
    sink.report(diag::invalid_text("a bidirectional control character"), span,
                "`" + escape + "` makes a line read in another order than it runs")
        .help("in a text, write it as `" + escape + "`");
  }
}

}  // namespace

bool check_text(const source::Files& files, source::FileId id, source::Sink& sink) {
  std::string_view rest = files[id].text();
  if (rest.size() > max_bytes) {
    sink.report(diag::file_too_large(files[id].path()), Span{id, 0, 0});
    return false;
  }
  std::uint32_t offset = 0;
  while (!rest.empty()) {
    const CodePoint c = source::first_code_point(rest);
    const auto bytes = static_cast<std::uint32_t>(c.bytes);
    if (!c.valid || c.value == 0 || source::is_bidi_control(c.value)) {
      report(c, Span{id, offset, offset + bytes}, sink);
      return false;
    }
    offset += bytes;
    rest.remove_prefix(c.bytes);
  }
  return true;
}

}  // namespace writ::syntax
