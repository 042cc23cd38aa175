// The decoder of one contract, WRIT_NAMESPACE, with what must hold of it by itself: the same text
// gives the same value; what is written of it is read as it again, and is written in the same way.
#include <optional>

#include "doors.h"
#include "memory.h"

#include WRIT_HEADER

namespace fuzz::WRIT_NAMESPACE {

Answer decode(std::string_view intent, std::string_view payload) {
  namespace contract = ::WRIT_NAMESPACE;
  Answer answer;
  const std::size_t before = asked();
  const std::optional<contract::Intent> value = contract::decode(intent, payload, answer.problems);
  answer.asked = asked() - before;
  answer.accepted = value.has_value();
  if (answer.accepted != answer.problems.empty()) answer.wrong = "problems, but a value";

  writ::Problems problems;
  if (contract::decode(intent, payload, problems) != value || problems != answer.problems)
    answer.wrong = "another answer to the same text";
  if (!value) return answer;
  answer.canonical = to_json(*value);
  problems.clear();
  const std::optional<contract::Intent> again =
      contract::decode(intent, answer.canonical, problems);
  if (!again) {
    answer.wrong = "what is written is not accepted: " + answer.canonical;
  } else if (again != value) {
    answer.wrong = "what is written is read as another value: " + answer.canonical;
  } else if (to_json(*again) != answer.canonical) {
    answer.wrong = "what is written is written in another way: " + answer.canonical;
  }
  return answer;
}

}  // namespace fuzz::WRIT_NAMESPACE
