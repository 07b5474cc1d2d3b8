// What pages look like, beside the pictures that were accepted. `make pictures` accepts the new ones.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, describe, it } from "node:test";
import { compare, decode, encodeSmall } from "./picture.mjs";
import { SCREENS, expectNone, go, leave, open, prefer, rest } from "./visit.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const KEPT = join(HERE, "reference");
/** Where a difference is drawn; not committed. */
const DIFFERENCES = join(HERE, "differences");

/**
 * Share of cells of 10 × 10 pixels that may differ. Measured on seven pages (README.md): letters without positions between
 * pixels, the worst that another version of a browser does, change 0.00 %; a missing typeface 0.86 % or more, a button
 * that is gone 0.30 % or more, a title eight pixels lower 1.7 % or more.
 */
const ALLOWED = 0.002;

/** `at`: what is brought to the top of the screen. `mask`: what changes from one day to the next, painted over. */
const PICTURES = [
  { name: "home-desktop-light", path: "/fr/" },
  { name: "home-phone-dark", path: "/en/", screen: "phone", scheme: "dark" },
  { name: "portrait-desktop-light", path: "/fr/territoires/200071827" },
  { name: "portrait-figures-phone-light", path: "/fr/territoires/16015", screen: "phone", at: "#mutations" },
  { name: "portrait-mayotte-desktop-dark", path: "/en/territories/dep:976", scheme: "dark", at: "#productive" },
  { name: "laureates-desktop-dark", path: "/fr/laureats", scheme: "dark" },
  { name: "laureate-phone-light", path: "/fr/laureats/grand-angouleme", screen: "phone" },
  { name: "form-refused-desktop-light", path: "/fr/territoires", form: { fields: { "#codes": "99999\nabc\n16015" }, button: 'form[method="post"] button[type="submit"]' } },
  { name: "search-phone-light", path: "/fr/recherche?q=saint-denis", screen: "phone" },
  { name: "indicators-desktop-light", path: "/fr/indicateurs", at: "#mutations" },
  { name: "portrait-paper", path: "/fr/territoires/200071827", media: "print", screen: "paper" },
];
/** An A4 sheet between its margins, at 96 pixels an inch. */
const PAPER = { width: 700, height: 1000 };

async function picture({ screen = "desktop", scheme, media, at, mask = [], ...place }) {
  const asked = { scheme, media, reduced: true };
  const { page, session, close } = await open({ screen: screen === "paper" ? PAPER : SCREENS[screen], ...asked });
  try {
    await go(page, place);
    // Going to a page may forget for what it is drawn: it is said again, and waited for.
    await prefer(session, asked);
    await page.waitForFunction((media) => matchMedia(media).matches, {}, media ?? "screen");
    await page.evaluate((target) => {
      // The blinking mark of a field that took the focus is not a look.
      document.activeElement?.blur();
      if (target) document.querySelector(target).scrollIntoView({ block: "start" });
    }, at);
    await page.$$eval(mask.join(",") || "mq-none", (elements) => elements.forEach((element) => { element.style.visibility = "hidden"; }));
    await rest(page);
    return await page.screenshot({ type: "png", captureBeyondViewport: false });
  } finally {
    await close();
  }
}

describe("pages look as they were accepted", () => {
  for (const wanted of PICTURES) {
    it(wanted.name, async () => {
      const now = decode(await picture(wanted));
      const kept = join(KEPT, `${wanted.name}.png`);
      if (process.env.MOSAIQUE_BLESS) {
        mkdirSync(KEPT, { recursive: true });
        // What differs less than is allowed is left as it is: a picture is new only when the page is.
        if (!existsSync(kept) || compare(decode(readFileSync(kept)), now).share > ALLOWED / 2) writeFileSync(kept, encodeSmall(now));
        return;
      }
      if (!existsSync(kept)) expectNone([`no picture was accepted yet: run "make pictures", look at ${kept}, commit it`]);
      const { share, why, picture: drawn } = compare(decode(readFileSync(kept)), now);
      const file = join(DIFFERENCES, `${wanted.name}.png`);
      rmSync(file, { force: true });
      if (share > ALLOWED) {
        mkdirSync(DIFFERENCES, { recursive: true });
        writeFileSync(file, drawn);
        expectNone([`${(100 * share).toFixed(2)} % of the picture differs, ${100 * ALLOWED} % is allowed${why ? ` (${why})` : ""}; accepted, now and difference side by side: ${file}`]);
      }
      if (process.env.MOSAIQUE_SHARES) console.log(`${(100 * share).toFixed(3)} %  ${wanted.name}`);
    });
  }

  it("every picture is of a page, and together they are light", () => {
    const files = existsSync(KEPT) ? readdirSync(KEPT) : [];
    assert.deepEqual(files.sort(), PICTURES.map(({ name }) => `${name}.png`).sort());
    const weight = files.reduce((sum, name) => sum + readFileSync(join(KEPT, name)).length, 0);
    assert.ok(weight < 1_000_000, `${weight} bytes`);
  });
});

after(leave);
