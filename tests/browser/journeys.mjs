// What a reader does from beginning to end, by keyboard alone, with JavaScript and without, on a wide and a narrow
// screen. Every place where the focus stops on the way must be seen to have it.
//   node tests/browser/journeys.mjs --build build/dev

import assert from "node:assert/strict";
import { Findings } from "./findings.mjs";
import { with_server } from "./server.mjs";
import { launch_browser, read_options } from "./tools.mjs";

const most_stops = 200;

/// Runs in the page: what has the focus, and how it shows.
function describe_focus() {
    const element = document.activeElement;
    // The box of a hidden checkbox or a wrapped link says little; the first line of it is what a reader sees.
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return {
        is_nowhere: element === document.body,
        html: element.outerHTML.slice(0, 120),
        is_marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
        is_on_screen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}

/// A message of the browser's driver or of assert, without its colours.
function one_line(message) {
    return message
        .replaceAll(/\u001b\[\d+m/g, "")
        .split("\n")
        .filter(Boolean)
        .slice(0, 8)
        .join(" / ");
}

class Reader {
    constructor(page, origin) {
        this.page = page;
        this.origin = origin;
    }

    async open(path) {
        await this.page.goto(this.origin + path);
    }

    /// Tab until the focus is on what the selector names.
    async tab_to(selector) {
        for (let stop = 0; stop < most_stops; ++stop) {
            await this.page.keyboard.press("Tab");
            const focus = await this.page.evaluate(describe_focus);
            if (focus.is_nowhere) continue; // After the last stop a browser begins again.
            assert(focus.is_marked, `nothing shows that the focus is on ${focus.html}`);
            assert(focus.is_on_screen, `the focus is out of sight on ${focus.html}`);
            if (await this.page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
        }
        assert.fail(`${most_stops} times Tab do not lead to ${selector}`);
    }

    /// Presses a key that leads to another page.
    async press_and_follow(key) {
        await Promise.all([this.page.waitForEvent("load"), this.page.keyboard.press(key)]);
    }

    async search(words) {
        await this.tab_to("main input[name=q]");
        await this.page.keyboard.type(words);
        await this.press_and_follow("Enter");
    }

    /// Filters are folded away where there is no room for them.
    async unfold_filters() {
        if (await this.page.locator(".filters input[type=checkbox]").first().isVisible()) return;
        await this.tab_to(".filters summary");
        await this.page.keyboard.press("Enter");
    }

    /// So is the main menu with the languages.
    async unfold_menu() {
        if (await this.page.locator(".languages a").first().isVisible()) return;
        await this.tab_to(".menu summary");
        await this.page.keyboard.press("Enter");
    }

    async choose(facet) {
        await this.unfold_filters();
        await this.tab_to(`input[type=checkbox][name=${facet}]`);
        await this.page.keyboard.press("Space");
        const chosen = await this.page.evaluate(() => document.activeElement.value);
        await this.tab_to(".filters button");
        await this.press_and_follow("Enter");
        return chosen;
    }

    async hits() {
        return this.page.locator(".hits > li").count();
    }

    async total() {
        return Number((await this.page.locator(".count-line [role=status]").textContent()).replace(/\D/g, ""));
    }

    parameters() {
        return new URL(this.page.url()).searchParams;
    }
}

/// Each starts on an empty page.
const journeys = [
    [
        "the first stop skips to the content",
        async (reader, language) => {
            await reader.open(`/${language}/`);
            await reader.tab_to("a.skip");
            await reader.page.keyboard.press("Enter");
            await reader.tab_to("a, input, button, summary");
            assert(
                await reader.page.evaluate(() => document.activeElement.closest("main") !== null),
                "the next stop is not in main",
            );
        },
    ],
    [
        "a reader searches from the home page",
        async (reader, language) => {
            await reader.open(`/${language}/`);
            await reader.search("integration");
            assert.equal(new URL(reader.page.url()).pathname, `/${language}/search`);
            assert.equal(reader.parameters().get("q"), "integration");
            assert((await reader.hits()) > 0, "nothing was found");
        },
    ],
    [
        "a chosen filter narrows the search, shows, and can be taken away",
        async (reader, language) => {
            await reader.open(`/${language}/search?q=integration`);
            const before = await reader.total();
            const type = await reader.choose("type");
            assert.deepEqual(reader.parameters().getAll("type"), [type]);
            assert.equal(reader.parameters().get("q"), "integration", "the words of the search got lost");
            const narrowed = await reader.total();
            assert(narrowed > 0 && narrowed < before, `${narrowed} of ${before} documents are left`);
            assert(await reader.page.locator(`input[name=type][value=${type}]`).isChecked(), "the box is not checked");
            await reader.tab_to(".chips a");
            await reader.press_and_follow("Enter");
            assert.equal(await reader.total(), before);
        },
    ],
    [
        "a found document opens, and the way back leads to the same results",
        async (reader, language) => {
            await reader.open(`/${language}/search?q=integration`);
            const results = reader.page.url();
            await reader.tab_to(".hits a");
            const title = await reader.page.evaluate(() => document.activeElement.textContent.trim());
            await reader.press_and_follow("Enter");
            assert.equal((await reader.page.locator("h1").textContent()).trim(), title);
            await reader.page.goBack();
            assert.equal(reader.page.url(), results);
            assert((await reader.hits()) > 0, "the results are gone");
        },
    ],
    [
        "two learning examples of the results are laid side by side",
        async (reader, language) => {
            await reader.open(`/${language}/search?q=integration&type=learning-example`);
            const ids = [];
            for (let number = 0; number < 2; ++number) {
                await reader.tab_to(".to-compare input");
                await reader.page.keyboard.press("Space");
                ids.push(await reader.page.evaluate(() => document.activeElement.value));
            }
            await reader.tab_to("#compare button, button[form=compare]");
            await reader.press_and_follow("Enter");
            assert.equal(new URL(reader.page.url()).pathname, `/${language}/compare`);
            assert.deepEqual(reader.parameters().getAll("ids"), ids);
            assert.equal(await reader.page.locator("table.compare > thead th").count(), 2);
            await reader.tab_to("table.compare thead a");
        },
    ],
    [
        "more examples are found by words, and what was chosen stays chosen",
        async (reader, language) => {
            await reader.open(`/${language}/compare?ids=jobbsjansen`);
            await reader.tab_to("#find");
            await reader.page.keyboard.type("mentor");
            await reader.press_and_follow("Enter");
            assert.equal(reader.parameters().get("find"), "yes");
            assert(await reader.page.locator("input[value=jobbsjansen]").isChecked(), "the chosen one got lost");
            await reader.tab_to(".options input:not(:checked)");
            await reader.page.keyboard.press("Space");
            const other = await reader.page.evaluate(() => document.activeElement.value);
            await reader.tab_to(".options ~ p button");
            await reader.press_and_follow("Enter");
            assert.deepEqual(reader.parameters().getAll("ids"), ["jobbsjansen", other]);
            assert.equal(await reader.page.locator("table.compare > thead th").count(), 2);
        },
    ],
    [
        "the next page of results has other documents",
        async (reader, language) => {
            await reader.open(`/${language}/search`);
            const first = await reader.page.locator(".hits a").first().getAttribute("href");
            await reader.tab_to("a[rel=next]");
            await reader.press_and_follow("Enter");
            assert.equal(reader.parameters().get("page"), "2");
            assert.notEqual(await reader.page.locator(".hits a").first().getAttribute("href"), first);
        },
    ],
    [
        "the order can be changed",
        async (reader, language) => {
            await reader.open(`/${language}/search?q=integration`);
            await reader.tab_to("select[name=sort]");
            await reader.page.keyboard.press("ArrowDown");
            await reader.tab_to(".sort button");
            await reader.press_and_follow("Enter");
            assert.equal(reader.parameters().get("sort"), "newest");
        },
    ],
    [
        "a span of years narrows the search, at an address to share",
        async (reader, language) => {
            await reader.open(`/${language}/search?q=integration`);
            const before = await reader.total();
            await reader.unfold_filters();
            await reader.tab_to("select[name=year-from]");
            await reader.page.keyboard.type("2019");
            await reader.tab_to("select[name=year-to]");
            await reader.page.keyboard.type("2021");
            await reader.tab_to(".filters button");
            await reader.press_and_follow("Enter");
            assert.equal(new URL(reader.page.url()).search, "?q=integration&year=2019..2021");
            const narrowed = await reader.total();
            assert(narrowed > 0 && narrowed < before, `${narrowed} of ${before} documents are left`);
            assert.equal(await reader.page.locator("select[name=year-to]").inputValue(), "2021");
        },
    ],
    [
        "results as a table stay one when they are filtered",
        async (reader, language) => {
            await reader.open(`/${language}/search?q=integration`);
            await reader.tab_to(".views a:not([aria-current])");
            await reader.press_and_follow("Enter");
            assert.equal(reader.parameters().get("view"), "table");
            await reader.choose("country");
            assert.equal(reader.parameters().get("view"), "table");
            assert((await reader.page.locator(".hit-table tbody tr").count()) > 0, "nothing is in the table");
        },
    ],
    [
        "a search is taken along by a link to its data",
        async (reader, language) => {
            await reader.open(`/${language}/search?q=integration`);
            await reader.tab_to(".take-along summary");
            await reader.page.keyboard.press("Enter");
            await reader.tab_to(".take-along a");
            const address = await reader.page.evaluate(() => document.activeElement.href);
            const answer = await reader.page.request.get(address);
            assert.equal(answer.status(), 200, `${address} answers ${answer.status()}`);
        },
    ],
    [
        "another language of the page keeps the search",
        async (reader, language) => {
            await reader.open(`/${language}/search?q=integration`);
            await reader.unfold_menu();
            await reader.tab_to(".languages a:not([aria-current])");
            const tag = await reader.page.evaluate(() => document.activeElement.hreflang);
            await reader.press_and_follow("Enter");
            assert.equal(new URL(reader.page.url()).pathname, `/${tag}/search`);
            assert.equal(reader.parameters().get("q"), "integration");
            assert.equal(await reader.page.locator("html").getAttribute("lang"), tag);
        },
    ],
    [
        "the main menu leads to another page, and shows where the reader is",
        async (reader, language) => {
            await reader.open(`/${language}/`);
            await reader.unfold_menu();
            await reader.tab_to(".navigation a[href$='/themes']");
            await reader.press_and_follow("Enter");
            assert.equal(new URL(reader.page.url()).pathname, `/${language}/themes`);
            const current = reader.page.locator(".navigation a[aria-current=page]");
            assert.equal(await current.getAttribute("href"), `/${language}/themes`);
        },
    ],
    [
        "a search without results offers a way on",
        async (reader, language) => {
            await reader.open(`/${language}/`);
            await reader.search("xqzvxqzv");
            assert.equal(await reader.hits(), 0);
            assert(await reader.page.locator(".notice").isVisible(), "nothing explains it");
            await reader.tab_to("main input[name=q]");
        },
    ],
];

const settings = [
    { language: "en", width: 1280, javaScriptEnabled: true },
    { language: "en", width: 1280, javaScriptEnabled: false },
    { language: "sv", width: 320, javaScriptEnabled: true },
    { language: "sv", width: 320, javaScriptEnabled: false },
];

async function make(journey, browser, origin, { language, width, javaScriptEnabled }, findings) {
    const [name, run] = journey;
    const place = `${language}, ${width} px, ${javaScriptEnabled ? "with" : "without"} JavaScript`;
    const context = await browser.newContext({
        viewport: { width, height: 800 },
        javaScriptEnabled,
        reducedMotion: "reduce",
    });
    context.setDefaultTimeout(10_000);
    context.on("request", (request) => {
        if (!request.url().startsWith(`${origin}/`)) findings.add(place, `'${name}' asks elsewhere: ${request.url()}`);
    });
    context.on("console", (message) => {
        if (message.type() === "error") findings.add(place, `'${name}': console: ${message.text()}`);
    });
    try {
        await run(new Reader(await context.newPage(), origin), language);
    } catch (error) {
        findings.add(place, `'${name}' does not work: ${one_line(error.message)}`);
    } finally {
        await context.close();
    }
    findings.checked();
}

const { build } = read_options();
const findings = new Findings();
await with_server(build, "journeys", async (origin) => {
    const browser = await launch_browser(build);
    try {
        for (const setting of settings) {
            for (const journey of journeys) await make(journey, browser, origin, setting, findings);
        }
    } finally {
        await browser.close();
    }
});
findings.report("journeys made");
