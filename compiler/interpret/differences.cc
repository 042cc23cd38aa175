// Where two values are not the same, and values as a contract writes them.
#include <algorithm>

#include <writ/core/json_writer.h>
#include <writ/core/secret.h>
#include <writ/core/words.h>

#include "compiler/interpret/scenario.h"
#include "compiler/interpret/words.h"

namespace writ::interpret {

using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

constexpr std::size_t most_differences = 20;

class Differences {
 public:
  explicit Differences(const model::Contract& contract) : contract_(contract) {}

  void value(TypeId id, const Value& expected, const Value& actual, const std::string& path) {
    if (expected == actual || found_.size() >= most_differences) return;
    const Type& type = contract_.type(id);
    if (type.kind == Kind::Optional && !expected.is_none() && !actual.is_none())
      return value(type.element, expected, actual, path);
    if (type.kind == Kind::Record) return record(type.record, expected, actual, path);
    if (type.kind == Kind::Variant && expected[0] == actual[0]) {
      const auto number = static_cast<std::size_t>(expected[0].number());
      return record(contract_.variant(type.variant).cases[number].record, expected[1], actual[1],
                    path);
    }
    if (type.kind == Kind::List) return list(type, expected, actual, path);
    if (type.kind == Kind::Map) return map(type, expected, actual, path);
    add(id, &expected, &actual, path);
  }

  std::vector<Difference> found() && { return std::move(found_); }

 private:
  void add(TypeId type, const Value* expected, const Value* actual, const std::string& path) {
    if (found_.size() >= most_differences) return;
    found_.push_back({path, expected ? literal(contract_, type, *expected) : "nothing",
                      actual ? literal(contract_, type, *actual) : "nothing"});
  }

  void record(model::RecordId id, const Value& expected, const Value& actual,
              const std::string& path) {
    const std::vector<model::Field>& fields = contract_.record(id).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string here = path + writ::pointer_step(std::string_view(fields[i].wire_name));
      if (!fields[i].secret) {
        value(fields[i].type, expected[i], actual[i], here);
      } else if (expected[i] != actual[i]) {
        found_.push_back({here, std::string(hidden), std::string(hidden)});
      }
    }
  }

  void list(const Type& type, const Value& expected, const Value& actual, const std::string& path) {
    const std::size_t most = std::max(expected.items().size(), actual.items().size());
    for (std::size_t i = 0; i < most; ++i) {
      const std::string here = path + "/" + std::to_string(i);
      const Value* wanted = i < expected.items().size() ? &expected[i] : nullptr;
      const Value* found = i < actual.items().size() ? &actual[i] : nullptr;
      if (wanted && found) {
        value(type.element, *wanted, *found, here);
      } else {
        add(type.element, wanted, found, here);
      }
    }
  }

  void map(const Type& type, const Value& expected, const Value& actual, const std::string& path) {
    const auto here = [&](const Value& key) {
      return path + pointer_step(contract_, type.key, key);
    };
    for (std::size_t i = 0; i < expected.items().size(); i += 2) {
      const Value* found = find_in_map(actual.items(), expected[i]);
      if (found) {
        value(type.element, expected[i + 1], *found, here(expected[i]));
      } else {
        add(type.element, &expected[i + 1], nullptr, here(expected[i]));
      }
    }
    for (std::size_t i = 0; i < actual.items().size(); i += 2)
      if (!find_in_map(expected.items(), actual[i]))
        add(type.element, nullptr, &actual[i + 1], here(actual[i]));
  }

  const model::Contract& contract_;
  std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> differences(const model::Contract& contract, TypeId type,
                                    const Value& expected, const Value& actual) {
  Differences differences(contract);
  differences.value(type, expected, actual, "");
  return std::move(differences).found();
}

std::string literal(const model::Contract& contract, TypeId id, const Value& value) {
  const Type& type = contract.type(id);
  switch (type.kind) {
    case Kind::Optional: return value.is_none() ? "none" : literal(contract, type.element, value);
    case Kind::String: {
      std::string out;
      append_json(out, std::string_view(value.text()));
      return out;
    }
    default: return words(contract, id, value);
  }
}

}  // namespace writ::interpret
