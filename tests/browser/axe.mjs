// What axe-core has to say of a page, in both themes and on both screens.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { SCREENS, impose, prefer, settle } from "./visit.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.0 to 2.2, A and AA, which RGAA 4.1.2 follows, and the good practices. Not AAA, nor rules still on trial. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The dark theme is a set of colours and nothing else: what can differ in it is what looks at colours. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Ornaments behind which axe-core cannot tell the ground of a text: taken away, so that its contrast is measured. */
const BARE = ".mq-tile::before { display: none !important; } .fr-table { background: none !important; }";

export const MODES = ["light", "dark"].flatMap((scheme) => Object.keys(SCREENS).map((screen) => ({ scheme, screen })));

/** The faults of a page that is open in some of these modes, one text each. */
export async function axeFaults(page, session, modes = MODES) {
  await page.evaluate(AXE);
  await impose(page, BARE);
  const found = [];
  for (const { scheme, screen } of modes) {
    await page.setViewport({ ...SCREENS[screen], deviceScaleFactor: 1 });
    // Without motion: a colour on its way to another is nobody's contrast.
    await prefer(session, { scheme, reduced: true });
    await settle(page);
    const only = scheme === "dark" ? { type: "rule", values: COLOURS } : { type: "tag", values: TAGS };
    const violations = await page.evaluate(
      (runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ["violations"] }).then((results) => results.violations),
      only,
    );
    found.push(...violations.map((violation) => `${scheme}, ${screen}: ${sentence(violation)}`));
  }
  return found;
}

function sentence({ id, help, nodes }) {
  const told = nodes.slice(0, 3).map((node) => `      ${node.target.join(" ")}  ${node.failureSummary?.split("\n").slice(1).join(";")}`);
  return [`${id}: ${help}`, ...told, ...(nodes.length > 3 ? [`      … and ${nodes.length - 3} more`] : [])].join("\n");
}
