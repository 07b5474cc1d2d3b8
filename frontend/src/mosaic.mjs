// Turns src/mosaic.txt into the pictures of the product: hero, band and favicon. One cell is a tessera of 40 units.

const FILL = {
  p: "#e4633c", s: "#a9b51f", m: "#eba51b", i: "#9067d0", r: "#2f8fd1",
  a: "#14a39b", u: "#d94a8d", d: "#43ad62", k: "#2b2945", n: "#b9b2a3",
};

const SIDE = 40;
const JOINT = 1.5; // half the grout between two tesserae
const MAX = SIDE - 2 * JOINT;

const SHAPE = {
  o: (a) => `M0 0h${a}v${a}H0z`,
  c: (a) => `M${a / 2} 0a${a / 2} ${a / 2} 0 1 1 0 ${a}a${a / 2} ${a / 2} 0 1 1 0-${a}z`,
  q: (a) => `M0 0h${a}a${a} ${a} 0 0 1-${a} ${a}z`,
  w: (a) => `M${a} 0v${a}a${a} ${a} 0 0 1-${a}-${a}z`,
  e: (a) => `M${a} ${a}H0a${a} ${a} 0 0 1 ${a}-${a}z`,
  t: (a) => `M0 ${a}V0a${a} ${a} 0 0 1 ${a} ${a}z`,
  z: (a) => `M0 0h${a}L0 ${a}z`,
  x: (a) => `M0 0h${a}v${a}z`,
  v: (a) => `M${a} 0v${a}H0z`,
  b: (a) => `M0 0l${a} ${a}H0z`,
  h: (a) => `M0 ${a / 2}h${a}v${a / 2}H0z`,
  l: (a) => `M0 0h${a / 2}v${a}H0z`,
  r: (a) => `M${a / 2} 2a${a / 2 - 2} ${a / 2 - 2} 0 1 1 0 ${a - 4}a${a / 2 - 2} ${a / 2 - 2} 0 1 1 0-${a - 4}zm0 ${a / 4}a${a / 4 - 2} ${a / 4 - 2} 0 1 0 0 ${a / 2 - 4}a${a / 4 - 2} ${a / 4 - 2} 0 1 0 0-${a / 2 - 4}z`,
  g: (a) => [0, a / 2 + 1].flatMap((x) => [0, a / 2 + 1].map((y) => `M${x} ${y}h${a / 2 - 1}v${a / 2 - 1}h-${a / 2 - 1}z`)).join(""),
};

/** Reads `[name]` sections of rows of cells. */
export function readMosaics(text) {
  const mosaics = new Map();
  let rows;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const section = /^\[(\w+)\]$/.exec(line);
    if (section) {
      mosaics.set(section[1], (rows = []));
      continue;
    }
    const cells = line.split(/\s+/);
    for (const cell of cells) {
      const known = cell === ".." || (cell.length === 2 && cell[0] in FILL && cell[1] in SHAPE);
      if (!rows || !known) throw new Error(`src/mosaic.txt line ${index + 1}: found "${cell}", expected a family letter and a shape letter`);
    }
    rows.push(cells);
  }
  return mosaics;
}

/** Draws rows of cells; the ground of a tessera is its own colour, pale, so that the picture holds on light and dark. */
export function drawMosaic(rows, { ground = 0.26 } = {}) {
  const width = Math.max(...rows.map((row) => row.length)) * SIDE;
  const height = rows.length * SIDE;
  const parts = [];
  rows.forEach((row, y) =>
    row.forEach((cell, x) => {
      if (cell === "..") return;
      const [family, shape] = cell;
      const pale = shape === "o" ? "" : `<path fill-opacity="${ground}" d="${SHAPE.o(MAX)}"/>`;
      parts.push(`<g transform="translate(${x * SIDE + JOINT} ${y * SIDE + JOINT})" fill="${FILL[family]}">${pale}<path d="${SHAPE[shape](MAX)}"/></g>`);
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${parts.join("")}</svg>\n`;
}
