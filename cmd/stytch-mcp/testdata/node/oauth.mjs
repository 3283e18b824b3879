// Drives an MCP server that is protected by Stytch with the official TypeScript client, which knows only its URL: it finds
// the authorization server, registers, sends a person to the consent page, calls a tool, and refreshes its token.
//
//	node oauth.mjs <tool> <program> [flag]...
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { UnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [tool, program, ...flags] = process.argv.slice(2);
const callback = "http://127.0.0.1:3142/callback";

/** What a host of MCP servers keeps for one server, and the browser of its user. */
class Host {
  constructor(method) {
    this.redirectUrl = callback;
    this.clientMetadata = {
      client_name: `Host with ${method}`, redirect_uris: [callback], token_endpoint_auth_method: method,
      grant_types: ["authorization_code", "refresh_token"], response_types: ["code"],
    };
    this.saved = {};
    this.consents = 0;
  }
  state = () => "a state";
  clientInformation = () => this.saved.client;
  saveClientInformation = (client) => void (this.saved.client = client);
  tokens = () => this.saved.tokens;
  saveTokens = (tokens) => void (this.saved.tokens = tokens);
  codeVerifier = () => this.saved.verifier;
  saveCodeVerifier = (verifier) => void (this.saved.verifier = verifier);

  /** Logs in on the consent page and allows everything, as a person does. */
  async redirectToAuthorization(url) {
    this.consents++;
    this.resource = url.searchParams.get("resource");
    url.searchParams.set("scope", `${url.searchParams.get("scope")} offline_access`); // the client never requests it itself
    const page = await (await fetch(url)).text();
    const scopes = [...page.matchAll(/name="scope" value="([^"]+)"/g)].map(([, scope]) => ["scope", scope]);
    const body = new URLSearchParams([["email", "ada@example.com"], ["decision", "allow"], ...scopes]);
    const response = await fetch(url, { method: "POST", body, redirect: "manual" });
    const location = new URL(response.headers.get("location"));
    assert.equal(location.searchParams.get("state"), "a state");
    this.code = location.searchParams.get("code");
  }
}

/** Starts the program and returns the URL that it serves. */
function start() {
  const { STYTCH_PROJECT_ID, STYTCH_SECRET, ...env } = process.env; // nothing reaches Stytch
  const server = spawn(program, flags, { env, stdio: ["ignore", "pipe", "pipe"] });
  const url = new Promise((resolve, reject) => {
    let output = "";
    const read = (text) => {
      output += text;
      const serving = output.match(/serving MCP at (\S+)|msg=serving url=(\S+)/);
      if (serving) resolve(serving[1] ?? serving[2]);
    };
    server.stdout.setEncoding("utf8").on("data", read);
    server.stderr.setEncoding("utf8").on("data", read);
    server.on("exit", () => reject(new Error(`the server has ended:\n${output}`)));
  });
  return { server, url };
}

const connect = async (url, authProvider) => {
  const client = new Client({ name: "oauth", version: "1.0.0" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { authProvider }));
  return client;
};

async function drive(url, host) {
  await assert.rejects(connect(url, host), UnauthorizedError);
  assert.equal(host.resource, url);
  assert.equal("client_secret" in host.saved.client, host.clientMetadata.token_endpoint_auth_method !== "none");
  await new StreamableHTTPClientTransport(new URL(url), { authProvider: host }).finishAuth(host.code);

  const client = await connect(url, host);
  const call = async () => {
    const result = await client.callTool({ name: tool, arguments: {} });
    assert.ok(!result.isError, JSON.stringify(result));
    return result;
  };
  await call();
  host.saved.tokens.access_token = "expired";
  await call();
  assert.notEqual(host.saved.tokens.access_token, "expired");
  assert.equal(host.consents, 1);
  await client.close();
}

const { server, url } = start();
try {
  for (const method of ["none", "client_secret_post", "client_secret_basic"]) await drive(await url, new Host(method));
  console.log(`${await url}: a client finds its way to ${tool}`);
} finally {
  server.kill();
}
