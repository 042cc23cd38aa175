#include "compiler/serve/visible.h"

#include <writ/core/json_writer.h>
#include <writ/core/secret.h>

#include "compiler/interpret/words.h"
#include "compiler/model/visible.h"

namespace writ::serve {

using model::Contract;
using model::Field;
using model::Record;

namespace {

void append(std::string& out, const Contract& contract, const Record& record,
            const interpret::Value& value) {
  JsonMembers members(out);
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const Field& field = record.fields[i];
    if (!model::is_seen(contract, field) || (value[i].is_none() && !field.initial)) continue;
    std::string& to = members[field.wire_name];
    if (field.secret) {
      append_json(to, hidden);
    } else if (field.visible) {
      to += interpret::json(contract, field.type, value[i], interpret::Secrets::Hidden);
    } else {
      append(to, contract, *model::inner_record(contract, field), value[i]);
    }
  }
}

}  // namespace

std::string visible_json(const Contract& contract, const interpret::Value& state) {
  std::string out;
  append(out, contract, contract.record(contract.state), state);
  return out;
}

}  // namespace writ::serve
