// From the jury to a published edition, in the browser: a dossier is read, retained, told; its territory has a workspace, writes a
// roadmap from a file and publishes an edition that anybody reads. An instance of its own, with the story of the demonstration.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { axeFaults } from "./axe.mjs";
import { browser, leave } from "./visit.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
/** The program: that of the setting MOSAIQUE, else what `make` built. */
const PROGRAM = resolve(HERE, "../..", process.env.MOSAIQUE ?? join(process.env.CARGO_TARGET_DIR ?? "target", "debug/mosaique"));
const ROADMAP = readFileSync(resolve(HERE, "../../docs/samples/roadmap.toml"), "utf8");
const SESSION = "/fr/sessions/demonstration";
const folder = mkdtempSync(join(tmpdir(), "mosaique-chain-"));
let server;
let site;
let page;
let protocol;

async function start() {
  const child = spawn(PROGRAM, ["demo", "--folder", join(folder, "demo"), "--port", "0"], { env: { ...process.env, NO_COLOR: "1" } });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { log += text; });
  for (let wait = 0; wait < 600; wait += 1) {
    const found = /instance ready, on http:\/\/127\.0\.0\.1:([1-9]\d*)/.exec(log);
    if (found) return { child, site: `http://localhost:${found[1]}` };
    if (child.exitCode !== null) break;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`the demonstration did not start:\n${log}`);
}

const at = async (path) => {
  const answer = await page.goto(site + path, { waitUntil: "load" });
  assert.equal(answer.status(), 200, path);
};
const words = async () => (await page.$eval("main", (main) => main.innerText)).replace(/[\u00a0\u202f]/g, " ").replaceAll("’", "'");

/** Fills in the form of the page that does an act, and sends it by its button. */
async function act(name, fields = {}) {
  const sent = page.waitForNavigation({ waitUntil: "load" });
  const missing = await page.evaluate((name, fields) => {
    const forms = [...document.querySelectorAll("main form")];
    const fits = (form) => form.querySelector(`[name="act"][value="${name}"]`) && Object.keys(fields).every((field) => form.elements[field]);
    const form = forms.find(fits);
    if (!form) return `no form of ${name} with ${Object.keys(fields)}`;
    for (const [field, value] of Object.entries(fields)) {
      const found = [form.elements[field]].flatMap((one) => (one instanceof RadioNodeList ? [...one] : [one]));
      for (const one of found) {
        if (one.type === "checkbox" || one.type === "radio") one.checked = [value].flat().includes(one.value);
        else one.value = value;
      }
    }
    const button = form.querySelector(`button[name="act"][value="${name}"]`) ?? form.querySelector("button");
    button.click();
    return "";
  }, name, fields);
  if (missing) {
    sent.catch(() => {});
    assert.fail(`${missing}: ${await words()}`);
  }
  const answer = await sent;
  assert.equal(answer.status(), 200, `${name}: ${await words()}`);
}
async function be(actor) {
  await at("/fr/jouer-un-role");
  const sent = page.waitForNavigation({ waitUntil: "load" });
  await page.$eval(`input[name=actor][value=${actor}]`, (field) => field.form.querySelector("button").click());
  await sent;
}
async function goTo(phase) {
  await at("/fr/jouer-un-role");
  const sent = page.waitForNavigation({ waitUntil: "load" });
  await page.$eval(`button[name=phase][value=${phase}]`, (button) => button.click());
  await sent;
}
/** Where the link of the page that bears some words leads. */
const linkTo = (part) => page.$$eval("main a", (links, part) => links.map((link) => link.getAttribute("href") ?? "").find((path) => path.includes(part)), part);
const faults = async (what) => assert.deepEqual(await axeFaults(page, protocol), [], what);

