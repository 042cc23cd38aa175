/// Strong ids: each indexes one table that the `Contract` owns.
#pragma once

#include <cstddef>
#include <cstdint>

namespace writ::model {

enum class ModuleId : std::uint32_t {};  ///< 0 is the contract's own file
enum class TypeId : std::uint32_t {};
enum class RecordId : std::uint32_t {};
enum class EnumId : std::uint32_t {};
enum class VariantId : std::uint32_t {};
enum class RulesId : std::uint32_t {};
enum class EventId : std::uint32_t {};
enum class ConstantId : std::uint32_t {};
enum class FunctionId : std::uint32_t {};
enum class PhaseId : std::uint32_t {};  ///< a leaf phase
enum class CompositeId : std::uint32_t {};
enum class GroupId : std::uint32_t {};
enum class IntentId : std::uint32_t {};
enum class TransitionId : std::uint32_t {};
enum class TimerId : std::uint32_t {};
enum class KeptId : std::uint32_t {};

/// `records[index(id)]`
template <class Id>
[[nodiscard]] constexpr std::size_t index(Id id) {
  return static_cast<std::size_t>(id);
}

}  // namespace writ::model
