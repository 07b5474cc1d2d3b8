/**
 * The interactive map of the map page. The page is whole without it: a drawing, a legend and a table. The library that draws
 * is fetched only here, from our own site, with its worker in a file of its own. No sentence is written here: they come from
 * data-* attributes of the markup.
 */

import type { ExpressionSpecification, Map as Chart, MapGeoJSONFeature, StyleSpecification } from "maplibre-gl";

type Library = typeof import("maplibre-gl");
interface Names { tokens: string[]; names: string[] }
interface Values { quantity: string; decimals: number; bounds: number[]; values: (number | null)[]; classes: string }

const LAYER = "territories";
const MARKED = "marked";
/** Which of the five shades each class has, when there are as many as an index. */
const SHADES = [[], [3], [2, 4], [1, 3, 5], [1, 2, 4, 5], [1, 2, 3, 4, 5]];
/** Most suggestions under the field that finds a territory. */
const MOST_FOUND = 8;

const stillness = matchMedia("(prefers-reduced-motion: reduce)");
/** Letters alone, without accents: what is compared. */
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
    // Without it the map is plain, not useless.
    link.onload = link.onerror = () => done();
    document.head.append(link);
  });
}

class LiveMap {
  private readonly said: HTMLElement;
  private readonly open: HTMLAnchorElement;
  private readonly canvas: HTMLElement;
  private chart!: Chart;
  private shown = -1;

  constructor(private readonly root: HTMLElement, private readonly names: Names, private readonly values: Values) {
    this.said = root.querySelector<HTMLElement>("[data-said]")!;
    this.open = root.querySelector<HTMLAnchorElement>("[data-open]")!;
    this.canvas = root.querySelector<HTMLElement>(".mq-live__canvas")!;
  }

  private data(name: string): string {
    return this.root.dataset[name] ?? "";
  }

  private address(id: number): string {
    return this.data("portrait") + (this.names.tokens[id] ?? "");
  }

  /** "Angoulême: 8.0 %" */
  private words(id: number): string {
    const value = this.values.values[id];
    const name = this.names.names[id] ?? "";
    const pair = (text: string): string => this.data("pair").replace("{name}", name).replace("{value}", text);
    if (value === null || value === undefined) return pair(this.data("none"));
    const { decimals, quantity } = this.values;
    const number = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
    return pair(quantity.replace("{value}", number));
  }

