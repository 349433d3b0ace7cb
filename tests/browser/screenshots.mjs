// Writes the pictures of docs/screenshots/ from a build and its content. Run by hand, when pages have changed:
//
//   ./test -R '^browser: the'                              (builds, installs the tools and makes an index)
//   node tests/browser/screenshots.mjs [--build build/dev]

import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { with_server } from "./server.mjs";
import { launch_browser, read_options, repository } from "./tools.mjs";

const wide = { width: 1280, height: 760 };
const narrow = { width: 390, height: 844 };

const pictures = [
    { name: "home", path: "", languages: ["en", "fi", "is", "sv"], viewport: wide },
    { name: "search", path: "search?q=language+training", languages: ["en"], viewport: wide },
    { name: "search", path: "search?q=språkträning", languages: ["sv"], viewport: wide },
    { name: "search", path: "search?q=kielikahvila", languages: ["fi"], viewport: wide },
    {
        name: "learning-example",
        path: "documents/narpes-model-labour-immigration",
        languages: ["en", "sv"],
        viewport: wide,
    },
    { name: "collection", path: "collections/2020-civil-society", languages: ["en", "sv"], viewport: wide },
    {
        name: "compare",
        path: "compare?ids=jobbsjansen,kvinder-i-job",
        languages: ["en", "fi"],
        viewport: wide,
    },
    { name: "evidence-map", path: "evidence-map", languages: ["fi", "is"], viewport: wide },
    { name: "statistics", path: "statistics", languages: ["sv"], viewport: wide },
    { name: "timeline", path: "timeline", languages: ["is"], viewport: wide },
    { name: "accessibility", path: "about/accessibility", languages: ["fi"], viewport: wide },
    { name: "home-phone", path: "", languages: ["sv"], viewport: narrow },
    { name: "menu-phone", path: "about", languages: ["is"], viewport: narrow, unfold: ".menu" },
    { name: "search-dark", path: "search?q=bostad", languages: ["sv"], viewport: wide, scheme: "dark" },
];

async function take(browser, origin, picture, language, folder) {
    const context = await browser.newContext({ viewport: picture.viewport, colorScheme: picture.scheme ?? "light" });
    const page = await context.newPage();
    const answer = await page.goto(`${origin}/${language}/${picture.path}`);
    if (!answer.ok()) throw new Error(`${page.url()} answered ${answer.status()}`);
    if (picture.unfold) await page.locator(picture.unfold).evaluate((box) => (box.open = true));
    await page.evaluate(() => document.fonts.ready);
    const file = path.join(folder, `${picture.name}-${language}.png`);
    await page.screenshot({ path: file });
    await context.close();
    console.log(`${file}: ${Math.round((await stat(file)).size / 1024)} kB`);
}

const { build } = read_options();
const folder = path.join(repository, "docs/screenshots");
await mkdir(folder, { recursive: true });
await with_server(build, "screenshots", async (origin) => {
    const browser = await launch_browser(build);
    try {
        for (const picture of pictures) {
            for (const language of picture.languages) await take(browser, origin, picture, language, folder);
        }
    } finally {
        await browser.close();
    }
});
