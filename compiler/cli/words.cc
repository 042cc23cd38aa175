#include "compiler/cli/words.h"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <utility>

#include "compiler/cli/exit_code.h"
#include "compiler/cli/pipeline.h"
#include "compiler/log/entry.h"
#include "compiler/source/suggest.h"

namespace writ::cli {

Done usage(const std::string& command, const std::string& message) {
  complain(message);
  std::fprintf(stderr, "`writ%s --help` says how it is used\n", command.c_str());
  return {Usage};
}

std::string guess(const std::string& word, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto best = source::closest(word, views);
  return best ? "; did you mean `" + *best + "`?" : "";
}

Command shown_log(LogOptions options, const std::vector<std::string>& filters) {
  const std::vector<std::string_view>& keys = log::filter_keys();
  const std::vector<std::string> outcomes = {
      "accepted", "repeated", "refused", "pending", "unknown", "failed", "staged",
      "nothing",  "not_open", "stale",   "late",    "vetoed",  "done",   "nothing_staged"};
  for (const std::string& filter : filters) {
    const std::size_t equals = filter.find('=');
    const std::string key = filter.substr(0, equals);
    if (equals == std::string::npos || std::find(keys.begin(), keys.end(), key) == keys.end()) {
      std::string all;
      for (const std::string_view one : keys) (all += all.empty() ? "" : ", ") += one;
      return usage(" log",
                   "`" + filter + "` is no filter: write KEY=VALUE, where KEY is one of " + all);
    }
    std::string value = filter.substr(equals + 1);
    if (key == "outcome" && std::find(outcomes.begin(), outcomes.end(), value) == outcomes.end())
      return usage(" log", "`" + value + "` is no outcome" + guess(value, outcomes));
    if (key == "path" && !value.starts_with('/')) value.insert(0, 1, '/');
    options.filters.emplace_back(key, std::move(value));
  }
  for (char& c : options.anchor) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  const bool is_hash = options.anchor.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!options.anchor.empty() && (options.anchor.size() != 64 || !is_hash))
    return usage(" log", "`" + options.anchor + "` is no hash: it has 64 hexadecimal digits");
  return options;
}

Command approval(ApproveOptions options, std::vector<std::string> words) {
  const auto is_verb = [](const std::string& word) {
    return word == "list" || word == "show" || word == "accept" || word == "discard";
  };
  if (!words.empty() && !is_verb(words.front())) {
    options.target = words.front();
    words.erase(words.begin());
  }
  if (words.empty()) return options;
  options.what = words.front();
  if (!is_verb(options.what))
    return usage(" approve", "`" + options.what + "` is not list, show, accept or discard" +
                                 guess(options.what, {"list", "show", "accept", "discard"}));
  if (words.size() != (options.what == "list" ? 1U : 2U))
    return usage(" approve", options.what == "list" ? "`list` takes nothing more"
                                                    : "`" + options.what + "` needs one ID");
  if (words.size() == 2) options.id = words.back();
  return options;
}

}  // namespace writ::cli
