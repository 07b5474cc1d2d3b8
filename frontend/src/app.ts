/**
 * What the page gains when scripts run. Everything below is an enhancement: without it each page reads, searches and
 * prints. No sentence is written here: they come from data-* attributes of the markup.
 */

const root = document.documentElement;
const all = <E extends Element>(selector: string): E[] => [...document.querySelectorAll<E>(selector)];

/** localStorage and sessionStorage throw in some private modes; a page must not die of it. */
function remember(store: "local" | "session", key: string, value?: string): string | null {
  try {
    const area = store === "local" ? localStorage : sessionStorage;
    if (value !== undefined) area.setItem(key, value);
    return area.getItem(key);
  } catch {
    return null;
  }
}

// Theme ---------------------------------------------------------------------------------------------------------------

type Scheme = "light" | "dark" | "system";
const isScheme = (text: string | null): text is Scheme => text === "light" || text === "dark" || text === "system";
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function applyScheme(scheme: Scheme): void {
  const dark = scheme === "dark" || (scheme === "system" && systemIsDark.matches);
  root.setAttribute("data-fr-scheme", scheme);
  root.setAttribute("data-fr-theme", dark ? "dark" : "light");
}

function currentScheme(): Scheme {
  const saved = remember("local", "scheme");
  return isScheme(saved) ? saved : "system";
}

function theme(): void {
  systemIsDark.addEventListener("change", () => applyScheme(currentScheme()));
  for (const group of all<HTMLFieldSetElement>("[data-mq-theme]")) {
    group.hidden = false;
    for (const choice of group.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
      choice.checked = choice.value === currentScheme();
      choice.addEventListener("change", () => {
        if (!isScheme(choice.value)) return;
        remember("local", "scheme", choice.value);
        applyScheme(choice.value);
      });
    }
  }
}

// Menu on small screens -----------------------------------------------------------------------------------------------

function menu(): void {
  for (const button of all<HTMLButtonElement>("[data-mq-menu]")) {
    const panel = document.getElementById(button.getAttribute("aria-controls") ?? "");
    if (!panel) continue;
    button.hidden = false;
    const show = (open: boolean): void => {
      panel.classList.toggle("mq-open", open);
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
      show(false);
      button.focus();
    };
    button.addEventListener("keydown", leave);
    panel.addEventListener("keydown", leave);
    // The link that skips to the menu opens it first, where it is folded behind its button.
    for (const link of all<HTMLAnchorElement>(`a[href="#${panel.id}"]`)) {
      link.addEventListener("click", () => {
        if (getComputedStyle(panel).display === "none") show(true);
        panel.focus();
      });
    }
  }
}

// Territory search: suggestions (ARIA combobox with a listbox) ---------------------------------------------------------

interface Suggestion {
  token: string;
  name: string;
  /** A stable word, for programs; `label` says it in the reader's language. */
  kind: string;
  label?: string | null;
  url: string;
  detail?: string | null;
}

/** Only an address of this site is followed: "/x", never "//host" nor "javascript:". */
const isOwnAddress = (url: string): boolean => /^\/(?![/\\])/.test(url);

