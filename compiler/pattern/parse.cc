// The syntax of RE2: https://github.com/google/re2/wiki/Syntax
#include <algorithm>
#include <utility>

#include <writ/core/text.h>

#include "compiler/pattern/tree.h"

namespace writ::pattern {

namespace {

using Assertion = PatternStep::Kind;

constexpr std::size_t deepest = 100;
constexpr std::size_t most_repeats = 1000;
constexpr std::size_t most_bytes = 10'000;

/// What `(?i)` and its like switch.
struct Flags {
  bool folds = false;    // i
  bool lines = false;    // m
  bool dot_all = false;  // s
};

class Parser {
 public:
  Parser(std::string_view source, std::optional<Mistake>& mistake)
      : source_(source), mistake_(mistake) {}

  std::optional<Node> all() {
    if (source_.size() > most_bytes) {
      refuse(0, "a pattern of more than 10000 bytes", "");
      return std::nullopt;
    }
    Node tree = choice({}, 0);
    if (!failed() && !done()) refuse(at_, "a `)` without its `(`", "as a character it is `\\)`");
    if (failed()) return std::nullopt;
    return tree;
  }

 private:
  // --- the text ----------------------------------------------------------------------------------

  [[nodiscard]] bool failed() const { return mistake_.has_value(); }
  [[nodiscard]] bool done() const { return at_ >= source_.size(); }
  [[nodiscard]] bool next_is(std::string_view text) const {
    return source_.substr(at_).starts_with(text);
  }
  bool eat(std::string_view text) {
    if (!next_is(text)) return false;
    at_ += text.size();
    return true;
  }
  /// Notes the first mistake: from `begin` to where we are, or the character there.
  void refuse(std::size_t begin, std::string what, std::string why) {
    if (failed()) return;
    std::size_t end = std::max(at_, begin + 1);
    while (end < source_.size() && (static_cast<unsigned char>(source_[end]) & 0xC0U) == 0x80U)
      ++end;
    mistake_ = {begin, std::min(end, source_.size()), std::move(what), std::move(why)};
  }
  /// The next character, which is there.
  std::uint32_t character() {
    std::uint32_t c = 0;
    const std::size_t size = utf8_sequence(source_.substr(at_), c);
    if (size == 0) refuse(at_, "bytes that are not UTF-8", "");
    at_ += std::max<std::size_t>(size, 1);
    return c;
  }
  [[nodiscard]] std::string quoted(std::size_t begin) const {
    return "`" + std::string(source_.substr(begin, at_ - begin)) + "`";
  }

  // --- the parts ---------------------------------------------------------------------------------

  /// Up to the end, or to the `)` of the group. What flags are switched on in it ends with it.
  Node choice(Flags flags, std::size_t depth) {
    Node all{.kind = Node::Kind::Choice};
    Node* current = &all.parts.emplace_back(Node{.kind = Node::Kind::Sequence});
    bool repeated = false;
    while (!failed() && !done() && !next_is(")")) {
      if (eat("|")) {
        current = &all.parts.emplace_back(Node{.kind = Node::Kind::Sequence});
        repeated = false;
        continue;
      }
      const std::size_t begin = at_;
      std::size_t least = 0;
      std::size_t most = 0;
      if (repetition(least, most)) {
        repeat(*current, begin, least, most, repeated);
        repeated = true;
        continue;
      }
      repeated = false;
      if (next_is("(")) {
        group(*current, flags, depth);
      } else if (eat("\\Q")) {
        quotation(*current, flags);
      } else {
        current->parts.push_back(single(flags));
      }
    }
    for (const Node& one : all.parts) all.weight = std::max(all.weight, weight(one));
    if (all.parts.size() > 1) return all;
    Node only = std::move(all.parts.front());
    only.weight = all.weight;
    return only;
  }

  static std::size_t weight(const Node& sequence) {
    std::size_t most = 1;
    for (const Node& part : sequence.parts) most = std::max(most, part.weight);
    return most;
  }

