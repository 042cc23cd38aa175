/// A second reader of payloads, by the contract's model and docs/language.md: tests compare the
/// generated one with it.
///
/// It shares nothing with generated code: it looks at a tree where that reads bytes, it knows types
/// at run time where that knows them when it is compiled. It is not quick.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/contract.h"

namespace reference {

struct Verdict {
  bool is_json = false;               ///< else there is nothing more to say
  bool decided = true;                ///< false: a `where` has a form that is not worked out here
  std::vector<std::string> problems;  ///< `code pointer`, in the order of the text; no cap
  std::string canonical;              ///< where there are none: the payload as it is written again

  [[nodiscard]] bool accepts() const { return is_json && problems.empty(); }
};

/// What the contract says of a payload of this intent.
[[nodiscard]] Verdict judge(const writ::model::Contract& contract, writ::model::IntentId intent,
                            std::string_view payload);

}  // namespace reference
