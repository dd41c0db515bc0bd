import { maskName } from '#kit/mask.ts';
import type { DistrictDay } from '#kit/day.ts';
import type { Measured } from '#domain/follow-ups/keep-reading.ts';
import type { ShownReading } from '#domain/follow-ups/last-readings.ts';
import type { Trend } from '#domain/follow-ups/trend.ts';
import { backToChat } from './back-to-chat.ts';
import { html, type Html } from './html.ts';
import { type TrendLine, trendPicture } from './trend-picture.ts';
import { pictureWords, trendWords as words } from './trend-words.ts';

type Kind = Measured['kind'];
const kinds = ['pressure', 'glucose', 'weight'] as const satisfies readonly Kind[];

/** One kind of readings as it is shown. */
export interface TrendPart {
  kind: Kind;
  readings: readonly ShownReading[];
  /** An SVG to be drawn. */
  svg: string;
}

export interface DrawnPart extends TrendPart {
  /** A PNG; undefined where none could be drawn. */
  picture: Buffer | undefined;
}

/** The pictures that a trend comes to: of what was measured at all. */
export function trendParts({ readings, limits }: Trend, day: DistrictDay): TrendPart[] {
  return kinds
    .filter((kind) => readings[kind].length > 0)
    .map((kind) => {
      const lines = linesOf(kind, readings[kind], limits);
      return { kind, readings: readings[kind], svg: trendPicture(lines, (at) => day.dateOf(at)) };
    });
}

function linesOf(kind: Kind, readings: readonly ShownReading[], limits: Trend['limits']): TrendLine[] {
  const line = (name: string, below: number | undefined, valueOf: (measured: Measured) => number | undefined) => ({
    name,
    ...(below === undefined ? {} : { below }),
    points: readings.flatMap(({ measured, measuredAt }) => {
      const value = valueOf(measured);
      return value === undefined ? [] : [{ at: measuredAt, value }];
    }),
  });
  const { systolic, diastolic, fasting, afterMeal, weight } = pictureWords;
  switch (kind) {
    case 'pressure':
      return [
        line(systolic, limits.systolic, (one) => (one.kind === 'pressure' ? one.systolic : undefined)),
        line(diastolic, limits.diastolic, (one) => (one.kind === 'pressure' ? one.diastolic : undefined)),
      ];
    case 'glucose':
      return [
        line(fasting, limits.fasting, (one) => sugar(one, 'fasting')),
        line(afterMeal, limits.afterMeal, (one) => sugar(one, 'after-meal')),
      ];
    case 'weight':
      return [line(weight, undefined, (one) => (one.kind === 'weight' ? one.value : undefined))];
  }
}

function sugar(measured: Measured, when: 'fasting' | 'after-meal'): number | undefined {
  return measured.kind === 'glucose' && measured.when === when ? measured.value : undefined;
}

/** The pictures large, and each value in words for who does not see them. */
export function trendView(
  { name }: Trend,
  parts: readonly DrawnPart[],
  { mark, day }: { mark: string; day: DistrictDay },
): Html {
  return html`
<h1>${words.title}</h1>
<p class="lead">${maskName(name)}</p>
${parts.length === 0 ? html`<section><p>${words.none}</p></section>` : parts.map((part) => partView(part, day))}
<section>
  <p>${words.ask}</p>
  <p>${words.sick}</p>
  ${backToChat}
</section>
<p class="lead note">${mark}</p>`;
}

function partView({ kind, readings, picture }: DrawnPart, day: DistrictDay): Html {
  const { heading, unit } = words.kinds[kind];
  const [first, last] = [readings[0], readings.at(-1)];
  if (!first || !last) return html``;
  const date = ({ measuredAt }: ShownReading) => day.sayDate(day.dateOf(measuredAt));
  return html`
<section>
  <h2>${heading}<span class="unit">${unit}</span></h2>
  <p>${words.last(sayValue(last))}<span class="whole">${date(last)}</span></p>
  ${
    picture === undefined
      ? html`<p>${words.notDrawn}</p>`
      : html`<img class="picture" src="data:image/png;base64,${picture.toString('base64')}" alt="${words.picture(heading, readings.length, date(first), date(last))}">
  ${kind === 'weight' ? undefined : html`<p>${words.how}</p>`}`
  }
  <details${{ markup: picture === undefined ? ' open' : '' }}><summary>${words.each}</summary>
  <ul class="items">${readings.toReversed().map((reading) => html`<li><span>${sayValue(reading)}</span><span>${day.say(reading.measuredAt)}</span></li>`)}</ul></details>
</section>`;
}

function sayValue({ measured, class: found }: ShownReading): string {
  const word = words.classes[found];
  const tail = word === '' ? '' : ` ${word}`;
  switch (measured.kind) {
    case 'pressure':
      return `${measured.systolic}/${measured.diastolic}${tail}`;
    case 'glucose':
      return `${measured.when === 'fasting' ? pictureWords.fasting : pictureWords.afterMeal}${measured.value}${tail}`;
    case 'weight':
      return `${measured.value}`;
  }
}
