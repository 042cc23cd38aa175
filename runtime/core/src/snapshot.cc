// The head of a snapshot.
#include <writ/core/snapshot.h>

#include <algorithm>
#include <iterator>

namespace writ {

void append_identity(JsonMembers& snapshot, const SnapshotIdentity& identity) {
  append_json(snapshot["format"], snapshot_format);
  append_json(snapshot["contract"], identity.contract);
  append_json(snapshot["version"], identity.version);
  append_json(snapshot["hash"], identity.hash);
}

bool read_exactly(JsonReader& in, const Where& at, std::string_view wanted) {
  std::string_view found;
  if (!in.string(at, found)) return false;
  if (found != wanted) in.problem(at, "foreign", wanted);
  return found == wanted;
}

bool read_exactly(JsonReader& in, const Where& at, std::int64_t wanted, std::string_view expected) {
  std::int64_t found = 0;
  if (!in.integer(at, found)) return false;
  if (found != wanted) in.problem(at, "foreign", expected);
  return found == wanted;
}

bool is_refinement(std::string_view code) {
  constexpr std::string_view codes[] = {"range",   "length", "size", "enum",
                                        "pattern", "format", "where"};
  return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

RefusalKind refusal_kind(const Problems& problems) {
  const auto has = [&](std::string_view code) {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const Problem& one) { return one.code == code; });
  };
  if (has("foreign")) return RefusalKind::Conflict;
  return has("invariant") ? RefusalKind::InvariantViolated : RefusalKind::InvalidPayload;
}

}  // namespace writ
