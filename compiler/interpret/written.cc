#include "compiler/interpret/written.h"

#include <algorithm>

#include <writ/core/secret.h>

#include "compiler/interpret/words.h"

namespace writ::interpret {

using model::Contract;
using model::RecordId;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

std::string of_list(const Contract& contract, const Type& type, const Value& value) {
  std::string out;
  for (const Value& one : value.items())
    out += (out.empty() ? "" : ", ") + written(contract, type.element, one);
  return "[" + out + "]";
}

/// Texts and numbers stand as they are, other keys in brackets.
std::string key_of(const Contract& contract, TypeId id, const Value& key) {
  const Kind kind = contract.type(id).kind;
  const std::string out = written(contract, id, key);
  const bool bare = kind == Kind::String || (kind == Kind::Int && key.number() >= 0);
  return bare ? out : "[" + out + "]";
}

std::string of_map(const Contract& contract, const Type& type, const Value& value) {
  const Value::Items& items = value.items();
  std::string out;
  for (std::size_t i = 0; i < items.size(); i += 2)
    out += (out.empty() ? " " : ", ") + key_of(contract, type.key, items[i]) + ": " +
           written(contract, type.element, items[i + 1]);
  return out.empty() ? "{}" : "{" + out + " }";
}

class Changes {
 public:
  explicit Changes(const Contract& contract) : contract_(contract) {}

  void record(RecordId id, const Value& before, const Value& after, const std::string& path) {
    const std::vector<model::Field>& fields = contract_.record(id).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string here = path + (path.empty() ? "" : ".") + fields[i].name;
      if (before[i] == after[i]) continue;
      if (fields[i].secret) {
        found_.push_back({here, std::string(hidden), std::string(hidden)});
      } else {
        value(fields[i].type, before[i], after[i], here);
      }
    }
  }

  std::vector<Change> found() && { return std::move(found_); }

 private:
  void value(TypeId id, const Value& before, const Value& after, const std::string& path) {
    if (before == after) return;
    const Type& type = contract_.type(id);
    switch (type.kind) {
      case Kind::Optional:
        if (before.is_none() || after.is_none()) break;
        return value(type.element, before, after, path);
      case Kind::Record: return record(type.record, before, after, path);
      case Kind::List: return list(type, before, after, path);
      case Kind::Set: return set(type, before, after, path);
      case Kind::Map: return map(type, before, after, path);
      default: break;
    }
    add(id, &before, &after, path);
  }

  void add(TypeId type, const Value* before, const Value* after, std::string path) {
    found_.push_back({std::move(path), before ? written(contract_, type, *before) : "nothing",
                      after ? written(contract_, type, *after) : "nothing"});
  }

  void list(const Type& type, const Value& before, const Value& after, const std::string& path) {
    const std::size_t most = std::max(before.items().size(), after.items().size());
    for (std::size_t i = 0; i < most; ++i) {
      const std::string here = path + "[" + std::to_string(i) + "]";
      const Value* was = i < before.items().size() ? &before[i] : nullptr;
      const Value* is = i < after.items().size() ? &after[i] : nullptr;
      if (was && is) {
        value(type.element, *was, *is, here);
      } else {
        add(type.element, was, is, here);
      }
    }
  }

  /// Elements that went, then those that came.
  void set(const Type& type, const Value& before, const Value& after, const std::string& path) {
    for (const Value& one : before.items())
      if (!is_in_set(after.items(), one)) add(type.element, &one, nullptr, path);
    for (const Value& one : after.items())
      if (!is_in_set(before.items(), one)) add(type.element, nullptr, &one, path);
  }

  void map(const Type& type, const Value& before, const Value& after, const std::string& path) {
    const auto here = [&](const Value& key) {
      return path + "[" + written(contract_, type.key, key) + "]";
    };
    for (std::size_t i = 0; i < before.items().size(); i += 2) {
      if (const Value* is = find_in_map(after.items(), before[i])) {
        value(type.element, before[i + 1], *is, here(before[i]));
      } else {
        add(type.element, &before[i + 1], nullptr, here(before[i]));
      }
    }
    for (std::size_t i = 0; i < after.items().size(); i += 2)
      if (!find_in_map(before.items(), after[i]))
        add(type.element, nullptr, &after[i + 1], here(after[i]));
  }

  const Contract& contract_;
  std::vector<Change> found_;
};

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      constexpr std::string_view digits = "0123456789ABCDEF";
      out += {'\\', 'u', '{', digits[byte >> 4U], digits[byte & 0xFU], '}'};
    } else {
      if (c == '"' || c == '\\' || c == '{') out += '\\';
      out += c;
    }
  }
  return out + "\"";
}

std::string written(const Contract& contract, TypeId id, const Value& value) {
  const Type& type = contract.type(id);
  switch (type.kind) {
    case Kind::Record: return written(contract, type.record, value);
    case Kind::Variant: {
      const auto& one =
          contract.variant(type.variant).cases[static_cast<std::size_t>(value[0].number())];
      const bool bare = contract.record(one.record).fields.empty();
      return one.name + (bare ? "" : " " + written(contract, one.record, value[1]));
    }
    case Kind::List:
    case Kind::Set: return of_list(contract, type, value);
    case Kind::Map: return of_map(contract, type, value);
    case Kind::Optional: return value.is_none() ? "none" : written(contract, type.element, value);
    case Kind::String:
    case Kind::Bytes:
    case Kind::Uuid: return quoted(words(contract, id, value));
    default: return words(contract, id, value);
  }
}

std::string written(const Contract& contract, RecordId id, const Value& value) {
  const std::vector<model::Field>& fields = contract.record(id).fields;
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i)
    out += (i == 0 ? " " : ", ") + fields[i].name + ": " +
           (fields[i].secret ? std::string(hidden) : written(contract, fields[i].type, value[i]));
  return out.empty() ? "{}" : "{" + out + " }";
}

std::vector<Change> changes(const Contract& contract, RecordId record, const Value& before,
                            const Value& after) {
  Changes changes(contract);
  changes.record(record, before, after, "");
  return std::move(changes).found();
}

}  // namespace writ::interpret
