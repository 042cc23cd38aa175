#include "compiler/schema/ecma.h"

#include <array>
#include <cstdio>
#include <optional>

#include "compiler/pattern/tree.h"

namespace writ::schema {

namespace {

using pattern::Node;
using pattern::Range;
using pattern::Ranges;
using Assertion = PatternStep::Kind;

std::string hexadecimal(const char* form, std::uint32_t c) {
  std::array<char, 16> text{};
  (void)std::snprintf(text.data(), text.size(), form, static_cast<unsigned>(c));
  return text.data();
}

/// Under `u` nothing may be escaped that needs it not.
std::string character(std::uint32_t c, std::string_view signs) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  if (c < 0x20 || c == 0x7F) return hexadecimal("\\x%02x", c);
  if (c > 0xFFFF) return hexadecimal("\\u{%x}", c);
  if (c > 0x7F) return hexadecimal("\\u%04x", c);
  const auto sign = static_cast<char>(c);
  return signs.find(sign) == std::string_view::npos ? std::string(1, sign)
                                                    : std::string("\\") + sign;
}

std::string bracket(const Ranges& ranges, bool negative) {
  constexpr std::string_view signs = "^$\\.*+?()[]{}|/-";
  std::string text = negative ? "[^" : "[";
  for (const Range& range : ranges) {
    text += character(range.least, signs);
    if (range.most == range.least) continue;
    text += (range.most > range.least + 1 ? "-" : "") + character(range.most, signs);
  }
  return text + "]";
}

std::string character_class(const Ranges& ranges) {
  if (ranges.empty()) return "[^\\s\\S]";
  const Ranges others = pattern::negated(ranges);
  if (others.empty()) return "[\\s\\S]";
  if (ranges.size() == 1 && ranges[0].least == ranges[0].most)
    return character(ranges[0].least, "^$\\.*+?()[]{}|/");
  const bool negative = ranges.back().most == pattern::last_code_point;
  return negative ? bracket(others, true) : bracket(ranges, false);
}

std::string assertion(Assertion kind) {
  switch (kind) {
    case Assertion::TextBegin: return "^";
    case Assertion::TextEnd: return "$";
    case Assertion::LineBegin: return "(?<![^\\n])";
    case Assertion::LineEnd: return "(?![^\\n])";
    case Assertion::Word: return "\\b";
    case Assertion::NotWord: return "\\B";
    default: return "";
  }
}

std::string how_often(const Node& repeat) {
  const bool open = repeat.most == Node::unlimited;
  if (open && repeat.least == 0) return "*";
  if (open && repeat.least == 1) return "+";
  if (repeat.least == 0 && repeat.most == 1) return "?";
  const std::string least = std::to_string(repeat.least);
  if (open) return "{" + least + ",}";
  if (repeat.least == repeat.most) return "{" + least + "}";
  return "{" + least + "," + std::to_string(repeat.most) + "}";
}

/// Recursive, but no deeper than a pattern may be: 100 groups.
std::string text_of(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::Class: return character_class(node.ranges);
    case Node::Kind::Assertion: return assertion(node.assertion);
    case Node::Kind::Repeat: {
      const Node& part = node.parts.front();
      const bool single = part.kind == Node::Kind::Class;
      text = single ? text_of(part) : "(?:" + text_of(part) + ")";
      return text + how_often(node);
    }
    case Node::Kind::Choice:
      for (const Node& part : node.parts)
        text += (&part == node.parts.data() ? "" : "|") + text_of(part);
      return text;
    case Node::Kind::Sequence: break;
  }
  for (const Node& part : node.parts) {
    const bool group = part.kind == Node::Kind::Choice;
    text += group ? "(?:" + text_of(part) + ")" : text_of(part);
  }
  return text;
}

}  // namespace

std::string ecma_pattern(std::string_view source) {
  std::optional<pattern::Mistake> mistake;
  const std::optional<Node> tree = pattern::parse(source, mistake);
  return tree ? text_of(*tree) : "";
}

}  // namespace writ::schema
