// Every page, in both themes and on both screens, before axe-core.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, describe, it } from "node:test";
import { places, told } from "./site.mjs";
import { SCREENS, expectNone, go, leave, open, prefer, settle } from "./visit.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.0 to 2.2, A and AA, which RGAA 4.1.2 follows, and the good practices. Not AAA, nor rules still on trial. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Ornaments behind which axe-core cannot tell the ground of a text: taken away, so that every contrast is measured. */
const BARE = ".mq-tile::before { display: none !important; } .fr-table { background: none !important; }";

const MODES = ["light", "dark"].flatMap((scheme) => Object.keys(SCREENS).map((screen) => ({ scheme, screen })));

const doubts = new Map();
let checked = 0;

/** What axe-core has to say of the page as it is. */
async function faults(page) {
  const { violations, incomplete } = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"], elementRef: false }),
    TAGS,
  );
  for (const { id, nodes } of incomplete) {
    for (const node of nodes) {
      const why = [...node.any, ...node.all, ...node.none].map((check) => check.data?.messageKey ?? check.id)[0];
      doubts.set(`${id} (${why})`, (doubts.get(`${id} (${why})`) ?? 0) + 1);
    }
  }
  return violations.map(({ id, help, nodes }) =>
    `${id}: ${help}\n${nodes.slice(0, 3).map((node) => `      ${node.target.join(" ")}  ${node.failureSummary?.split("\n").slice(1).join(";")}`).join("\n")}${nodes.length > 3 ? `\n      … and ${nodes.length - 3} more` : ""}`);
}

describe("axe-core finds no fault", { concurrency: 3 }, () => {
  for (const place of places) {
    it(told(place), async () => {
      const { page, session, close } = await open({ reduced: true });
      try {
        const answer = await go(page, place);
        assert.equal(answer.status(), place.status);
        await page.evaluate(AXE);
        await page.evaluate((css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }, BARE);
        const found = [];
        for (const { scheme, screen } of MODES) {
          await page.setViewport({ ...SCREENS[screen], deviceScaleFactor: 1 });
          // Without motion: a colour on its way to another is nobody's contrast.
          await prefer(session, { scheme, reduced: true });
          await settle(page);
          // What is folded is a page too.
          await page.$$eval("details", (folds) => folds.forEach((fold) => { fold.open = true; }));
          for (const fault of await faults(page)) found.push(`${scheme}, ${screen}: ${fault}`);
          checked += 1;
        }
        expectNone(found);
      } finally {
        await close();
      }
    });
  }
});

after(async () => {
  console.log(`${checked} pages × modes before axe-core; left to a person: ${[...doubts].map(([rule, count]) => `${rule} ${count}`).join(", ") || "nothing"}`);
  await leave();
});
