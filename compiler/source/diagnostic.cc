#include "compiler/source/diagnostic.h"

#include <algorithm>
#include <utility>

namespace writ::source {

Diagnostic& Diagnostic::also(Span span, std::string text) {
  secondary.push_back({span, std::move(text)});
  return *this;
}

Diagnostic& Diagnostic::help(std::string text) {
  helps.push_back(std::move(text));
  return *this;
}

Diagnostic& Diagnostic::fix(Span span, std::string text) { return fix({{span, std::move(text)}}); }

Diagnostic& Diagnostic::fix(std::vector<Edit> all) {
  edits = std::move(all);
  return *this;
}

std::string fill(std::string_view wording, const std::string_view* arguments, std::size_t count) {
  std::string text;
  for (std::size_t next = 0;;) {
    const std::size_t hole = next < count ? wording.find("{}") : std::string_view::npos;
    if (hole == std::string_view::npos) return text.append(wording);
    text.append(wording.substr(0, hole)).append(arguments[next++]);
    wording.remove_prefix(hole + 2);
  }
}

Diagnostic& Sink::report(Message message, Span span, std::string label) {
  const auto equals = [&](const Diagnostic& found) {
    return found.kind == message.kind && found.primary.span == span &&
           found.message == message.text;
  };
  ignored_ = {};
  if (std::any_of(found_.begin(), found_.end(), equals)) return ignored_;

  const bool error = message.kind->severity == Severity::Error;
  ++(error ? errors_ : warnings_);
  if (found_.size() >= most) {
    ++left_out_;
    // A hundred warnings must not hide the one error that stopped the work.
    const auto warning = std::find_if(found_.rbegin(), found_.rend(), [](const Diagnostic& found) {
      return found.kind->severity == Severity::Warning;
    });
    if (!error || warning == found_.rend()) return ignored_;
    found_.erase(std::next(warning).base());
  }
  found_.push_back({message.kind, std::move(message.text), {span, std::move(label)}, {}, {}, {}});
  return found_.back();
}

std::vector<Diagnostic> Sink::sorted() const {
  std::vector<Diagnostic> all = found_;
  // Stable: of two at one place the first reported is the cause.
  std::stable_sort(all.begin(), all.end(), [](const Diagnostic& a, const Diagnostic& b) {
    const Span& first = a.primary.span;
    const Span& second = b.primary.span;
    return std::pair(first.file, first.begin) < std::pair(second.file, second.begin);
  });
  return all;
}

std::size_t Sink::fixes() const {
  return static_cast<std::size_t>(std::count_if(
      found_.begin(), found_.end(), [](const Diagnostic& found) { return !found.edits.empty(); }));
}

const std::vector<const Kind*>& catalogue() {
  static const std::vector<const Kind*> kinds{
#define WRIT_DIAGNOSTIC(id, name, severity, wording) &diag::id.kind,
#include "compiler/source/catalogue.def"
#undef WRIT_DIAGNOSTIC
  };
  return kinds;
}

}  // namespace writ::source
