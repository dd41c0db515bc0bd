import Router from '@koa/router';
import type Koa from 'koa';
import { maskName } from '#kit/mask.ts';
import { openReportPage } from '#domain/reports/page.ts';
import type { Transaction } from '#domain/transaction.ts';
import { respondHealth } from '../h5/health-page.ts';
import { healthWords } from '../h5/health-words.ts';
import { reportView } from '../h5/report-view.ts';
import type { PageResponse } from '../h5/shell.ts';
import { visitCookie } from './page-visits.ts';

export interface RecordPagesParts {
  /** Each look is audited, so each is a transaction. */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Fresh random text for each response. */
  nonce(): string;
}

/** Pages with health information, behind `pageVisits`; each looks itself whether the visitor has shown who they are. */
export function h5RecordRoutes({ transact, nonce }: RecordPagesParts): Koa.Middleware {
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
  return router.routes() as Koa.Middleware; // the router's middleware only adds to the context
}

function visitOf(context: Koa.Context): string {
  return context.cookies.get(visitCookie) ?? '';
}

function send(context: Koa.Context, { status, headers, body }: PageResponse): void {
  context.status = status;
  context.set(headers);
  context.body = body;
}

function tokenOf(params: Record<string, string | undefined>): string {
  return params['token'] ?? '';
}
