// Passkeys in a real browser, with an authenticator that it plays itself: registered, used, refused, removed. An instance of
// its own, with a mailbox to read the link from: MOSAIQUE names the program.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { browser, leave } from "./visit.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
/** The program: that of the setting MOSAIQUE, else what `make` built. */
const PROGRAM = resolve(HERE, "../..", process.env.MOSAIQUE ?? join(process.env.CARGO_TARGET_DIR ?? "target", "debug/mosaique"));
const folder = mkdtempSync(join(tmpdir(), "mosaique-passkeys-"));
let server;
let site;
let context;
let page;
let protocol;
let authenticator;

/** Starts an instance on a free port, reached at localhost: browsers have passkeys there without https. */
async function start(port) {
  const options = ["serve", "--folder", join(folder, "instance"), "--port", String(port)];
  const child = spawn(PROGRAM, options, { env: { ...process.env, NO_COLOR: "1" } });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { log += text; });
  for (let wait = 0; wait < 600; wait += 1) {
    const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(log);
    if (found) return { child, site: `http://localhost:${found[1]}` };
    if (child.exitCode !== null) break;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`the site did not start:\n${log}`);
}

/** The last link to enter that the instance wrote in its folder of mails. */
async function link() {
  const mails = join(folder, "instance/mail");
  for (let wait = 0; wait < 200; wait += 1) {
    if (existsSync(mails)) {
      for (const name of readdirSync(mails).filter((name) => name.endsWith(".eml")).sort().reverse()) {
        const text = readFileSync(join(mails, name), "utf8").replace(/=\r?\n/g, "").replace(/=3D/g, "=");
        const found = /\/fr\/connexion\/[0-9a-f]{32}/.exec(text);
        if (found) return found[0];
      }
    }
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error("no mail was written");
}

const go = (path) => page.goto(`${site}${path}`, { waitUntil: "load" });
const submit = async (selector) => {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click(selector)]);
};
const text = () => page.evaluate(() => document.body.innerText);
const said = "form[data-mq-passkey] [data-mq-passkey-said]:not([hidden])";

describe("Passkeys", () => {
  before(async () => {
    ({ child: server, site } = await start(0));
    context = await (await browser()).createBrowserContext();
    page = await context.newPage();
    protocol = await page.createCDPSession();
    await protocol.send("WebAuthn.enable");
    ({ authenticatorId: authenticator } = await protocol.send("WebAuthn.addVirtualAuthenticator", {
      options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    }));
    await go("/fr/connexion");
    await page.type("#address", "camille@exemple.fr");
    await submit("form.mq-form button[type=submit]");
    await go(await link());
    await submit("main form button");
  });

  after(async () => {
    await context?.close();
    await leave();
    server?.kill("SIGTERM");
    await new Promise((ended) => (server && server.exitCode === null ? server.once("exit", ended) : ended()));
    rmSync(folder, { recursive: true, force: true });
  });

  it("is registered on one's page, under a name", async () => {
    await page.type("#passkey-new", "Téléphone de service");
    await submit("form[data-mq-passkey=create] button");
    assert.match(page.url(), /\/fr\/mon-espace/);
    assert.equal(await page.$eval(".mq-ways input[name=name]", (input) => input.value), "Téléphone de service");
    const { credentials } = await protocol.send("WebAuthn.getCredentials", { authenticatorId: authenticator });
    assert.equal(credentials.length, 1);
    assert.equal(credentials[0].rpId, "localhost");
    assert.ok(credentials[0].isResidentCredential, "it is found without a name");
  });

  it("is not registered twice on one device", async () => {
    await page.type("#passkey-new", "Encore");
    await page.click("form[data-mq-passkey=create] button");
    await page.waitForSelector(said);
    assert.match(await page.$eval(said, (told) => told.textContent), /Aucune clé n’a été présentée/);
  });

  it("opens the space of its holder, without a name and without a mail", async () => {
    await submit("button[name=login][value=this]");
    await go("/fr/connexion?next=/fr/mon-espace");
    assert.ok(await page.$eval("[data-mq-passkey-none]", (told) => told.hidden), "the script works here");
    await submit("form[data-mq-passkey=get] button");
    assert.equal(new URL(page.url()).pathname, "/fr/mon-espace");
    assert.match(await text(), /camille@exemple\.fr/);
    assert.match(await text(), /Dernier usage/);
  });

  it("opens nothing when its holder is not verified", async () => {
    await submit("button[name=login][value=this]");
    await go("/fr/connexion");
    await protocol.send("WebAuthn.setUserVerified", { authenticatorId: authenticator, isUserVerified: false });
    await page.click("form[data-mq-passkey=get] button");
    await page.waitForSelector(said);
    assert.equal(new URL(page.url()).pathname, "/fr/connexion");
    await protocol.send("WebAuthn.setUserVerified", { authenticatorId: authenticator, isUserVerified: true });
    await submit("form[data-mq-passkey=get] button");
    assert.equal(new URL(page.url()).pathname, "/fr/mon-espace");
  });

  it("opens nothing once it is removed", async () => {
    await submit(".mq-ways button[value=remove]");
    assert.match(await text(), /Aucune clé n’est enregistrée/);
    await submit("button[name=login][value=this]");
    await go("/fr/connexion");
    await page.click("form[data-mq-passkey=get] button");
    await page.waitForSelector(said);
    assert.match(await page.$eval(said, (told) => told.textContent), /n’a pas été acceptée/);
  });

  it("leaves the link by e-mail to who has no script", async () => {
    const bare = await context.newPage();
    await bare.setJavaScriptEnabled(false);
    await bare.goto(`${site}/fr/connexion`, { waitUntil: "load" });
    assert.match(await bare.$eval("main", (main) => main.textContent), /Le lien envoyé par courriel marche toujours/);
    assert.equal(await bare.$eval("[data-mq-passkey-some]", (some) => some.getBoundingClientRect().height), 0);
    await bare.close();
  });
});
