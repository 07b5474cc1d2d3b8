// Builds dist/ from src/: one stylesheet, one script, typefaces, icons, pictures, and a manifest of their hashes.
// Same inputs, same bytes: no date, no absolute path, every list sorted.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import woff2 from "wawoff2";
import { drawMosaic, readMosaics } from "./src/mosaic.mjs";
import { dsfrFonts, dsfrSubset, splitRules } from "./state/assemble.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
/** Classes only the State brand's markup has: its block mark. */
const STATE_ONLY = [".fr-logo"];
const BROWSERS = ["chrome105", "firefox110", "safari15.4"];
/** Classes of what a portrait in a file of its own does not have: navigation, forms, other pages. */
const SITE_ONLY = /\.(?:fr-(?:skiplinks|header|nav|translate|breadcrumb|btn|label|hint-text|input|select|upload|fieldset|checkbox|radio|search-bar|error-text|valid-text|info-text|card|enlarge-link|tag|badge|notice|quote|summary|pagination|footer|icon)|mq-(?:hero|logo|section|suggest|theme|laureate|france|steps|families|error|results|toolbar|cards))/;
const LIMITS = { "app.css": 150_000, "state.css": 150_000, "file.css": 60_000, "app.js": 8_000, "map.js": 10_000, "desk.js": 4_000, "passkeys.js": 4_000, "phone.js": 4_000 };
const GZIP_LIMITS = { "app.css": 30_000, "state.css": 30_000 };

const NEUTRAL_FONTS = {
  "atkinson-400.woff2": "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff2",
  "atkinson-700.woff2": "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff2",
  "bricolage-800.woff2": "@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-800-normal.woff2",
  "LICENSE-atkinson.txt": "@fontsource/atkinson-hyperlegible-next/LICENSE",
  "LICENSE-bricolage.txt": "@fontsource/bricolage-grotesque/LICENSE",
};

/** The typefaces that documents and pictures are drawn with: the same, unpacked, and the letters of other languages beside. */
const DRAWN_FONTS = {
  "atkinson-400": "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal",
  "atkinson-400-ext": "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-400-normal",
  "atkinson-700": "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal",
  "atkinson-700-ext": "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal",
  "bricolage-800": "@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-800-normal",
  "bricolage-800-ext": "@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-ext-800-normal",
};

/** The library of the interactive map, as it is published: a module, its worker in a file of its own, its styles. */
const MAPLIBRE = {
  "maplibre/maplibre-gl.js": "maplibre-gl/dist/maplibre-gl.mjs",
  "maplibre/maplibre-gl-worker.js": "maplibre-gl/dist/maplibre-gl-worker.mjs",
  "maplibre/LICENSE-maplibre.txt": "maplibre-gl/LICENSE.txt",
};

/** Every file of dist/, by its path there; written at the end, so that a failed build leaves the previous one alone. */
const output = new Map();

async function source(path, hint = "is it deleted or renamed?") {
  try {
    return await readFile(join(HERE, path));
  } catch {
    throw new Error(`missing source frontend/${path}: ${hint}`);
  }
}
const text = async (path) => (await source(path)).toString("utf8");
const fromPackage = (path) => source(`node_modules/${path}`, "run `npm ci` first");

/** The dark tokens are written once and apply twice: by the reader's choice, and by the system when there is no choice. */
async function tokens() {
  const dark = await text("src/css/tokens.dark.css");
  return `${await text("src/css/tokens.css")}
:root[data-fr-theme="dark"] {${dark}}
@media screen and (prefers-color-scheme: dark) { :root:not([data-fr-theme]) {${dark}} }
@media print { :root[data-fr-theme] { ${printTokens(await text("src/css/tokens.css"))} } }`;
}

/** Paper is white whatever the screen's theme: the light tokens again, at the weight of the dark ones. */
const printTokens = (light) => light.slice(light.indexOf("{") + 1, light.lastIndexOf("}"));

async function minifyCss(css) {
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, target: BROWSERS, legalComments: "inline" });
  return code;
}

/** One stylesheet a subject of the site, which only its pages ask for, and one for paper, which no screen waits for. */
async function pageStyles() {
  const sheets = ["print.css", ...(await readdir(join(HERE, "src/css/pages"))).map((name) => `pages/${name}`).sort()];
  for (const name of sheets) output.set(name, await minifyCss(await text(`src/css/${name}`)));
  return sheets.map((name) => output.get(name));
}

async function stylesheets() {
  const css = (name) => text(`src/css/${name}.css`);
  const ours = [await css("icons"), await css("mosaique"), await css("spacing")];
  const drawn = [await css("base"), await css("components")];
  output.set("app.css", await minifyCss([await css("fonts.neutral"), await tokens(), ...drawn, ...ours].join("\n")));

  // The State's design system is present only if whoever runs this instance accepted its terms and installed it.
  const contract = new Set([...STATE_ONLY, ...[...drawn, ...ours, ...(await pageStyles())].join("\n").match(/\.fr-[\w-]+/g)]);
  const state = await dsfrSubset(join(HERE, "state"), contract);
  if (!state) return console.log("state brand: not built (the State's design system is not installed, see README.md)");
  output.set("state.css", await minifyCss([state, await tokens(), ...ours, await css("state")].join("\n")));
  for (const [name, bytes] of await dsfrFonts(join(HERE, "state"))) output.set(`fonts/${name}`, bytes);
}

