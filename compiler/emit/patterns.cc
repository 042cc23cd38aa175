#include "compiler/emit/patterns.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "compiler/emit/names.h"
#include "compiler/pattern/pattern.h"

namespace writ::emit {

using model::Contract;
using pattern::Automaton;

namespace {

/// Elements of a table, on as many lines as they take.
void elements(Code& code, const std::vector<std::string>& all) {
  std::string line;
  for (const std::string& one : all) {
    if (line.size() + one.size() > 84) {
      code.line("    " + line);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + one + ",";
  }
  code.line("    " + line);
}

// --- automata ------------------------------------------------------------------------------------

std::string byte_text(std::size_t byte) {
  if (byte == '\'' || byte == '\\' || byte < 0x20 || byte > 0x7E) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return std::string("0x") + digits[byte / 16] + digits[byte % 16];
  }
  return std::string("'") + static_cast<char>(byte) + "'";
}

/// `{'0', '9', 1}`, for each stretch of bytes of one class; none for those of the class 0.
std::string ranges(const Automaton& automaton) {
  std::string text;
  for (std::size_t first = 0; first < automaton.classes.size();) {
    const std::uint8_t of = automaton.classes.at(first);
    std::size_t end = first + 1;
    while (end < automaton.classes.size() && automaton.classes.at(end) == of) ++end;
    if (of != 0)
      text += (text.empty() ? "{" : ", {") + byte_text(first) + ", " + byte_text(end - 1) + ", " +
              std::to_string(of) + "}";
    first = end;
  }
  return text;
}

/// The automaton as it is followed where each place has a set of its own.
void declare(Code& code, const Automaton& automaton, const std::vector<std::uint32_t>& permitted) {
  std::vector<std::string> sets;
  for (const std::uint32_t set : permitted) sets.push_back(std::to_string(set));
  code.line("static constexpr std::uint32_t permitted[] = {");
  elements(code, sets);
  code.line("};");
  code.line("static constexpr writ::FixedPattern pattern{");
  code.line("    .classes = writ::byte_classes({" + ranges(automaton) +
            "}), .permitted = permitted};");
}

void declare(Code& code, const Automaton& automaton) {
  // The largest state is behind all numbers of the table.
  const std::string number = automaton.next.size() + 2 <= UINT8_MAX ? "uint8_t" : "uint16_t";
  if (!automaton.next.empty()) {
    code.line("static constexpr std::" + number + " rows[] = {");
    for (auto row = automaton.next.begin(); row != automaton.next.end();) {
      std::vector<std::string> numbers;
      for (std::size_t i = 0; i < automaton.width; ++i) numbers.push_back(std::to_string(*row++));
      elements(code, numbers);
    }
    code.line("};");
  }
  code.line("static constexpr writ::Dfa<std::" + number + "> pattern{");
  code.line("    .classes = writ::byte_classes({" + ranges(automaton) + "}),");
  code.line("    .next = " + std::string(automaton.next.empty() ? "nullptr" : "rows") +
            ", .start = " + std::to_string(automaton.start) +
            ", .accepting = " + std::to_string(automaton.accepting) + "};");
}

// --- steps ---------------------------------------------------------------------------------------

std::string step_text(const PatternStep& step) {
  using Kind = PatternStep::Kind;
  const auto of = [](const char* kind, std::initializer_list<std::uint32_t> numbers) {
    std::string text = "{Kind::" + std::string(kind);
    for (const std::uint32_t number : numbers) text += ", " + std::to_string(number);
    return text + "}";
  };
  switch (step.kind) {
    case Kind::Match: return of("Match", {});
    case Kind::Range: return of("Range", {step.next, step.other, step.least, step.most});
    case Kind::Both: return of("Both", {step.next, step.other});
    case Kind::Jump: return of("Jump", {step.next});
    case Kind::TextBegin: return of("TextBegin", {step.next});
    case Kind::TextEnd: return of("TextEnd", {step.next});
    case Kind::LineBegin: return of("LineBegin", {step.next});
    case Kind::LineEnd: return of("LineEnd", {step.next});
    case Kind::Word: return of("Word", {step.next});
    case Kind::NotWord: return of("NotWord", {step.next});
  }
  return {};
}

void declare(Code& code, const std::vector<PatternStep>& steps) {
  code.line("using Kind = writ::PatternStep::Kind;");
  code.line("static constexpr writ::PatternStep pattern[] = {");
  std::vector<std::string> texts;
  for (const PatternStep& step : steps) texts.push_back(step_text(step));
  elements(code, texts);
  code.line("};");
}

}  // namespace

void declare_pattern(Code& code, const std::string& pattern) {
  const std::vector<PatternStep> steps = pattern::compile(pattern).steps;
  const std::string words = "// /" + comment(pattern) + "/: ";
  if (const std::optional<Automaton> automaton = pattern::automaton(steps)) {
    const std::size_t states = automaton->states;
    code.line(words + std::to_string(states) + (states == 1 ? " state" : " states"));
    if (const auto permitted = pattern::fixed(*automaton); permitted && !permitted->empty())
      return declare(code, *automaton, *permitted);
    return declare(code, *automaton);
  }
  code.line(words + "too large for an automaton, so its steps are followed");
  declare(code, steps);
}

std::string pattern_name(const Contract& contract, std::size_t pattern) {
  const model::SearchedPattern& of = contract.patterns[pattern];
  // By their place, and not by when they were found: a module's are the same in each contract.
  const auto before = std::count_if(
      contract.patterns.begin(), contract.patterns.end(), [&](const model::SearchedPattern& other) {
        return other.module == of.module && other.span.begin < of.span.begin;
      });
  return "patterns::pattern_" + std::to_string(before + 1);
}

std::vector<Facts> pattern_functions(const Contract& contract, model::ModuleId module) {
  std::vector<std::pair<std::string, std::string>> functions;
  for (std::size_t i = 0; i < contract.patterns.size(); ++i) {
    if (contract.patterns[i].module != module) continue;
    const std::string name = pattern_name(contract, i).substr(std::string("patterns::").size());
    Code code;
    code.open("[[nodiscard]] inline bool " + name + "(std::string_view it)");
    declare_pattern(code, contract.patterns[i].text);
    functions.emplace_back(name, code.line("return writ::matches(pattern, it);").close().block());
  }
  std::sort(functions.begin(), functions.end());
  std::vector<Facts> out;
  out.reserve(functions.size());
  for (auto& [name, text] : functions) out.push_back(Facts().text("text", std::move(text)));
  return out;
}

}  // namespace writ::emit
