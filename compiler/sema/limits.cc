#include "compiler/sema/behaviour.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

namespace {

/// How many members a set of enumerators, of payload fields, or of members read has room for.
constexpr std::size_t most = 64;

/// How many intents or phases a byte can number, and one for none.
constexpr std::size_t most_numbered = 255;

/// The values that a payload is made of, records looked into.
std::size_t leaves(const model::Contract& contract, model::RecordId id) {
  std::size_t count = 0;
  for (const model::Field& field : contract.record(id).fields) {
    const model::Type& type = contract.type(field.type);
    count += type.kind == model::Type::Kind::Record ? leaves(contract, type.record) : 1;
  }
  return count;
}

}  // namespace

void check_limits(Workspace& work) {
  if (work.sink.errors() > 0) return;
  const model::Contract& contract = work.contract;
  const auto not_yet = [&](bool too_many, std::string_view what, source::Span span) {
    if (too_many) work.sink.report(diag::unsupported_yet(what), span);
  };
  if (contract.intents.empty())
    work.sink.report(diag::no_intent(contract.name), contract.span, "nothing could ever happen");
  not_yet(contract.intents.size() > most_numbered, "a contract of more than 255 intents",
          contract.span);
  not_yet(contract.phases.size() > most_numbered, "a contract of more than 255 phases",
          contract.span);
  not_yet(contract.timers.size() > most, "a contract of more than 64 timers", contract.span);
  for (const model::Record& record : contract.records) {
    // Beside the fields of a case stands its `kind`.
    const bool one_case = record.kind == model::Record::Kind::Case;
    not_yet(record.fields.size() > most, "a record of more than 64 fields", record.span);
    not_yet(one_case && record.fields.size() == most, "a case of more than 63 fields", record.span);
  }
  for (const model::Variant& variant : contract.variants)
    not_yet(variant.cases.size() > most, "a variant of more than 64 cases", variant.span);
  for (const model::Intent& intent : contract.intents)
    not_yet(leaves(contract, intent.payload) > most, "a payload of more than 64 values",
            intent.span);
}

}  // namespace writ::sema
