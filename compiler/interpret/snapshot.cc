// What a machine is, as the text that generated code writes and restores.
#include <writ/core/json_writer.h>
#include <writ/core/snapshot.h>

#include "compiler/interpret/machine.h"
#include "compiler/interpret/words.h"

namespace writ::interpret {

std::string Machine::snapshot() const {
  const model::Contract& contract = program_->contract();
  std::string out;
  {
    JsonMembers members(out);
    append_identity(members, {contract.name, contract.version, contract.hash});
    append_json(members["phase"],
                std::string_view(contract.phases[model::index(phases_.front())].name));
    append_json(members["step"], version_);
    append_json(members["now"], now_);
    members["state"] += json(contract, contract.state, state_);
  }
  return out;
}

}  // namespace writ::interpret