function suggest(input: HTMLInputElement, serial: number): void {
  const box = input.closest<HTMLElement>(".fr-search-bar");
  const source = input.dataset["mqSuggest"];
  if (!box || !source) return;

  const list = document.createElement("ul");
  list.id = `mq-suggest-${serial}`;
  list.className = "mq-suggest";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset["mqListLabel"] ?? "");
  list.hidden = true;
  const live = document.createElement("p");
  live.className = "fr-sr-only";
  live.setAttribute("role", "status");
  box.append(list, live);

  const attributes = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  let items: Suggestion[] = [];
  let active = -1;
  let timer = 0;
  let request: AbortController | undefined;

  const select = (index: number): void => {
    active = index;
    [...list.children].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === index));
      if (i === index) option.scrollIntoView({ block: "nearest" });
    });
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `${list.id}-${index}`);
  };
  const close = (): void => {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    select(-1);
  };
  const go = (item: Suggestion | undefined): void => {
    // A field that adds to a comparison has the address of the comparison; others lead to the portrait.
    const url = item && (input.dataset["mqAdd"] ? input.dataset["mqAdd"] + encodeURIComponent(item.token) : item.url);
    if (url && isOwnAddress(url)) location.assign(url);
  };
  const show = (found: Suggestion[]): void => {
    items = found;
    list.replaceChildren(
      ...items.map((item, i) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${i}`;
        option.setAttribute("role", "option");
        for (const [part, words] of [["name", item.name], ["kind", item.label || item.kind], ["detail", item.detail]] as const) {
          if (!words) continue;
          const span = document.createElement("span");
          span.className = `mq-suggest__${part}`;
          span.textContent = words;
          option.append(span, " ");
        }
        // The field keeps the focus, or losing it would close the list before the click comes.
        option.addEventListener("mousedown", (event) => event.preventDefault());
        // Not before the button is released: who slides off the suggestion has changed their mind (WCAG 2.5.2).
        option.addEventListener("click", () => go(item));
        return option;
      }),
    );
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    select(-1);
    const { mqNone = "", mqOne = "", mqMany = "" } = input.dataset;
    live.textContent = items.length === 0 ? mqNone : items.length === 1 ? mqOne : mqMany.replace("{n}", String(items.length));
  };
  const ask = async (): Promise<void> => {
    request?.abort();
    request = new AbortController();
    const address = new URL(source, location.href);
    address.searchParams.set("q", input.value.trim());
    try {
      const answer = await fetch(address, { signal: request.signal, headers: { accept: "application/json" } });
      if (!answer.ok) return close();
      const body = (await answer.json()) as { items?: Suggestion[] };
      show((body.items ?? []).slice(0, 8));
    } catch {
      // Aborted by the next key, or offline: the form itself still works.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < 2) return close();
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      go(items[active]);
    } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One position more than items: -1 means "back in the field", as the ARIA practices describe.
      const count = items.length + 1;
      select(((active + 1 + step + count) % count) - 1);
    }
  });
  input.addEventListener("blur", close);
}

// Folds: what was opened stays open when one comes back; those marked for paper are open on it, the others as they are --

function folds(): void {
  for (const fold of all<HTMLDetailsElement>("details[data-mq-keep]")) {
    const key = `fold:${location.pathname}:${fold.dataset["mqKeep"]}`;
    const saved = remember("session", key);
    if (saved !== null) fold.open = saved === "1";
    fold.addEventListener("toggle", () => {
      // Opening a fold for the printer is not a reader's choice.
      if (!fold.hasAttribute("data-mq-printing")) remember("session", key, fold.open ? "1" : "0");
    });
  }
  addEventListener("beforeprint", () => {
    for (const fold of all<HTMLDetailsElement>("details[data-mq-paper]:not([open])")) {
      fold.setAttribute("data-mq-printing", "");
      fold.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of all<HTMLDetailsElement>("details[data-mq-printing]")) {
      fold.open = false;
      // The toggle event comes after this task: keep the mark until it has been heard.
      setTimeout(() => fold.removeAttribute("data-mq-printing"), 100);
    }
  });
  // A tile whose fold opens takes a row of its own: it must not leave the screen.
  for (const fold of all<HTMLDetailsElement>(".mq-mosaic details")) {
    fold.addEventListener("toggle", () => {
      if (fold.open) fold.closest("li")?.scrollIntoView({ block: "nearest" });
    });
  }
  for (const button of all<HTMLButtonElement>("[data-mq-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

/** Buttons that copy a field; where the browser refuses, the field is selected, and the keyboard does it. */
function copies(): void {
  for (const button of all<HTMLButtonElement>("[data-mq-copy]")) {
    const field = document.getElementById(button.dataset["mqCopy"] ?? "");
    if (!(field instanceof HTMLInputElement)) continue;
    button.hidden = false;
    const words = button.textContent;
    const told = document.createElement("span");
    told.className = "fr-sr-only";
    told.setAttribute("role", "status");
    button.after(told);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = told.textContent = button.dataset["mqCopied"] ?? "";
        setTimeout(() => {
          button.textContent = words;
          told.textContent = "";
        }, 2500);
      } catch {
        field.select();
      }
    });
  }
}

/** What went wrong is read first: by screen readers, by keyboards, and on small screens. */
function alerts(): void {
  document.querySelector<HTMLElement>('[role="alert"][tabindex="-1"]')?.focus();
}

root.classList.add("mq-script");
applyScheme(currentScheme());
function start(): void {
  theme();
  menu();
  all<HTMLInputElement>("input[data-mq-suggest]").forEach(suggest);
  folds();
  copies();
  alerts();
}
if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
