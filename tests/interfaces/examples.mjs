// Runs what docs/api.md shows in curl against a server over the real content: an example that does not run is none.
//   node tests/interfaces/examples.mjs --build build/dev

import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { repository } from "../browser/tools.mjs";
import { Findings, read_options, with_server } from "./harness.mjs";

const { build } = read_options();
const address_in_guide = "http://localhost:8080";
const guide = await readFile(path.join(repository, "docs/api.md"), "utf8");
const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
const commands = blocks.flatMap((block) => block.trim().split("\n"));

const findings = new Findings();
const folder = await mkdtemp(path.join(os.tmpdir(), "examples-"));
try {
    await with_server(build, "examples", async (address) => {
        for (const command of commands) {
            findings.checked();
            // No pipefail: "head" ends before curl does.
            const run = spawnSync("bash", ["-euc", command.replaceAll(address_in_guide, address)], {
                cwd: folder,
                encoding: "utf8",
                timeout: 120_000,
            });
            if (run.status !== 0) {
                findings.add(command, `ended with ${run.status ?? run.signal}`, run.stderr.trim());
            } else if (run.stdout.trim() === "" && !command.includes(" -o ")) {
                findings.add(command, "printed nothing");
            }
        }
        const table = await readFile(path.join(folder, "examples.csv"), "utf8");
        const [header, ...rows] = table.trimEnd().split("\r\n");
        findings.checked();
        if (!header.includes("evidence_level") || rows.length < 4) {
            findings.add("examples.csv", `has the header "${header}" and ${rows.length} rows`);
        }
    });
} finally {
    await rm(folder, { recursive: true });
}
findings.report("examples of docs/api.md run");
