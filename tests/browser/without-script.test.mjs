// Script refused, blocked or broken: everything is there all the same.
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { kindOf, places, told } from "./site.mjs";
import { SCREENS, expectAlive, go, leave, open, settle } from "./visit.mjs";

const reader = { script: false };
/** One page a kind, in French. */
const kinds = [...new Map(places.filter(({ path }) => path.startsWith("/fr")).map((place) => [`${kindOf(place.path)} ${place.status}`, place])).values()];

async function send(page, field, text, button) {
  await page.type(field, text);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click(button)]);
  await settle(page);
}

describe("without script", () => {
  it("one searches, chooses and reads a portrait", async () => {
    const { page, close } = await open(reader);
    try {
      await go(page, { path: "/fr/" });
      await send(page, "#q", "saint denis", '#q ~ button[type="submit"]');
      assert.match(page.url(), /\/fr\/recherche\?q=saint\+denis/);
      const first = '.mq-results a[href^="/fr/territoires/"]';
      const name = await page.$eval(first, (link) => link.textContent);
      await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click(first)]);
      assert.equal(await page.$eval("h1", (title) => title.textContent), name);
      const values = await page.$$eval(".mq-tile__value", (tiles) => tiles.map((tile) => tile.innerText.trim()));
      assert.ok(values.length >= 10 && values.every(Boolean), `${values.length} figures`);
      await page.click("summary");
      assert.ok(await page.$eval("details", (fold) => fold.open));
      const csv = await page.$eval('a[download][href$=".csv"]', (link) => link.href);
      assert.match((await fetch(csv)).headers.get("content-type"), /^text\/csv/);
    } finally {
      await close();
    }
  });

  it("one composes a territory, is told what is wrong, mends it and reads its portrait", async () => {
    const { page, close } = await open(reader);
    try {
      await go(page, { path: "/en/territories" });
      const button = 'form[method="post"] button[type="submit"]';
      await send(page, "#codes", "16015\nnonsense", button);
      assert.match(await page.$eval('[role="alert"]', (alert) => alert.innerText), /nonsense/);
      assert.equal(await page.$eval("#codes", (area) => area.value.replace(/\r/g, "")), "16015\nnonsense");
      await page.$eval("#codes", (area) => { area.value = ""; });
      await page.type("#name", "Made without script");
      await send(page, "#codes", "16015\n16113", button);
      assert.match(page.url(), /\/en\/territories\/perimeter:/);
      assert.equal(await page.$eval("h1", (title) => title.textContent), "Made without script");
    } finally {
      await close();
    }
  });

  it("the menu of a telephone is simply there", async () => {
    const { page, close } = await open({ ...reader, screen: SCREENS.phone });
    try {
      await go(page, { path: "/fr/" });
      const links = await page.$$eval("#menu a", (all) => all.map((link) => link.checkVisibility()));
      assert.ok(links.length >= 5 && links.every(Boolean));
    } finally {
      await close();
    }
  });
});

describe("without script no page offers what would do nothing, and each says something", { concurrency: 3 }, () => {
  for (const place of kinds) {
    it(told(place), async () => {
      const { page, close } = await open(reader);
      try {
        await go(page, place);
        await expectAlive(page);
      } finally {
        await close();
      }
    });
  }
});

after(leave);
