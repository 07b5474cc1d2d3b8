// The site without a mouse: Tab, Enter, arrows and Escape only.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { focus, walkThrough } from "./keyboard.mjs";
import { kindOf, places, told } from "./site.mjs";
import { SCREENS, SITE, browser, expectNone, go, leave, open, rest, settle } from "./visit.mjs";

/** Most presses of Tab before a test is told that what it wants cannot be reached. */
const PATIENCE = 600;

/** Presses Tab until the focus is on what is wanted; every step must be seen. */
async function tabTo(page, wanted) {
  for (let press = 0; press < PATIENCE; press += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(focus);
    if (!at) continue;
    expectNone(at.faults);
    if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return at;
  }
  throw new Error(`${wanted} is not reached after ${PATIENCE} presses of Tab`);
}

const pressEnter = async (page) => {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("Enter")]);
  await settle(page);
};

const at = (path) => async (task, reader) => {
  const { page, close } = await open(reader);
  try {
    await go(page, { path });
    await task(page);
  } finally {
    await close();
  }
};

/** The file that a page downloads next. */
async function downloaded(folder) {
  for (let wait = 0; wait < 100; wait += 1) {
    const [name] = readdirSync(folder).filter((file) => !file.endsWith(".crdownload"));
    if (name) return { name, text: readFileSync(join(folder, name), "utf8") };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("no file came in ten seconds");
}

describe("with the keyboard only", () => {
  it("one goes from the home page to a downloaded portrait", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mosaique-download-"));
    const { page, close } = await open();
    try {
      const session = await (await browser()).target().createCDPSession();
      await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder, browserContextId: page.browserContext().id });
      await go(page, { path: "/fr/" });
      await tabTo(page, "input[name=q]");
      await page.keyboard.type("angoulem");
      await page.waitForSelector('[role="listbox"] [role="option"]');
      // The laureate and the commune of that name come before.
      let told = "";
      for (let press = 0; press < 8 && !told.includes("Intercommunalité"); press += 1) {
        await page.keyboard.press("ArrowDown");
        told = await page.$eval("input[name=q]", (input) => {
          const chosen = document.getElementById(input.getAttribute("aria-activedescendant"));
          return chosen?.getAttribute("aria-selected") === "true" ? chosen.textContent : "";
        });
        assert.ok(told, "the field must say which suggestion is chosen");
      }
      await pressEnter(page);
      assert.match(page.url(), /\/fr\/territoires\//);
      assert.match(await page.$eval("h1", (title) => title.textContent), /Angoulême/);
      await tabTo(page, 'main a[download][href$=".csv"]');
      await page.keyboard.press("Enter");
      const { name, text } = await downloaded(folder);
      assert.match(name, /\.csv$/);
      const [head, ...rows] = text.replace(/^\ufeff/, "").trim().split(/\r?\n/);
      const columns = head.split(/[;,]/).length;
      assert.ok(columns >= 5 && rows.length >= 10, `${rows.length} rows of ${columns} columns`);
      assert.match(text, /Angoulême/);
      // The same for programs: the next link leads to JSON.
      await tabTo(page, 'main a[href*="/api/"]:not([download])');
      const address = await page.evaluate(() => document.activeElement.href);
      assert.ok((await (await fetch(address)).json()).territory);
    } finally {
      await close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("one skips to the content, to the menu and to the foot", async () => {
    for (const [presses, id] of [[1, "content"], [2, "menu"], [3, "footer"]]) {
      for (const screen of [SCREENS.desktop, SCREENS.phone]) {
        await at("/fr/territoires/200071827")(async (page) => {
          for (let press = 0; press < presses; press += 1) await page.keyboard.press("Tab");
          const link = await page.evaluate(focus);
          assert.equal(link.href, `#${id}`);
          expectNone(link.faults);
          await page.keyboard.press("Enter");
          assert.equal(await page.evaluate(() => document.activeElement.id), id);
          await page.keyboard.press("Tab");
          assert.ok(await page.evaluate((place) => document.getElementById(place).contains(document.activeElement), id), `the next stop is not in #${id}`);
          expectNone((await page.evaluate(focus)).faults);
        }, { screen });
      }
    }
  });

  it("the menu of a telephone opens, is walked and is left with Escape", () => at("/en/territories")(async (page) => {
    await tabTo(page, "[data-mq-menu]");
    assert.equal(await page.$eval("[data-mq-menu]", (button) => button.ariaExpanded), "false");
    await page.keyboard.press("Enter");
    assert.equal(await page.$eval("[data-mq-menu]", (button) => button.ariaExpanded), "true");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.getElementById("menu").contains(document.activeElement)));
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval("[data-mq-menu]", (button) => button.ariaExpanded), "false");
    assert.ok(await page.evaluate(() => document.activeElement.matches("[data-mq-menu]")), "the focus is back on the button");
  }, { screen: SCREENS.phone }));

  it("Escape closes the suggestions and keeps what was typed", () => at("/en/")(async (page) => {
    await tabTo(page, "input[name=q]");
    await page.keyboard.type("saint");
    await page.waitForSelector('[role="listbox"] [role="option"]');
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    const field = await page.$eval("input[name=q]", (input) => ({ text: input.value, open: input.ariaExpanded, chosen: input.getAttribute("aria-activedescendant") }));
    assert.deepEqual(field, { text: "saint", open: "false", chosen: null });
  }));

  it("the theme is chosen with the arrows, and kept", () => at("/fr/")(async (page) => {
    await tabTo(page, "[data-mq-theme] input");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const theme = () => page.evaluate(() => document.documentElement.getAttribute("data-fr-theme"));
    assert.equal(await theme(), "dark");
    await go(page, { path: "/fr/territoires" });
    assert.equal(await theme(), "dark");
  }));
});

/** One page a kind, in French: what differs from page to page is not how one walks there. */
const walks = [...new Map(places.filter((place) => place.path.startsWith("/fr")).map((place) => [`${kindOf(place.path)} ${place.form ? "form" : ""} ${place.status}`, place])).values()];

describe("Tab reaches everything of a page, in order, seen, and comes out again", { concurrency: 3 }, () => {
  for (const place of walks) {
    it(told(place), async () => {
      const { page, close } = await open({ reduced: true });
      try {
        await go(page, place);
        // The map is a stop too, once it is there.
        if (await page.$("[data-mq-map]")) await page.waitForSelector("[data-mq-map] canvas[tabindex]", { timeout: 30_000 });
        // The library of the map adds a stop of its own to those that its markup says.
        await walkThrough(page, (await page.$("[data-mq-map]")) ? 1 : 0);
      } finally {
        await close();
      }
    });
  }
});

after(leave);