  /// `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`; a `{` that begins none of these is a character.
  bool repetition(std::size_t& least, std::size_t& most) {
    most = Node::unlimited;
    if (eat("*")) return true;
    if (eat("+")) return least = 1, true;
    if (eat("?")) return most = 1, true;
    if (!next_is("{")) return false;
    const std::size_t begin = at_;
    ++at_;
    if (count(least)) {
      if (!eat(",")) {
        most = least;
        if (eat("}")) return true;
      } else if (eat("}") || (count(most) && eat("}"))) {
        return true;
      }
    }
    at_ = begin;
    return false;
  }

  bool count(std::size_t& out) {
    const std::size_t begin = at_;
    std::size_t value = 0;
    for (; !done() && source_[at_] >= '0' && source_[at_] <= '9'; ++at_)
      value = std::min(value * 10 + static_cast<std::size_t>(source_[at_] - '0'), most_repeats + 1);
    const std::size_t digits = at_ - begin;
    if (digits == 0 || (digits > 1 && source_[begin] == '0')) return false;
    out = value;
    return true;
  }

  void repeat(Node& sequence, std::size_t begin, std::size_t least, std::size_t most,
              bool repeated) {
    const std::string how = quoted(begin);
    (void)eat("?");  // as few as possible: which ones is never asked
    if (sequence.parts.empty())
      return refuse(begin, how + " repeats nothing", "it stands behind what it repeats");
    if (repeated)
      return refuse(begin, "two repetitions in a row",
                    "a group `(?:...)` in between says what is meant");
    const bool bounded = most != Node::unlimited;
    if (bounded && most < least)
      return refuse(begin, how + ", from more to less", "the least number stands first");
    Node part = std::move(sequence.parts.back());
    Node whole{.kind = Node::Kind::Repeat};
    whole.weight = part.weight * std::max<std::size_t>(bounded ? most : least, 1);
    if (whole.weight > most_repeats)
      return refuse(begin, "a repetition of more than 1000 times",
                    "repetitions inside of each other are multiplied");
    whole.least = least;
    whole.most = most;
    whole.parts.push_back(std::move(part));
    sequence.parts.back() = std::move(whole);
  }

  void quotation(Node& sequence, Flags flags) {
    while (!failed() && !done() && !eat("\\E")) sequence.parts.push_back(literal(flags));
  }

  Node literal(Flags flags) {
    const std::size_t begin = at_;
    const std::uint32_t c = character();
    return of_class({{c, c}}, flags, begin);
  }

  Node of_class(Ranges ranges, Flags flags, std::size_t begin) {
    Node node{.kind = Node::Kind::Class};
    node.ranges = cased(std::move(ranges), flags, begin);
    return node;
  }

  Ranges cased(Ranges ranges, Flags flags, std::size_t begin) {
    if (!flags.folds) return tidied(std::move(ranges));
    for (const Range& range : ranges) {
      if (range.most < 0x80) continue;
      refuse(begin, "a character beyond ASCII under `(?i)`",
             "`(?i)` knows the letters a to z only");
    }
    return folded(ranges);
  }

  static Node assertion(Assertion kind) {
    Node node{.kind = Node::Kind::Assertion};
    node.assertion = kind;
    return node;
  }

  Node single(Flags flags) {
    const std::size_t begin = at_;
    switch (source_[at_]) {
      case '^': ++at_; return assertion(flags.lines ? Assertion::LineBegin : Assertion::TextBegin);
      case '$': ++at_; return assertion(flags.lines ? Assertion::LineEnd : Assertion::TextEnd);
      case '.': {
        ++at_;
        Node any{.kind = Node::Kind::Class};
        any.ranges = negated(flags.dot_all ? Ranges{} : Ranges{{'\n', '\n'}});
        return any;
      }
      case '[': return bracket(flags);
      case '\\': break;
      default: return literal(flags);
    }
    if (eat("\\b")) return assertion(Assertion::Word);
    if (eat("\\B")) return assertion(Assertion::NotWord);
    if (eat("\\A")) return assertion(Assertion::TextBegin);
    if (eat("\\z")) return assertion(Assertion::TextEnd);
    Ranges ranges;
    if (!escaped_class(flags, ranges)) {
      const std::uint32_t c = escape();
      return of_class({{c, c}}, flags, begin);
    }
    Node node{.kind = Node::Kind::Class};
    node.ranges = tidied(std::move(ranges));
    return node;
  }

