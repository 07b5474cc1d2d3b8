// Every page behind the door, for every role of the demonstration: found by the links of their own space, then put before
// axe-core, read with large letters, walked through with Tab, and opened without script.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { MODES, axeFaults } from "./axe.mjs";
import { DEMONSTRATION, SESSION, actors, addressOf, at, dossier, invite, openAs, playing, read, runClock, stopClock } from "./desk.mjs";
import { walkThrough } from "./keyboard.mjs";
import { VIEWS, reflowFaults } from "./reflow.mjs";
import { linksOf } from "./site.mjs";
import { expectAlive, expectNone, leave } from "./visit.mjs";

/** A day on which dossiers are received, and others examined. */
const DAY = "2026-12-02T10:00:00";
/** Where everybody's walk begins, and the other language's. */
const HOMES = { fr: "/fr/mon-espace", en: "/en/my-space" };
/** In the other language, the pages of two people: those who write, and those who examine. */
const IN_ENGLISH = ["territory", "pilot"];
/** What anybody opens in a demonstration, and is of it. */
const OPEN = ["/fr/connexion", "/fr/connexion/envoye", "/fr/jouer-un-role", "/fr/courriels"];

/** Where one question among many is looked at: its pages are of one kind, whatever the question. */
const OF_A_QUESTION = /\/(questions|reponses|answers|nouvelle-question|new-question)\/[^/]+/;
/** What an address is the address of: names of one thing among many taken away, names of sections kept. */
const kindOf = (path) => path.split("?")[0].replace(/\/[0-9a-f]{16,64}(?=\/|$)/g, "/*").replace(OF_A_QUESTION, "/$1/*");

/** Whether who has not entered is sent to the door. */
const behind = new Map();
async function isBehindTheDoor(path) {
  if (!behind.has(path)) {
    const answer = await fetch(DEMONSTRATION + path, { redirect: "manual", headers: { accept: "text/html" } });
    await answer.body?.cancel();
    behind.set(path, answer.status === 303 && /\/(connexion|sign-in)/.test(answer.headers.get("location") ?? ""));
  }
  return behind.get(path);
}

/** The pages behind the door that somebody reaches from their space in a language, one of each kind. */
async function walk(cookie, lang) {
  const [queue, kinds, pages] = [[HOMES[lang]], new Set(), []];
  while (queue.length) {
    const path = queue.shift().split("#")[0];
    if (kinds.has(kindOf(path)) || !path.startsWith(`/${lang}/`) || /\.\w+$/.test(path) || !(await isBehindTheDoor(path))) continue;
    const answer = await fetch(DEMONSTRATION + path, { headers: { cookie, accept: "text/html" } });
    const type = answer.headers.get("content-type") ?? "";
    if (!type.startsWith("text/html") || /attachment/.test(answer.headers.get("content-disposition") ?? "")) {
      await answer.body?.cancel();
      continue;
    }
    assert.equal(answer.status, 200, `a link leads to ${path}`);
    kinds.add(kindOf(path));
    pages.push(path);
    queue.push(...linksOf(await answer.text(), DEMONSTRATION + path));
  }
  return pages;
}

/** Who, which page, by which cookie. Found before the tests are told, for each page is one. */
const found = [];
if (DEMONSTRATION) {
  await stopClock(DAY);
  const [lead, state, other] = [await playing("territory"), await playing("state"), await playing("co-author")];
  const drafted = await dossier({ lead, state, territory: "Cognac", signed: false });
  await invite(drafted, lead, other, await addressOf(other), "co-author");
  const received = await dossier({ lead, state, territory: "Soyaux", deposited: true });
  for (const actor of await actors()) {
    const cookie = await playing(actor);
    const langs = IN_ENGLISH.includes(actor) ? ["fr", "en"] : ["fr"];
    const own = ["territory", "co-author", "state"].includes(actor) ? [drafted] : [];
    const seen = ["territory", "state", "pilot", "instructor"].includes(actor) ? [received] : [];
    for (const lang of langs) {
      const pages = await walk(cookie, lang);
      found.push(...pages.map((path) => ({ actor, cookie, path })));
      // One of each: a draft, and what was deposited.
      for (const path of lang === "fr" ? [...own, ...seen] : []) {
        if (!pages.includes(path)) found.push({ actor, cookie, path });
      }
    }
  }
  found.push(...OPEN.map((path) => ({ actor: "nobody", cookie: "", path })));
  console.log(`${found.length} pages of ${new Set(found.map(({ actor }) => actor)).size} people`);
}

