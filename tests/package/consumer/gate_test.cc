// A test without a framework: the header needs none.
#include <iostream>

#include "gate.writ.testing.h"

int main() {
  const writ::testing::Clock clock;
  gate::Machine machine = gate::testing::machine({.angle = 45}, gate::Phase::Opened, clock.now());
  const writ::testing::Verdict verdict = accepted(dispatch(machine, gate::Close{}, clock));
  std::cout << verdict.words() << '\n';
  return verdict ? 0 : 1;
}
