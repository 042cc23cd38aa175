/// Types, records and payloads as schemas.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/schema/scalars.h"
#include "compiler/source/files.h"

namespace writ::schema {

/// Builds the schemas of one document. In the exact style what has a name is referred to, and
/// stands in `definitions`; in the plain one everything stands where it is used, and what is
/// `authored` is left out.
class Shapes {
 public:
  Shapes(const model::Contract& contract, const source::Files& files, Style style)
      : contract_(contract), files_(files), style_(style) {}

  /// An object: the payload of an intent.
  [[nodiscard]] Json payload(model::IntentId intent) {
    return shape(contract_.intents[model::index(intent)].payload);
  }
  /// All that was referred to, and what these refer to, in the order in which they were met.
  [[nodiscard]] Json definitions();
  /// In the plain style: did it become larger than anyone could use? What was built is not whole.
  [[nodiscard]] bool is_too_large() const { return left_ == 0; }

 private:
  using Meaning = std::variant<model::TypeId, model::EnumId, model::RecordId, model::VariantId>;

  Json of(model::TypeId id);
  Json named(const std::string& name, Meaning meaning);
  Json shape(model::TypeId id);
  Json shape(model::EnumId id);
  Json shape(model::RecordId id);
  Json shape(model::VariantId id);

  Json unruled(const model::Type& type);
  Json list(const model::Type& type);
  Json map(const model::Type& type);
  Json field(const model::Field& field);
  void put_rules(const model::Type& type, Json& schema) const;
  void put_condition(const model::Expr& condition, Json& schema) const;
  [[nodiscard]] bool is_exact() const { return style_ == Style::Exact; }

  const model::Contract& contract_;
  const source::Files& files_;
  Style style_;
  std::set<std::string> met_;
  std::vector<std::pair<std::string, Meaning>> open_;
  std::size_t left_ = 10'000;  // of the plain style: how many parts it may still have
};

}  // namespace writ::schema
