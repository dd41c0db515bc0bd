import type Koa from 'koa';
import rawBody from 'raw-body';
import type { HealthPurpose } from '#domain/pages/link.ts';
import { beginVisitByCode, opensByCode, sendVisitCode } from '#domain/pages/visit-by-code.ts';
import type { Transaction } from '#domain/transaction.ts';
import { codeView } from '../h5/code-view.ts';
import { healthWords } from '../h5/health-words.ts';
import { respond } from '../h5/shell.ts';
import { HttpProblem } from '../problem.ts';

/** One code and one button. */
const largestForm = 1024;

/** What the asking for a code needs. */
export interface PageCodeParts {
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  nonce(): string;
}

/**
 * Lets somebody in by their phone's code, where WeChat cannot say whose browser it is (threat model T-09).
 * @returns the visit to keep; `shown` when the page that asks was sent; `no` when the page cannot be opened by a code.
 */
export async function askPageCode(
  context: Koa.Context,
  { read, transact, nonce }: PageCodeParts,
  page: { purpose: HealthPurpose; token: string },
): Promise<{ visit: string } | 'shown' | 'no'> {
  if (!(await read((tx) => opensByCode(tx, page)))) return 'no';
  if (context.method !== 'POST') return show(200, undefined);
  const form = await formOf(context);
  if (form.get('step') === 'send') {
    const sent = await transact((tx) => sendVisitCode(tx, page));
    if (!sent) return 'no';
    return show(200, { kind: sent.outcome === 'sent' ? 'note' : 'alert', text: healthWords.sent(sent) });
  }
  const code = (form.get('code') ?? '').normalize('NFKC').replace(/\D/gu, '').slice(0, 8);
  const begun = await transact((tx) => beginVisitByCode(tx, { ...page, code }));
  if (!begun) return 'no';
  return 'visit' in begun ? begun : show(422, { kind: 'alert', text: healthWords.wrong(begun) });

  function show(status: number, notice: Parameters<typeof codeView>[0]): 'shown' {
    const { headers, body } = respond(status, { title: healthWords.code.heading, body: codeView(notice) }, nonce());
    context.status = status;
    context.set(headers);
    context.body = body;
    return 'shown';
  }
}

async function formOf(context: Koa.Context): Promise<URLSearchParams> {
  try {
    return new URLSearchParams(await rawBody(context.req, { limit: largestForm, encoding: 'utf8' }));
  } catch {
    throw new HttpProblem(400, 'unreadable', '请求内容读不出来');
  }
}
