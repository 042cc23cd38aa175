#include "compiler/sim/fields.h"

#include <utility>

#include "compiler/interpret/fits.h"
#include "compiler/interpret/written.h"

namespace writ::sim {

using model::Type;
using Kind = Type::Kind;

namespace {

/// Texts may be typed without their quotes.
bool is_text(const model::Contract& contract, model::TypeId id) {
  const Type& type = contract.type(id);
  if (type.kind == Kind::Optional) return is_text(contract, type.element);
  return type.kind == Kind::String || type.kind == Kind::Uuid || type.kind == Kind::Bytes;
}

}  // namespace

std::optional<std::string> Fields::ask(model::RecordId record) { return this->record(record, ""); }

std::optional<std::string> Fields::record(model::RecordId id, const std::string& path) {
  std::string out;
  const model::Contract& contract = program_.contract();
  for (const model::Field& one : contract.record(id).fields) {
    const std::string here = path + (path.empty() ? "" : ".") + one.name;
    const Type& type = contract.type(one.type);
    const bool asked_by_parts = type.kind == Kind::Record && !one.initial && !type.rules;
    const auto value = asked_by_parts ? record(type.record, here) : field(one, here);
    if (!value) return std::nullopt;
    if (!value->empty()) out += (out.empty() ? " " : ", ") + one.name + ": " + *value;
  }
  return out.empty() ? "{}" : "{" + out + " }";
}

/// The text of its value; empty: as it is without one.
std::optional<std::string> Fields::field(const model::Field& field, const std::string& path) {
  const model::Contract& contract = program_.contract();
  const Type& type = contract.type(field.type);
  const bool optional = type.kind == Kind::Optional;
  secret_ |= field.secret;
  const std::string words =
      optional ? contract.type(type.element).words + ", or nothing" : type.words;
  std::string prompt = "  " + path + ": " + (field.secret ? "secret " : "") + words;
  std::string why;
  if (field.initial) {
    const auto initial = play_.value(*field.initial, why);
    if (initial) prompt += " [" + interpret::written(contract, field.type, *initial) + "]";
  }
  for (;;) {
    std::optional<Typed> typed = talk_.ask(prompt + " = ", !is_text(contract, field.type));
    if (!typed) return std::nullopt;
    typed->text = std::string(trimmed(typed->text));
    std::string& text = typed->text;
    if (text == "cancel") return std::nullopt;
    if (text.empty() && (field.initial || optional)) return "";
    if (text.empty() && is_text(contract, field.type) && type.size.least == 0) text = "\"\"";
    const bool none = optional && text == "none";
    if (!text.empty() && text.front() != '"' && !none && is_text(contract, field.type))
      text = interpret::quoted(text);
    const std::string problem = text.empty() ? "  " + path + " needs a value: " + words + "\n"
                                             : problem_with(*typed, field.type);
    if (problem.empty()) return text;
    wrong_ = true;
    talk_.say(problem);
  }
}

std::string Fields::problem_with(const Typed& typed, model::TypeId type) {
  std::string problem;
  const auto expression = reader_.value(typed, type, problem);
  if (!expression) return problem;
  program_.catch_up();
  const auto value = play_.value(*expression, problem);
  if (!value) return "  it has no value: " + problem + "\n";
  const auto wrong = interpret::outside(program_, type, *value);
  if (!wrong) return "";
  const Type& expected = program_.type(wrong->type);
  const std::string where = wrong->path.empty() ? "" : wrong->path + ": ";
  return "  " + where + "expected " + expected.words +
         (expected.said ? ": " + expected.said->text : "") + "\n";
}

}  // namespace writ::sim
