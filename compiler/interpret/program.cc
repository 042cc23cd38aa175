#include "compiler/interpret/program.h"

#include <algorithm>

#include "compiler/pattern/pattern.h"

namespace writ::interpret {

Program::Program(const model::Contract& contract) : contract_(contract) { catch_up(); }

void Program::catch_up() {
  for (std::size_t i = searched_.size(); i < contract_.patterns.size(); ++i)
    searched_.push_back(pattern::compile(contract_.patterns[i].text).steps);
  for (std::size_t i = ruled_.size(); i < contract_.rules.size(); ++i) {
    const std::string& pattern = contract_.rules[i].pattern;
    ruled_.emplace_back();
    if (!pattern.empty()) ruled_.back() = pattern::compile(pattern).steps;
  }
  for (std::size_t i = candidates_.size(); i < contract_.intents.size(); ++i)
    candidates_.push_back(contract_.candidates(static_cast<model::IntentId>(i)));
  for (std::size_t i = ruled_wholes_.size(); i < contract_.types.size(); ++i)
    ruled_wholes_.push_back(is_ruled_whole(static_cast<model::TypeId>(i)));
}

bool Program::is_ruled_whole(model::TypeId id) const {
  using Kind = model::Type::Kind;
  const model::Type& type = this->type(id);
  const auto in_record = [this](model::RecordId record) {
    const std::vector<model::Field>& fields = contract_.record(record).fields;
    return std::any_of(fields.begin(), fields.end(),
                       [this](const model::Field& one) { return is_ruled_whole(one.type); });
  };
  switch (type.kind) {
    case Kind::Record: return type.rules || in_record(type.record);
    case Kind::Variant: {
      const auto& cases = contract_.variant(type.variant).cases;
      return type.rules || std::any_of(cases.begin(), cases.end(),
                                       [&](const auto& one) { return in_record(one.record); });
    }
    case Kind::List:
    case Kind::Set:
    case Kind::Map: return type.rules || is_ruled_whole(type.element);
    case Kind::Optional: return is_ruled_whole(type.element);
    default: return false;
  }
}

}  // namespace writ::interpret
