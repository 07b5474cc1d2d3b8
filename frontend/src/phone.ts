/**
 * The page of a workshop on a telephone. The page is whole without it: its form sends. With it, what is written is kept on the
 * telephone until the site says that it has it, and sent again under the same key whenever the network is there. No sentence is
 * written here: they come from data-* attributes of the markup.
 */

/** Milliseconds before what did not leave is tried again; twice as long each time, to a limit. */
const FIRST_WAIT = 1_500;
const LONGEST_WAIT = 60_000;
/** Milliseconds after which an answer is no longer awaited. */
const PATIENCE = 15_000;

/** What waits to be received: the fields of the form. */
type Kept = Record<string, string>;

const form = document.querySelector<HTMLFormElement>("form[data-mq-phone]");
const said = document.querySelector<HTMLElement>("[data-mq-said]");
/** The same in both languages. */
const place = `mq-workshop:${location.pathname.split("/").pop() ?? ""}`;

/** What stops a request that is not answered. */
const patience = (): AbortSignal => {
  const control = new AbortController();
  window.setTimeout(() => control.abort(), PATIENCE);
  return control.signal;
};

const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const read = (): Kept[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
    return Array.isArray(kept) ? (kept as Kept[]) : [];
  } catch {
    return [];
  }
};

if (said) {
  // Where nothing can be kept, memory serves until the page is left.
  let memory = read();
  let busy = false;
  let wait = FIRST_WAIT;
  let timer = 0;

  const write = (kept: Kept[]): void => {
    memory = kept;
    try {
      if (kept.length) localStorage.setItem(place, JSON.stringify(kept));
      else localStorage.removeItem(place);
    } catch { /* private windows keep nothing */ }
  };
  /** What another window of the same page kept or sent is taken into account. */
  const pending = (): Kept[] => {
    try { return localStorage.getItem(place) === null && memory.length ? memory : read(); } catch { return memory; }
  };
  const tell = (words: string): void => { said.hidden = !words; said.textContent = words; };
  const awaiting = (count: number): string =>
    count === 1 ? said.dataset.one ?? "" : (said.dataset.many ?? "").replace("{n}", String(count));

  /** The list of what this telephone sent, as the site has it now. */
  const refresh = async (): Promise<void> => {
    try {
      const answer = await fetch(location.pathname, { signal: patience() });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const own = page.getElementById("own");
      if (own) document.getElementById("own")?.replaceWith(own);
    } catch { /* the next one will */ }
  };

  const again = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void send(), wait);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  };

  const send = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    let received = 0;
    try {
      for (let kept = pending()[0]; kept; kept = pending()[0]) {
        const { key } = kept;
        const answer = await fetch(location.pathname, {
          method: "POST",
          body: new URLSearchParams(kept),
          headers: { accept: "application/json" },
          signal: patience(),
        });
        // The site had it already, or has it now; or it will never have it, and says why.
        if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
        write(pending().filter((one) => one.key !== key));
        if (answer.status === 422) {
          const { errors } = (await answer.json()) as { errors: string[] };
          tell([said.dataset.refused ?? "", ...errors].join(" "));
          const words = form?.elements.namedItem("words");
          if (words instanceof HTMLTextAreaElement && !words.value) words.value = kept.words ?? "";
          busy = false;
          return;
        }
        received += 1;
      }
      wait = FIRST_WAIT;
      if (received) {
        tell(said.dataset.sent ?? "");
        await refresh();
      }
    } catch {
      tell(awaiting(pending().length));
      again();
    } finally {
      busy = false;
    }
  };

  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string")) as Kept;
    if (!fields.words?.trim()) return;
    write([...pending(), fields]);
    const words = form.elements.namedItem("words");
    if (words instanceof HTMLTextAreaElement) words.value = "";
    const key = form.elements.namedItem("key");
    if (key instanceof HTMLInputElement) key.value = newKey();
    tell(awaiting(pending().length));
    wait = FIRST_WAIT;
    void send();
  });
  // A page found in the memory of the browser has the key of what was sent from it.
  const key = form?.elements.namedItem("key");
  if (key instanceof HTMLInputElement) key.value = newKey();
  window.addEventListener("online", () => { wait = FIRST_WAIT; void send(); });
  window.addEventListener("pageshow", () => void send());
  if (pending().length) {
    tell(awaiting(pending().length));
    void send();
  }
}

export {};
