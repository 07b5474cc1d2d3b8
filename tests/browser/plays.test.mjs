// Whole scenes of the call, played by several people in the browser on a demonstration: what is promised to a territory, to
// the second.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import {
  DEMONSTRATION, DOSSIERS, PDF, addressOf, at, dossier, folder, follow, followMail, invite, openAs, playing, read, runClock, send,
  stopClock, type, words,
} from "./desk.mjs";
import { browser, leave } from "./visit.mjs";

/** A day on which dossiers are received. */
const WRITING = "2026-12-03T10:00:00";
/** The call is closed at 12:00 of that day, the whole minute included. */
const LAST_SECOND = "2027-01-15T12:00:59";
const ONE_LATE = "2027-01-15T12:01:00";
/** Late deposits are asked for until 12:00 of that day. */
const TOO_LATE = "2027-01-18T12:01:00";

const skip = DEMONSTRATION ? false : "no demonstration: node run.mjs SITE --demonstration ADDRESS";

/** Runs a scene with pages of several people, closed at its end. */
const scene = (play) => async () => {
  const opened = [];
  const enter = async (cookie, reader) => {
    const one = await openAs(cookie, reader);
    opened.push(one);
    return one.page;
  };
  try {
    await play(enter);
    for (const { seen } of opened) assert.deepEqual([seen.outside, seen.refused], [[], []]);
  } finally {
    for (const one of opened) await one.close();
  }
};

/** The file that a page downloads next. */
async function download(page, selector, path) {
  const session = await (await browser()).target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: path, browserContextId: page.browserContext().id });
  await page.$eval(selector, (link) => link.click());
  for (let wait = 0; wait < 100; wait += 1) {
    const name = readdirSync(path).find((file) => file.endsWith(".json"));
    if (name) return join(path, name);
    await new Promise((waited) => setTimeout(waited, 50));
  }
  throw new Error("no receipt came in five seconds");
}

/** `mosaique verify`: its code and what it says. */
function verify(file) {
  try {
    return { code: 0, said: execFileSync(process.env.MOSAIQUE, ["--lang", "fr", "verify", file], { encoding: "utf8" }) };
  } catch (error) {
    return { code: error.status, said: error.stdout + error.stderr };
  }
}

/** Fills fields of a section and saves it by its button. */
async function fill(page, path, fields, files = {}) {
  await at(page, path);
  for (const [name, value] of Object.entries(fields)) {
    const selector = `[name="${name}"]`;
    const kind = await page.$eval(`${selector}:not([type=hidden])`, (field) => field.type);
    if (kind === "radio" || kind === "checkbox") await page.click(`${selector}[value="${value}"]`);
    else await type(page, selector, value);
  }
  for (const [name, file] of Object.entries(files)) await (await page.$(`[name="${name}"]`)).uploadFile(file);
  await follow(page, "form.mq-questions button[type=submit]");
  assert.match(page.url(), /saved=1/, await words(page));
}

/** Who has entered by the link of a mail. */
async function enterByMail(page, address) {
  await at(page, "/fr/connexion");
  await type(page, "[name=address]", address);
  await follow(page, "form.mq-form button[type=submit]");
  await followMail(page, address, "/fr/connexion/");
  await follow(page, "main form button[type=submit]");
  assert.match(page.url(), /\/fr\/mon-espace/);
}

/** The dossiers with which scenes begin, all written on one day: the clock then goes forward only, and mails stay in order. */
const prepared = {};

