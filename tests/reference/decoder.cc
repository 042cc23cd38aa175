#include "decoder.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

#include <writ/core/format.h>
#include <writ/core/pattern.h>
#include <writ/core/text.h>

#include "compiler/pattern/pattern.h"
#include "compiler/source/literals.h"
#include "conditions.h"
#include "scalars.h"
#include "tree.h"
#include "value.h"

namespace reference {

using namespace writ::model;
using Kind = Type::Kind;

namespace {

std::uint64_t code_points(std::string_view text) {
  return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

bool is_within(const Size& size, std::uint64_t count) {
  return size.least <= count && count <= size.most;
}

/// Is the pattern found? By its steps: generated code has an automaton, most times.
bool is_found(const std::string& pattern, std::string_view text) {
  static std::map<std::string, std::vector<writ::PatternStep>> known;
  auto found = known.find(pattern);
  if (found == known.end())
    found = known.emplace(pattern, writ::pattern::compile(pattern).steps).first;
  return writ::matches(found->second, text);
}

bool has_format(const std::string& name, std::string_view text) {
  if (name == "email") return writ::is_email(text);
  if (name == "uri") return writ::is_uri(text);
  if (name == "hostname") return writ::is_hostname(text);
  if (name == "ipv4") return writ::is_ipv4(text);
  if (name == "ipv6") return writ::is_ipv6(text);
  return uuid(text).has_value();
}

class Decoder {
 public:
  explicit Decoder(const Contract& contract) : contract_(contract) {}

  Value record(RecordId id, const Tree& tree, const std::string& at);
  std::vector<std::string> problems;
  bool decided = true;

 private:
  struct Read {
    Value value;
    std::string code = {};  ///< why it is none
  };

  void problem(const std::string& code, const std::string& at) {
    problems.push_back(code + ' ' + at);
  }
  const Rules* rules(const Type& type) const {
    return type.rules ? &contract_.rules[index(*type.rules)] : nullptr;
  }
  /// A foreign name may be long, and is cut; inside of a secret it is none that is shown.
  [[nodiscard]] std::string step(const std::string& at, const std::string& name,
                                 bool foreign = false) const {
    if (foreign && hidden_) return at + "/***";
    constexpr std::size_t most = 64;
    const bool cut = foreign && name.size() > most;
    std::string out = at + '/';
    for (const char c : cut ? writ::printable(writ::utf8_prefix(name, most)) : name)
      out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return out + (cut ? "…" : "");
  }

  Value value(TypeId id, const Tree& tree, const std::string& at);
  Value plain(TypeId id, const Tree& tree, const std::string& at);
  Value single(TypeId id, const Tree& tree, const std::string& at);
  Read read_single(const Type& type, const Tree& tree) const;
  Value list(const Type& type, const Tree& tree, const std::string& at);
  Value map(const Type& type, const Tree& tree, const std::string& at);
  void entry(const Type& type, const Tree& map, std::size_t i, const std::string& at, Value& out);
  void pair(const Type& type, const Tree& tree, const std::string& at, Value& out);
  Value one_of(const Variant& variant, const Tree& tree, const std::string& at);
  [[nodiscard]] std::string broken(TypeId id, const Value& value);
  [[nodiscard]] bool keeps_rules(TypeId id, const Rules& rules, const Value& value);
  [[nodiscard]] bool is_unique(const Type& list, const Path& by, const Value& value) const;

  const Contract& contract_;
  bool hidden_ = false;
};

// --- single values -------------------------------------------------------------------------------

Decoder::Read Decoder::read_single(const Type& type, const Tree& tree) const {
  const bool is_text = tree.kind == Tree::Kind::Text;
  const bool is_number = tree.kind == Tree::Kind::Number;
  const auto number = [](std::optional<std::int64_t> read, const char* code) {
    return read ? Read{{*read, 0, {}, {}}} : Read{{}, code};
  };
  const auto text = [](std::optional<std::string> read) {
    return read ? Read{{0, 0, *read, {}}} : Read{{}, "format"};
  };
  switch (type.kind) {
    case Kind::Bool:
      if (tree.kind == Tree::Kind::True) return {{1, 0, {}, {}}};
      return tree.kind == Tree::Kind::False ? Read{} : Read{{}, "type"};
    case Kind::Int:
      if (!is_number || tree.text.find_first_of(".eE") != std::string::npos) return {{}, "type"};
      return number(decimal_units(tree.text, 0), "range");
    case Kind::Decimal: {
      const std::optional<Tree> quoted = is_text ? parse(tree.text) : std::nullopt;
      const bool is_quoted =
          quoted && quoted->kind == Tree::Kind::Number && quoted->text.size() == tree.text.size();
      if (!is_number && !is_quoted) return {{}, "type"};
      return number(decimal_units(tree.text, type.scale), "range");
    }
    case Kind::Float: {
      if (!is_number) return {{}, "type"};
      const double real = std::strtod(tree.text.c_str(), nullptr);
      if (std::isinf(real)) return {{}, "range"};
      return {{0, real == 0 ? 0.0 : real, {}, {}}};
    }
    case Kind::Enum: {
      if (!is_text) return {{}, "type"};
      const auto& members = contract_.enumerations[index(type.enumeration)].members;
      const auto found = std::find(members.begin(), members.end(), tree.text);
      if (found == members.end()) return {{}, "enum"};
      return {{found - members.begin(), 0, {}, {}}};
    }
    default: break;
  }
  if (!is_text) return {{}, "type"};
  switch (type.kind) {
    case Kind::Instant: return number(instant(tree.text), "format");
    case Kind::Duration: return number(duration(tree.text), "format");
    case Kind::Date: return number(date(tree.text), "format");
    case Kind::Uuid: return text(uuid(tree.text));
    case Kind::Bytes: return text(bytes(tree.text));
    default: return {{0, 0, tree.text, {}}};
  }
}

bool Decoder::is_unique(const Type& list, const Path& by, const Value& value) const {
  std::vector<std::string> keys;
  for (const Value& element : value.parts) {
    const Value* key = &element;
    TypeId type = list.element;
    for (const std::uint32_t field : by) {
      type = contract_.record(contract_.type(type).record).fields[field].type;
      key = &key->parts[field];
    }
    keys.push_back(canonical(contract_, type, *key));
  }
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
}

bool Decoder::keeps_rules(TypeId id, const Rules& rules, const Value& value) {
  const auto is = [&](const Expr& member) {
    return canonical(contract_, id, constant(contract_, id, member)) ==
           canonical(contract_, id, value);
  };
  if (!rules.members.empty() && std::none_of(rules.members.begin(), rules.members.end(), is))
    return false;
  if (!rules.pattern.empty() && !is_found(rules.pattern, value.text)) return false;
  if (!rules.format.empty() && !has_format(rules.format, value.text)) return false;
  for (const Path& by : rules.unique_by)
    if (!is_unique(contract_.type(id), by, value)) return false;
  const std::optional<bool> kept =
      rules.where ? holds(contract_, *rules.where, id, value) : std::optional(true);
  decided &= kept.has_value();
  return kept.value_or(true);
}

/// The code of what the type asks and the value does not keep; empty where it keeps all. A size
/// is a rule of its own; bounds go with the other rules.
std::string Decoder::broken(TypeId id, const Value& value) {
  const Type& type = contract_.type(id);
  const Rules* const all = rules(type);
  if (type.kind == Kind::String && !is_within(type.size, code_points(value.text))) return "length";
  const bool sized = type.kind != Kind::Bytes || is_within(type.size, value.text.size());
  const bool real = type.kind == Kind::Float;  // whose bounds are ranks, in the order of size
  const bool kept =
      sized && type.bounds.contains(real ? writ::source::float_rank(value.real) : value.number);
  if (!all) return kept ? "" : type.kind == Kind::Bytes ? "length" : "range";
  if (kept && keeps_rules(id, *all, value)) return "";
  if (!all->members.empty()) return "enum";
  if (!all->pattern.empty()) return "pattern";
  if (!all->format.empty()) return "format";
  return all->unique_by.empty() ? "where" : "unique";
}

Value Decoder::single(TypeId id, const Tree& tree, const std::string& at) {
  Read read = read_single(contract_.type(id), tree);
  if (read.code.empty()) read.code = broken(id, read.value);
  if (!read.code.empty()) problem(read.code, at);
  return std::move(read.value);
}

// --- what is made of others ----------------------------------------------------------------------

Value Decoder::list(const Type& type, const Tree& tree, const std::string& at) {
  Value out;
  if (tree.kind != Tree::Kind::Array) return problem("type", at), out;
  const std::size_t before = problems.size();
  for (std::size_t i = 0; i < tree.parts.size() && i < type.size.most; ++i)
    out.parts.push_back(value(type.element, tree.parts[i], step(at, std::to_string(i))));
  if (!is_within(type.size, tree.parts.size())) problem("size", at);
  std::vector<std::size_t> twice;
  if (type.kind == Kind::Set && problems.size() == before && !sort(out.parts, 1, twice))
    for (const std::size_t i : twice) problem("duplicate", step(at, std::to_string(i)));
  return out;
}

/// `"key": value`
void Decoder::entry(const Type& type, const Tree& map, std::size_t i, const std::string& at,
                    Value& out) {
  const std::string here = step(at, map.names[i], true);
  Read key = read_single(contract_.type(type.key), {Tree::Kind::Text, map.names[i], {}, {}});
  if (!key.code.empty() || !broken(type.key, key.value).empty()) problem("key", here);
  out.parts.push_back(std::move(key.value));
  out.parts.push_back(value(type.element, map.parts[i], here));
}

/// `[key, value]`
void Decoder::pair(const Type& type, const Tree& tree, const std::string& at, Value& out) {
  const std::size_t before = problems.size();
  if (tree.kind != Tree::Kind::Array) return problem("type", at);
  if (!tree.parts.empty()) out.parts.push_back(value(type.key, tree.parts[0], step(at, "0")));
  if (tree.parts.size() > 1) out.parts.push_back(value(type.element, tree.parts[1], step(at, "1")));
  if (tree.parts.size() > 2 || (tree.parts.size() < 2 && problems.size() == before))
    problem("size", at);
}

Value Decoder::map(const Type& type, const Tree& tree, const std::string& at) {
  Value out;
  const bool object = is_object_key(contract_.type(type.key).kind);
  const Tree::Kind kind = object ? Tree::Kind::Object : Tree::Kind::Array;
  if (tree.kind != kind) return problem("type", at), out;
  const std::size_t before = problems.size();
  for (std::size_t i = 0; i < tree.parts.size() && i < type.size.most; ++i) {
    if (object) {
      entry(type, tree, i, at, out);
    } else {
      pair(type, tree.parts[i], step(at, std::to_string(i)), out);
    }
  }
  if (!is_within(type.size, tree.parts.size())) problem("size", at);
  if (problems.size() != before) return out;
  std::vector<Value> keys;
  for (std::size_t i = 0; i < out.parts.size(); i += 2) keys.push_back(out.parts[i]);
  std::vector<std::size_t> twice;
  (void)sort(out.parts, 2, twice);
  for (const std::size_t i : twice) {
    const Tree name = object ? *parse(canonical(contract_, type.key, keys[i])) : Tree{};
    problem("duplicate", object ? step(at, name.text, true) : step(at, std::to_string(i)));
  }
  return out;
}

/// The tag stands anywhere; what is wrong is said of that case only.
Value Decoder::one_of(const Variant& variant, const Tree& tree, const std::string& at) {
  if (tree.kind != Tree::Kind::Object) return problem("type", at), Value{};
  const std::string tag = step(at, "kind");
  const auto found = std::find(tree.names.begin(), tree.names.end(), "kind");
  if (found == tree.names.end()) return problem("missing", tag), Value{};
  const Tree& kind = tree.parts[static_cast<std::size_t>(found - tree.names.begin())];
  if (kind.kind != Tree::Kind::Text) return problem("type", tag), Value{};
  for (std::size_t i = 0; i < variant.cases.size(); ++i) {
    if (variant.cases[i].name != kind.text) continue;
    return {static_cast<std::int64_t>(i), 0, {}, {record(variant.cases[i].record, tree, at)}};
  }
  return problem("enum", tag), Value{};
}

Value Decoder::record(RecordId id, const Tree& tree, const std::string& at) {
  const Record& record = contract_.record(id);
  const std::vector<Field>& fields = record.fields;
  Value out;
  out.parts.resize(fields.size());
  if (tree.kind != Tree::Kind::Object) return problem("type", at), out;
  std::vector<std::string> seen;
  for (std::size_t i = 0; i < tree.parts.size(); ++i) {
    const std::string& name = tree.names[i];
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& one) { return one.wire_name == name; });
    const bool tag = record.kind == Record::Kind::Case && name == "kind";
    if (field == fields.end() && !tag) {
      if (!record.open) problem("unknown", step(at, name, true));
    } else if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      problem("duplicate", step(at, name));
    } else {
      seen.push_back(name);
      if (tag) continue;
      const bool outer = std::exchange(hidden_, hidden_ || field->secret);
      out.parts[static_cast<std::size_t>(field - fields.begin())] =
          value(field->type, tree.parts[i], step(at, name));
      hidden_ = outer;
    }
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Field& field = fields[i];
    if (std::find(seen.begin(), seen.end(), field.wire_name) != seen.end()) continue;
    if (field.initial) {
      out.parts[i] = constant(contract_, field.type, *field.initial);
    } else if (contract_.type(field.type).kind != Kind::Optional) {
      problem("missing", step(at, field.wire_name));
    }
  }
  return out;
}