  // --- groups ------------------------------------------------------------------------------------

  void group(Node& sequence, Flags& flags, std::size_t depth) {
    const std::size_t begin = at_;
    Flags inner = flags;
    if (eat("(?")) {
      if (!eat("P<") && !(next_is("<") && !next_is("<=") && !next_is("<!") && eat("<"))) {
        if (!switches(begin, inner)) return;
        if (eat(")")) return void(flags = inner);
        (void)eat(":");
      } else if (!group_name(begin)) {
        return;
      }
    } else {
      ++at_;
    }
    if (depth >= deepest) return refuse(begin, "groups nested deeper than 100 levels", "");
    Node whole = choice(inner, depth + 1);
    if (failed()) return;
    const std::size_t end = std::exchange(at_, begin + 1);
    if (end >= source_.size())
      return refuse(begin, "a `(` without its `)`", "as a character it is `\\(`");
    at_ = end + 1;
    sequence.parts.push_back(std::move(whole));
  }

  bool group_name(std::size_t begin) {
    const std::size_t first = at_;
    const auto is_name = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    };
    while (!done() && is_name(source_[at_])) ++at_;
    const std::string_view name = source_.substr(first, at_ - first);
    if (name.empty() || !eat(">")) {
      refuse(begin, "a group whose name has no end", "a name is letters, digits and `_`, then `>`");
    }
    return !failed();
  }

  /// The letters behind `(?`, up to `:` or `)`. False: a mistake.
  bool switches(std::size_t begin, Flags& flags) {
    bool on = true;
    bool any = false;
    for (; !done() && source_[at_] != ':' && source_[at_] != ')'; ++at_) {
      switch (source_[at_]) {
        case 'i': flags.folds = on; break;
        case 'm': flags.lines = on; break;
        case 's': flags.dot_all = on; break;
        case 'U': break;  // greedy or not: which ones is never asked
        case '-':
          if (!on) return refuse_group(begin);
          on = any = false;
          continue;
        default: return refuse_group(begin);
      }
      any = true;
    }
    if (done() || (!on && !any) || (!any && source_[at_] == ')')) return refuse_group(begin);
    return true;
  }

  bool refuse_group(std::size_t begin) {
    at_ = begin + 2;
    const std::string linear = "no time linear in the text is known for it, and RE2 has none";
    for (const std::string_view look : {"=", "!", "<=", "<!"})
      if (eat(look)) return refuse(begin, "look-around, " + quoted(begin), linear), false;
    if (eat(">")) return refuse(begin, "an atomic group, `(?>`", linear), false;
    if (eat("P=")) return refuse(begin, "a back-reference, `(?P=`", linear), false;
    if (!done()) (void)character();
    refuse(begin, "an unknown group " + quoted(begin),
           "`(?:...)`, `(?P<name>...)`, or flags `i`, `m`, `s`, `U` as in `(?i)` and `(?i:...)`");
    return false;
  }

  // --- classes -----------------------------------------------------------------------------------

  Node bracket(Flags flags) {
    const std::size_t begin = at_++;
    const bool negative = eat("^");
    Ranges ranges;
    const auto add = [&](const Ranges& more) {
      ranges.insert(ranges.end(), more.begin(), more.end());
    };
    for (bool first = true; !failed() && (first || !next_is("]")); first = false) {
      if (done()) {
        at_ = begin + 1;
        refuse(begin, "a `[` without its `]`", "as a character it is `\\[`");
        break;
      }
      Ranges some;
      if (posix(flags, some) || escaped_class(flags, some)) {
        add(some);
      } else if (!failed()) {
        add(one_or_range(flags));
      }
    }
    Node node{.kind = Node::Kind::Class};
    if (failed()) return node;
    ++at_;
    node.ranges = negative ? negated(ranges) : tidied(std::move(ranges));
    return node;
  }

  Ranges one_or_range(Flags flags) {
    const std::size_t begin = at_;
    const std::uint32_t least = member();
    std::uint32_t most = least;
    const bool range = next_is("-") && at_ + 1 < source_.size() && source_[at_ + 1] != ']';
    if (range && !failed()) {
      ++at_;
      most = member();
    }
    if (most < least) refuse(begin, "the range " + quoted(begin) + " from more to less", "");
    return cased({{least, most}}, flags, begin);
  }