/** Keeps the rules a portrait that stands alone can use; a list loses only the selectors it cannot. */
function withoutSite(css) {
  return splitRules(css).map(({ head, body }) => {
    if (body === null) return `${head};`;
    if (/^@(?:media|supports)/.test(head)) {
      const inside = withoutSite(body);
      return inside && `${head}{${inside}}`;
    }
    if (head.startsWith("@")) return `${head}{${body}}`;
    const selectors = head.split(/,(?![^([]*[)\]])/).filter((selector) => !SITE_ONLY.test(selector));
    return selectors.length ? `${selectors.join(",")}{${body}}` : "";
  }).join("");
}

/** The stylesheet of a portrait in a file of its own: typefaces of the system, pictures inside, nothing to fetch. */
async function fileStylesheet() {
  const css = (name) => text(`src/css/${name}.css`);
  const parts = [await tokens()];
  for (const name of ["base", "components", "icons", "mosaique", "pages/portrait", "spacing", "print"]) parts.push(await css(name));
  // Typefaces of systems are wider than ours: what stands under a ruler must not run together.
  parts.push(".mq-strip__text text { font-size: 8.5px; }");
  // Minified first: rules are easier to sort once comments are gone and lists are flat.
  const kept = withoutSite(await minifyCss(parts.join("\n")));
  const inlined = kept.replace(/url\(["']?([^"')]+)["']?\)/g, (whole, address) => {
    if (!output.has(address)) throw new Error(`file.css asks for ${address}, which the build does not produce`);
    const svg = output.get(address).toString("utf8").trim().replace(/"/g, "'");
    return `url("data:image/svg+xml,${svg.replace(/[%#<>{}]/g, encodeURIComponent)}")`;
  });
  output.set("file.css", await minifyCss(inlined));
}

async function script(name) {
  await source(`src/${name}.ts`);
  const result = await esbuild.build({
    entryPoints: [join(HERE, `src/${name}.ts`)],
    absWorkingDir: HERE,
    bundle: true,
    minify: true,
    // A plain script: a module waits for the whole page, and the first picture of a long page would wait with it.
    format: "iife",
    target: BROWSERS,
    write: false,
    charset: "utf8",
  });
  output.set(`${name}.js`, result.outputFiles[0].text);
}

/** Fetched by the map page alone. Maps of sources are not shipped: the line that names them goes. */
async function mapLibrary() {
  for (const [name, path] of Object.entries(MAPLIBRE)) {
    const content = (await fromPackage(path)).toString("utf8");
    output.set(name, content.replace(/\n\/\/# sourceMappingURL=.*\n?$/, "\n"));
  }
  output.set("maplibre/maplibre-gl.css", await minifyCss((await fromPackage("maplibre-gl/dist/maplibre-gl.css")).toString("utf8")));
}

async function pictures() {
  const mosaics = readMosaics(await text("src/mosaic.txt"));
  for (const [section, file, options] of [["hero", "mosaic.svg"], ["band", "band.svg"], ["favicon", "favicon.svg", { ground: 0.35 }]]) {
    const rows = mosaics.get(section);
    if (!rows) throw new Error(`src/mosaic.txt: section [${section}] is missing`);
    output.set(file, drawMosaic(rows, options));
  }
  for (const name of (await readdir(join(HERE, "src/icons"))).sort()) output.set(`icons/${name}`, await source(`src/icons/${name}`));
  for (const [name, path] of Object.entries(NEUTRAL_FONTS)) output.set(`fonts/${name}`, await fromPackage(path));
  for (const [name, path] of Object.entries(DRAWN_FONTS)) {
    output.set(`fonts/${name}.ttf`, Buffer.from(await woff2.decompress(await fromPackage(`${path}.woff2`))));
  }
}

/** A stylesheet must not name a file that dist/ does not hold. */
function checkAddresses() {
  for (const [sheet, rules] of output) {
    if (!sheet.endsWith(".css")) continue;
    for (const [, address] of rules.toString().matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
      if (!output.has(address)) throw new Error(`${sheet} asks for ${address}, which the build does not produce`);
    }
  }
  if (/url\((?!["']?data:)|@font-face|@import|<\//.test(output.get("file.css"))) throw new Error("file.css does not stand alone");
}

function checkSizes() {
  for (const [name, limit] of Object.entries(LIMITS)) {
    const size = Buffer.byteLength(output.get(name) ?? "");
    if (size > limit) throw new Error(`${name} weighs ${size} bytes, the limit is ${limit}`);
  }
  for (const [name, limit] of Object.entries(GZIP_LIMITS)) {
    const size = gzipSync(output.get(name) ?? "").length;
    if (size > limit) throw new Error(`${name} weighs ${size} bytes once gzipped, the limit is ${limit}`);
  }
}

async function write() {
  const names = [...output.keys()].sort();
  const hashes = Object.fromEntries(names.map((name) => [name, createHash("sha256").update(output.get(name)).digest("hex")]));
  output.set("manifest.json", `${JSON.stringify(hashes, null, 2)}\n`);
  const dist = join(HERE, "dist");
  await rm(dist, { recursive: true, force: true });
  let total = 0;
  for (const [name, content] of [...output].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const bytes = Buffer.from(content);
    const path = join(dist, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    total += bytes.length;
    if (!name.startsWith("icons/")) console.log(`${String(bytes.length).padStart(8)}  ${String(gzipSync(bytes).length).padStart(7)} gz  ${name}`);
  }
  console.log(`${String(total).padStart(8)}  in ${output.size} files`);
}

try {
  await stylesheets();
  await script("app");
  await script("map");
  await script("desk");
  await script("perimeter");
  await script("passkeys");
  await script("phone");
  await mapLibrary();
  await pictures();
  await fileStylesheet();
  checkAddresses();
  checkSizes();
  await write();
} catch (error) {
  console.error(`frontend build failed: ${error.message}`);
  process.exitCode = 1;
}