Value Decoder::plain(TypeId id, const Tree& tree, const std::string& at) {
  const Type& type = contract_.type(id);
  switch (type.kind) {
    case Kind::Optional:
      if (tree.kind == Tree::Kind::Null) return {};
      return {0, 0, {}, {value(type.element, tree, at)}};
    case Kind::List:
    case Kind::Set: return list(type, tree, at);
    case Kind::Map: return map(type, tree, at);
    case Kind::Variant: return one_of(contract_.variant(type.variant), tree, at);
    default: return record(type.record, tree, at);
  }
}

/// What is made of others is asked for its rules only where all of it could be read.
Value Decoder::value(TypeId id, const Tree& tree, const std::string& at) {
  const Type& type = contract_.type(id);
  const bool is_made = type.kind == Kind::Optional || type.kind == Kind::List ||
                       type.kind == Kind::Set || type.kind == Kind::Map ||
                       type.kind == Kind::Variant || type.kind == Kind::Record;
  if (!is_made) return single(id, tree, at);
  const std::size_t before = problems.size();
  Value out = plain(id, tree, at);
  if (problems.size() != before || !rules(type)) return out;
  if (const std::string code = broken(id, out); !code.empty()) problem(code, at);
  return out;
}

}  // namespace

Verdict judge(const Contract& contract, IntentId intent, std::string_view payload) {
  Verdict verdict;
  const std::optional<Tree> tree = parse(payload);
  verdict.is_json = tree.has_value();
  if (!tree) return verdict;
  Decoder decoder(contract);
  const RecordId record = contract.intents[index(intent)].payload;
  const Value value = decoder.record(record, *tree, "");
  verdict.decided = decoder.decided;
  verdict.problems = std::move(decoder.problems);
  if (verdict.problems.empty()) verdict.canonical = canonical(contract, record, value);
  return verdict;
}

}  // namespace reference
