// Judges every page that the crawl found with the Nu HTML checker: errors and warnings alike.
//   node tests/browser/html.mjs --build build/dev

import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { Findings } from "./findings.mjs";
import { read_crawl, short } from "./site.mjs";
import { load_tool, read_options, work_folder } from "./tools.mjs";

/// Messages that we live with, each with its reason.
const accepted = [];

async function check(jar, folder) {
    const options = ["-Xss2m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", folder];
    const { stdout } = await promisify(execFile)("java", options, { maxBuffer: 2 ** 28 });
    return JSON.parse(stdout).messages;
}

const { build } = read_options();
const folder = path.join(work_folder(build), "pages");
const findings = new Findings();
const pages = new Map((await read_crawl(build, "http://localhost")).map((page) => [page.file, page]));
findings.checked((await readdir(folder)).length);
for (const { type, subType, url, message, lastLine, extract } of await check(
    String(load_tool(build, "vnu-jar")),
    folder,
)) {
    if (accepted.some((row) => row.message.test(message))) continue;
    const page = pages.get(path.basename(url ?? ""));
    const place = page ? `${short(page.address)}:${lastLine}` : `${url}:${lastLine}`;
    findings.add(place, `${subType ?? type}: ${message}`, extract?.replaceAll(/\s+/g, " ").slice(0, 160));
}
findings.report("pages checked");