describe("plays", { skip }, () => {
  before(async () => {
    await stopClock(WRITING);
    const [lead, state, other] = [await playing("territory"), await playing("state"), await playing("co-author")];
    for (const name of ["inTime", "late", "forgotten"]) prepared[name] = await dossier({ lead, state });
    for (const name of ["answered", "passed"]) prepared[name] = await dossier({ lead, state, deposited: true });
    prepared.shared = await dossier({ lead, state, signed: false });
    await invite(prepared.shared, lead, other, await addressOf(other), "co-author");
  });

  it("a territory applies with its DDT, from the first e-mail to the receipt that it verifies", scene(async (enter) => {
    const files = folder();
    try {
      // The pilot gives a DDT its role; both sides enter by the link of a mail.
      const pilot = await enter(await playing("pilot"));
      await at(pilot, "/fr/sessions/demonstration/equipe");
      await type(pilot, "[name=address]", "ddt.charente@exemple.fr");
      await pilot.select("select[name=role]", "state-service").catch(() => pilot.click('[name=role][value="state-service"]'));
      await type(pilot, "[name=areas]", "16");
      await follow(pilot, 'form:has([name="areas"]) button[type=submit]');
      assert.match(await words(pilot), /ddt\.charente@exemple\.fr/);

      const lead = await enter();
      await enterByMail(lead, "maire.de.cognac@exemple.fr");
      await type(lead, "[name=name]", "Claude Cognac");
      await follow(lead, "form.mq-form button[type=submit]");
      await follow(lead, `main a[href="${DOSSIERS}"]`);
      await type(lead, "[name=territory]", "Cognac");
      await follow(lead, 'form:has([name="territory"]) button[type=submit]');
      const path = new URL(lead.url()).pathname;
      assert.match(path, /^\/fr\/dossiers\/[0-9a-f]{16}$/);

      await fill(lead, `${path}/rubriques/territory`, {
        "v.territory-name": "Cognac et ses voisines", "v.perimeter": "200070514", "v.area": "rural", "v.overseas": "no",
      });
      await fill(lead, `${path}/rubriques/bearer`, {
        "v.bearer-form": "epci", "v.bearer-siren": "200070514", "v.contact-name": "Claude Cognac", "v.contact-email": "maire.de.cognac@exemple.fr",
      });
      await at(lead, `${path}/rubriques/project`);
      const criteria = await lead.$$eval('[name^="c."]', (all) => all.map((field) => [field.name, "Une réponse."]));
      await fill(lead, `${path}/rubriques/project`, { "v.summary": "Des chais où l'on travaille.", ...Object.fromEntries(criteria) });
      await fill(lead, `${path}/rubriques/enclosures`, { "a.support": "Sous-préfecture de Cognac" }, { "u.map": files.file("périmètre.pdf") });
      const letter = await lead.$eval('[name^="l."]', (field) => field.name);
      await fill(lead, `${path}/rubriques/enclosures`, {}, { [letter]: files.file("soutien.pdf", PDF + "%") });

      // Not signed: it is told, and nothing is deposited.
      await at(lead, path);
      await lead.click("details:has([name=capacity]) summary");
      await type(lead, "[name=address]", "ddt.charente@exemple.fr");
      await lead.select("[name=capacity]", "state-service");
      await follow(lead, 'form:has([name="capacity"]) button[type=submit]');

      const ddt = await enter();
      await enterByMail(ddt, "ddt.charente@exemple.fr");
      await followMail(ddt, "ddt.charente@exemple.fr", "/fr/invitations/");
      await follow(ddt, "main form button[type=submit]");
      assert.equal(new URL(ddt.url()).pathname, path);
      await fill(ddt, `${path}/rubriques/state`, {
        "v.state-service": "DDT de la Charente", "v.state-view": "Un projet qui épargne les sols.", "v.state-months": "12",
      });
      await at(lead, path);
      const early = await follow(lead, 'form:has([value="submit"]) button[type=submit]');
      assert.equal(early.status(), 422);
      assert.match(await words(lead), /sign/i);

      for (const page of [lead, ddt]) {
        await at(page, path);
        await follow(page, 'form:has([name="digest"]) button[type=submit]');
      }
      await at(lead, path);
      await follow(lead, 'form:has([value="submit"]) button[type=submit]');
      assert.match(await words(lead), /Déposé le 3 décembre 2026/);

      const receipt = await download(lead, 'main a[href$="/recu.json"]', files.path);
      const right = verify(receipt);
      assert.deepEqual([right.code, /dossier-submitted/.test(right.said)], [0, true], right.said);
      const altered = join(files.path, "altéré.json");
      writeFileSync(altered, readFileSync(receipt, "utf8").replace("Des chais où", "Des prés où"));
      const wrong = verify(altered);
      assert.equal(wrong.code, 1, wrong.said);
      assert.match(wrong.said, /document/);
    } finally {
      files.end();
    }
  }));

  it("two co-authors who answer the same question at once see both answers, and nothing is lost", scene(async (enter) => {
    const path = prepared.shared;
    const [tariq, corinne] = [await enter(await playing("territory")), await enter(await playing("co-author"))];
    for (const page of [tariq, corinne]) await at(page, `${path}/rubriques/project`);
    const field = '[name="v.summary"]';
    await type(tariq, field, "La version de Tariq.");
    await tariq.waitForFunction(() => /^Enregistré/.test(document.querySelector("[data-mq-draft-said]").textContent), { timeout: 10_000 });
    await type(corinne, field, "La version de Corinne.");
    await corinne.waitForFunction(() => /Quelqu.un a changé/.test(document.querySelector("[data-mq-draft-said]").textContent), { timeout: 10_000 });
    const conflict = await follow(corinne, "form.mq-questions button[type=submit]");
    assert.equal(conflict.status(), 409);
    const both = await words(corinne);
    assert.match(both, /Tariq Territoire/);
    assert.match(both, /La version de Tariq\./);
    assert.equal(await corinne.$eval(field, (area) => area.value), "La version de Corinne.");
    await type(corinne, field, "La version de Tariq et de Corinne.");
    await follow(corinne, "form.mq-questions button[type=submit]");
    assert.match(corinne.url(), /saved=1/);
    await at(tariq, `${path}/rubriques/project`);
    assert.equal(await tariq.$eval(field, (area) => area.value), "La version de Tariq et de Corinne.");
    // The other answers of the section are as they were.
    const criteria = await tariq.$$eval('[name^="c."]', (all) => all.map((area) => area.value));
    assert.ok(criteria.length > 0 && criteria.every((text) => text === "Une réponse à ce critère."));
  }));

  it("the last second of the call is in time, and one second later a late deposit is asked for, with nothing lost", scene(async (enter) => {
    const { inTime, late, forgotten } = prepared;
    await stopClock("2027-01-15T12:00:30");
    const cookie = await playing("territory");
    const [first, second, third] = [await enter(cookie), await enter(cookie), await enter(cookie)];
    await at(first, inTime);
    await at(second, late);
    await at(third, `${forgotten}/rubriques/project`);

    await stopClock(LAST_SECOND);
    await follow(first, 'form:has([value="submit"]) button[type=submit]');
    assert.match(await words(first), /Déposé le 15 janvier 2027/);
    assert.equal(await first.$("#errors"), null);

    await stopClock(ONE_LATE);
    const refused = await follow(second, 'form:has([value="submit"]) button[type=submit]');
    assert.equal(refused.status(), 422);
    assert.match(await words(second), /L'appel est clos\. Jusqu'au 18 janvier 2027/);
    assert.ok(await second.$("#late-reason"), "the page offers to ask for it");
    await type(second, "#late-reason", "La délibération du conseil est tombée ce matin.");
    await follow(second, 'form:has([value="submit"]) button[type=submit]');
    assert.match(await words(second), /Le dossier a été déposé hors délai/);
    const pilot = await enter(await playing("pilot"));
    await at(pilot, late);
    await type(pilot, "#late-why", "Un jour ne change rien.");
    await follow(pilot, 'form:has([value="decide-late"]) button[value="accept"]');
    await at(second, late);
    assert.match(await words(second), /Déposé le 15 janvier 2027/);

    // Who was still writing when even late deposits are over finds what they wrote, and what is kept.
    await stopClock(TOO_LATE);
    await type(third, '[name="v.summary"]', "Ce que j'écrivais quand tout a fermé.");
    const closed = await follow(third, "form.mq-questions button[type=submit]");
    assert.equal(closed.status(), 422);
    const left = await words(third);
    assert.match(left, /L'appel est clos/);
    assert.match(left, /Ce que j'écrivais quand tout a fermé/, "what was typed is still there");
    assert.match(left, /Un quartier où l'on travaille/, "what was saved is still there");
  }));

  it("a correction is asked and answered at the last second of a term that does not move, and another lets its term pass", scene(async (enter) => {
    const { answered, passed } = prepared;
    await stopClock("2027-01-20T09:00:00");
    const examiner = await enter(await playing("instructor"));
    for (const path of [answered, passed]) {
      await at(examiner, path);
      await examiner.click("details:has([value=request-correction]) summary");
      await examiner.click('[name=q][value="summary"]');
      await type(examiner, "#message", "Dites qui habitera là.");
      await type(examiner, "#days", "10");
      await follow(examiner, 'form:has([value="request-correction"]) button[type=submit]');
      assert.match(await words(examiner), /Des corrections sont demandées avant le 30 janvier 2027/);
    }
    // The whole of the tenth day, on the clocks of Paris.
    await stopClock("2027-01-30T23:59:59");
    const [tariq, dominique] = [await enter(await playing("territory")), await enter(await playing("state"))];
    await at(tariq, answered);
    assert.match(await words(tariq), /avant le 30 janvier 2027.*Dites qui habitera là/s);
    await fill(tariq, `${answered}/rubriques/project`, { "v.summary": "Un quartier où habiteront cent familles." });
    // What was signed has changed: it is signed again.
    for (const page of [tariq, dominique]) {
      await at(page, answered);
      if (await page.$('form:has([name="digest"])')) await follow(page, 'form:has([name="digest"]) button[type=submit]');
    }
    await at(tariq, answered);
    await follow(tariq, 'form:has([value="answer-correction"]) button[type=submit]');
    assert.match(await words(tariq), /Déposé le 30 janvier 2027/);
    await at(examiner, `${answered}/rubriques/project`);
    assert.match(await words(examiner), /cent familles/);

    const late = await playing("territory");
    await at(tariq, `${passed}/rubriques/project`);
    await stopClock("2027-01-31T00:00:00");
    await type(tariq, '[name="v.summary"]', "Écrit une seconde trop tard.");
    const refused = await follow(tariq, "form.mq-questions button[type=submit]");
    assert.equal(refused.status(), 422);
    assert.match(await words(tariq), /Le délai est passé : il allait jusqu'au 30 janvier 2027/);
    assert.match(await words(tariq), /Écrit une seconde trop tard/);
    assert.equal((await send(`${passed}/actes`, [["act", "answer-correction"]], { cookie: late })).status, 422);
    await at(examiner, `${passed}/rubriques/project`);
    assert.match(await words(examiner), /Un quartier où l'on travaille/, "what was deposited is what is examined");
    await at(examiner, passed);
    await examiner.click("details:has([value=decide-eligibility]) summary");
    await type(examiner, "#eligibility-reason", "Sans réponse dans le délai.");
    await follow(examiner, 'form:has([value="decide-eligibility"]) button[value="inadmissible"]');
    assert.equal(await examiner.$("#errors"), null);
    // Those who made it are not told before the decision is public.
    assert.doesNotMatch((await read(passed, late)).text, /Sans réponse dans le délai/);
  }));
});

after(async () => {
  if (DEMONSTRATION) await runClock();
  await leave();
});
