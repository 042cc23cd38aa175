/// What all snapshots begin with: `{"format":1,"contract":"Order","version":1,"hash":"…"`, followed
/// by what the contract's own code writes. A snapshot of another format, contract, version or hash
/// is refused member by member, before its state is looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <writ/core/json_reader.h>
#include <writ/core/json_writer.h>

namespace writ {

/// The form of all snapshots that this runtime writes, and the only one that it reads.
inline constexpr std::int64_t snapshot_format = 1;

/// The longest snapshot that is read, in bytes: room for the state of any contract with bounds.
inline constexpr std::size_t max_snapshot_bytes = std::size_t{1} << 30;

/// Whose snapshot it is. The views must outlive it; in generated code they are literals.
struct SnapshotIdentity {
  std::string_view contract;  ///< the name: `Order`
  std::int64_t version = 1;   ///< of the contract
  std::string_view hash;      ///< of the contract's canonical bytes
};

/// Writes the first four members of a snapshot: format, contract, version, hash.
void append_identity(JsonMembers& snapshot, const SnapshotIdentity& identity);

/// Reads a text that must be this one, a word of the contract; else a problem with code `foreign`.
bool read_exactly(JsonReader& in, const Where& at, std::string_view wanted);
/// Reads a number that must be this one; else a problem with code `foreign`, which says `expected`.
bool read_exactly(JsonReader& in, const Where& at, std::int64_t wanted, std::string_view expected);

/// Does a problem of this code say that a value is outside of its type, and not that it is none?
[[nodiscard]] bool is_refinement(std::string_view code);

/// What a snapshot with these problems is refused with: `conflict` if it is of something else,
/// `invariant_violated` if its state is, `invalid_payload` otherwise.
[[nodiscard]] RefusalKind refusal_kind(const Problems& problems);

}  // namespace writ
