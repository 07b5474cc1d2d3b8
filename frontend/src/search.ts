/**
 * Searching as one types. The site answers: nothing is searched here, and no sentence is written here.
 */

/** A part of a text, found or around what was. */
interface Part {
  text: string;
  found: boolean;
}

interface Suggestion {
  name: string;
  /** The name, in parts: what was found in it is marked. */
  parts?: Part[];
  /** A stable word, for programs; `label` says it in the reader's language. */
  kind: string;
  label?: string | null;
  url: string;
  /** What names it, when it is a territory. */
  token?: string | null;
  detail?: string | null;
  faults?: number;
  /** Why it answers, in the reader's language. */
  reason?: string | null;
}

/** How long one stops typing before the site is asked, in milliseconds. */
const PAUSE = 150;

function marked(parts: Part[]): (Node | string)[] {
  return parts.map(({ text, found }) => {
    if (!found) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

/** Only an address of this site is followed: "/x", never "//host" nor "javascript:". */
const isOwnAddress = (url: string): boolean => /^\/(?![/\\])/.test(url);

/** A field that suggests what the site has as one types: ARIA combobox with a listbox. */
export function suggest(input: HTMLInputElement, serial: number): void {
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

  // A search field may not be a combobox: with its list, it is a field of text.
  const attributes = { type: "text", enterkeyhint: "search", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
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
    // A field that adds to a comparison has the address of the comparison; others lead to the thing itself.
    const added = item?.token && input.dataset["mqAdd"] ? input.dataset["mqAdd"] + encodeURIComponent(item.token) : "";
    const url = added || item?.url;
    if (url && isOwnAddress(url)) location.assign(url);
  };
  const show = (found: Suggestion[]): void => {
    items = found;
    list.replaceChildren(
      ...items.map((item, i) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${i}`;
        option.setAttribute("role", "option");
        const name = item.parts ? marked(item.parts) : [item.name];
        // The reason is worth a line only when what was found is not what was written.
        const reason = item.faults ? item.reason : "";
        for (const [part, words] of [["name", name], ["kind", [item.label || item.kind]], ["detail", [item.detail]], ["detail", [reason]]] as const) {
          if (!words[0]) continue;
          const span = document.createElement("span");
          span.className = `mq-suggest__${part}`;
          span.append(...words.filter((word) => word != null));
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
    timer = setTimeout(ask, PAUSE);
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

/** The page of a search: its answers follow what one types and chooses, without leaving the page. */
export function live(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[name=q]");
  const found = document.getElementById("found");
  if (!input || !found) return;
  let timer = 0;
  let request: AbortController | undefined;

  const show = (page: Document): void => {
    // What is announced must be there already: its words change, not the element.
    for (const id of ["search-title", "search-summary"]) {
      const [own, theirs] = [document.getElementById(id), page.getElementById(id)];
      if (own && theirs) own.textContent = theirs.textContent;
    }
    document.title = page.title;
    const fresh = page.getElementById("found");
    if (!fresh) return;
    const opened = new Map([...found.querySelectorAll("details")].map((fold) => [fold.textContent?.trim().split("\n")[0], fold.open]));
    for (const fold of fresh.querySelectorAll("details")) fold.open = opened.get(fold.textContent?.trim().split("\n")[0]) ?? fold.open;
    const focused = found.contains(document.activeElement) ? document.activeElement?.id : "";
    found.replaceChildren(...fresh.childNodes);
    if (focused) document.getElementById(focused)?.focus();
  };
  const ask = async (): Promise<void> => {
    request?.abort();
    request = new AbortController();
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (typeof value === "string") address.searchParams.append(name, value);
    try {
      const answer = await fetch(address, { signal: request.signal, headers: { accept: "text/html" } });
      if (!answer.ok) return;
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      history.replaceState(null, "", address);
    } catch {
      // Aborted by the next key, or offline: the form itself still works.
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  input.addEventListener("input", soon);
  form.addEventListener("change", (event) => {
    if (event.target !== input) soon();
  });
}
