// The client library of the Model Context Protocol, which is not ours, talks to `writ serve --mcp`.
//
//   node client.mjs WRIT CONTRACT      exit code 1 and why, if anything is not as it must be
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The packages are in the folder in which this is started, which is not the one in which it lies.
const require = createRequire(pathToFileURL(process.cwd() + "/"));
const load = (name) => import(pathToFileURL(require.resolve(`@modelcontextprotocol/sdk/${name}`)));
const { Client } = await load("client/index.js");
const { StdioClientTransport } = await load("client/stdio.js");
const { ToolListChangedNotificationSchema } = await load("types.js");

const [writ, contract] = process.argv.slice(2);

async function session(options, talk) {
  const client = new Client({ name: "writ-tests", version: "1.0.0" });
  const changes = [];
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => changes.push("tools"));
  await client.connect(
    new StdioClientTransport({
      command: writ,
      args: ["serve", "--mcp", contract, ...options],
      stderr: "ignore",
      env: { XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR },
    }),
  );
  try {
    await talk(client, changes);
  } finally {
    await client.close();
  }
}

const until = async (holds) => {
  for (let i = 0; i < 200 && !holds(); ++i) await new Promise((done) => setTimeout(done, 10));
  assert.ok(holds());
};
const names = async (client) => (await client.listTools()).tools.map((tool) => tool.name);

await session(["--commit", "auto", "--play", "seven are aboard"], async (client, changes) => {
  assert.equal(client.getServerVersion().name, "boat");
  assert.deepEqual(client.getServerCapabilities(), { tools: { listChanged: true }, resources: {} });
  assert.match(client.getInstructions(), /A boat that takes people across/);
  assert.deepEqual(await names(client), ["Board", "Count", "Unlock", "Cast", "Sink", "Wave"]);

  const party = { name: "Bob", seats: 4 };
  const refused = await client.callTool({ name: "Board", arguments: { party } });
  assert.equal(refused.isError, true);
  assert.match(refused.content[0].text, /only 3 seats left/);
  assert.deepEqual(refused.structuredContent.suggest, { party: { seats: 3 } });
  Object.assign(party, refused.structuredContent.suggest.party);
  const accepted = await client.callTool({ name: "Board", arguments: { party } });
  assert.equal(accepted.structuredContent.status, "accepted");

  await assert.rejects(client.callTool({ name: "Nothing", arguments: {} }), /-32602/);
  await assert.rejects(client.readResource({ uri: "writ://boat/trips" }), /-32002/);
  assert.deepEqual((await client.listResourceTemplates()).resourceTemplates, []);
  const { resources } = await client.listResources();
  for (const { uri } of resources)
    JSON.parse((await client.readResource({ uri })).contents[0].text);

  assert.equal(changes.length, 0);
  await client.callTool({ name: "Cast" });
  await until(() => changes.length === 1);
  assert.deepEqual(await names(client), ["Land"]);
});

await session([], async (client) => {
  const party = { name: "Ada", seats: 9 };
  const staged = await client.callTool({ name: "Board", arguments: { party } });
  assert.equal(staged.structuredContent.status, "staged");
  const id = staged.structuredContent.proposal;
  execFileSync(writ, ["approve", "accept", id, "--as", "Ann"], { stdio: "pipe" });
  const proposals = await client.readResource({ uri: "writ://boat/proposals" });
  assert.equal(JSON.parse(proposals.contents[0].text)[0].status, "accepted");
  assert.equal(spawnSync(writ, ["approve", "list"]).status, 1); // nothing is waiting any more
});

console.log("the client library agrees");