  std::uint32_t member() { return next_is("\\") ? escape() : character(); }

  /// `[:alpha:]`, `[:^alpha:]`
  bool posix(Flags flags, Ranges& out) {
    if (!next_is("[:")) return false;
    const std::size_t end = source_.find(":]", at_ + 2);
    if (end == std::string_view::npos) return false;
    const std::size_t begin = std::exchange(at_, end + 2);
    std::string_view name = source_.substr(begin + 2, end - begin - 2);
    const bool negative = name.starts_with('^');
    if (negative) name.remove_prefix(1);
    out = posix_class(name);
    if (out.empty()) {
      refuse(begin, "an unknown class " + quoted(begin),
             "`alnum`, `alpha`, `ascii`, `blank`, `cntrl`, `digit`, `graph`, `lower`, `print`, "
             "`punct`, `space`, `upper`, `word` or `xdigit`");
      return false;
    }
    if (flags.folds) out = folded(out);
    if (negative) out = negated(out);
    return true;
  }

  /// `\d`, `\D` …; false for any other escape, and for none.
  bool escaped_class(Flags flags, Ranges& out) {
    if (!next_is("\\") || at_ + 1 >= source_.size()) return false;
    const char letter = source_[at_ + 1];
    const bool negative = letter >= 'A' && letter <= 'Z';
    out = perl_class(negative ? static_cast<char>(letter - 'A' + 'a') : letter);
    if (out.empty()) return false;
    at_ += 2;
    if (flags.folds) out = folded(out);
    if (negative) out = negated(out);
    return true;
  }

  // --- escapes -----------------------------------------------------------------------------------

  /// The character that an escape stands for.
  std::uint32_t escape() {
    const std::size_t begin = at_++;
    if (done()) return refuse(begin, "a `\\` at the end", "as a character it is `\\\\`"), 0;
    const std::uint32_t c = character();
    switch (c) {
      case 'a': return '\a';
      case 'f': return '\f';
      case 'n': return '\n';
      case 'r': return '\r';
      case 't': return '\t';
      case 'v': return '\v';
      case 'x': return hexadecimal(begin);
      case 'p':
      case 'P':
        refuse(begin, "a class of Unicode, " + quoted(begin),
               "the runtime has no tables of Unicode; a range as in `[\\x{C0}-\\x{24F}]` will do");
        return 0;
      case 'C': refuse(begin, "`\\C`, a single byte", "a text is made of code points"); return 0;
      case 'Z': refuse(begin, "`\\Z`", "the end of the text is `$` or `\\z`"); return 0;
      default: break;
    }
    if (c >= '0' && c <= '9') {
      refuse(begin, c == '0' ? "the octal escape `\\0`" : "a back-reference, " + quoted(begin),
             c == '0' ? "a character is given by its number as in `\\x00`"
                      : "no time linear in the text is known for it, and RE2 has none");
      return 0;
    }
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c >= 0x80;
    if (letter)
      refuse(begin, "an unknown escape " + quoted(begin), "only signs are escaped freely");
    return c;
  }

  /// `\x41`, `\x{10FFFF}`; behind the `x`.
  std::uint32_t hexadecimal(std::size_t begin) {
    const bool braces = eat("{");
    std::uint32_t value = 0;
    std::size_t digits = 0;
    for (; !done() && (braces || digits < 2); ++at_, ++digits) {
      const char c = source_[at_];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) break;
      value = std::min(value * 16 + static_cast<std::uint32_t>(digit), last_code_point + 1);
    }
    const bool whole = braces ? digits > 0 && eat("}") : digits == 2;
    if (!whole || value > last_code_point)
      refuse(begin, "no number of a character behind `\\x`", "`\\x41` or `\\x{10FFFF}`");
    return value;
  }

  std::string_view source_;
  std::optional<Mistake>& mistake_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Node> parse(std::string_view source, std::optional<Mistake>& mistake) {
  return Parser(source, mistake).all();
}

}  // namespace writ::pattern
