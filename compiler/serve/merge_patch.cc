#include <algorithm>
#include <span>

#include <writ/core/json_writer.h>

#include "compiler/interpret/words.h"
#include "compiler/serve/served.h"

namespace writ::serve {

using interpret::Patch;

namespace {

using Entry = Patch::value_type;

/// Values of one record, in the order of their paths, of which `depth` steps lead to it. False:
/// one is secret.
bool append(std::string& out, const model::Contract& contract, model::RecordId id,
            std::span<const Entry> entries, std::size_t depth) {
  JsonMembers members(out);
  while (!entries.empty()) {
    const std::uint32_t number = entries.front().first[depth];
    const model::Field& field = contract.record(id).fields[number];
    if (field.secret) return false;
    const auto end = std::find_if(entries.begin(), entries.end(),
                                  [&](const Entry& one) { return one.first[depth] != number; });
    const auto same = entries.first(static_cast<std::size_t>(end - entries.begin()));
    std::string& to = members[field.wire_name];
    if (same.front().first.size() == depth + 1) {
      to += interpret::json(contract, field.type, same.front().second, interpret::Secrets::Hidden);
    } else if (!append(to, contract, contract.type(field.type).record, same, depth + 1)) {
      return false;
    }
    entries = entries.subspan(same.size());
  }
  return true;
}

}  // namespace

std::string merge_patch(const model::Contract& contract, model::IntentId intent, Patch patch) {
  std::sort(patch.begin(), patch.end(),
            [](const Entry& a, const Entry& b) { return a.first < b.first; });
  std::string out;
  const model::RecordId payload = contract.intents[model::index(intent)].payload;
  return append(out, contract, payload, patch, 0) ? out : std::string();
}

}  // namespace writ::serve
