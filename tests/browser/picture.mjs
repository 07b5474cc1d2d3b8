// Pictures of pages: kept small, compared as an eye compares.
import { deflateSync } from "node:zlib";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** Side of a cell, in pixels: the grain at which two pictures are compared. Screens are a whole number of them. */
const CELL = 10;
/** How much a cell may differ in colour, on pixelmatch's scale from 0 to 1. */
const COLOUR = 0.1;
/** Colours of a kept picture. */
const COLOURS = 256;

export const decode = (bytes) => PNG.sync.read(Buffer.from(bytes));

/**
 * The share of cells that differ, and a picture of it: kept, new, and what differs, side by side.
 *
 * Cells of 10 × 10 pixels are compared by their mean colour. Letters that another version of the browser or of its font
 * library draws otherwise, or a fraction of a pixel aside, keep their mean; a block that moves, a colour that changes, a
 * typeface that is missing do not. README.md has the measures.
 */
export function compare(kept, now) {
  if (kept.width !== now.width || kept.height !== now.height) {
    return { share: 1, why: `${now.width} × ${now.height} pixels, ${kept.width} × ${kept.height} kept`, picture: beside([kept, now]) };
  }
  const [a, b] = [reduce(kept), reduce(now)];
  const marks = new PNG({ width: a.width, height: a.height });
  const count = pixelmatch(a.data, b.data, marks.data, a.width, a.height, { threshold: COLOUR, includeAA: true });
  return { share: count / (a.width * a.height), picture: beside([kept, now, enlarge(marks)]) };
}

/** Each cell as one pixel of its mean colour. */
function reduce({ width, height, data }) {
  const small = new PNG({ width: Math.floor(width / CELL), height: Math.floor(height / CELL) });
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      const sums = [0, 0, 0];
      for (let dy = 0; dy < CELL; dy += 1) {
        for (let dx = 0; dx < CELL; dx += 1) {
          const at = ((y * CELL + dy) * width + x * CELL + dx) * 4;
          for (let c = 0; c < 3; c += 1) sums[c] += data[at + c];
        }
      }
      const to = (y * small.width + x) * 4;
      for (let c = 0; c < 3; c += 1) small.data[to + c] = Math.round(sums[c] / CELL ** 2);
      small.data[to + 3] = 255;
    }
  }
  return small;
}

function enlarge(small) {
  const large = new PNG({ width: small.width * CELL, height: small.height * CELL });
  for (let y = 0; y < large.height; y += 1) {
    for (let x = 0; x < large.width; x += 1) {
      const from = (Math.floor(y / CELL) * small.width + Math.floor(x / CELL)) * 4;
      small.data.copy(large.data, (y * large.width + x) * 4, from, from + 4);
    }
  }
  return large;
}

/** Several pictures in one, from left to right, with a gap. */
function beside(pictures, gap = 8) {
  const width = pictures.reduce((sum, one) => sum + one.width + gap, -gap);
  const whole = new PNG({ width, height: Math.max(...pictures.map((one) => one.height)), fill: true });
  let left = 0;
  for (const one of pictures) {
    PNG.bitblt(one, whole, 0, 0, one.width, one.height, left, 0);
    left += one.width + gap;
  }
  return PNG.sync.write(whole);
}

/** A picture as a PNG of at most 256 colours, three to five times lighter: the colours that are most there, or the nearest. */
export function encodeSmall({ width, height, data }) {
  const buckets = new Map();
  const bucketOf = (at) => ((data[at] >> 3) << 10) | ((data[at + 1] >> 3) << 5) | (data[at + 2] >> 3);
  for (let at = 0; at < data.length; at += 4) {
    const key = bucketOf(at);
    const bucket = buckets.get(key) ?? { key, count: 0, sums: [0, 0, 0] };
    bucket.count += 1;
    for (let c = 0; c < 3; c += 1) bucket.sums[c] += data[at + c];
    buckets.set(key, bucket);
  }
  const ranked = [...buckets.values()].sort((a, b) => b.count - a.count || a.key - b.key);
  const palette = ranked.slice(0, COLOURS).map(({ count, sums }) => sums.map((sum) => Math.round(sum / count)));
  const distance = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
  const index = new Map(ranked.map(({ key, count, sums }, rank) => {
    if (rank < COLOURS) return [key, rank];
    const colour = sums.map((sum) => sum / count);
    return [key, palette.reduce((best, one, i) => (distance(one, colour) < distance(palette[best], colour) ? i : best), 0)];
  }));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = index.get(bucketOf((y * width + x) * 4));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits a pixel, by palette.
  head.set([8, 3, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("PLTE", Buffer.from(palette.flat())), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
  return whole;
}
