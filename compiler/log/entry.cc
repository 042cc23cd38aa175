#include "compiler/log/entry.h"

#include <algorithm>

#include <writ/core/json_reader.h>

namespace writ::log {

namespace {

/// No entry that Writ writes is longer; what is longer is none of it.
constexpr std::size_t most_bytes = 4U << 20;
constexpr std::size_t most_members = 4'096;

std::string_view refusal_kind(const Members& entry) {
  const std::optional<Members> refusal = members_of(value_of(entry, "refusal"));
  return refusal ? value_of(*refusal, "refused") : std::string_view();
}

bool has_denied(const Members& entry, const std::string& guard) {
  const std::optional<Members> guards = members_of(value_of(entry, "guards"));
  return guards && text_of(value_of(*guards, guard)) == "denied";
}

bool has_changed(const Members& entry, const std::string& path) {
  const std::vector<std::string_view> changes = elements_of(value_of(entry, "changes"));
  return std::any_of(changes.begin(), changes.end(), [&](std::string_view one) {
    const std::optional<Members> change = members_of(one);
    const std::string at = change ? text_of(value_of(*change, "path")) : "";
    return at.starts_with(path) && (at.size() == path.size() || at[path.size()] == '/');
  });
}

bool passes(const Members& entry, const Filter& filter) {
  if (filter.key == "guard") return has_denied(entry, filter.value);
  if (filter.key == "path") return has_changed(entry, filter.value);
  if (filter.key == "kind") return text_of(refusal_kind(entry)) == filter.value;
  return text_of(value_of(entry, filter.key)) == filter.value;
}

}  // namespace

std::optional<Members> members_of(std::string_view json) {
  Problems problems;
  JsonReader in(json, problems, most_bytes);
  const Where root;
  Members out;
  JsonEntries members(in, root, most_members);
  while (members.next()) {
    std::string_view value;
    in.raw(members.here(), value);
    out.emplace_back(members.key(), value);
  }
  in.end();
  if (!problems.empty()) return std::nullopt;
  return out;
}

std::vector<std::string_view> elements_of(std::string_view json) {
  std::vector<std::string_view> out;
  if (json.empty()) return out;
  Problems problems;
  JsonReader in(json, problems, most_bytes);
  const Where root;
  JsonArray elements(in, root, most_members);
  while (elements.next()) {
    std::string_view value;
    in.raw(elements.here(), value);
    out.push_back(value);
  }
  in.end();
  if (!problems.empty()) out.clear();
  return out;
}

std::string_view value_of(const Members& members, std::string_view name) {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const auto& one) { return one.first == name; });
  return found == members.end() ? std::string_view() : found->second;
}

std::string text_of(std::string_view json) {
  if (!json.starts_with('"')) return std::string(json);
  Problems problems;
  JsonReader in(json, problems, most_bytes);
  const Where root;
  std::string_view out;
  return in.string(root, out) ? std::string(out) : std::string(json);
}

const std::vector<std::string_view>& filter_keys() {
  static const std::vector<std::string_view> keys = {"action", "correlation", "guard",  "instance",
                                                     "intent", "kind",        "origin", "outcome",
                                                     "path",   "subject"};
  return keys;
}

bool passes(const Members& entry, const std::vector<Filter>& filters) {
  return std::all_of(filters.begin(), filters.end(),
                     [&](const Filter& one) { return passes(entry, one); });
}

}  // namespace writ::log
