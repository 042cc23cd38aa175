#include "payload.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include "compiler/pattern/pattern.h"
#include "compiler/source/printable.h"
#include "scalars.h"
#include "value.h"

namespace fuzz {

using namespace writ::model;
using reference::Tree;
using Kind = Type::Kind;

namespace {

constexpr std::string_view wild[] = {"a",           "Z",  "0", "-",  ".",
                                     "@",           "~",  "/", " ",  "\n",
                                     "\"",          "\\", "é", "日", "\xF0\x9F\x98\x80",
                                     "\xE2\x80\xA8"};

Tree text_of(std::string text) { return {Tree::Kind::Text, std::move(text), {}, {}}; }
Tree number_of(std::string digits) { return {Tree::Kind::Number, std::move(digits), {}, {}}; }

/// Without the quotes of a JSON string.
std::string bare(const std::string& quoted) { return quoted.substr(1, quoted.size() - 2); }

class Maker {
 public:
  Maker(const Contract& contract, std::mt19937& random) : contract_(contract), random_(random) {}

  Tree record(RecordId id);

 private:
  std::size_t below(std::size_t limit) { return random_() % std::max<std::size_t>(limit, 1); }
  bool once_in(std::size_t times) { return below(times) == 0; }
  template <class All>
  const auto& any(const All& all) {
    return *std::next(std::begin(all), static_cast<std::ptrdiff_t>(below(std::size(all))));
  }

  Tree value(TypeId id);
  Tree number(const Type& type);
  Tree text(const Type& type);
  Tree elements(const Type& type);
  std::int64_t units(const Type& type);
  std::string searched(const std::string& pattern);
  std::size_t count(Size size, std::size_t most);