describe("From the jury to a published edition", () => {
  let dossier;
  let space;
  before(async () => {
    server = await start();
    site = server.site;
    const context = await (await browser()).createBrowserContext();
    page = await context.newPage();
    protocol = await page.createCDPSession();
    page.setDefaultTimeout(30_000);
    page.on("dialog", (dialog) => dialog.accept());
  });
  after(async () => {
    await page?.browserContext().close();
    await leave();
    server?.child.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it("a juror reads and scores, when the call comes to it", async () => {
    await goTo("scoring");
    await be("juror");
    await at(`${SESSION}/lectures`);
    await faults("readings");
    const sheets = await page.$$eval("main a", (links) => links.filter((link) => link.pathname.endsWith("/lecture")).map((link) => [link.closest("tr, li")?.innerText ?? "", link.pathname]));
    [, dossier] = sheets.find(([text]) => text.includes("Angoulême"));
    dossier = dossier.replace("/lecture", "");
    await at(`${dossier}/lecture`);
    await faults("sheet");
    const criteria = await page.$$eval("[name^='r.']", (fields) => [...new Set(fields.map((field) => field.name.slice(2)))]);
    assert.equal(criteria.length, 6);
    const fields = Object.fromEntries(criteria.flatMap((id) => [[`l.${id}`, "3"], [`r.${id}`, "Une raison qui tient."]]));
    await act("lock", { ...fields, confidence: "high" });
    assert.match(await words(), /empreinte/i);
  });

  it("the jury meets, retains it, signs; the pilot tells everybody at once", async () => {
    await goTo("deliberation");
    await be("pilot");
    await at(`${SESSION}/jury`);
    const jade = await page.$eval("main", (main) => [...main.querySelectorAll("form")].filter((form) => form.closest("tr, li")?.innerText.includes("Jade")).map((form) => form.elements.person?.value).find(Boolean));
    assert.ok(jade, await words());
    const meeting = `${SESSION}/jury/seance`;
    await at(meeting);
    await act("call", { when: "2027-03-09T12:00", place: "Salle A" });
    await at(`${SESSION}/jury`);
    await act("preside", { person: jade });
    await at(meeting);
    await act("arrive", { person: jade });
    for (const person of await page.$$eval("form", (forms) => forms.filter((form) => form.querySelector("[name=act][value=arrive]")).map((form) => form.elements.person.value))) {
      await at(meeting);
      const still = await page.evaluate((person) => [...document.querySelectorAll("form")].some((form) => form.querySelector("[name=act][value=arrive]") && (form.elements.person.value === person || [...(form.elements.person.options ?? [])].some((o) => o.value === person))), person);
      if (still) await act("arrive", { person });
    }
    await at(meeting);
    await act("open");
    const id = dossier.split("/").pop();
    await at(meeting);
    await act("take", { dossier: id });
    await at(meeting);
    await act("vote", { dossier: id, yes: "1" });
    await at(`${dossier}/notes`);
    await faults("scores");
    const sent = page.waitForNavigation({ waitUntil: "load" });
    await page.evaluate(() => {
      const form = document.querySelector("[name=outcome]").form;
      const outcome = form.elements.outcome;
      if (outcome instanceof RadioNodeList) [...outcome].find((one) => one.value === "retained").checked = true;
      else outcome.value = "retained";
      form.elements.reason.value = "Le jury a lu.";
      form.querySelector("button").click();
    });
    await sent;
    await at(meeting);
    await act("close");
    await be("juror");
    await at(meeting);
    await faults("meeting");
    await act("sign");
    await be("pilot");
    await at(`${SESSION}/jury/decision`);
    await act("sign", { name: "Alix Pilote", function: "Pilote" });
    await goTo("decision");
    await be("pilot");
    await at(`${SESSION}/jury/decision`);
    await faults("decision");
    await act("notify", { d: [dossier.split("/").pop()] });
    await be("territory");
    await at(`${dossier}/decision`);
    assert.match(await words(), /Retenu/);
  });

  it("its territory has a workspace, writes its roadmap and publishes an edition that anybody reads", async () => {
    await be("pilot");
    await at(`${SESSION}/espaces`);
    const sent = page.waitForNavigation({ waitUntil: "load" });
    await page.$eval("[name=origin]", (field) => {
      field.value = [...field.options].find((option) => option.value.startsWith("dossier:")).value;
      field.form.querySelector("button").click();
    });
    await sent;
    space = new URL(page.url()).pathname;
    await act("reach", { stage: await page.$eval("[name=stage]", (field) => [...field.options].map((option) => option.value).filter(Boolean)[0]) });
    await be("territory");
    await at(space);
    await faults("workspace");
    const roadmap = await linkTo("/feuilles-de-route/");
    await at(roadmap);
    await act("begin");
    await at(`${roadmap}/import`);
    await act("look", { format: "toml", text: ROADMAP });
    await faults("what a file would change");
    await act("take");
    assert.equal(new URL(page.url()).pathname, roadmap);
    assert.match(await words(), /Inventorier les friches/);
    await faults("roadmap");
    await at(space);
    await at(await linkTo("/editions/"));
    await act("publish", { title: "Nos défis, racontés", summary: "Ce que nous avons entendu." });
    const edition = new URL(page.url()).pathname;
    const stranger = await (await (await browser()).createBrowserContext()).newPage();
    const seen = await stranger.goto(site + edition, { waitUntil: "load" });
    assert.equal(seen.status(), 200);
    const told = await stranger.$eval("main", (main) => main.innerText);
    assert.match(told, /Nos défis, racontés/);
    assert.match(told, /Démonstration/);
    await stranger.browserContext().close();
  });
});
