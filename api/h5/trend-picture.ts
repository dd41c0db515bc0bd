import { html, type Html } from './html.ts';
import { datesOf, scaleOf } from './trend-scale.ts';
import { pictureWords as words } from './trend-words.ts';

/** One line of a picture: what was measured when, the oldest first, and below what it is aimed at. */
export interface TrendLine {
  name: string;
  points: readonly { at: Date; value: number }[];
  below?: number;
}

/** Two of its pixels and a bit are one of a phone that is 360 wide: type of 40 is read at 18 there. */
const width = 720;
const type = 40;
const plot = { left: 104, right: 680, height: 400 };
const legendRow = 58;
const grey = { line: '#c3ccc7', text: '#3d4943' };
/** Two lines are told apart by form as by colour. */
const looks = [
  { ink: '#0b5cad', tint: '#e2eefb', form: 'circle' },
  { ink: '#a8480c', tint: '#fdeedd', form: 'diamond' },
] as const;

type DrawnLine = TrendLine & { look: (typeof looks)[number] };
/** From instants and values to the picture's pixels. */
interface Frame {
  x(milliseconds: number): number;
  y(value: number): number;
  bottom: number;
}

/**
 * How readings went, as an SVG: the last value written out, a dashed line for each limit and the ground below it in the
 * line's own tint. @param dateOf the district's date of an instant, YYYY-MM-DD.
 */
export function trendPicture(lines: readonly TrendLine[], dateOf: (at: Date) => string): string {
  const drawn = lines
    .map((line, index) => ({ ...line, look: looks[index] ?? looks[0] }))
    .filter(({ points }) => points.length > 0);
  const times = drawn.flatMap(({ points }) => points.map(({ at }) => at.getTime())).sort((one, other) => one - other);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const scale = scaleOf(drawn.flatMap(({ points, below = [] }) => points.map(({ value }) => value).concat(below)));
  const bottom = 36 + drawn.length * legendRow + plot.height;
  // Off the edges, so that no mark is cut.
  const [from, to] = [plot.left + 24, plot.right - 24];
  const frame: Frame = {
    x: (at) => round(first === last ? (from + to) / 2 : from + ((at - first) / (last - first)) * (to - from)),
    y: (value) => round(bottom - ((value - scale.least) / (scale.most - scale.least)) * plot.height),
    bottom,
  };
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bottom + 70}" font-size="${type}">
<rect width="100%" height="100%" fill="#fff"/>
${drawn.map((line, index) => legend(line, 44 + index * legendRow))}
${grounds(drawn, frame)}
${scale.ticks.map((tick) => tickLine(tick, frame))}
${drawn.map(({ below, look }) => html`${below === undefined ? undefined : limitLine(below, look.ink, frame)}`)}
${drawn.map((line) => curve(line, frame))}
${datesOf(first, last, dateOf).map(({ share, text }) => dateText(text, share, frame))}
</svg>`.markup;
}

/** 高压 最近146，目标低于150 */
function legend({ name, points, below, look }: DrawnLine, y: number): Html {
  const limit = below === undefined ? '' : `${words.below}${below}`;
  const text = `${name} ${words.last}${points.at(-1)?.value ?? ''}${limit}`;
  return html`${mark(look, 40, y - 14)}<text x="70" y="${y}" fill="${look.ink}">${text}</text>`;
}

/** From the next lower limit, or from the bottom, up to each limit. */
function grounds(lines: readonly DrawnLine[], { y, bottom }: Frame): Html[] {
  const limits = lines.flatMap(({ below, look }) => (below === undefined ? [] : [{ top: y(below), look }]));
  limits.sort((one, other) => other.top - one.top);
  return limits.map(({ top, look }, index) => {
    const height = round((limits[index - 1]?.top ?? bottom) - top);
    return html`<rect x="${plot.left}" y="${top}" width="${plot.right - plot.left}" height="${height}" fill="${look.tint}"/>`;
  });
}

function tickLine(tick: number, { y }: Frame): Html {
  return html`<path d="M${plot.left} ${y(tick)}H${plot.right}" stroke="${grey.line}" stroke-width="2"/>
<text x="${plot.left - 14}" y="${y(tick) + 14}" text-anchor="end" fill="${grey.text}">${tick}</text>`;
}

function limitLine(below: number, ink: string, { y }: Frame): Html {
  return html`<path d="M${plot.left} ${y(below)}H${plot.right}" stroke="${ink}" stroke-width="4" stroke-dasharray="18 12"/>`;
}

function curve({ points, look }: DrawnLine, { x, y }: Frame): Html {
  const places = points.map(({ at, value }) => [x(at.getTime()), y(value)] as const);
  const path = places.map((place) => place.join(' ')).join('L');
  return html`<path d="M${path}" fill="none" stroke="${look.ink}" stroke-width="5" stroke-linejoin="round"/>
${places.map(([left, top]) => mark(look, left, top))}`;
}

function mark({ ink, form }: DrawnLine['look'], x: number, y: number): Html {
  return form === 'circle'
    ? html`<circle cx="${x}" cy="${y}" r="10" fill="${ink}"/>`
    : html`<path d="M${x} ${round(y - 13)}l13 13l-13 13l-13 -13z" fill="${ink}"/>`;
}

/** Between the two ends of the picture, none of it outside. @param share 0 at the left end, 1 at the right one. */
function dateText(text: string, share: number, { bottom }: Frame): Html {
  const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
  const x = plot.left + share * (plot.right - plot.left);
  return html`<text x="${x}" y="${bottom + 52}" text-anchor="${anchor}" fill="${grey.text}">${text}</text>`;
}

/** A tenth of a pixel is enough. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
