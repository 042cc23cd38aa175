#include "compiler/source/render.h"

#include <string_view>
#include <vector>

#include "compiler/source/excerpt.h"
#include "compiler/source/printable.h"
#include "compiler/source/render_json.h"

namespace writ::source {

namespace {

std::string_view word(Severity severity) {
  return severity == Severity::Error ? "error" : "warning";
}

std::string title(const Diagnostic& diagnostic) {
  std::string text(word(diagnostic.kind->severity));
  return text.append("[").append(diagnostic.kind->name).append("]");
}

/// What a fix does, for a diagnostic that says nothing about it itself.
std::string fix_in_words(const Files& files, const Diagnostic& diagnostic) {
  constexpr std::size_t longest = 60;
  constexpr const char* in_short = "`writ check --fix` mends this";
  const std::vector<Edit> edits = applicable(diagnostic.edits);
  if (edits.empty() || edits.front().span.file != edits.back().span.file) return in_short;
  const Span whole = join(edits.front().span, edits.back().span);
  const std::string_view before = files.text(whole);
  std::vector<Edit> inside = edits;
  for (Edit& edit : inside) {
    edit.span.begin -= whole.begin;
    edit.span.end -= whole.begin;
  }
  const std::string after = apply(before, inside);
  const std::string_view words = after.empty() ? before : std::string_view(after);
  if (words.size() > longest || words.find('\n') != std::string_view::npos) return in_short;
  if (after.empty()) return "leave `" + std::string(words) + "` out";
  return (before.empty() ? "insert `" : "write `") + after + "`";
}

std::string as_text(const Files& files, const Diagnostic& diagnostic, Painter paint) {
  const bool error = diagnostic.kind->severity == Severity::Error;
  std::string text = paint(error ? Style::Error : Style::Warning, title(diagnostic)) +
                     paint(Style::Strong, ": " + printable(diagnostic.message)) + "\n" +
                     excerpt(files, diagnostic, paint);
  const std::string gutter(gutter_width(files, diagnostic) + 1, ' ');
  std::vector<std::string> helps = diagnostic.helps;
  const bool silent = helps.empty() && diagnostic.primary.text.empty();
  if (silent && !diagnostic.edits.empty()) helps.push_back(fix_in_words(files, diagnostic));
  for (const std::string& help : helps) {
    text += gutter + paint(Style::Frame, "=") + " " + paint(Style::Strong, "help") + ": " +
            printable(help) + "\n";
  }
  return text + "\n";
}

std::string as_line(const Files& files, const Diagnostic& diagnostic) {
  const Place place = files.place(diagnostic.primary.span);
  return printable(files[diagnostic.primary.span.file].path()) + ":" + std::to_string(place.line) +
         ":" + std::to_string(place.column) + ": " + title(diagnostic) + ": " +
         printable(diagnostic.message) + "\n";
}

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count).append(" ").append(what).append(count == 1 ? "" : "s");
}

}  // namespace

std::string summary(const Sink& sink) {
  std::string text;
  if (sink.errors() > 0) text = counted(sink.errors(), "error");
  if (sink.warnings() > 0) text += (text.empty() ? "" : ", ") + counted(sink.warnings(), "warning");
  if (sink.left_out() > 0) text += "; " + std::to_string(sink.left_out()) + " not shown";
  if (sink.fixes() > 0) text += "; `writ check --fix` mends " + std::to_string(sink.fixes());
  return text;
}

std::string render(const Files& files, const Sink& sink, RenderOptions options) {
  if (options.format == Format::Json) return render_json(files, sink);
  std::string text;
  for (const Diagnostic& diagnostic : sink.sorted()) {
    text += options.format == Format::Short ? as_line(files, diagnostic)
                                            : as_text(files, diagnostic, Painter{options.colour});
  }
  if (options.format == Format::Text && !text.empty()) text += summary(sink) + "\n";
  return text;
}

}  // namespace writ::source
