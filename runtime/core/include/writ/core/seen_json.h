/// The keys that are remembered (`idempotent by`) in snapshots: of each intent an array, the oldest
/// first, of `{"at":…,"subject":…,"key":…,"payload":…,"answer":…}`.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <writ/core/json_reader.h>
#include <writ/core/json_writer.h>
#include <writ/core/seen.h>

namespace writ {

/// Writes the array; `write_key(out, key)` and `write_answer(out, answer)` write what the contract
/// has there. What answers nothing needs none to write it.
template <class Key, class Answer, class WriteKey, class WriteAnswer = std::nullptr_t>
void append_seen(std::string& out, const Seen<Key, Answer>& seen, WriteKey write_key,
                 [[maybe_unused]] WriteAnswer write_answer = {}) {
  JsonElements all(out);
  for (const SeenKey<Key, Answer>& one : seen.all()) {
    JsonMembers members(all.next());
    append_json(members["at"], one.at);
    append_json(members["subject"], std::string_view(one.subject));
    write_key(members["key"], one.key);
    append_json(members["payload"], one.payload);
    if constexpr (!std::is_same_v<Answer, std::monostate>)
      write_answer(members["answer"], one.answer);
  }
}

/// Reads the array; `read_key(in, at, key)` and `read_answer(in, at, answer)` read what the
/// contract has there. Whether the keys fit is asked by `check_seen`, when the rest is known.
template <class Key, class Answer, class ReadKey, class ReadAnswer = std::nullptr_t>
void read_seen(JsonReader& in, const Where& at, Seen<Key, Answer>& out, ReadKey read_key,
               [[maybe_unused]] ReadAnswer read_answer = {}) {
  constexpr bool answers = !std::is_same_v<Answer, std::monostate>;
  static constexpr JsonKey keys[] = {"at", "subject", "key", "payload", "answer"};
  std::vector<SeenKey<Key, Answer>> all;
  JsonArray elements(in, at, most_seen);
  while (elements.next()) {
    SeenKey<Key, Answer>& one = all.emplace_back();
    const Where here = elements.here();
    JsonObject object(in, here, keys);
    while (object.next(in)) {
      switch (object.field()) {
        case 0: in.instant(object.here(), one.at); break;
        case 1: in.text(object.here(), one.subject); break;
        case 2: read_key(in, object.here(), one.key); break;
        case 3: in.uuid(object.here(), one.payload); break;
        default:
          if constexpr (answers) {
            read_answer(in, object.here(), one.answer);
          } else {
            in.problem(object.here(), "unknown", "");
            in.skip();
          }
      }
    }
    object.finish(answers ? 0x1F : 0xF);
  }
  const std::size_t count = all.size();
  out.become(std::move(all));
  if (out.all().size() != count) in.problem(at, "range", "no key whose time was over by the last");
}

/// Reports the first that no instance could remember after so many `steps`, the last one `now`:
/// each key is that of a step, which is taken off; the times ascend; none is there twice. `pointer`
/// is that of the array.
template <class Key, class Answer>
void check_seen(const Seen<Key, Answer>& seen, Instant now, std::int64_t& steps,
                std::string_view pointer, Problems& problems) {
  using One = SeenKey<Key, Answer>;
  const std::span<const One> all = seen.all();
  steps -= static_cast<std::int64_t>(all.size());
  const auto problem = [&](std::size_t element, std::string_view code, std::string_view expected) {
    problems.push_back({.path = std::string(pointer) + "/" + std::to_string(element),
                        .code = code,
                        .expected = expected});
  };
  if (steps < 0) return problem(all.size() - 1, "size", "no more keys than there were steps");
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].at > now || (i > 0 && all[i].at < all[i - 1].at))
      return problem(i, "range", "the keys by their times, none after `now`");
  std::vector<const One*> sorted(all.size());
  std::ranges::transform(all, sorted.begin(), [](const One& one) { return &one; });
  const auto of = [](const One* one) { return std::tie(one->key, one->subject); };
  std::ranges::sort(sorted, {}, of);
  const auto twice = std::ranges::adjacent_find(sorted, {}, of);
  if (twice != sorted.end())
    problem(static_cast<std::size_t>(std::max(twice[0], twice[1]) - all.data()), "duplicate",
            "each key of a subject once");
}

}  // namespace writ
