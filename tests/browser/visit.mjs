// Opens a page in the browser that run.mjs started, and notes what it does: requests that leave the site, errors, weight.
import puppeteer from "puppeteer-core";

/** Where the site under test answers, without a slash at the end. */
export const SITE = (process.env.MOSAIQUE_SITE ?? "").replace(/\/$/, "");

/** Sizes of screens, in CSS pixels. */
export const SCREENS = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 900 },
};

let connected;
/** The one browser of the run. */
export function browser() {
  connected ??= puppeteer.connect({ browserWSEndpoint: process.env.MOSAIQUE_BROWSER, defaultViewport: null });
  return connected;
}

/** Ends the connection, so that the process of a test file ends too. */
export async function leave() {
  await (await connected)?.disconnect();
}

/** Whether an address is of a site, or holds its own content. */
const stays = (address, site) => new URL(address).origin === new URL(site).origin || /^(data|blob|about):/.test(address);

/**
 * A page in a context of its own: its cache is empty, and it knows no cookie nor storage of another.
 * `script: false` is a reader without script; `reduced` and `forced` are what a reader asks of the system; `site` is another
 * site than the one under test: the demonstration.
 * @param {{site?: string, screen?: {width: number, height: number}, scheme?: "light"|"dark", script?: boolean, reduced?: boolean,
 *   forced?: boolean, media?: "screen"|"print"}} [reader]
 */
export async function open(reader = {}) {
  const { screen = SCREENS.desktop, scheme = "light", script = true, reduced = false, forced = false, media = "screen", site = SITE } = reader;
  const context = await (await browser()).createBrowserContext();
  const page = await context.newPage();
  const session = await page.createCDPSession();
  await page.setViewport({ ...screen, deviceScaleFactor: 1 });
  await page.setJavaScriptEnabled(script);
  await prefer(session, { scheme, reduced, forced, media });
  return { page, session, seen: await watch(page, session, site), close: () => context.close() };
}

/** What the reader asks of the system, and whether it is for paper: all at once, for each call forgets the one before. */
export function prefer(session, { scheme = "light", reduced = false, forced = false, media = "screen" }) {
  const features = [
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: reduced ? "reduce" : "no-preference" },
    { name: "forced-colors", value: forced ? "active" : "none" },
  ];
  return session.send("Emulation.setEmulatedMedia", { media, features });
}

/** What a page does while it is open. */
async function watch(page, session, site) {
  const seen = { outside: [], errors: [], refused: [], transfers: new Map() };
  const addresses = new Map();
  const asked = ({ requestId, request }) => {
    addresses.set(requestId, request.url);
    if (!stays(request.url, site)) seen.outside.push(request.url);
  };
  session.on("Network.requestWillBeSent", asked);
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const address = addresses.get(requestId);
    if (address && !/^(data|blob):/.test(address)) seen.transfers.set(address, encodedDataLength);
  });
  await session.send("Network.enable");
  // A worker asks for itself: a page that has one must not get out by it.
  page.on("workercreated", async (worker) => {
    worker.client.on("Network.requestWillBeSent", asked);
    await worker.client.send("Network.enable").catch(() => {});
  });
  page.on("console", (message) => {
    const from = message.location().url ?? "";
    // A page that says 404 or 422 is told as an error of its own address: it is what was asked for.
    const itself = /Failed to load resource/.test(message.text()) && from === page.url();
    if (message.type() === "error" && !itself) seen.errors.push(`${message.text()} (${from})`);
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  await page.exposeFunction("mosaiqueRefused", (what) => seen.refused.push(what));
  await page.evaluateOnNewDocument(() => {
    addEventListener("securitypolicyviolation", (event) => globalThis.mosaiqueRefused(`${event.violatedDirective}: ${event.blockedURI}`));
  });
  return seen;
}

/** Leads a page to a place of the site, or to a whole address, and waits until it is whole. */
export async function go(page, place) {
  if (place.form) return sendForm(page, place);
  const answer = await page.goto(/^https?:/.test(place.path) ? place.path : SITE + place.path, { waitUntil: "load" });
  await settle(page);
  return answer;
}

/** A place that is reached by sending a form. */
async function sendForm(page, { path, form }) {
  await page.goto(SITE + path, { waitUntil: "load" });
  for (const [field, value] of Object.entries(form.fields)) {
    await page.$eval(field, (input, text) => { input.value = text; }, value);
  }
  const [answer] = await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.$eval(form.button, (button) => button.click())]);
  await settle(page);
  return answer;
}

/** Typefaces are there, and nothing is asked for any more. */
export async function settle(page) {
  await page.waitForNetworkIdle({ idleTime: 100, timeout: 15_000 }).catch(() => {});
  await page.evaluate(() => document.fonts.ready.then(() => true)).catch(() => {});
}

/** Adds a sheet of the reader's, in the place of the one before: the content policy has no word to say of it. */
export function impose(page, css) {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
}

/** Leads to the end of the page and back, so that pictures that wait for the reader are fetched. */
export async function readThrough(page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await new Promise((done) => setTimeout(done, 20));
    }
    scrollTo(0, 0);
  });
  await settle(page);
}

/** Fails with what was found, one line each, and nothing else to read. */
export function expectNone(found, sentence = "") {
  if (!found.length) return;
  const fault = new Error(`${sentence}\n${found.map((line) => `    ${line}`).join("\n")}`);
  fault.stack = fault.message;
  throw fault;
}

/** Changes of colour that are on their way arrive at once: what is looked at is the page at rest. */
export const rest = (page) => page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));

/** Without script, a page offers nothing that would do nothing, and says something. */
export async function expectAlive(page) {
  const { dead, words } = await page.evaluate(() => {
    const controls = [...document.querySelectorAll("button, input, select, textarea, [role=button]")].filter((control) => control.checkVisibility());
    const dead = controls.filter((control) => !control.form).map((control) => control.outerHTML.slice(0, 100));
    return { dead, words: document.querySelector("main").innerText.split(/\s+/).length };
  });
  expectNone(dead, "controls of no form");
  expectNone(words > 15 ? [] : [`${words} words in the page`]);
}