  const Contract& contract_;
  std::mt19937& random_;
};

/// At the edges, or somewhere near 0; now and then outside.
std::int64_t Maker::units(const Type& type) {
  const auto [least, most] = type.bounds;
  std::int64_t base = most;
  if (once_in(2)) base = least;
  if (once_in(2))
    base = std::clamp<std::int64_t>(static_cast<std::int64_t>(below(2000)), least, most);
  const std::int64_t by = once_in(12) ? static_cast<std::int64_t>(below(5)) - 2 : 0;
  std::int64_t moved = base;
  return __builtin_add_overflow(base, by, &moved) ? base : moved;
}

std::size_t Maker::count(Size size, std::size_t most) {
  const auto least = static_cast<std::size_t>(size.least);
  const std::size_t last = size.most < most ? static_cast<std::size_t>(size.most) : least + most;
  if (once_in(16)) return least > 0 && once_in(2) ? least - 1 : last + 1;
  return once_in(3) ? least : once_in(3) ? last : least + below(last - least + 1);
}

/// A text in which the pattern is found, most times: its steps, followed at random.
std::string Maker::searched(const std::string& pattern) {
  using Step = writ::PatternStep::Kind;
  const auto steps = writ::pattern::compile(pattern).steps;
  std::string out;
  std::size_t at = 0;
  for (int i = 0; i < 400 && at < steps.size() && steps[at].kind != Step::Match; ++i) {
    writ::PatternStep step = steps[at];
    if (step.kind == Step::Range) {
      while (step.other != 0 && once_in(2)) step = steps[step.other];
      // Letters and digits where they are allowed, else anything that is.
      std::uint32_t c = step.least + static_cast<std::uint32_t>(below(step.most - step.least + 1));
      if (step.least <= 'a' && 'a' <= step.most) c = 'a';
      if (step.least <= '0' && '0' <= step.most) c = '0';
      if (c < 0xD800 || c > 0xDFFF) out += writ::source::utf8(c);
    }
    at = step.kind == Step::Both && once_in(2) ? step.other : step.next;
  }
  return out;
}

Tree Maker::text(const Type& type) {
  static constexpr std::string_view formats[] = {"a@b.c",
                                                 "first.last+tag@example.org",
                                                 "a.b",
                                                 "host.example",
                                                 "0.0.0.0",
                                                 "255.255.255.255",
                                                 "::1",
                                                 "1:2:3:4:5:6:1.2.3.4",
                                                 "urn:x:y",
                                                 "http://a.b/c?d#e",
                                                 "a@b",
                                                 "256.0.0.1",
                                                 "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"};
  const Rules* const rules = type.rules ? &contract_.rules[index(*type.rules)] : nullptr;
  if (rules && !rules->members.empty() && !once_in(8)) return text_of(any(rules->members).text);
  if (rules && !rules->format.empty()) return text_of(std::string(any(formats)));
  if (rules && !rules->pattern.empty() && !once_in(8)) return text_of(searched(rules->pattern));
  std::string out;
  const bool plain = once_in(2);
  for (std::size_t size = count(type.size, 24); size > 0; --size)
    out += plain ? "x" : std::string(any(wild));
  return text_of(std::move(out));
}

Tree Maker::number(const Type& type) {
  static constexpr std::string_view reals[] = {"0",
                                               "-0.0",
                                               "1.5",
                                               "1e10",
                                               "-2E-3",
                                               "1e308",
                                               "0.1",
                                               "5e-324",
                                               "1E+2",
                                               "1e-400",
                                               "123456789012345678",
                                               "1.7976931348623157e308",
                                               "1e400",
                                               "1e21",
                                               "1e-6"};
  if (type.kind == Kind::Float) return number_of(std::string(any(reals)));
  const Rules* const rules = type.rules ? &contract_.rules[index(*type.rules)] : nullptr;
  const bool known = rules && !rules->members.empty() && !once_in(8);
  const std::int64_t value = known ? any(rules->members).number : units(type);
  if (type.kind == Kind::Int) return number_of(std::to_string(value));
  std::string digits = reference::decimal_text(value, type.scale);
  const bool quoted = digits.starts_with('"');
  if (quoted) digits = bare(digits);
  if (once_in(4)) digits += digits.find('.') == std::string::npos ? ".0" : "0";
  if (once_in(8)) digits += any(std::array{"e0", "E+0", "e-1", "e1"});
  return quoted == once_in(8) ? number_of(std::move(digits)) : text_of(std::move(digits));
}

/// Of a list, a set or a map.
Tree Maker::elements(const Type& type) {
  const bool object =
      type.kind == Kind::Map && reference::is_object_key(contract_.type(type.key).kind);
  Tree out{object ? Tree::Kind::Object : Tree::Kind::Array, {}, {}, {}};
  for (std::size_t size = count(type.size, 4); size > 0; --size) {
    Tree element = value(type.element);
    if (object) {
      out.names.push_back(value(type.key).text);
    } else if (type.kind == Kind::Map) {
      element = {Tree::Kind::Array, {}, {}, {value(type.key), std::move(element)}};
    }
    if (!out.parts.empty() && once_in(8)) element = any(out.parts);  // what is there already
    out.parts.push_back(std::move(element));
  }
  return out;
}

Tree Maker::value(TypeId id) {
  const Type& type = contract_.type(id);
  switch (type.kind) {
    case Kind::Bool: return {once_in(2) ? Tree::Kind::True : Tree::Kind::False, {}, {}, {}};
    case Kind::Int:
    case Kind::Decimal:
    case Kind::Float: return number(type);
    case Kind::String: return text(type);
    case Kind::Bytes:
      return text_of(
          reference::bytes_text(std::string(count(type.size, 24), static_cast<char>(below(256)))));
    case Kind::Instant: return text_of(reference::instant_text(units(type)));
    case Kind::Duration: return text_of(reference::duration_text(units(type)));
    case Kind::Date: return text_of(reference::date_text(units(type)));
    case Kind::Uuid:
      return text_of(once_in(2) ? "F81D4FAE-7dec-11d0-a765-00a0c91e6bf6"
                                : "00000000-0000-0000-0000-000000000000");
    case Kind::Enum: return text_of(any(contract_.enumerations[index(type.enumeration)].members));
    case Kind::Record: return record(type.record);
    case Kind::Variant: return record(any(contract_.variant(type.variant).cases).record);
    case Kind::Optional: return once_in(4) ? Tree{} : value(type.element);
    default: return elements(type);
  }
}

Tree Maker::record(RecordId id) {
  const Record& record = contract_.record(id);
  Tree out{Tree::Kind::Object, {}, {}, {}};
  if (record.kind == Record::Kind::Case) {
    out.names.emplace_back("kind");
    out.parts.push_back(text_of(record.name));
  }
  for (const Field& field : record.fields) {
    const bool needed = !field.initial && contract_.type(field.type).kind != Kind::Optional;
    if (once_in(needed ? 200 : 3)) continue;
    out.names.push_back(field.wire_name);
    out.parts.push_back(value(field.type));
  }
  return out;
}

// --- changes -------------------------------------------------------------------------------------

class Change {
 public:
  explicit Change(std::mt19937& random) : random_(random) {}

  void in(Tree& tree) {
    std::vector<Tree*> all;
    collect(tree, all);
    Tree& chosen = *all[below(all.size())];
    if (below(5) == 0) return odd(chosen);
    switch (chosen.kind) {
      case Tree::Kind::Number: return number(chosen);
      case Tree::Kind::Text: return text(chosen.text);
      case Tree::Kind::Array:
      case Tree::Kind::Object: return parts(chosen, *all[below(all.size())]);
      default: return odd(chosen);
    }
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % std::max<std::size_t>(limit, 1); }

  static void collect(Tree& tree, std::vector<Tree*>& all) {
    all.push_back(&tree);
    for (Tree& part : tree.parts) collect(part, all);
  }

  void odd(Tree& tree) {
    static const std::vector<Tree> all = {{},
                                          {Tree::Kind::True, {}, {}, {}},
                                          {Tree::Kind::Array, {}, {}, {}},
                                          {Tree::Kind::Object, {}, {}, {}},
                                          text_of(""),
                                          text_of("x"),
                                          text_of("1.50"),
                                          number_of("0"),
                                          number_of("1"),
                                          number_of("-1"),
                                          number_of("-0"),
                                          number_of("1.0"),
                                          number_of("1e2"),
                                          number_of("0.5"),
                                          number_of("1e400"),
                                          number_of("-1e-400"),
                                          number_of("9007199254740993"),
                                          number_of("9223372036854775808"),
                                          number_of("-9223372036854775809"),
                                          number_of("1" + std::string(30, '0')),
                                          number_of("0." + std::string(30, '0') + "1"),
                                          number_of("1e99999999999999999999")};
    tree = all[below(all.size())];
  }

