/// The streams of raw events as intents. Each is turned into intents once, before it is measured: a
/// program holds intents, and the switches by hand read what they are given, too.
#pragma once

#include <map>
#include <vector>

namespace bench {

/// The first `n` events as intents; they live as long as the program, and so must `events`.
template <class Intent, class Raw>
const std::vector<Intent>& intents(const Raw* events, std::size_t n, Intent (*intent)(const Raw&)) {
  static std::map<const Raw*, std::vector<Intent>> known;
  std::vector<Intent>& all = known[events];
  for (std::size_t i = all.size(); i < n; ++i) all.push_back(intent(events[i]));
  return all;
}

}  // namespace bench
