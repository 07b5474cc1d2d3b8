/**
 * Choosing the communes of a perimeter on a map, on the page of a section of a dossier. The field of text stays the answer: it
 * is whole without this script, and everything done here is written in it. The library that draws is fetched when somebody asks
 * for the map. No sentence is written here: they come from data-* attributes of the markup.
 */

import type { ExpressionSpecification, Map as Chart, StyleSpecification } from "maplibre-gl";

type Library = typeof import("maplibre-gl");
type Bounds = [number, number, number, number];
interface Names { tokens: string[]; names: string[] }
interface Place { kind: string; communes: { code: string; name: string }[] }

const LAYER = "communes";
const MARKED = "marked";
/** Most suggestions under the field that adds a territory. */
const MOST_FOUND = 8;

const stillness = matchMedia("(prefers-reduced-motion: reduce)");
const plain = (text: string): string => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--mq-${name}`).trim();

async function json<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return (await answer.json()) as T;
}

function stylesheet(address: string): Promise<void> {
  return new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = link.onerror = () => done();
    document.head.append(link);
  });
}

class Picker {
  private readonly field: HTMLTextAreaElement;
  private readonly said: HTMLElement;
  private readonly list: HTMLElement;
  private readonly canvas: HTMLElement;
  private readonly rank = new Map<string, number>();
  /** What is chosen, by code. */
  private chosen = new Set<string>();
  /** The EPCI by which communes were chosen, with their communes. */
  private readonly epcis = new Map<string, string[]>();
  /** Lines that name nothing, kept as they were typed. */
  private unread: string[] = [];
  private chart!: Chart;
  private shown = -1;

  constructor(private readonly root: HTMLElement, private readonly communes: Names, private readonly groups: Names) {
    this.field = document.getElementById(this.data("field")) as HTMLTextAreaElement;
    this.said = root.querySelector<HTMLElement>("[data-said]")!;
    this.list = root.querySelector<HTMLElement>("[data-chosen]")!;
    this.canvas = root.querySelector<HTMLElement>(".mq-live__canvas")!;
    communes.tokens.forEach((code, rank) => this.rank.set(code, rank));
  }

  private data(name: string): string {
    return this.root.dataset[name] ?? "";
  }

  private name(code: string): string {
    return this.communes.names[this.rank.get(code) ?? -1] ?? code;
  }

  /** Reads the field: each line is a commune, an EPCI, or anything that the site knows. */
  private async read(): Promise<void> {
    this.chosen = new Set();
    this.unread = [];
    const lines = this.field.value.split(/[\n,;]/).map((line) => line.trim()).filter(Boolean);
    await Promise.all(lines.map(async (line) => {
      if (this.rank.has(line)) { this.chosen.add(line); return; }
      try {
        await this.group(line);
        for (const code of this.epcis.get(line) ?? []) this.chosen.add(code);
      } catch {
        this.unread.push(line);
      }
    }));
  }

  /** The communes of an EPCI or of a name, asked of the site. */
  private async group(asked: string): Promise<string[]> {
    const known = this.epcis.get(asked);
    if (known) return known;
    const place = await json<Place>(`${this.data("territories")}/${encodeURIComponent(asked)}`);
    const codes = place.communes.map((commune) => commune.code);
    this.epcis.set(asked, codes);
    return codes;
  }

  /** Writes the field: the groups that are whole, then the other communes. */
  private write(): void {
    const whole = [...this.epcis].filter(([, codes]) => codes.length > 0 && codes.every((code) => this.chosen.has(code)));
    const covered = new Set(whole.flatMap(([, codes]) => codes));
    const others = [...this.chosen].filter((code) => !covered.has(code)).sort();
    this.field.value = [...whole.map(([asked]) => asked), ...others, ...this.unread].join("\n");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.paint();
    this.tell();
  }

  private tell(): void {
    const count = this.root.querySelector<HTMLElement>("[data-count]")!;
    count.textContent = this.data("count").replace("{count}", new Intl.NumberFormat(document.documentElement.lang).format(this.chosen.size));
    const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.value : "";
    const codes = [...this.chosen].sort((a, b) => this.name(a).localeCompare(this.name(b), document.documentElement.lang));
    const items = codes.map((code) => {
      const item = document.createElement("li");
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = true;
      box.value = code;
      // Its field is the text: what is ticked here is not sent.
      box.addEventListener("input", (event) => event.stopPropagation());
      box.addEventListener("change", () => this.toggle(code));
      label.append(box, ` ${this.name(code)} (${code})`);
      item.append(label);
      return item;
    });
    const at = [...this.list.querySelectorAll("input")].findIndex((box) => box.value === focused);
    this.list.replaceChildren(...items);
    // Who takes communes away one after the other with the keyboard stays where they were.
    if (focused && at >= 0) [...this.list.querySelectorAll("input")][Math.min(at, items.length - 1)]?.focus();
  }

  private toggle(code: string): void {
    const added = !this.chosen.has(code);
    if (added) this.chosen.add(code);
    else this.chosen.delete(code);
    this.said.textContent = this.data(added ? "added" : "removed").replace("{name}", this.name(code));
    this.write();
  }

  async start(library: Library): Promise<void> {
    await this.read();
    library.setWorkerUrl(this.data("worker"));
    const [shallowest, deepest] = this.data("zooms").split("-").map(Number);
    const source = (layer: string, minzoom: number): StyleSpecification["sources"][string] => ({
      type: "vector", tiles: [`${location.origin}/tiles/${layer}/{z}/{x}/{y}.mvt`], minzoom, maxzoom: deepest ?? 11, attribution: layer === LAYER ? this.data("attribution") : "",
    });
    const style: StyleSpecification = {
      version: 8,
      sources: { [LAYER]: source(LAYER, shallowest ?? 5), epcis: source("epcis", 3), departements: source("departements", 0) },
      layers: [
        { id: "ground", type: "background" },
        { id: LAYER, type: "fill", source: LAYER, "source-layer": LAYER },
        { id: "borders", type: "line", source: LAYER, "source-layer": LAYER, minzoom: 7 },
        { id: "epcis", type: "line", source: "epcis", "source-layer": "epcis", minzoom: 6 },
        { id: "departements", type: "line", source: "departements", "source-layer": "departements" },
        { id: MARKED, type: "line", source: LAYER, "source-layer": LAYER, filter: ["==", ["id"], -1] },
      ],
    };
    const bounds = await this.whereToLook();
    this.root.querySelector<HTMLElement>("[data-live]")!.hidden = false;
    this.chart = new library.Map({
      container: this.canvas,
      style,
      ...(bounds ? { bounds, fitBoundsOptions: { padding: 20 } } : {}),
      minZoom: 4,
      maxZoom: 13,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      cooperativeGestures: true,
      attributionControl: { compact: false },
      fadeDuration: 0,
      refreshExpiredTiles: false,
      locale: {
        "Map.Title": this.data("label"),
        "NavigationControl.ZoomIn": this.data("zoomIn"),
        "NavigationControl.ZoomOut": this.data("zoomOut"),
        "CooperativeGesturesHandler.WindowsHelpText": this.data("wheel"),
        "CooperativeGesturesHandler.MacHelpText": this.data("wheelMac"),
        "CooperativeGesturesHandler.MobileHelpText": this.data("fingers"),
      },
    });
    this.chart.touchZoomRotate.disableRotation();
    this.chart.keyboard.disableRotation();
    this.chart.addControl(new library.NavigationControl({ showCompass: false }));
    this.chart.getCanvas().setAttribute("aria-describedby", this.data("help"));
    this.chart.on("style.load", () => this.paint());
    this.chart.on("mousemove", (event) => {
      const id = this.at([event.point.x, event.point.y]);
      this.chart.getCanvas().style.cursor = id >= 0 ? "pointer" : "";
      this.show(id);
    });
    this.chart.on("click", (event) => this.press(this.at([event.point.x, event.point.y])));
    this.keyboard();
    this.find();
    this.tell();
    this.field.addEventListener("change", () => void this.read().then(() => { this.paint(); this.tell(); }));
    new MutationObserver(() => this.paint()).observe(document.documentElement, { attributeFilter: ["data-fr-theme"] });
  }

  private async whereToLook(): Promise<Bounds | undefined> {
    const boxes = await Promise.all(this.data("boxes").split(" ").filter(Boolean).map((address) => json<{ bounds: Bounds }>(address).then(({ bounds }) => bounds, () => undefined)));
    const known = boxes.filter((box) => box !== undefined);
    if (!known.length) return undefined;
    const side = (at: number): number[] => known.map((box) => box[at] ?? 0);
    return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
  }

  private paint(): void {
    if (!this.chart.getLayer(LAYER)) return;
    const ids = [...this.chosen].map((code) => this.rank.get(code) ?? -1);
    const fill: unknown = ["case", ["in", ["id"], ["literal", ids]], token("action"), token("stone")];
    this.chart.setPaintProperty("ground", "background-color", token("paper"));
    this.chart.setPaintProperty(LAYER, "fill-color", fill as ExpressionSpecification);
    this.chart.setPaintProperty(LAYER, "fill-opacity", 0.85);
    this.chart.setPaintProperty("borders", "line-color", token("line-strong"));
    this.chart.setPaintProperty("borders", "line-width", 0.5);
    this.chart.setPaintProperty("epcis", "line-color", token("ink-soft"));
    this.chart.setPaintProperty("epcis", "line-width", 1);
    this.chart.setPaintProperty("departements", "line-color", token("ink"));
    this.chart.setPaintProperty("departements", "line-width", 1.5);
    this.chart.setPaintProperty(MARKED, "line-color", token("focus"));
    this.chart.setPaintProperty(MARKED, "line-width", 3);
  }

  private at(point: [number, number]): number {
    const found = this.chart.getLayer(LAYER) ? this.chart.queryRenderedFeatures(point, { layers: [LAYER] }) : [];
    return typeof found[0]?.id === "number" ? found[0].id : -1;
  }

  private show(id: number, nowhere = ""): void {
    if (id === this.shown && id >= 0) return;
    this.shown = id;
    this.chart.setFilter(MARKED, ["==", ["id"], id]);
    const code = this.communes.tokens[id];
    if (code) this.said.textContent = this.data(this.chosen.has(code) ? "isIn" : "isOut").replace("{name}", this.name(code));
    else if (nowhere) this.said.textContent = nowhere;
  }

  private press(id: number): void {
    const code = this.communes.tokens[id];
    if (!code) return;
    this.show(id);
    this.toggle(code);
  }

  /** With the keyboard, the commune under the middle of the map is told, and Enter or the space bar takes it or leaves it. */
  private keyboard(): void {
    const canvas = this.chart.getCanvas();
    const middle = (): number => this.at([this.canvas.clientWidth / 2, this.canvas.clientHeight / 2]);
    const tell = (): void => {
      if (document.activeElement === canvas && canvas.matches(":focus-visible")) this.show(middle(), this.data("nowhere"));
    };
    this.chart.on("moveend", () => (this.chart.areTilesLoaded() ? tell() : this.chart.once("idle", tell)));
    canvas.addEventListener("focus", tell);
    canvas.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.press(middle());
    });
  }

  /** A field that finds a commune or an EPCI by its name, and adds it. */
  private find(): void {
    const field = this.root.querySelector<HTMLInputElement>("[role=combobox]")!;
    const list = this.root.querySelector<HTMLElement>("[role=listbox]")!;
    const all = [...this.groups.tokens.map((asked, at) => ({ asked, name: this.groups.names[at] ?? "", group: true })), ...this.communes.tokens.map((asked, at) => ({ asked, name: this.communes.names[at] ?? "", group: false }))]
      .map((one) => ({ ...one, searched: plain(one.name) }));
    let active = -1;
    let found: typeof all = [];
    const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[role=option]")];
    const mark = (rank: number): void => {
      active = rank;
      options().forEach((option, at) => option.setAttribute("aria-selected", String(at === rank)));
      const id = options()[rank]?.id;
      if (id) field.setAttribute("aria-activedescendant", id);
      else field.removeAttribute("aria-activedescendant");
    };
    const close = (): void => {
      list.hidden = true;
      list.replaceChildren();
      field.setAttribute("aria-expanded", "false");
      mark(-1);
    };
    const choose = async (rank: number): Promise<void> => {
      const one = found[rank];
      close();
      field.value = "";
      if (!one) return;
      for (const code of one.group ? await this.group(one.asked) : [one.asked]) this.chosen.add(code);
      this.said.textContent = this.data("added").replace("{name}", one.name);
      this.write();
      const level = one.group ? "epci" : "commune";
      const { bounds } = await json<{ bounds: Bounds }>(`${this.data("maps")}/${level}/${one.asked}/box.json`);
      this.chart.fitBounds(bounds, { padding: 40, maxZoom: 10, animate: !stillness.matches });
    };
    const suggest = (): void => {
      const asked = plain(field.value);
      if (asked.length < 2) return close();
      found = all.filter((one) => one.searched.includes(asked) || one.asked === field.value.trim());
      found.sort((a, b) => Number(!a.searched.startsWith(asked)) - Number(!b.searched.startsWith(asked)) || a.searched.length - b.searched.length);
      found = found.slice(0, MOST_FOUND);
      list.replaceChildren(...found.map((one, rank) => {
        const option = document.createElement("li");
        option.setAttribute("role", "option");
        option.id = `${list.id}-${rank}`;
        option.textContent = `${one.name} (${one.asked})`;
        option.addEventListener("pointerdown", (event) => { event.preventDefault(); void choose(rank); });
        return option;
      }));
      list.hidden = !found.length;
      field.setAttribute("aria-expanded", String(found.length > 0));
      mark(-1);
    };
    // What is typed here is no answer: nothing is saved of it.
    field.addEventListener("input", (event) => { event.stopPropagation(); suggest(); });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      // Enter chooses, and never sends the form.
      if (event.key === "Enter") event.preventDefault();
      const count = options().length;
      if (event.key === "Escape") close();
      if (!count) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        mark((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + count) % count);
      }
      if (event.key === "Enter") void choose(Math.max(active, 0));
    });
  }
}

async function load(root: HTMLElement): Promise<void> {
  const maps = root.dataset["maps"] ?? "";
  const [library, communes, groups] = await Promise.all([
    import(root.dataset["library"] ?? "") as Promise<Library>,
    json<Names>(`${maps}/commune.json`),
    json<Names>(`${maps}/epci.json`),
    stylesheet(root.dataset["style"] ?? ""),
  ]);
  await new Picker(root, communes, groups).start(library);
}

const canDraw = Boolean(document.createElement("canvas").getContext("webgl2"));
for (const root of document.querySelectorAll<HTMLElement>("[data-mq-picker]")) {
  const button = root.querySelector<HTMLButtonElement>("[data-open]");
  if (!button || !canDraw) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    load(root).then(
      () => { button.hidden = true; root.querySelector<HTMLElement>("[role=combobox]")?.focus(); },
      (error: unknown) => { button.disabled = false; console.error(error); },
    );
  });
}
