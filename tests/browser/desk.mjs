// The demonstration as its people use it: entering, filling in a dossier, its clock, its mailbox. What a play does not try is
// done by requests, as a browser without script would send them; what it tries is done in the browser.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linksOf } from "./site.mjs";
import { go, open, settle } from "./visit.mjs";

/** Where the demonstration answers: the name that its mails bear, or the links of its mails would lose the cookie. */
export const DEMONSTRATION = (process.env.MOSAIQUE_DEMONSTRATION ?? "").replace(/\/$/, "");
/** The call of the demonstration. */
export const SESSION = "demonstration";
export const DOSSIERS = `/fr/sessions/${SESSION}/dossiers`;
const ROLES = "/fr/jouer-un-role";

/** A small document of the right sort. */
export const PDF = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";


/** Sends a form as a browser does; the answer, not followed. */
export async function send(path, fields, { cookie = "", files = [], json = false } = {}) {
  const body = json || files.length || path.includes("/rubriques/") ? new FormData() : new URLSearchParams();
  for (const [name, value] of fields) body.append(name, value);
  for (const [name, file, text] of files) body.append(name, new Blob([text], { type: "application/pdf" }), file);
  const headers = { cookie, ...(json ? { accept: "application/json" } : {}) };
  const answer = await fetch(DEMONSTRATION + path, { method: "POST", body, headers, redirect: "manual" });
  return { status: answer.status, location: answer.headers.get("location") ?? "", cookie: (answer.headers.get("set-cookie") ?? "").split(";")[0], text: await answer.text() };
}

/** A page, as text. */
export async function read(path, cookie = "") {
  const answer = await fetch(DEMONSTRATION + path, { headers: { cookie, accept: "text/html" } });
  return { status: answer.status, text: await answer.text(), url: answer.url };
}

async function done(answer, what) {
  if (answer.status !== 303) {
    const why = /role="alert"[^>]*>(.*?)<\/div>/s.exec(answer.text)?.[1] ?? answer.text.slice(0, 300);
    throw new Error(`${what}: ${answer.status} ${why}`);
  }
  return answer;
}

/** Stops the clock at a second of Paris, or lets it run again. */
export const stopClock = async (at) => done(await send(ROLES, [["at", at]]), `the clock at ${at}`);
export const runClock = () => stopClock("");

/** The people one may be, as the page of roles offers them. */
export async function actors() {
  const { text } = await read(ROLES);
  return [...text.matchAll(/name="actor" value="([^"]+)"/g)].map(([, id]) => id);
}

/** The cookie of somebody made up. */
export const playing = async (actor) => (await done(await send(ROLES, [["actor", actor]]), actor)).cookie;

/** A page of the browser that has entered. */
export async function openAs(cookie, reader = {}) {
  const opened = await open({ ...reader, site: DEMONSTRATION });
  if (cookie) {
    const [name, value] = cookie.split("=");
    await opened.page.setCookie({ name, value, url: DEMONSTRATION });
  }
  return opened;
}

/** Leads a page to an address of the demonstration. */
export const at = (page, path) => go(page, { path: path.startsWith("http") ? path : DEMONSTRATION + path });

/** Clicks something that leads to another page; the answer. */
export async function follow(page, selector) {
  const element = await page.waitForSelector(selector);
  const [answer] = await Promise.all([page.waitForNavigation({ waitUntil: "load" }), element.evaluate((found) => found.click())]);
  await settle(page);
  return answer;
}

/** The link of the last mail to an address whose path begins so, read in the page of mails, in the browser. */
export async function followMail(page, to, prefix) {
  for (let wait = 0; wait < 50; wait += 1) {
    await at(page, "/fr/courriels");
    const link = await page.evaluate((address, start) => {
      const mails = [...document.querySelectorAll(".mq-mail")].filter((mail) => mail.textContent.includes(address));
      return mails.flatMap((mail) => [...mail.querySelectorAll("a")]).map((found) => found.href).find((href) => new URL(href).pathname.startsWith(start));
    }, to, prefix);
    if (link) {
      await at(page, link);
      return link;
    }
    await new Promise((waited) => setTimeout(waited, 100));
  }
  throw new Error(`no mail to ${to} with a link to ${prefix} came in five seconds`);
}

/** Writes in a field of the page as somebody types. */
export async function type(page, selector, text) {
  await page.waitForSelector(selector);
  await page.$eval(selector, (field) => { field.value = ""; field.focus(); });
  await page.keyboard.type(text);
}

/** What is in the page, in words; spaces that do not break and curved apostrophes as a keyboard has them. */
export const words = async (page) => (await page.$eval("main", (main) => main.innerText)).replace(/[\u00a0\u202f]/g, " ").replaceAll("’", "'");

