// Judges pages of every type with axe-core, and the first view of them: nothing from elsewhere, no complaint of the
// browser (such as a breach of the content security policy), light, and no scrolling sideways on a narrow screen.
//   node tests/browser/accessibility.mjs --build build/dev

import { Findings } from "./findings.mjs";
import { with_server } from "./server.mjs";
import { read_crawl, sample, short } from "./site.mjs";
import { in_parallel, launch_browser, load_tool, read_options } from "./tools.mjs";

const pages_per_type = 1;
const bytes_of_first_view = 100_000;
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// One page of each type and language is judged by all rules in all views. Of the others, since the dark scheme changes
// colours alone, only what looks at colours is judged again in the dark.
const only_colours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
const everything = { type: "tag", values: rules };
const views = [
    { name: "1280 px, light", width: 1280, scheme: "light", runOnly: everything },
    { name: "1280 px, dark", width: 1280, scheme: "dark", runOnly: only_colours },
    { name: "320 px, dark", width: 320, scheme: "dark", runOnly: only_colours },
    { name: "320 px, light", width: 320, scheme: "light", runOnly: everything },
];

/// Watches what a page asks for and complains of; the answer is the number of bytes that came. Fonts are left out: they
/// come once for all pages, and until then the text is shown in a font of the reader's machine.
function watch(context, page, origin, place, findings) {
    const answers = [];
    context.on("request", (request) => {
        const address = request.url();
        if (!address.startsWith(`${origin}/`) && !address.startsWith("data:"))
            findings.add(place, `asks elsewhere: ${address}`);
    });
    page.on("response", (response) => {
        if (response.request().resourceType() !== "font") answers.push(response.request());
    });
    page.on("pageerror", (error) => findings.add(place, `script failed: ${error.message}`));
    page.on("console", (message) => {
        const is_refusal =
            message.text().startsWith("Failed to load resource") && message.location().url === page.url();
        if (["error", "warning"].includes(message.type()) && !is_refusal) {
            findings.add(place, `console: ${message.text()} (${message.location().url})`);
        }
    });
    return async () => {
        const sizes = await Promise.all(answers.map((request) => request.sizes()));
        return sizes.reduce(
            (sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize,
            0,
        );
    };
}

/// Runs in the page: what reaches further to the right than the screen.
function find_overflow() {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return null;
    const is_wide = (element) => element.getBoundingClientRect().right > width + 0.5;
    const widest = [...document.body.querySelectorAll("*")].filter(is_wide).pop();
    return `${document.scrollingElement.scrollWidth} px wide, by ${widest?.outerHTML.slice(0, 120) ?? "an unknown element"}`;
}

/// Runs in the page: what breaks the rules, one row for each element.
async function run_axe(runOnly) {
    const { violations } = await globalThis.axe.run({ runOnly, resultTypes: ["violations"] });
    return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, html, any, all, none }) => ({
            rule: `${id} (${help})`,
            element: `${target.join(" ")} ${html.slice(0, 160)}`,
            detail: [...any, ...all, ...none].map((check) => check.message).join("; "),
        })),
    );
}

async function judge(page, view, place, findings) {
    await page.emulateMedia({ colorScheme: view.scheme });
    await page.setViewportSize({ width: view.width, height: 800 });
    // What is folded away is judged too, once.
    if (view.width === 320)
        await page.evaluate(() => document.querySelectorAll("details").forEach((box) => (box.open = true)));
    const overflow = await page.evaluate(find_overflow);
    if (overflow) findings.add(`${place} (${view.width} px)`, `scrolls sideways: ${overflow}`);
    for (const { rule, element, detail } of await page.evaluate(run_axe, view.runOnly)) {
        findings.add(`${place} (${view.name})`, `${rule}: ${element}`, detail);
    }
    findings.checked();
}

async function visit(browser, axe, origin, { address, is_first }, findings) {
    const place = short(address);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
    try {
        const page = await context.newPage();
        const count_bytes = watch(context, page, origin, place, findings);
        await page.goto(address, { waitUntil: "load" });
        const bytes = await count_bytes();
        if (bytes > bytes_of_first_view)
            findings.add(place, `first view takes ${bytes} bytes`, `at most ${bytes_of_first_view}`);
        await page.evaluate(axe.source);
        for (const view of views)
            await judge(page, is_first ? { ...view, runOnly: everything } : view, place, findings);
    } finally {
        await context.close();
    }
}

const { build } = read_options();
const findings = new Findings();
const axe = load_tool(build, "axe-core");
await with_server(build, "accessibility", async (origin) => {
    const crawled = await read_crawl(build, origin);
    const first = new Set(sample(crawled, 1));
    const pages = sample(crawled, pages_per_type).map((page) => ({ ...page, is_first: first.has(page) }));
    const browser = await launch_browser(build);
    try {
        await in_parallel(2, pages, (page) => visit(browser, axe, origin, page, findings));
    } finally {
        await browser.close();
    }
});
findings.report("views of pages judged");
