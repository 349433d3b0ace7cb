// A content folder of its own, that a test may edit and index again, and the server over it.

import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { with_server } from "../browser/server.mjs";
import { program_of, repository, work_folder } from "../browser/tools.mjs";

export const run = promisify(execFile);

export class Copy {
    constructor(build, name) {
        this.build_ = build;
        this.area_ = name;
        this.folder = work_folder(build, name);
    }

    async make() {
        await rm(this.folder, { recursive: true, force: true });
        await mkdir(this.folder, { recursive: true });
        await cp(path.join(repository, "content"), this.file(""), { recursive: true });
        await this.index();
    }

    /// A file of the content.
    file(name) {
        return path.join(this.folder, "content", name);
    }

    async index() {
        const program = program_of(this.build_, "clearinghouse-indexer");
        const environment = { ...process.env, ASAN_OPTIONS: "detect_leaks=0" };
        await run(program, [this.file(""), "--index", path.join(this.folder, "index"), "--quiet"], {
            env: environment,
        });
    }

    async replace(name, from, to) {
        const text = await readFile(this.file(name), "utf8");
        if (!text.includes(from)) throw new Error(`${name} does not hold '${from}'`);
        await writeFile(this.file(name), text.replace(from, to));
    }

    serve(work) {
        return with_server(this.build_, "server", work, this.area_);
    }
}

/// Waits until the server has taken up another generation than that of the given name; gives its name.
export async function next_generation(address, old) {
    for (let i = 0; i < 600; ++i) {
        const { generation } = await (await fetch(`${address}/health`)).json();
        if (generation !== old) return generation;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("the server has not noticed the new generation within a minute");
}