/** A folder for files that are given or received; `end` removes it. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), "mosaique-play-"));
  const file = (name, text = PDF) => {
    writeFileSync(join(path, name), text);
    return join(path, name);
  };
  return { path, file, end: () => rmSync(path, { recursive: true, force: true }) };
}

/** The fields of a section as its page has them, with what is answered: `{ "v.summary": "…" }`. */
async function write(section, cookie, answers, files = []) {
  const { text } = await read(section, cookie);
  const bases = [...text.matchAll(/name="base\.([^"]+)" value="(\d+)"/g)].map(([, id, version]) => [`base.${id}`, version]);
  const criteria = [...text.matchAll(/name="(c\.[^"]+)"/g)].map(([, name]) => [name, "Une réponse à ce critère."]);
  const given = Object.entries(answers).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  // What is not answered here is sent as it stands, as a browser would.
  const kept = bases.filter(([name]) => given.some(([field]) => field.slice(2).split(".")[0] === name.slice(5)) || criteria.some(([field]) => field.split(".")[1] === name.slice(5)) || files.length > 0);
  const fields = [...kept, ...criteria, ...given];
  return done(await send(section, fields, { cookie, files }), section);
}

/**
 * A dossier with every answer, its two signatures when `signed`, and deposited when `deposited`: what a play that tries
 * something else begins from. Its path.
 */
export async function dossier({ lead, state, territory = "Angoulême", signed = true, deposited = false }) {
  const begun = await done(await send(DOSSIERS, [["territory", territory]], { cookie: lead }), "begin");
  const path = begun.location;
  const section = (name) => `${path}/rubriques/${name}`;
  await write(section("territory"), lead, {
    "v.territory-name": `${territory} et ses voisines`, "v.perimeter": "200071827", "v.area": ["", "rural"], "v.overseas": "no",
  });
  await write(section("bearer"), lead, {
    "v.bearer-form": "epci", "v.bearer-siren": "200071827", "v.contact-name": "Tariq Territoire", "v.contact-email": "tariq@exemple.fr",
  });
  await write(section("project"), lead, { "v.summary": "Un quartier où l'on travaille et où l'on habite." });
  await write(section("enclosures"), lead, { "a.support": "Préfecture de la Charente" }, [["u.map", "plan.pdf", PDF]]);
  const letter = /name="(l\.[^"]+)"/.exec((await read(section("enclosures"), lead)).text)[1];
  await write(section("enclosures"), lead, {}, [[letter, "soutien.pdf", PDF]]);
  await joinState(path, lead, state);
  await write(section("state"), state, { "v.state-service": "DDT de la Charente", "v.state-view": "Un projet utile.", "v.state-months": "12" });
  if (signed) {
    await sign(path, lead);
    await sign(path, state);
  }
  if (deposited) await done(await send(`${path}/actes`, [["act", "submit"]], { cookie: lead }), "submit");
  return path;
}

/** The service of the State takes part in a dossier, by the link of the mail. */
const joinState = async (path, lead, state) => invite(path, lead, state, await addressOf(state), "state-service");

/** Somebody takes part in a dossier, by the link of the mail. */
export async function invite(path, lead, guest, address, capacity) {
  const before = await invitations(address);
  await done(await send(`${path}/actes`, [["act", "invite"], ["address", address], ["capacity", capacity]], { cookie: lead }), "invite");
  for (let wait = 0; wait < 50; wait += 1) {
    const link = (await invitations(address)).find((found) => !before.includes(found));
    if (link) return done(await send(link, [], { cookie: guest }), "join");
    await new Promise((waited) => setTimeout(waited, 100));
  }
  throw new Error(`no invitation came to ${address}`);
}

async function invitations(address) {
  const { text } = await read("/fr/courriels");
  const mails = text.split('<article class="mq-mail">').slice(1).filter((mail) => mail.includes(address));
  return mails.flatMap((mail) => linksOf(mail, DEMONSTRATION)).filter((link) => link.startsWith("/fr/invitations/"));
}

/** Signs what the page of a dossier gives to sign. */
export async function sign(path, cookie) {
  const { text } = await read(path, cookie);
  const form = /name="side" value="([^"]+)"><input type="hidden" name="digest" value="([^"]+)"/.exec(text);
  if (!form) throw new Error(`nothing to sign on ${path}`);
  return done(await send(`${path}/actes`, [["act", "sign"], ["side", form[1]], ["digest", form[2]]], { cookie }), "sign");
}

/** The address of somebody made up. */
export async function addressOf(cookie) {
  return /[\w.-]+@exemple\.fr/.exec((await read("/fr/mon-espace", cookie)).text)[0];
}
