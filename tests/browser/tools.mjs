// What every script here needs: where things are, the installed tools, and a browser that talks to nobody else.

import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/// Options of the command line; every script takes --build, the folder of a CMake build.
export function read_options(more = {}) {
    const { values } = parseArgs({ options: { build: { type: "string", default: "build/dev" }, ...more } });
    return { ...values, build: path.resolve(repository, values.build) };
}

/// A program of ours: that of the build, or of the folder that CLEARINGHOUSE_PROGRAMS names.
export function program_of(build, name) {
    return path.join(process.env.CLEARINGHOUSE_PROGRAMS ?? path.join(build, "bin"), name);
}

/// Where the scripts leave what they have made for each other; `area` is the folder of tests they belong to.
export function work_folder(build, area = "browser") {
    return path.join(build, area);
}

/// The tools live in the build folder, not beside this file, so that the source tree stays clean.
export function load_tool(build, name, area = "browser") {
    const require = createRequire(path.join(work_folder(build, area), "package.json"));
    try {
        return require(name);
    } catch (error) {
        throw new Error(
            `${name} is not installed in ${work_folder(build, area)} (ctest -R '^${area}: the tools' installs it)`,
            {
                cause: error,
            },
        );
    }
}

/// How Chromium is started, whoever drives it.
export function browser_options() {
    return {
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
        args: [
            "--no-sandbox", // The tests often run as root, in a container.
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    };
}

export async function launch_browser(build) {
    const { chromium } = load_tool(build, "playwright-core");
    return chromium.launch(browser_options());
}

/// Calls `work` for each item, `count` at a time.
export async function in_parallel(count, items, work) {
    const waiting = [...items];
    const worker = async () => {
        while (waiting.length > 0) await work(waiting.shift());
    };
    await Promise.all(Array.from({ length: count }, worker));
}
