// One document for a contract: a line of JSON with any intent, and what payloads are made of.
#include "compiler/schema/json.h"
#include "compiler/schema/schema.h"
#include "compiler/schema/shapes.h"

namespace writ::schema {

using model::Contract;
using model::IntentId;

namespace {

Json head(const Contract& contract, const std::string& part) {
  Json schema;
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["$id"] = "urn:writ:" + contract.name + ":" + std::to_string(contract.version) + part;
  return schema;
}

Json payload(const Contract& contract, IntentId id, Shapes& shapes) {
  const model::Intent& intent = contract.intents[model::index(id)];
  Json schema;
  schema["title"] = intent.name;
  if (!intent.doc.empty()) schema["description"] = lines(intent.doc);
  schema.update(shapes.payload(id));
  return schema;
}

/// May the payload be left out? A line without one has an empty one.
bool may_be_empty(const Json& payload) { return !payload.contains("required"); }

/// A line of `intents.jsonl`, without the payload.
void put_line(const Contract& contract, Json& schema) {
  schema["type"] = "object";
  model::Type instant;
  instant.kind = model::Type::Kind::Instant;
  Json names;
  names["type"] = "string";
  for (const model::Intent& intent : contract.intents) names["enum"].push_back(intent.name);
  Json& members = schema["properties"];
  members["at"] = or_null(scalar(contract, instant, Style::Exact));
  members["at"]["description"] = "when it happens; else the host says";
  members["intent"] = std::move(names);
  members["payload"] = true;
  members["subject"]["type"] = "string";
  members["subject"] = or_null(std::move(members["subject"]));
  members["subject"]["description"] = "who asks";
  schema["required"] = Json::array({"intent"});
  schema["additionalProperties"] = false;
}

/// The line with this intent, as far as it differs from others.
Json line_of(const std::string& intent, const Json& payload) {
  Json schema;
  Json& members = schema["properties"];
  members["intent"]["const"] = intent;
  Json reference;
  reference["$ref"] = "#/$defs/" + intent;
  if (!may_be_empty(payload)) {
    members["payload"] = std::move(reference);
    schema["required"] = Json::array({"payload"});
    return schema;
  }
  members["payload"] = or_null(std::move(reference));
  return schema;
}

}  // namespace

std::string document(const Contract& contract, const source::Files& files,
                     std::optional<IntentId> intent) {
  Shapes shapes(contract, files, Style::Exact);
  if (intent) {
    Json schema = head(contract, ":" + contract.intents[model::index(*intent)].name);
    schema.update(payload(contract, *intent, shapes));
    Json definitions = shapes.definitions();
    if (!definitions.empty()) schema["$defs"] = std::move(definitions);
    return text_of(schema);
  }
  Json schema = head(contract, "");
  schema["title"] = contract.name;
  if (!contract.doc.empty()) schema["description"] = lines(contract.doc);
  put_line(contract, schema);
  Json choices = Json::array();
  Json all = Json::object();
  for (std::size_t i = 0; i < contract.intents.size(); ++i) {
    const std::string& name = contract.intents[i].name;
    Json one = payload(contract, static_cast<IntentId>(i), shapes);
    choices.push_back(line_of(name, one));
    all[name] = std::move(one);
  }
  all.update(shapes.definitions());
  schema["oneOf"] = std::move(choices);
  schema["$defs"] = std::move(all);
  return text_of(schema);
}

}  // namespace writ::schema
