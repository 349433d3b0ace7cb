// Everything is downloaded, checked by its sums and unpacked with the tools of the system; then a copy of the
// generation is served elsewhere.
//   node tests/interfaces/dump.mjs --build build/dev

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "./copy.mjs";
import { area, Findings, read_options, with_server } from "./harness.mjs";
import { work_folder } from "../browser/tools.mjs";

const { build } = read_options();
const findings = new Findings();
const folder = path.join(work_folder(build, area), "dump");

function expect(place, what, holds) {
    findings.checked();
    if (!holds) findings.add(place, what);
}

const lines = async (file) =>
    (await readFile(path.join(folder, file), "utf8"))
        .split("\n")
        .filter((line) => line)
        .map((line) => JSON.parse(line));

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await with_server(build, "dump", async (address) => {
    const { generation, files } = await (await fetch(`${address}/api/v1/dump`)).json();
    expect("/api/v1/dump", "lists hardly anything", files.length > 5);
    for (const { name, bytes, sha256, url } of files) {
        const body = Buffer.from(await (await fetch(url)).arrayBuffer());
        await writeFile(path.join(folder, name), body);
        const sum = createHash("sha256").update(body).digest("hex");
        expect(name, "differs from its sum", sum === sha256 && body.length === bytes);
    }
    const part = await fetch(`${address}/api/v1/dump/documents.jsonl`, { headers: { Range: "bytes=10-19" } });
    const whole = await readFile(path.join(folder, "documents.jsonl"));
    expect("documents.jsonl", "a download cannot be gone on with", part.status === 206);
    expect("documents.jsonl", "a part is not of the whole", (await part.text()) === String(whole.subarray(10, 20)));
    expect("nothing.jsonl", "is there", (await fetch(`${address}/api/v1/dump/nothing.jsonl`)).status === 404);

    await run("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: folder });
    await run("tar", ["-xzf", "clearinghouse.tar.gz"], { cwd: folder });
    const unpacked = path.join(folder, `clearinghouse-${generation}`);
    await run("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: unpacked });
    const packed = (await readdir(unpacked)).sort().join(" ");
    const listed = files.map(({ name }) => name).filter((name) => name !== "clearinghouse.tar.gz");
    expect("clearinghouse.tar.gz", "holds other files", packed === listed.sort().join(" "));

    const documents = await lines("documents.jsonl");
    const found = await (await fetch(`${address}/api/v1/search?limit=1`)).json();
    expect("documents.jsonl", `has ${documents.length} of ${found.total} documents`, documents.length === found.total);
    for (const { id, status, texts, datestamp } of documents) {
        expect("documents.jsonl", `${id} is ${status}`, status === "published");
        expect("documents.jsonl", `${id} is not whole`, texts.length > 0 && !!datestamp);
    }
    expect("vocabularies.jsonl", "is short", (await lines("vocabularies.jsonl")).length > 100);
    expect("deleted.jsonl", "cannot be read", Array.isArray(await lines("deleted.jsonl")));
});
findings.report("checks of the dump");
