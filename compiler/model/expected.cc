#include "compiler/model/expected.h"

#include "compiler/source/literals.h"

namespace writ::model {

namespace {

/// Do its bounds or its size leave anything out? Of an optional, does what it may hold?
bool is_narrowed(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  switch (type.kind) {
    case Type::Kind::Int:
    case Type::Kind::Decimal:
    case Type::Kind::Float:
    case Type::Kind::Instant:
    case Type::Kind::Duration:
    case Type::Kind::Date: return !type.bounds.unbounded();
    case Type::Kind::String:
    case Type::Kind::Bytes:
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Map: return type.size != Size{};
    case Type::Kind::Optional:
      return contract.type(type.element).rules || is_narrowed(contract, type.element);
    default: return false;
  }
}

/// Of bounds and sizes alone.
std::string plain_expected(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  switch (type.kind) {
    case Type::Kind::String:
    case Type::Kind::Bytes:
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Map: return size_words(type);
    case Type::Kind::Optional: return expected(contract, type.element);
    case Type::Kind::Int:
    case Type::Kind::Decimal:
    case Type::Kind::Float:
    case Type::Kind::Instant:
    case Type::Kind::Duration:
    case Type::Kind::Date: break;
    default: return type.words;
  }
  const auto least = least_end(type);
  const auto most = most_end(type);
  if (!least && !most) return type.words;
  if (least && most && !least->open && !most->open)
    return value_words(type, least->value) + " to " + value_words(type, most->value);
  std::string words;
  if (least) words = (least->open ? "more than " : "at least ") + value_words(type, least->value);
  if (most)
    words += (least ? ", " : "") + std::string(most->open ? "less than " : "at most ") +
             value_words(type, most->value);
  return words;
}

}  // namespace

std::string value_words(const Type& type, std::int64_t value) {
  if (type.kind == Type::Kind::Instant) return source::instant_words(value);
  if (type.kind == Type::Kind::Duration) return source::duration_words(value);
  if (type.kind == Type::Kind::Date) return source::date_words(value);
  if (type.kind == Type::Kind::Float) return source::float_words(value);
  std::string text = std::to_string(value);
  if (type.kind == Type::Kind::Int || type.scale == 0) return text;
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  const auto scale = static_cast<std::size_t>(type.scale);
  if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
  text.insert(text.size() - scale, 1, '.');
  return (negative ? "-" : "") + text;
}

std::string constant_words(const Contract& contract, const Expr& constant) {
  if (constant.kind == ExprKind::Text) return constant.text;
  const Type& type = contract.type(constant.type);
  if (type.kind == Type::Kind::Bool) return constant.number != 0 ? "true" : "false";
  return value_words(type, constant.number);
}

std::string rule_words(const Contract& contract, const Rules& rules) {
  std::string words;
  for (const Expr& member : rules.members) {
    const Type& type = contract.type(member.type);
    words += words.empty() ? "one of " : ", ";
    if (type.kind == Type::Kind::Enum) {
      const Enumeration& e = contract.enumerations[index(type.enumeration)];
      words += e.members[static_cast<std::size_t>(member.number)];
    } else {
      words += constant_words(contract, member);
    }
  }
  if (!words.empty() && !rules.words.empty()) words += ", ";
  return words + rules.words;
}

std::string size_words(const Type& type) {
  const auto [least, most] = type.size;
  const std::string things = type.kind == Type::Kind::String  ? " characters"
                             : type.kind == Type::Kind::Bytes ? " bytes"
                             : type.kind == Type::Kind::Map   ? " entries"
                                                              : " elements";
  if (least == most) return "exactly " + std::to_string(least) + things;
  if (most == Size::unlimited) return "at least " + std::to_string(least) + things;
  if (least == 0) return "at most " + std::to_string(most) + things;
  return std::to_string(least) + " to " + std::to_string(most) + things;
}

std::string expected(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  if (!type.rules) return plain_expected(contract, id);
  const Rules& rules = contract.rules[index(*type.rules)];
  const bool plain = rules.members.empty() && is_narrowed(contract, id);
  return (plain ? plain_expected(contract, id) + ", " : "") + rule_words(contract, rules);
}

const std::optional<Saying>& said_of(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  const bool held = type.kind == Type::Kind::Optional && !type.said;
  return held ? contract.type(type.element).said : type.said;
}

std::string outside_words(const Contract& contract, TypeId id) {
  const std::optional<Saying>& said = said_of(contract, id);
  return said ? said->text : "expected " + expected(contract, id);
}

}  // namespace writ::model
