// What a reader asks of the system is kept: less motion, colours of one's own, paper.
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { kindOf, places, told } from "./site.mjs";
import { SCREENS, expectNone, go, leave, open } from "./visit.mjs";

/** One page a kind, in French. */
const kinds = [...new Map(places.filter((place) => place.path.startsWith("/fr")).map((place) => [`${kindOf(place.path)} ${place.form ? "form" : ""}`, place])).values()];

describe("less motion", { concurrency: 3 }, () => {
  for (const place of kinds) {
    it(told(place), async () => {
      const { page, close } = await open({ reduced: true });
      try {
        await go(page, place);
        const moving = await page.evaluate(() => {
          const lasting = (style) => [style.transitionDuration, style.animationDuration].some((times) => times.split(",").some((time) => parseFloat(time) > 0.01));
          const found = [...document.querySelectorAll("*")].filter((element) => [null, "::before", "::after"].some((part) => lasting(getComputedStyle(element, part))));
          const smooth = getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["html scrolls smoothly"] : [];
          return [...document.getAnimations().map((a) => `runs: ${a.animationName ?? a.transitionProperty}`), ...found.slice(0, 5).map((e) => `${e.tagName}.${e.className}`), ...smooth];
        });
        expectNone(moving);
      } finally {
        await close();
      }
    });
  }
});

describe("colours of one's own (forced colours)", { concurrency: 3 }, () => {
  for (const place of kinds) {
    it(told(place), async () => {
      const { page, seen, close } = await open({ forced: true, scheme: "dark" });
      try {
        await go(page, place);
        assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
        const found = await page.evaluate(() => {
          const canvas = getComputedStyle(document.body).backgroundColor;
          // A button without border would be a word among words; a drawing that keeps its colours keeps its ground.
          const bare = [...document.querySelectorAll(".fr-btn, .fr-input")].filter((control) => control.checkVisibility() && getComputedStyle(control).borderTopStyle === "none");
          const faint = [...document.querySelectorAll("main :is(h1, h2, h3, p, a, li, td, th)")].filter((text) => text.checkVisibility() && text.innerText && getComputedStyle(text).color === canvas);
          return [...bare.map((e) => `no border: ${e.outerHTML.slice(0, 80)}`), ...faint.map((e) => `colour of the ground: ${e.outerHTML.slice(0, 80)}`)];
        });
        expectNone([...found, ...seen.errors]);
      } finally {
        await close();
      }
    });
  }
});

describe("paper", { concurrency: 3 }, () => {
  for (const place of kinds) {
    it(told(place), async () => {
      // The width of an A4 sheet between its margins, at 96 pixels an inch; a reader who prints from a dark screen.
      const { page, close } = await open({ media: "print", scheme: "dark", screen: { width: 700, height: 1000 } });
      try {
        await go(page, place);
        // Said again: a form that is sent may be answered in another process of the browser, which is told of it later.
        await page.emulateMediaType("print");
        const found = await page.evaluate(() => {
          const luminance = (colour) => { const [r, g, b] = colour.match(/[\d.]+/g).map(Number); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const faults = [];
          if (document.scrollingElement.scrollWidth > innerWidth) faults.push(`wider than the sheet: ${document.scrollingElement.scrollWidth} pixels`);
          if (luminance(getComputedStyle(document.querySelector("main h1")).color) > 90) faults.push("the title is pale");
          const ground = getComputedStyle(document.documentElement).backgroundColor;
          if (!/, 0\)$/.test(ground) && luminance(ground) < 240) faults.push(`the ground is ${ground}`);
          for (const part of ["#menu", ".fr-search-bar", ".fr-skiplinks", "[data-mq-print]"]) {
            if ([...document.querySelectorAll(part)].some((element) => element.checkVisibility())) faults.push(`${part} is printed`);
          }
          return faults;
        });
        expectNone(found);
        const sheets = await page.pdf({ format: "A4" });
        assert.ok(sheets.length > 5_000);
      } finally {
        await close();
      }
    });
  }
});

it("a portrait fits its screen in both directions of a telephone", async () => {
  for (const screen of [SCREENS.phone, { width: SCREENS.phone.height, height: SCREENS.phone.width }]) {
    const { page, close } = await open({ screen });
    try {
      await go(page, { path: "/fr/territoires/200071827" });
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
      assert.ok(await page.$eval("h1", (title) => title.checkVisibility()));
    } finally {
      await close();
    }
  }
});

after(leave);
