// Starts a browser, finds the pages of the site, and runs the test files one after the other.
//   node run.mjs http://127.0.0.1:8080 [--demonstration http://localhost:8081] [--bless] [look.test.mjs …]
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { crawl } from "./site.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
/** Test files that play on the demonstration only, or on an instance of their own. */
const ON_DEMONSTRATION = ["behind-the-door.test.mjs", "plays.test.mjs", "workshop.test.mjs", "chain.test.mjs"];
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser: that of the setting CHROMIUM, else the first that the system has. */
function chromium() {
  const folders = (process.env.PATH ?? "").split(":");
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = process.env.CHROMIUM || candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`no browser: none of ${NAMES.join(", ")} is installed; name one with CHROMIUM=/path/to/it`);
  return found;
}

const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--hide-scrollbars",
  "--force-color-profile=srgb",
  "--font-render-hinting=none",
  // Nothing outside this machine has an address: what tries to leave fails, besides being told.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/** The browser. As root, and in some containers, its sandbox cannot be built; it only ever opens our own pages. */
async function launch(executablePath) {
  const start = (more) => puppeteer.launch({ executablePath, args: [...ARGUMENTS, ...more], protocolTimeout: 120_000 });
  if (process.getuid?.() === 0) return start(["--no-sandbox"]);
  try {
    return await start([]);
  } catch (error) {
    if (!/sandbox/i.test(error.message)) throw error;
    console.log("the browser cannot build its sandbox here: started without");
    return start(["--no-sandbox"]);
  }
}

async function main([site, ...rest]) {
  if (!site) throw new Error("which site? node run.mjs http://127.0.0.1:8080");
  if (rest.includes("--bless")) process.env.MOSAIQUE_BLESS = "1";
  // A made-up session with a call, one person a role, a mailbox and a clock: `mosaique demo`.
  const demonstration = rest.indexOf("--demonstration");
  if (demonstration >= 0) [, process.env.MOSAIQUE_DEMONSTRATION] = rest.splice(demonstration, 2);
  const asked = rest.filter((word) => !word.startsWith("--"));
  const known = readdirSync(HERE).filter((name) => name.endsWith(".test.mjs")).sort();
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length) throw new Error(`no test file ${unknown.join(", ")}: there are ${known.join(", ")}`);
  // A time is measured when it is asked for, never among the tests: it says as much of the machine as of the site.
  const all = known.filter((name) => name !== "slow.test.mjs");

  const folder = mkdtempSync(join(tmpdir(), "mosaique-browser-"));
  const browser = await launch(chromium());
  const end = async () => {
    await browser.close().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => end().then(() => process.exit(130)));
  try {
    // What plays on the demonstration asks nothing of the other site.
    const walks = (asked.length ? asked : all).some((name) => !ON_DEMONSTRATION.includes(name));
    const found = walks ? await crawl(site) : { places: [], broken: [], files: 0 };
    console.log(`${await browser.version()}; ${found.places.length} pages, ${found.files} linked files`);
    process.env.MOSAIQUE_SITE = site;
    process.env.MOSAIQUE_BROWSER = browser.wsEndpoint();
    process.env.MOSAIQUE_PLACES = join(folder, "places.json");
    writeFileSync(process.env.MOSAIQUE_PLACES, JSON.stringify(found));
    const files = (asked.length ? asked : all).map((name) => join(HERE, name));
    await new Promise((done) => {
      // One file after the other: what is timed must be alone.
      const tests = run({ files, concurrency: 1, timeout: 900_000 });
      tests.on("test:fail", () => { process.exitCode = 1; });
      const report = tests.compose(new spec());
      report.on("end", done);
      report.pipe(process.stdout);
    });
  } finally {
    await end();
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`browser tests: ${error.message}`);
  process.exitCode = 2;
});
