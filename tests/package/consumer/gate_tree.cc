// JSON as a tree of nlohmann_json, which a user brings.
#include <iostream>
#include <nlohmann/json.hpp>

#include "gate.writ.nlohmann.h"

int main() {
  const nlohmann::json tree = gate::Open{.angle = 45};
  const auto open = tree.get<gate::Open>();
  try {
    (void)nlohmann::json{{"angle", -1}}.get<gate::Open>();
  } catch (const writ::InvalidJson& wrong) {
    std::cout << tree << ", but " << wrong.what() << '\n';
    return open.angle == 45 ? 0 : 1;
  }
  return 2;
}
