// A page without a mouse: Tab goes from stop to stop, each is seen, and one comes out again.
import assert from "node:assert/strict";
import { expectNone } from "./visit.mjs";

/** Where the focus is, and whether it is seen there. Runs in the page. */
export function focus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const name = `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""} "${(element.innerText || element.value || element.getAttribute("aria-label") || element.textContent || "").trim().slice(0, 40)}"`;
  const drawn = [null, "::after"].some((part) => {
    const style = getComputedStyle(element, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = element.getBoundingClientRect();
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  // Entirely covered by something else: none of its points can be seen (WCAG 2.4.11).
  const points = [[0.5, 0.5], [0.05, 0.1], [0.95, 0.9], [0.05, 0.9], [0.95, 0.1]].map(([x, y]) => [box.left + x * box.width, box.top + y * box.height]);
  const covered = inside && !(element instanceof SVGElement) && points.every(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && !element.contains(top) && !top.contains(element);
  });
  const faults = [];
  if (!drawn && !(element instanceof SVGElement)) faults.push(`${name} has the focus and nothing shows it`);
  if (!inside) faults.push(`${name} has the focus outside of what is seen`);
  if (covered) faults.push(`${name} has the focus and is covered`);
  return { name, id: element.id, href: element.getAttribute("href"), tag: element.tagName, faults };
}

/** Presses Tab through a page that is open; `more` stops are not in its markup. */
export async function walkThrough(page, more = 0) {
  const expected = await page.evaluate(() => {
    // A group of radio buttons is one stop; what is in a fold that is closed is none.
    const stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')];
    return stops.filter((stop) => stop.checkVisibility({ visibilityProperty: true }) && !stop.disabled && stop.tabIndex >= 0 && !(stop.type === "radio" && !stop.checked) && !stop.closest("details:not([open]) > :not(summary)")).length;
  });
  // From the top: an error that takes the focus must not hide what is before it.
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex"); });
  const faults = [];
  let reached = 0;
  let last = -1;
  for (; reached <= expected + 5; reached += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focus);
    if (!stop) break;
    faults.push(...stop.faults);
    // Day, month and year of a date are stops of one field, which the browser adds: they are seen, and not counted.
    const date = await page.evaluate(() => {
      const field = document.activeElement;
      const has = field.matches("input[type=date], input[type=datetime-local], input[type=time]");
      return has ? [...document.querySelectorAll("input")].indexOf(field) : -1;
    });
    if (date >= 0 && date === last) reached -= 1;
    last = date;
  }
  expectNone(faults.slice(0, 10));
  assert.ok(reached >= expected && reached <= expected + more, `${reached} stops reached, ${expected} stops of the page`);
}
