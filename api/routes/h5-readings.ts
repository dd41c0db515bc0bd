import Router from '@koa/router';
import type Koa from 'koa';
import { maskName } from '#kit/mask.ts';
import { openTrendPage } from '#domain/follow-ups/trend.ts';
import { respondHealth } from '../h5/health-page.ts';
import { healthWords } from '../h5/health-words.ts';
import { type DrawnPart, trendParts, trendView } from '../h5/trend-view.ts';
import { type HealthPagesParts, send, tokenOf, visitOf } from './h5-records.ts';

export interface ReadingsPageParts extends HealthPagesParts {
  /** A PNG of an SVG; undefined where none can be drawn: then the values alone are shown. */
  draw(svg: string): Promise<Buffer | undefined>;
}

/** `/h5/readings/<token>`: how somebody's readings went. The pictures are in the page itself: they have no address. */
export function h5ReadingsRoutes({ transact, nonce, draw }: ReadingsPageParts): Koa.Middleware {
  const router = new Router();
  router.get('/h5/readings/:token', async (context) => {
    const { page, day, now } = await transact(async (tx) => ({
      page: await openTrendPage(tx, { token: tokenOf(context.params), visit: visitOf(context) }),
      day: tx.day,
      now: tx.day.say(tx.now),
    }));
    const parts: DrawnPart[] = [];
    for (const part of page.state === 'open' ? trendParts(page.content, day) : []) {
      const png = await draw(part.svg);
      parts.push({ ...part, picture: png });
    }
    const view = respondHealth(page, {
      word: '我的血压',
      nonce: nonce(),
      view: (trend) => trendView(trend, parts, { mark: healthWords.mark(maskName(trend.name), now), day }),
    });
    send(context, view);
  });
  return router.routes() as Koa.Middleware; // the router's middleware only adds to the context
}
