import Router from '@koa/router';
import type Koa from 'koa';
import { maskName } from '#kit/mask.ts';
import { openCopyPage } from '#domain/records/copy.ts';
import { openRecordPage } from '#domain/records/own-look.ts';
import { openReportPage } from '#domain/reports/page.ts';
import type { Transaction } from '#domain/transaction.ts';
import { respondHealth } from '../h5/health-page.ts';
import { healthWords } from '../h5/health-words.ts';
import { copyView, recordView } from '../h5/record-view.ts';
import { reportView } from '../h5/report-view.ts';
import type { PageResponse } from '../h5/shell.ts';
import { visitCookie } from './page-visits.ts';

export interface HealthPagesParts {
  /** Each look is audited, so each is a transaction. */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Fresh random text for each response. */
  nonce(): string;
}

export interface RecordPagesParts extends HealthPagesParts {
  /** Whether a page can be opened outside WeChat, by a code. */
  hasSms: boolean;
}

/** Pages with health information, behind `pageVisits`; each looks itself whether the visitor has shown who they are. */
export function h5RecordRoutes({ transact, nonce, hasSms }: RecordPagesParts): Koa.Middleware {
  const router = new Router();
  router.get('/h5/report/:token', async (context) => {
    const { page, now } = await transact(async (tx) => ({
      page: await openReportPage(tx, { token: tokenOf(context.params), visit: visitOf(context) }),
      now: tx.day.say(tx.now),
    }));
    const view = respondHealth(page, {
      word: '报告',
      nonce: nonce(),
      view: (report) => reportView(report, healthWords.mark(maskName(report.residentName), now)),
    });
    send(context, view);
  });
  router.get('/h5/record/:token', async (context) => {
    const { page, day, now } = await transact(async (tx) => ({
      page: await openRecordPage(tx, { token: tokenOf(context.params), visit: visitOf(context) }),
      day: tx.day,
      now: tx.day.say(tx.now),
    }));
    const view = respondHealth(page, {
      word: '档案',
      nonce: nonce(),
      view: (shown) => recordView(shown, healthWords.mark(maskName(shown.record.name), now), (at) => day.say(at)),
    });
    send(context, view);
  });
  router.get('/h5/copy/:token', async (context) => {
    const { page, now } = await transact(async (tx) => ({
      page: await openCopyPage(tx, { token: tokenOf(context.params), visit: visitOf(context) }),
      now: tx.day.say(tx.now),
    }));
    if (page.state === 'open' && context.query['as'] === 'json') return sendFile(context, page.content);
    const view = respondHealth(page, {
      word: '档案',
      nonce: nonce(),
      view: (tables) =>
        copyView(
          Object.entries(tables).map(([name, rows]) => ({ name, rows: rows.length })),
          { mark: healthWords.mark('本人', now), hasSms },
        ),
    });
    send(context, view);
  });
  return router.routes() as Koa.Middleware; // the router's middleware only adds to the context
}

function sendFile(context: Koa.Context, content: object): void {
  context.set({
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': 'attachment; filename="jiayi.json"',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  context.body = JSON.stringify(content, null, 2);
}

export function visitOf(context: Koa.Context): string {
  return context.cookies.get(visitCookie) ?? '';
}

export function send(context: Koa.Context, { status, headers, body }: PageResponse): void {
  context.status = status;
  context.set(headers);
  context.body = body;
}

export function tokenOf(params: Record<string, string | undefined>): string {
  return params['token'] ?? '';
}
