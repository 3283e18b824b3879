// Drives stytch-mcp with the official TypeScript client: lists the tools, signs a user up by an emailed code,
// and makes a mistake. The client checks each result against the output schema of its tool.
//
//	node drive.mjs <stytch-mcp program>
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const client = new Client({ name: "drive", version: "1.0.0" });
await client.connect(new StdioClientTransport({ command: process.argv[2], args: ["-emulator"] }));

const { tools } = await client.listTools();
assert.equal(tools.length, 24);
for (const tool of tools) {
  assert.equal(tool.inputSchema.type, "object", tool.name);
  assert.equal(tool.inputSchema.additionalProperties, false, tool.name);
}

const call = async (name, args) => {
  const result = await client.callTool({ name, arguments: args });
  assert.ok(!result.isError, `${name}: ${result.content[0].text}`);
  return result.structuredContent;
};

const email = "ada@example.com";
const sent = await call("stytch_otp_email_send", { email, create_user: true });
assert.equal(sent.user_created, true);
assert.match(client.getInstructions(), /Read the messages with stytch_emulator_messages/);

const { messages } = await call("stytch_emulator_messages", { to: email });
const login = await call("stytch_otp_authenticate", {
  method_id: sent.email_id,
  code: messages[0].code,
  session_duration_minutes: 60,
});
assert.equal(login.user_id, sent.user_id);
assert.equal(login.session_token.length, 44);

const { user } = await call("stytch_user_get", { user_id: sent.user_id });
assert.equal(user.emails[0].verified, true);

for (const [args, reason] of [
  [{ email: "nobody@example.com" }, "stytch_magic_link_email_login_or_create"],
  [{ email: 7 }, "- email: must be a string, not a number"],
]) {
  const result = await client.callTool({ name: "stytch_magic_link_email_send", arguments: args });
  assert.equal(result.isError, true);
  assert.ok(result.content[0].text.includes(reason), result.content[0].text);
}

await client.close();
console.log(`${tools.length} tools listed, 4 calls succeeded, 2 mistakes explained`);
