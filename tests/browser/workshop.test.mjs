// A telephone in a workshop that loses the network in the middle: what is written waits on it, leaves when the network is back, and
// is there once. An instance of its own: MOSAIQUE names the program.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { axeFaults } from "./axe.mjs";
import { browser, leave } from "./visit.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
/** The program: that of the setting MOSAIQUE, else what `make` built. */
const PROGRAM = resolve(HERE, "../..", process.env.MOSAIQUE ?? join(process.env.CARGO_TARGET_DIR ?? "target", "debug/mosaique"));
const SESSION = "2023-productifs-sobres";
const PHONE = { width: 390, height: 844, deviceScaleFactor: 1, isMobile: true, hasTouch: true };
const folder = mkdtempSync(join(tmpdir(), "mosaique-workshop-"));
let server;
let site;
let lead;
/** Paths: of the workshop, of its page for telephones. */
let workshop;
let phone;

async function start() {
  const instance = join(folder, "demo");
  const child = spawn(PROGRAM, ["demo", "--empty", "--folder", instance, "--port", "0"], { env: { ...process.env, NO_COLOR: "1" } });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { log += text; });
  for (let wait = 0; wait < 600; wait += 1) {
    const found = /instance ready, on http:\/\/127\.0\.0\.1:([1-9]\d*)/.exec(log);
    if (found) {
      // The pilot of the made-up session is also that of the one that has laureates.
      const pilot = ["people", "give", "alix.pilote@exemple.fr", "--role", "pilot", "--session", SESSION, "--folder", instance];
      try {
        execFileSync(PROGRAM, pilot, { stdio: "pipe" });
      } catch (error) {
        child.kill();
        throw error;
      }
      return { child, site: `http://localhost:${found[1]}` };
    }
    if (child.exitCode !== null) break;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`the demonstration did not start:\n${log}`);
}

