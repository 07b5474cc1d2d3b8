// Every page, opened once by who never came before, then read with large letters and put before axe-core.
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { MODES, axeFaults } from "./axe.mjs";
import { reflowFaults } from "./reflow.mjs";
import { broken, places, told } from "./site.mjs";
import { SITE, expectNone, go, leave, open, readThrough } from "./visit.mjs";

/** Most bytes of a page with all that it needs, compressed as they travel, headers included; the map apart. */
const HEAVIEST = 200_000;
/** The interactive map and what it draws are not counted: a page that has one shows it only to who can carry it. */
const OF_THE_MAP = /^\/(assets\/map[\w.-]*\.(js|css)|assets\/maplibre\/|tiles\/|(fr|en)\/(cartes|maps)\/\w+\.json)/;

const weights = [];
let checked = 0;

describe("each page", { concurrency: 3 }, () => {
  for (const place of places) {
    it(told(place), async (test) => {
      const { page, session, seen, close } = await open({ reduced: true });
      try {
        const answer = await go(page, place);
        assert.equal(answer.status(), place.status);
        await readThrough(page);
        await test.test("asks nothing elsewhere and fails nowhere", () => expectNone([
          ...seen.outside.map((address) => `asks elsewhere: ${address}`),
          ...seen.refused.map((what) => `refused by the content policy: ${what}`),
          ...seen.errors.map((error) => `error: ${error}`),
        ]));
        const carried = [...seen.transfers].filter(([address]) => !OF_THE_MAP.test(new URL(address).pathname));
        const weight = carried.reduce((sum, [, bytes]) => sum + bytes, 0);
        weights.push({ place, weight, requests: carried.length });
        await test.test("weighs under 200 kB", () => expectNone(weight > HEAVIEST ? [`weighs ${weight} bytes:`, ...heaviest(carried)] : []));
        // What is folded is a page too.
        await page.$$eval("details", (folds) => folds.forEach((fold) => { fold.open = true; }));
        await test.test("has no fault that axe-core sees", async () => {
          expectNone(await axeFaults(page, session));
          checked += MODES.length;
        });
        await test.test("loses nothing and does not scroll sideways with large letters", async () => expectNone(await reflowFaults(page)));
      } finally {
        await close();
      }
    });
  }
});

const heaviest = (carried) =>
  carried.sort((a, b) => b[1] - a[1]).slice(0, 8).map(([address, bytes]) => `  ${bytes} ${address.slice(SITE.length)}`);

it("no link of the site leads to an error", () => expectNone(broken));

it("the watch sees what it must see", async () => {
  const { page, seen, close } = await open();
  try {
    await go(page, { path: "/fr/" });
    await page.evaluate(async () => {
      console.error("made for the test");
      new Image().src = "http://elsewhere.test/picture.png";
      await new Promise((done) => setTimeout(done, 300));
    });
    assert.ok(seen.outside.includes("http://elsewhere.test/picture.png"));
    assert.ok(seen.refused.some((what) => what.startsWith("img-src")));
    assert.ok(seen.errors.some((error) => error.startsWith("made for the test")));
  } finally {
    await close();
  }
});

after(async () => {
  console.log(`${checked} pages × modes without a fault that axe-core sees`);
  weights.sort((a, b) => b.weight - a.weight);
  console.log("heaviest pages, bytes carried on a first visit:");
  for (const { place, weight, requests } of weights.slice(0, 8)) {
    console.log(`${String(weight).padStart(8)}  ${String(requests).padStart(3)} requests  ${told(place)}`);
  }
  await leave();
});
