// The server under test: started on a free port of this machine, ended by its process when the work is done.

import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { program_of, repository, work_folder } from "./tools.mjs";

// Third-party libraries keep some memory until the end on purpose.
const environment = { ...process.env, ASAN_OPTIONS: "detect_leaks=0" };

function run(program, options) {
    return new Promise((resolve, reject) => {
        const child = spawn(program, options, {
            env: environment,
            cwd: repository,
            stdio: ["ignore", "ignore", "pipe"],
        });
        let messages = "";
        child.stderr.on("data", (text) => (messages += text));
        child.on("error", reject);
        child.on("exit", (code) => resolve({ code, messages }));
    });
}

/// Makes the index of content/ that the servers of the tests read.
export async function make_index(build, area = "browser") {
    const program = program_of(build, "clearinghouse-indexer");
    const { code, messages } = await run(program, ["content", "--index", path.join(work_folder(build, area), "index")]);
    // 1: some files have problems; the others are published, so there is something to look at.
    if (code !== 0 && code !== 1) throw new Error(`${program} ended with ${code}:\n${messages}`);
}

/// Starts the server, gives its address to `work`, and ends it whatever happens.
export async function with_server(build, name, work, area = "browser") {
    const program = program_of(build, "clearinghouse-server");
    const folder = work_folder(build, area);
    await mkdir(folder, { recursive: true });
    const child = spawn(program, ["--index", path.join(folder, "index"), "--port", "0"], {
        env: environment,
        stdio: ["ignore", "pipe", "pipe"],
    });
    const log = createWriteStream(path.join(folder, `${name}.log`));
    const ended = new Promise((resolve) => {
        child.on("error", (error) => resolve(error.message));
        child.on("exit", (code, signal) => resolve(signal ?? code));
    });
    const address = new Promise((resolve) => {
        let text = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.on("data", (piece) => {
                log.write(piece);
                text += piece;
                const found = text.match(/serving (http:\/\/[\d.]+:\d+)/);
                if (found) resolve(found[1]);
            });
        }
    });
    const early = ended.then((how) => {
        throw new Error(`${program} ended with ${how} before it served (see ${log.path})`);
    });
    try {
        await work(await Promise.race([address, early]));
    } finally {
        early.catch(() => {});
        child.kill("SIGTERM");
    }
    const how = await ended;
    if (how !== 0) throw new Error(`${program} ended with ${how} (see ${log.path})`);
}