async function send(path, fields, cookie = "") {
  const headers = { cookie };
  const answer = await fetch(site + path, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
  assert.equal(answer.status, 303, `${path}: ${await answer.clone().text()}`);
  return { location: answer.headers.get("location"), cookie: (answer.headers.get("set-cookie") ?? "").split(";")[0] };
}
const read = async (path) => (await fetch(site + path, { headers: { cookie: lead } })).text();

/** How many times words wait to be read in the room. */
const heard = async (words) => (await read(`${workshop}/salle`)).split(`<p class="mq-answer">${words}</p>`).length - 1;

async function open(script = true) {
  const context = await (await browser()).createBrowserContext();
  const page = await context.newPage();
  const protocol = await page.createCDPSession();
  await page.setViewport(PHONE);
  await page.setJavaScriptEnabled(script);
  await page.goto(site + phone, { waitUntil: "load" });
  return { page, protocol, close: () => context.close() };
}
const said = "[data-mq-said]:not([hidden])";
const tells = (page, part) => page.waitForFunction(
  (selector, text) => document.querySelector(selector)?.textContent.replace(/[\u00a0\u202f]/g, " ").includes(text), { timeout: 20_000 }, said, part,
);
const says = async (page, words) => {
  await page.$eval("#words", (field) => { field.value = ""; });
  await page.type("#words", words);
  await page.click("form[data-mq-phone] button");
};

describe("A workshop on a telephone", () => {
  before(async () => {
    ({ child: server, site } = await start());
    const { cookie: pilot } = await send("/fr/jouer-un-role", [["actor", "pilot"]]);
    const origin = [["origin", "laureate:coevrons"], ["address", "tariq.territoire@exemple.fr"]];
    const { location: space } = await send(`/fr/sessions/${SESSION}/espaces`, origin, pilot);
    ({ cookie: lead } = await send("/fr/jouer-un-role", [["actor", "territory"]]));
    const sheet = [
      ["stage", "issues"], ["title", "Ce que nous produisons"], ["aim", "Dire ce qui compte."], ["place", "Halle d'Évron"],
      ["begins", "2027-03-10T18:00"], ["ends", "2027-03-10T20:30"], ["zone", "Europe/Paris"], ["capacity", "60"],
      ["agenda", "20 Accueil\n90 Tables"], ["theme.t1", "La halle"], ["question.q1", "Que garder ?"],
    ];
    ({ location: workshop } = await send(`${space}/ateliers/nouveau`, sheet, lead));
    for (const act of ["phone", "open"]) await send(workshop, [["act", act]], lead);
    phone = /\/fr\/parole\/[a-z0-9.]+/.exec(await read(workshop))[0];
  });

  after(async () => {
    await leave();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps what is written without the network, says so, and sends it when it is back", async () => {
    const { page, close } = await open();
    await says(page, "Avant la coupure");
    await tells(page, "reçu");
    await page.setOfflineMode(true);
    await says(page, "Sans le réseau");
    await tells(page, "Une contribution attend le réseau");
    await says(page, "Encore sans le réseau");
    await tells(page, "2 contributions attendent le réseau");
    assert.equal(await heard("Sans le réseau"), 0);
    await page.setOfflineMode(false);
    await tells(page, "reçu");
    await page.waitForFunction(() => document.querySelectorAll("#own li").length === 3);
    for (const words of ["Avant la coupure", "Sans le réseau", "Encore sans le réseau"]) assert.equal(await heard(words), 1, words);
    assert.equal(await page.evaluate(() => localStorage.length), 0, "nothing waits any more");
    await close();
  });

  it("sends again what was heard and not answered, and it is there once", async () => {
    const { page, protocol, close } = await open();
    // The site hears it; its answer is lost twice.
    let lost = 0;
    await protocol.send("Fetch.enable", { patterns: [{ urlPattern: "*/parole/*", requestStage: "Response" }] });
    protocol.on("Fetch.requestPaused", ({ requestId, request }) => {
      const drop = request.method === "POST" && lost < 2;
      if (drop) lost += 1;
      void protocol.send(drop ? "Fetch.failRequest" : "Fetch.continueRequest", drop ? { requestId, errorReason: "ConnectionReset" } : { requestId });
    });
    await says(page, "Entendu deux fois");
    await tells(page, "attend le réseau");
    await tells(page, "reçu");
    assert.equal(lost, 2);
    assert.equal(await heard("Entendu deux fois"), 1);
    await close();
  });

  it("sends what it kept when its page is opened again", async () => {
    const { page, close } = await open();
    await page.setOfflineMode(true);
    await says(page, "Gardé sur le téléphone");
    await tells(page, "Une contribution attend le réseau");
    const telephone = page.browserContext();
    await page.close();
    assert.equal(await heard("Gardé sur le téléphone"), 0);
    const later = await telephone.newPage();
    await later.goto(site + phone, { waitUntil: "load" });
    await tells(later, "reçu");
    assert.equal(await heard("Gardé sur le téléphone"), 1);
    await close();
  });

  it("is whole without script, fits 390 pixels, is light and has no fault of accessibility", async () => {
    const bare = await open(false);
    await bare.page.type("#words", "Sans script");
    await Promise.all([bare.page.waitForNavigation({ waitUntil: "load" }), bare.page.click("form[data-mq-phone] button")]);
    assert.match(await bare.page.$eval("[role=status].done", (line) => line.textContent), /reçu/);
    assert.equal(await heard("Sans script"), 1);
    await bare.close();
    const { page, protocol, close } = await open();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, "it scrolls sideways");
    const weight = await page.evaluate(() => {
      const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
      return all.reduce((sum, one) => sum + one.transferSize, 0);
    });
    assert.ok(weight > 0 && weight < 20_000, `${weight} bytes`);
    // A screen that is no longer of a telephone loads the page again.
    await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.setViewport({ width: 390, height: 844, deviceScaleFactor: 1 })]);
    assert.deepEqual(await axeFaults(page, protocol), []);
    await close();
  });
});