  /// Another last digit, or the same number in another form.
  void number(Tree& tree) {
    std::string& digits = tree.text;
    const std::size_t e = digits.find_first_of("eE");
    switch (below(8)) {
      case 0: tree.kind = Tree::Kind::Text; return;
      case 1:
        digits.starts_with('-') ? void(digits.erase(0, 1)) : void(digits.insert(0, "-"));
        return;
      case 2:
        if (e == std::string::npos) digits += "e0";
        return;
      case 3:
        if (e == std::string::npos) digits += digits.find('.') == std::string::npos ? ".0" : "0";
        return;
      case 4:
        if (e == std::string::npos) digits += digits.find('.') == std::string::npos ? ".5" : "1";
        return;
      case 5:
        if (digits != "0" && digits != "-0") digits.insert(digits[0] == '-', "1");
        return;
      default: {
        std::size_t at = digits.size();
        while (at-- > 0)
          if (digits[at] >= '1' && digits[at] <= '8') break;
        if (at < digits.size())
          digits[at] = static_cast<char>(digits[at] + (below(2) == 0 ? 1 : -1));
        const std::size_t first = digits[0] == '-';
        if (digits.size() > first + 1 && digits[first] == '0' && digits[first + 1] != '.')
          digits[first] = '1';
      }
    }
  }

  /// By whole characters: what is no UTF-8 is for the mutator of bytes.
  void text(std::string& text) {
    std::vector<std::string> characters;
    for (std::string_view rest = text; !rest.empty();) {
      const std::size_t size = writ::source::first_code_point(rest).bytes;
      characters.emplace_back(rest.substr(0, size));
      rest.remove_prefix(size);
    }
    const auto at = static_cast<std::ptrdiff_t>(below(characters.size()));
    const std::string other(wild[below(std::size(wild))]);
    switch (below(6)) {
      case 0: characters.insert(characters.begin() + at, other); break;
      case 1: characters.push_back(other); break;
      case 2: characters.insert(characters.end(), below(4) == 0 ? 300 : below(40), other); break;
      case 3:
        if (!characters.empty()) characters.erase(characters.begin() + at);
        break;
      case 4:
        if (!characters.empty()) characters[static_cast<std::size_t>(at)] = other;
        break;
      default:
        for (std::string& c : characters)
          if (c.size() == 1 && ((c[0] | 0x20) >= 'a' && (c[0] | 0x20) <= 'z'))
            c[0] = static_cast<char>(c[0] ^ 0x20);
    }
    text.clear();
    for (const std::string& c : characters) text += c;
  }

  /// Of an array or an object; `other` is somewhere in the same payload.
  void parts(Tree& tree, const Tree& other) {
    const bool object = tree.kind == Tree::Kind::Object;
    const Tree copy = other;  // it may be in here
    const std::size_t size = tree.parts.size();
    const std::size_t i = below(size);
    const std::size_t k = below(size);
    const auto add = [&](std::string name, Tree part) {
      if (size > 200) return;
      if (object) tree.names.push_back(std::move(name));
      tree.parts.push_back(std::move(part));
    };
    if (size == 0) return add("kind", copy);
    switch (below(7)) {
      case 0:
        if (object) tree.names.erase(tree.names.begin() + static_cast<std::ptrdiff_t>(i));
        tree.parts.erase(tree.parts.begin() + static_cast<std::ptrdiff_t>(i));
        return;
      case 1: return add(object ? tree.names[i] : "", tree.parts[i]);
      case 2: return add(below(2) == 0 ? "extra" : "kind", copy);
      case 3:
        if (object) std::swap(tree.names[i], tree.names[k]);
        return std::swap(tree.parts[i], tree.parts[k]);
      case 4:
        if (object) std::reverse(tree.names.begin(), tree.names.end());
        return std::reverse(tree.parts.begin(), tree.parts.end());
      case 5: return object ? text(tree.names[i]) : add("", tree.parts[k]);
      default:
        tree.parts[i] = copy;
        if (below(16) == 0) nest(tree.parts[i]);
    }
  }

  /// To the edge of what may be nested.
  void nest(Tree& tree) {
    for (std::size_t levels = 50 + below(20); levels > 0; --levels)
      tree = Tree{Tree::Kind::Array, {}, {}, {std::move(tree)}};
  }

  std::mt19937& random_;
};

}  // namespace

Tree made(const Contract& contract, IntentId intent, std::mt19937& random) {
  return Maker(contract, random).record(contract.intents[index(intent)].payload);
}

void change(Tree& tree, std::mt19937& random) { Change(random).in(tree); }

}  // namespace fuzz
