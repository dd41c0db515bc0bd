import type { Profiler } from 'node:inspector';

/** Where a process spent its time by itself: the largest shares by package and room. */
export function shares({ nodes, samples = [] }: Profiler.Profile, most: number): string {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const counts = new Map<string, number>();
  let busy = 0;
  for (const sample of samples) {
    const place = places.get(sample) ?? 'unknown';
    if (place === '(idle)') continue;
    busy += 1;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([place, count]) => `${place} ${((100 * count) / busy).toFixed(1)} %`)
    .join(', ');
}

/** `@prisma/client`, `bot/understand`, `node:crypto`, `(garbage collector)`. */
function placeOf({ functionName, url }: Profiler.ProfileNode['callFrame']): string {
  const installed = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url);
  if (installed) return installed[1] ?? url;
  if (url.startsWith('node:')) return `node:${url.replace(/^node:(?:internal\/)?/, '').split('/')[0]}`;
  const ours = /\/dist\/((?:[^/]+\/)?[^/]+)\//.exec(url);
  if (ours) return ours[1] ?? url;
  if (url === '') return functionName.startsWith('(') ? functionName : `native ${functionName}`;
  return url.split('/').slice(-2).join('/');
}
