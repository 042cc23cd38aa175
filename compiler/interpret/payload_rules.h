/// What is said of payloads that are wrong: the rules of all types, the members of all records, as
/// the reader of the runtime asks for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <writ/core/json_where.h>
#include <writ/core/outcome.h>

#include "compiler/model/asked.h"
#include "compiler/model/contract.h"
#include "compiler/source/files.h"

namespace writ::interpret {

/// Of one contract. Problems point into it: it stays where it is, and does not change.
class PayloadRules {
 public:
  /// The members of a record that JSON has.
  struct Members {
    static constexpr std::size_t none = SIZE_MAX;

    std::vector<JsonKey> keys;
    std::vector<std::size_t> fields;  ///< by the number of the key: which field; `none`: a `kind`
    std::uint64_t required = 0;       ///< a bit for each key
  };

  /// The contract must outlive it.
  PayloadRules(const model::Contract& contract, const source::Files& files);
  PayloadRules(const PayloadRules&) = delete;
  PayloadRules& operator=(const PayloadRules&) = delete;

  [[nodiscard]] const Members& members(model::RecordId id) const {
    return members_[model::index(id)];
  }
  /// All that a type asks: of an enum without rules to be one of its names.
  [[nodiscard]] const ValueRule& whole(model::TypeId id) const { return *whole_[model::index(id)]; }
  /// Its size alone; of a type without one nothing.
  [[nodiscard]] const ValueRule* size(model::TypeId id) const { return sizes_[model::index(id)]; }
  [[nodiscard]] const ValueRule& names(model::EnumId id) const { return *enums_[model::index(id)]; }
  [[nodiscard]] const ValueRule& names(model::VariantId id) const {
    return *variants_[model::index(id)];
  }
  /// The names of the cases.
  [[nodiscard]] std::span<const std::string_view> cases(model::VariantId id) const {
    return cases_[model::index(id)];
  }

 private:
  /// A rule and the texts that it shows.
  struct Kept {
    model::Asked asked;
    std::string source;
    ValueRule rule;
  };

  const ValueRule* keep(model::Asked asked);
  std::string_view line_of(source::Span span);
  Members members_of(const model::Contract& contract, const model::Record& record);

  const source::Files* files_;
  std::deque<Kept> kept_;          // what is in it stays where it is
  std::deque<std::string> lines_;  // likewise
  std::vector<const ValueRule*> whole_;
  std::vector<const ValueRule*> sizes_;
  std::vector<const ValueRule*> enums_;
  std::vector<const ValueRule*> variants_;
  std::vector<std::vector<std::string_view>> cases_;
  std::vector<Members> members_;
};

}  // namespace writ::interpret