  start(library: Library): void {
    const [shallowest, deepest] = this.data("zooms").split("-").map(Number);
    library.setWorkerUrl(this.data("worker"));
    const background = this.data("background");
    const style: StyleSpecification = {
      version: 8,
      sources: {
        [LAYER]: {
          type: "vector",
          tiles: [location.origin + this.data("tiles")],
          minzoom: shallowest ?? 0,
          maxzoom: deepest ?? 11,
          attribution: this.data("attribution"),
        },
        departements: { type: "vector", tiles: [`${location.origin}/tiles/departements/{z}/{x}/{y}.mvt`], maxzoom: deepest ?? 11 },
        ...(background ? { background: { type: "raster", tiles: [background], tileSize: 256, attribution: this.data("backgroundAttribution") } } : {}),
      },
      layers: [
        { id: "ground", type: "background" },
        ...(background ? [{ id: "background", type: "raster" as const, source: "background" }] : []),
        { id: LAYER, type: "fill", source: LAYER, "source-layer": this.data("layer") },
        { id: "borders", type: "line", source: LAYER, "source-layer": this.data("layer"), minzoom: (shallowest ?? 0) + 2 },
        { id: "departements", type: "line", source: "departements", "source-layer": "departements" },
        { id: MARKED, type: "line", source: LAYER, "source-layer": this.data("layer"), filter: ["==", ["id"], -1] },
      ],
    };
    this.root.hidden = false;
    this.chart = new library.Map({
      container: this.canvas,
      style,
      bounds: this.bounds(this.root.querySelector<HTMLElement>("[data-bounds]")!),
      fitBoundsOptions: { padding: 12 },
      minZoom: shallowest ?? 0,
      maxZoom: 14,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      cooperativeGestures: true,
      attributionControl: { compact: false },
      fadeDuration: stillness.matches ? 0 : 200,
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
    this.chart.getCanvas().setAttribute("aria-describedby", "map-help");
    this.chart.on("style.load", () => this.paint());
    this.pointer();
    this.keyboard();
    this.parts();
    this.find();
    // The colours of the page may change under the map.
    new MutationObserver(() => this.paint()).observe(document.documentElement, { attributeFilter: ["data-fr-theme"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
  }

  private bounds(button: HTMLElement): [number, number, number, number] {
    return (button.dataset["bounds"] ?? "").split(",").map(Number) as [number, number, number, number];
  }

  private paint(): void {
    const classes = [...this.values.classes].map((letter) => (letter === "." ? -1 : Number(letter)));
    const shades = SHADES[this.values.bounds.length] ?? [];
    const colours = shades.flatMap((shade, rank) => [rank, token(`q${shade}`)]);
    // The class of a territory is at the rank that its identifier is.
    const fill: unknown = ["match", ["at", ["to-number", ["id"]], ["literal", classes]], ...colours, token("qna")];
    const chart = this.chart;
    chart.setPaintProperty("ground", "background-color", token("stone"));
    chart.setPaintProperty(LAYER, "fill-color", fill as ExpressionSpecification);
    chart.setPaintProperty(LAYER, "fill-opacity", this.data("background") ? 0.75 : 1);
    chart.setPaintProperty("borders", "line-color", token("paper"));
    chart.setPaintProperty("borders", "line-width", 0.5);
    chart.setPaintProperty("departements", "line-color", token("ink"));
    chart.setPaintProperty("departements", "line-width", ["interpolate", ["linear"], ["zoom"], 4, 0.4, 8, 1.5]);
    chart.setPaintProperty(MARKED, "line-color", token("focus"));
    chart.setPaintProperty(MARKED, "line-width", 3);
  }

  /** Says a territory and marks it; without one, what there is to say of nowhere. */
  private show(id: number, nowhere = ""): void {
    if (id === this.shown && id >= 0) return;
    this.shown = id;
    this.chart.setFilter(MARKED, ["==", ["id"], id]);
    this.open.hidden = id < 0;
    if (id >= 0) {
      this.said.textContent = this.words(id);
      this.open.href = this.address(id);
    } else if (nowhere) {
      this.said.textContent = nowhere;
    }
  }

  private at(point: [number, number]): number {
    const found: MapGeoJSONFeature[] = this.chart.getLayer(LAYER) ? this.chart.queryRenderedFeatures(point, { layers: [LAYER] }) : [];
    return typeof found[0]?.id === "number" ? found[0].id : -1;
  }

  private pointer(): void {
    let touched = false;
    this.canvas.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"));
    this.chart.on("mousemove", (event) => {
      const id = this.at([event.point.x, event.point.y]);
      this.chart.getCanvas().style.cursor = id >= 0 ? "pointer" : "";
      this.show(id);
    });
    this.chart.on("click", (event) => {
      const id = this.at([event.point.x, event.point.y]);
      this.show(id);
      // A finger has no hover: the first touch tells, the link opens.
      if (id >= 0 && !touched) location.assign(this.address(id));
    });
  }

  /** The territory under the middle of the map, for who moves it with the keyboard. */
  private middle(): number {
    const { clientWidth, clientHeight } = this.canvas;
    return this.at([clientWidth / 2, clientHeight / 2]);
  }

  private keyboard(): void {
    const canvas = this.chart.getCanvas();
    const tell = (): void => {
      if (document.activeElement === canvas && canvas.matches(":focus-visible")) this.show(this.middle(), this.data("nowhere"));
    };
    this.chart.on("moveend", () => (this.chart.areTilesLoaded() ? tell() : this.chart.once("idle", tell)));
    canvas.addEventListener("focus", tell);
    canvas.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const id = this.middle();
      if (id >= 0) location.assign(this.address(id));
    });
  }

  private parts(): void {
    for (const button of this.root.querySelectorAll<HTMLElement>("button[data-bounds]")) {
      button.addEventListener("click", () => this.chart.fitBounds(this.bounds(button), { padding: 12, animate: !stillness.matches }));
    }
  }

  /** A field that finds a territory by its name, and shows it on the map. */
  private find(): void {
    const field = this.root.querySelector<HTMLInputElement>("#map-find")!;
    const list = this.root.querySelector<HTMLElement>("#map-found")!;
    let searched: string[] | undefined;
    let active = -1;
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
    const choose = async (id: number): Promise<void> => {
      close();
      field.value = this.names.names[id] ?? "";
      await this.go(id);
    };
    const suggest = (): void => {
      searched ??= this.names.names.map(plain);
      const asked = plain(field.value);
      if (!asked) return close();
      const ranks = searched.flatMap((name, id) => (name.includes(asked) ? [[name.startsWith(asked) ? 0 : 1, name.length, id] as const] : []));
      ranks.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
      list.replaceChildren(...ranks.slice(0, MOST_FOUND).map(([, , id]) => {
        const option = document.createElement("li");
        option.setAttribute("role", "option");
        option.id = `map-found-${id}`;
        option.textContent = `${this.words(id)} (${(this.names.tokens[id] ?? "").replace(/^\w+:/, "")})`;
        option.addEventListener("pointerdown", (event) => { event.preventDefault(); void choose(id); });
        return option;
      }));
      list.hidden = !ranks.length;
      field.setAttribute("aria-expanded", String(ranks.length > 0));
      mark(-1);
    };
    field.addEventListener("input", suggest);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      const count = options().length;
      if (event.key === "Escape") close();
      if (!count) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        mark((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + count) % count);
      }
      if (event.key === "Enter") {
        event.preventDefault();
        void choose(Number((options()[Math.max(active, 0)]?.id ?? "").replace("map-found-", "")));
      }
    });
  }

  /** Brings a territory in view: its box is asked of the site, which knows all of them. */
  private async go(id: number): Promise<void> {
    const { bounds } = await json<{ bounds: [number, number, number, number] }>(`${this.data("names").replace(/\.json$/, "")}/${this.names.tokens[id]}/box.json`);
    this.chart.fitBounds(bounds, { padding: 40, maxZoom: 11, animate: !stillness.matches });
    this.show(id);
  }
}

async function load(root: HTMLElement): Promise<void> {
  const [library, names, values] = await Promise.all([
    import(root.dataset["library"] ?? "") as Promise<Library>,
    json<Names>(root.dataset["names"] ?? ""),
    json<Values>(root.dataset["values"] ?? ""),
    stylesheet(root.dataset["style"] ?? ""),
  ]);
  new LiveMap(root, names, values).start(library);
  const drawn = document.querySelector<HTMLElement>("[data-mq-map-drawn]");
  if (drawn) drawn.hidden = true;
}

function canDraw(): boolean {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}

const root = document.querySelector<HTMLElement>("[data-mq-map]");
const button = document.querySelector<HTMLButtonElement>("[data-mq-map-load]");
if (root && button && canDraw()) {
  const go = (): void => {
    button.hidden = true;
    load(root).catch((error: unknown) => {
      // The drawing and the table stay.
      root.hidden = true;
      console.error(error);
    });
  };
  // Who spares their data is asked first.
  const sparing = (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  if (sparing) {
    button.hidden = false;
    button.addEventListener("click", go);
  } else {
    go();
  }
}
