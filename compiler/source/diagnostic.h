/// What the compiler has to say about a contract.
///
/// Every kind of diagnostic is one line of `catalogue.def`: name, severity, wording. A phase
/// reports into a `Sink` and goes on; nobody throws. Rendering is `render.h`.
///
///   sink.report(diag::unknown_phase("Pay", "Pyed"), span, "no phase of `Order` has this name")
///       .also(declared, "`Paid` is declared here")
///       .help("did you mean `Paid`?");
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/edits.h"
#include "compiler/source/files.h"

namespace writ::source {

enum class Severity { Error, Warning };

/// One line of the catalogue. `wording` has a `{}` for each argument.
struct Kind {
  std::string_view name;  ///< kebab-case: `unknown-phase`
  Severity severity;
  std::string_view wording;
};

struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  const Kind* kind = nullptr;
  std::string message;
  Label primary;
  std::vector<Label> secondary;
  std::vector<std::string> helps;
  std::vector<Edit> edits;  ///< the fix: all of them together; empty for none

  /// The other half of the story: a secondary label.
  Diagnostic& also(Span span, std::string text);
  /// At most one guess, at the end.
  Diagnostic& help(std::string text);
  /// What to write in the place of `span`. A fix is safe: whoever made this mistake meant that, and
  /// nothing else. A guess is a help.
  Diagnostic& fix(Span span, std::string text);
  /// A fix of several places.
  Diagnostic& fix(std::vector<Edit> all);
};

/// A kind with its arguments filled in, on its way into a sink.
struct Message {
  const Kind* kind;
  std::string text;
};

/// Replaces each `{}` of `wording` by the next argument.
[[nodiscard]] std::string fill(std::string_view wording, const std::string_view* arguments,
                               std::size_t count);

/// Collects. Keeps the first of two that are equal, and at most `most`; the rest are counted.
class Sink {
 public:
  static constexpr std::size_t most = 100;

  /// The reference is valid until the next report.
  Diagnostic& report(Message message, Span span, std::string label = {});

  /// In the order of the files, causes before effects.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;
  [[nodiscard]] std::size_t errors() const { return errors_; }
  [[nodiscard]] std::size_t warnings() const { return warnings_; }
  /// How many were found after `most` were kept.
  [[nodiscard]] std::size_t left_out() const { return left_out_; }
  /// How many of those that were kept have a fix.
  [[nodiscard]] std::size_t fixes() const;

 private:
  std::vector<Diagnostic> found_;
  Diagnostic ignored_;  // where duplicates and what is over the cap go
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::size_t left_out_ = 0;
};

}  // namespace writ::source

namespace writ::diag {

/// A kind as a function of its arguments, which are counted at compile time.
template <std::size_t Arguments>
struct Entry {
  source::Kind kind;

  template <class... Text>
  [[nodiscard]] source::Message operator()(const Text&... arguments) const {
    static_assert(sizeof...(Text) == Arguments, "one argument for each {} of the wording");
    const std::array<std::string_view, Arguments + 1> views{std::string_view(arguments)...};
    return {&kind, source::fill(kind.wording, views.data(), Arguments)};
  }
};

consteval std::size_t count_arguments(std::string_view wording) {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < wording.size(); ++i) {
    count += wording.substr(i, 2) == "{}";
  }
  return count;
}

#define WRIT_DIAGNOSTIC(id, name, severity, wording) \
  inline constexpr Entry<count_arguments(wording)> id{{name, source::Severity::severity, wording}};
#include "compiler/source/catalogue.def"
#undef WRIT_DIAGNOSTIC

}  // namespace writ::diag

namespace writ::source {

/// All kinds, in the order of the catalogue.
[[nodiscard]] const std::vector<const Kind*>& catalogue();

}  // namespace writ::source
