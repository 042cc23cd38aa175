// Judges payloads by JSON Schema: node judge.mjs NAME… in a folder with NAME.schema.json and
// NAME.lines, each line `Intent<tab>payload`. Writes NAME.ajv: an empty line, or where it fails.
// A schema that is not one, or that ajv finds odd, ends it with a message; so do those of the tools
// in NAME.mcp, NAME.openai and NAME.anthropic.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.cwd() + "/");  // the folder in which npm was run
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

// 19.99 / 0.01 is not quite 1999 in doubles: docs/json-schema.md.
const options = { strict: true, allErrors: true, multipleOfPrecision: 6 };

function tryTools(name, provider, schemaOf) {
  for (const tool of JSON.parse(readFileSync(`${name}.${provider}`, "utf8")))
    addFormats(new Ajv({ ...options, allowUnionTypes: true })).compile(schemaOf(tool));
}

for (const name of process.argv.slice(2)) {
  const ajv = addFormats(new Ajv(options));
  const document = JSON.parse(readFileSync(`${name}.schema.json`, "utf8"));
  if (!ajv.validateSchema(document)) throw new Error(`${name}: ${ajv.errorsText()}`);
  ajv.addSchema(document);
  ajv.getSchema(document.$id);  // compiles the line with any intent
  const verdicts = readFileSync(`${name}.lines`, "utf8").split("\n").slice(0, -1).map((line) => {
    const tab = line.indexOf("\t");
    const validate = ajv.getSchema(`${document.$id}#/$defs/${line.slice(0, tab)}`);
    let payload;
    try {
      payload = JSON.parse(line.slice(tab + 1));
    } catch {
      return "syntax ";
    }
    if (validate(payload)) return "";
    return validate.errors
      .map((error) => `${error.keyword} ${error.instancePath}`)
      .map((error) => error.replace(/[\t\n]/g, (c) => `\\u{${c.charCodeAt().toString(16)}}`))
      .join("\t");
  });
  tryTools(name, "mcp", (tool) => tool.inputSchema);
  tryTools(name, "openai", (tool) => tool.parameters);
  tryTools(name, "anthropic", (tool) => tool.input_schema);
  writeFileSync(`${name}.ajv`, verdicts.map((verdict) => verdict + "\n").join(""));
}
