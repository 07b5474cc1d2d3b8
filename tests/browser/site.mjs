// Which pages are tried: those that links lead to from the two home pages, a few of each kind, and some that no link leads to.
import { readFileSync } from "node:fs";

/** Most pages of one kind and one language: "a portrait", "a laureate". */
const MOST_OF_A_KIND = 3;
/** Most addresses of one kind that differ by their question only: "a search". */
const MOST_QUESTIONS = 2;
/** Most addresses of one page with a question, whatever is asked: a map has its classes, its order, its pages. */
const MOST_ASKED = 4;
/** A figure alone is a kind, whatever it is the figure of. */
const NAMED_TWICE = /^\/(fr|en)\/figures\//;
/** Most files (CSV, JSON, SVG…) of one kind whose link is followed. */
const MOST_FILES = 2;

/** A free union of communes that touch each other, and one that does not exist yet is made by the form. */
const UNION = "16015+16113";

/** What no link leads to, or must not be missed. French first; the English address is beside it. */
const SPECIAL = [
  { name: "an EPCI", fr: "/fr/territoires/200071827", en: "/en/territories/200071827" },
  { name: "territories beside each other", fr: "/fr/comparer?t=200071827&t=200068914", en: "/en/compare?t=200071827&t=200068914" },
  { name: "a commune", fr: "/fr/territoires/16015", en: "/en/territories/16015" },
  { name: "Mayotte, where much is missing", fr: "/fr/territoires/dep:976", en: "/en/territories/dep:976" },
  { name: "a région", fr: "/fr/territoires/reg:53", en: "/en/territories/reg:53" },
  { name: "a free union", fr: `/fr/territoires/${UNION}`, en: `/en/territories/${UNION}` },
  { name: "a page that is nowhere", fr: "/fr/nulle-part", en: "/en/nowhere", status: 404 },
  { name: "a territory that is nowhere", fr: "/fr/territoires/99999", en: "/en/territories/99999", status: 404 },
  { name: "a search with several answers", fr: "/fr/recherche?q=saint-denis", en: "/en/search?q=saint-denis" },
  { name: "a search with no answer", fr: "/fr/recherche?q=zzzzqqq", en: "/en/search?q=zzzzqqq" },
  {
    name: "a form refused",
    fr: "/fr/territoires", en: "/en/territories",
    form: { fields: { "#codes": "99999\nabc\n16015" }, button: 'form[method="post"] button[type="submit"]' },
    status: 422,
  },
  {
    name: "a subscription refused",
    fr: "/fr/abonnement", en: "/en/subscription",
    form: { fields: { "#address": "camille" }, button: "form.mq-form button" },
    status: 422,
  },
  { name: "a subscription asked for", fr: "/fr/abonnement/demande", en: "/en/subscription/asked" },
  { name: "a link that is too old", fr: `/fr/abonnement/fin/${"0".repeat(32)}`, en: `/en/subscription/end/${"0".repeat(32)}`, status: 404 },
];

/**
 * The kind of a page: its address without what names one thing among many.
 * "/fr/territoires/200071827" and "/fr/territoires/16015" are "/fr/territoires/*".
 */
export function kindOf(path) {
  const { pathname, searchParams } = new URL(path, "http://site");
  const twice = NAMED_TWICE.test(pathname);
  const parts = pathname.split("/").filter(Boolean).map((part, rank) => (rank > 1 && (twice || rank % 2 === 0) ? "*" : part));
  const names = [...new Set(searchParams.keys())].sort();
  return `/${parts.join("/")}${names.length ? `?${names.join("&")}` : ""}`;
}

/** The addresses of the same site that a page links to, without their fragments. */
export function linksOf(html, from) {
  const found = [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, href]) => href.replace(/&(amp|#38|#x26);/g, "&"));
  const here = new URL(from);
  const own = found.flatMap((href) => {
    const address = URL.canParse?.(href, from) === false ? null : new URL(href, from);
    return address && address.origin === here.origin ? [address.pathname + address.search] : [];
  });
  return [...new Set(own)];
}

/** An answer. A server that is busy making a long file says so with 503: it is asked again, three times. */
async function ask(address) {
  for (let again = 0; ; again += 1) {
    const answer = await fetch(address, { headers: { accept: "text/html,*/*" } });
    if (answer.status !== 503 || again === 3) return answer;
    await answer.body?.cancel();
  }
}

/**
 * Walks the site from its home pages, a bounded number of each kind.
 * Returns the places, and the links that lead to an error.
 */
export async function crawl(site) {
  const counts = new Map();
  const seen = new Set();
  const queue = ["/fr/", "/en/"].map((path) => ({ path, from: "/" }));
  const places = [];
  const broken = [];
  let files = 0;
  while (queue.length) {
    const { path, from } = queue.shift();
    if (seen.has(path)) continue;
    seen.add(path);
    const kind = kindOf(path);
    const isFile = !/^\/(fr|en)(\/|$)/.test(path) || /\.\w+$/.test(new URL(path, site).pathname);
    const key = isFile ? `${kind.replace(/[^/]*\.\w+$/, "*")} ${/\.\w+$/.exec(new URL(path, site).pathname) ?? ""}` : kind;
    const most = isFile ? MOST_FILES : kind.includes("?") ? MOST_QUESTIONS : MOST_OF_A_KIND;
    const count = counts.get(key) ?? 0;
    if (count >= most) continue;
    const asked = isFile ? "" : kind.replace(/\?.*|$/, "?");
    if (kind.includes("?") && !isFile && (counts.get(asked) ?? 0) >= MOST_ASKED) continue;
    counts.set(key, count + 1);
    if (kind.includes("?") && !isFile) counts.set(asked, (counts.get(asked) ?? 0) + 1);
    const answer = await ask(site + path);
    const type = answer.headers.get("content-type") ?? "";
    // A page may lead to one that is nowhere on purpose: the statement on accessibility names all that was looked at.
    const meant = SPECIAL.some((place) => place.status === answer.status && (place.fr === path || place.en === path));
    if (answer.status >= 400 && !meant) broken.push(`${path}: ${answer.status}, linked from ${from}`);
    if (!type.startsWith("text/html") || answer.status >= 400) {
      await answer.body?.cancel();
      files += 1;
      continue;
    }
    const html = await answer.text();
    const own = answer.url.slice(site.length);
    if (own !== path && seen.has(own)) continue;
    seen.add(own);
    places.push({ name: kindOf(own), path: own, status: 200 });
    for (const link of linksOf(html, answer.url)) queue.push({ path: link, from: own });
  }
  for (const { name, fr, en, form, status = 200 } of SPECIAL) {
    for (const path of [fr, en]) {
      if (form || !places.some((place) => place.path === path)) places.push({ name, path, form, status });
    }
  }
  return { places, broken, files };
}

/** What run.mjs found, for the test files. */
export const { places, broken, files } = process.env.MOSAIQUE_PLACES
  ? JSON.parse(readFileSync(process.env.MOSAIQUE_PLACES, "utf8"))
  : { places: [], broken: [], files: 0 };

/** The name under which a place is told. */
export const told = (place) => `${place.path}${place.form ? ` (${place.name})` : ""}`;
