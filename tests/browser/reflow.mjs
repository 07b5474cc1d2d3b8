// A page for who needs large letters: a narrow window, twice the size, letters and lines set apart.
import { impose, rest } from "./visit.mjs";

/** What WCAG 1.4.12 (RGAA 10.12) lets a reader impose. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }`;
/** Letters twice as large, the window the same (RGAA 10.4). */
const LARGE_LETTERS = "html { font-size: 200% !important; }";

export const VIEWS = [
  { name: "a window of 320 pixels", screen: { width: 320, height: 640 } },
  { name: "a window of 1280 pixels at 200 %", screen: { width: 640, height: 450, deviceScaleFactor: 2 } },
  { name: "letters twice as large", screen: { width: 1280, height: 900 }, style: LARGE_LETTERS },
  { name: "letters and lines set apart, 1280 pixels", screen: { width: 1280, height: 900 }, style: SPACING },
  { name: "letters and lines set apart, 320 pixels", screen: { width: 320, height: 640 }, style: SPACING },
];

/** What is wider than the window, and texts that a box cuts. Runs in the page. */
function lost() {
  const found = [];
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(box).overflowX)) return true;
    }
    return false;
  };
  const name = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}${[...element.classList].map((c) => `.${c}`).join("")}`;
  if (document.scrollingElement.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element));
    found.push(`scrolls sideways: ${document.scrollingElement.scrollWidth} pixels in ${width}; ${wide.slice(0, 4).map(name).join(", ")}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const cuts = /hidden|clip/.test(style.overflowX) || /hidden|clip/.test(style.overflowY);
    // One pixel square: for screen readers only. A field scrolls by itself.
    if (!cuts || element.clientWidth <= 1 || element instanceof SVGElement || element.matches("input, select, textarea") || !element.textContent.trim()) continue;
    const over = element.getBoundingClientRect();
    for (const text of texts(element)) {
      for (const line of text.getClientRects()) {
        if (line.width > 1 && (line.right > over.right + 2 || line.bottom > over.bottom + 2)) {
          found.push(`${name(element)} cuts "${text.toString().trim().slice(0, 40)}"`);
          break;
        }
      }
    }
  }
  return found;

  /** The texts of a box that are not hidden on purpose, as ranges. */
  function* texts(box) {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.textContent.trim() || node.parentElement.closest(".fr-sr-only, svg, details:not([open]) > :not(summary)")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      yield range;
    }
  }
}

/** What is lost of a page that is open, in each of these views. */
export async function reflowFaults(page, views = VIEWS) {
  const found = [];
  for (const { name, screen, style = "" } of views) {
    await page.setViewport({ deviceScaleFactor: 1, ...screen });
    await impose(page, style);
    await rest(page);
    for (const fault of await page.evaluate(lost)) found.push(`${name}: ${fault}`);
  }
  return found;
}
