/**
 * Saves a section of a dossier while one writes it. The page is whole without it: its button saves. No sentence is written
 * here: they come from data-* attributes of the markup.
 */

/** Milliseconds without a key before what was written is saved. */
const PAUSE = 2_000;

interface Saved { versions: Record<string, number>; at: string; conflict: boolean; behind: boolean; errors: string[]; about: Record<string, string[]> }

const form = document.querySelector<HTMLFormElement>("form[data-mq-draft]");
const said = document.querySelector<HTMLElement>("[data-mq-draft-said]");

if (form && said) {
  let waiting = 0;
  let busy = false;
  let again = false;

  /** What is written, without documents: these are sent by the button. */
  const written = (): FormData => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File || name.startsWith("a.")) data.delete(name);
    return data;
  };
  const tell = (words: string): void => { said.textContent = words; };

  const save = async (): Promise<void> => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: written(), headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const saved = (await answer.json()) as Saved;
      for (const [question, version] of Object.entries(saved.versions)) {
        const base = form.elements.namedItem(`base.${question}`);
        if (base instanceof HTMLInputElement) base.value = String(version);
      }
      for (const [question, lines] of Object.entries(saved.about)) {
        const list = form.querySelector(`[data-mq-about="${question}"]`);
        list?.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
      }
      if (saved.conflict) tell(said.dataset.conflict ?? "");
      // Never told as saved when something of it is not.
      else if (saved.errors.length) tell(saved.errors.join(" "));
      else tell([saved.at, ...(saved.behind ? [said.dataset.behind ?? ""] : [])].join(" "));
    } catch {
      tell(said.dataset.failed ?? "");
    } finally {
      busy = false;
      if (again) { again = false; void save(); }
    }
  };

  form.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "file") return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void save(), PAUSE);
  });
}