const skip = DEMONSTRATION ? false : "no demonstration: node run.mjs SITE --demonstration ADDRESS";
/** Walked with Tab and opened without script: the first of each kind, whoever it is for. */
const firsts = [...new Map([...found].reverse().map((one) => [kindOf(one.path), one])).values()];
/** What is looked at of the others: they differ by what is in them, not by their kind. */
const BRIEF = MODES.filter(({ scheme, screen }) => (scheme === "dark") === (screen === "desktop"));
const NARROW = [VIEWS[0], { name: "a window of 360 pixels", screen: { width: 360, height: 740 } }];
let checked = 0;

describe("each page behind the door, for each role", { concurrency: 3, skip }, () => {
  for (const one of found) {
    const { actor, cookie, path } = one;
    it(`${actor}: ${path}`, async (test) => {
      const { page, session, seen, close } = await openAs(cookie, { reduced: true });
      try {
        const answer = await at(page, path);
        assert.equal(answer.status(), 200);
        await test.test("asks nothing elsewhere and fails nowhere", () => expectNone([...seen.outside, ...seen.refused, ...seen.errors]));
        await page.$$eval("details", (folds) => folds.forEach((fold) => { fold.open = true; }));
        await test.test("has no fault that axe-core sees", async () => {
          const modes = firsts.includes(one) ? MODES : BRIEF;
          expectNone(await axeFaults(page, session, modes));
          checked += modes.length;
        });
        await test.test("loses nothing and does not scroll sideways with large letters", async () => expectNone(await reflowFaults(page, firsts.includes(one) ? [...VIEWS, NARROW[1]] : NARROW)));
      } finally {
        await close();
      }
    });
  }
});

describe("Tab reaches everything, in order, seen, and comes out again", { concurrency: 3, skip }, () => {
  for (const { actor, cookie, path } of firsts) {
    it(`${actor}: ${path}`, async () => {
      const { page, close } = await openAs(cookie, { reduced: true });
      try {
        await at(page, path);
        await walkThrough(page);
      } finally {
        await close();
      }
    });
  }
});

describe("without script", { concurrency: 3, skip }, () => {
  for (const { actor, cookie, path } of firsts) {
    it(`${actor}: ${path}`, async () => {
      const { page, close } = await openAs(cookie, { script: false });
      try {
        await at(page, path);
        await expectAlive(page);
      } finally {
        await close();
      }
    });
  }
});

describe("the walk", { skip }, () => {
  before(() => assert.ok(found.length));

  it("reaches what each role is there for", () => {
    const has = (actor, kind) => found.some((one) => one.actor === actor && kindOf(one.path) === kind);
    for (const actor of ["territory", "co-author", "state"]) assert.ok(has(actor, "/fr/dossiers/*/rubriques/state"), actor);
    for (const actor of ["pilot", "instructor"]) assert.ok(has(actor, "/fr/dossiers/*"), actor);
    assert.ok(has("pilot", `/fr/sessions/${SESSION}/dossiers`) && has("juror", "/fr/mon-espace"));
    assert.ok(!has("juror", "/fr/dossiers/*"), "a juror reads nothing before the jury does");
  });

  it("leads nobody to the pages of others", async () => {
    const juror = found.find(({ actor }) => actor === "juror").cookie;
    for (const { path } of found.filter(({ actor, path: own }) => actor === "territory" && own.includes("/dossiers/"))) {
      assert.equal((await read(path, juror)).status, 404, path);
    }
  });
});

after(async () => {
  console.log(`${checked} pages × modes behind the door`);
  if (DEMONSTRATION) await runClock();
  await leave();
});
