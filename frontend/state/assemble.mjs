// Takes from the State's design system (DSFR) only the rules our markup uses. Used when, and only when, the package is
// installed in this folder, which its own install step allows only after its terms have been accepted (see README.md).
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";

const DIST = "node_modules/@gouvfr/dsfr/dist";
const COMPONENTS = ["skiplink", "logo", "header", "navigation", "translate", "breadcrumb", "button", "link", "form", "input", "select",
  "checkbox", "radio", "upload", "search", "card", "table", "tag", "badge", "notice", "alert", "callout", "highlight", "quote",
  "summary", "sidemenu", "pagination", "footer"];
const FONTS = ["Marianne-Regular.woff2", "Marianne-Medium.woff2", "Marianne-Bold.woff2"];

/** Splits a stylesheet into its top-level rules: { head, body } where body is null for a statement such as @charset. */
export function splitRules(css) {
  const rules = [];
  let depth = 0, start = 0, open = 0, quote = "";
  for (let i = 0; i < css.length; i++) {
    const c = css[i];
    if (quote) {
      if (c === "\\") i++;
      else if (c === quote) quote = "";
    } else if (c === '"' || c === "'") quote = c;
    else if (c === "{" && depth++ === 0) open = i;
    else if (c === "}" && --depth === 0) {
      rules.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, i) });
      start = i + 1;
    } else if (c === ";" && depth === 0) {
      rules.push({ head: css.slice(start, i).trim(), body: null });
      start = i + 1;
    }
  }
  return rules;
}

/** Splits a selector list at its outer commas: `:is(a, b), c` has two parts. */
function splitSelectors(head) {
  const parts = [""];
  let depth = 0;
  for (const c of head) {
    if (c === "(" || c === "[") depth++;
    else if (c === ")" || c === "]") depth--;
    if (c === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += c;
  }
  return parts.map((part) => part.trim());
}

/** Keeps the rules whose `fr-` classes are all in `contract`, and drops typefaces and `url()`s (we ship our own icons). */
export function keepUsed(css, contract) {
  const kept = [];
  for (const { head, body } of splitRules(css.replace(/\/\*[\s\S]*?\*\//g, ""))) {
    if (body === null || head.startsWith("@font-face")) continue;
    if (/^@(media|supports)/.test(head)) {
      const inside = keepUsed(body, contract);
      if (inside) kept.push(`${head}{${inside}}`);
    } else if (head.startsWith("@")) {
      if (head.startsWith("@keyframes")) kept.push(`${head}{${body}}`);
    } else {
      const selectors = splitSelectors(head).filter((selector) => (selector.match(/\.fr-[\w-]+/g) ?? []).every((name) => contract.has(name)));
      // A mask given by url() would name a file we do not ship.
      const declarations = splitDeclarations(body).filter((declaration) => !/url\((?!["']?data:)/.test(declaration));
      if (selectors.length && declarations.length) kept.push(`${selectors.join(",")}{${declarations.join(";")}}`);
    }
  }
  return kept.join("\n");
}

const splitDeclarations = (body) => splitRules(`${body};`).map(({ head }) => head).filter((head) => head !== "");

/** The subset as text, or null when the design system is not installed. */
export async function dsfrSubset(folder, contract) {
  const read = async (path) => {
    try {
      return await readFile(join(folder, DIST, path), "utf8");
    } catch {
      throw new Error(`the State's design system is installed but ${path} is missing: is it version 1.15.3?`);
    }
  };
  try {
    await access(join(folder, DIST));
  } catch {
    return null;
  }
  const licence = "/*! DSFR v1.15.3 | SPDX-License-Identifier: Etalab-2.0 | License-Filename: LICENSE.md | restricted use (see terms and conditions) | subset */";
  const parts = [await read("core/core.main.css"), await read("scheme/scheme.css")];
  for (const name of COMPONENTS) parts.push(await read(`component/${name}/${name}.main.css`));
  const subset = parts.map((css) => keepUsed(css, contract)).join("\n");
  return `${licence}\n${FACES}\n${subset.replace(/font-family:\s*Marianne,\s*arial,\s*sans-serif/gi, "font-family:var(--mq-font)")}`;
}

export async function dsfrFonts(folder) {
  return Promise.all(FONTS.map(async (name) => [name, await readFile(join(folder, DIST, "fonts", name))]));
}

const FACES = FONTS.map((name, i) => `@font-face{font-family:Marianne;font-weight:${[400, "500 600", "700 800"][i]};font-display:swap;src:url("fonts/${name}") format("woff2")}`).join("\n");
