#include <iostream>

#include "gate.writ.messages.h"

int main() {
  gate::Machine machine(writ::Instant{0});
  if (!machine.dispatch(gate::Open{.angle = 45}, writ::Instant{1})) return 1;
  if (machine.dispatch(gate::Open{.angle = 45}, writ::Instant{2})) return 2;
  if (gate::catalogues().size() != 1 || !gate::catalogue("de-CH")) return 3;
  std::cout << "open at " << machine.state().angle << " degrees\n";
}
