import { Router } from '@koa/router';
import type { Context, Middleware, Next } from 'koa';
import { z } from 'zod';
import type { SandboxAccount } from '../accounts.ts';
import { jsonOf, readCall, served } from '../endpoint.ts';
import type { Ground } from '../ground.ts';
import { PhoneProblem } from '../problem.ts';
import type { Menus, NextOpening, Overview, QrCode } from '../protocol.ts';
import { actionSchema, type Perform } from './action.ts';
import type { PhoneBook } from './phone-book.ts';
import type { Streams } from './stream.ts';

export interface PhonesParts {
  perform: Perform;
  book: PhoneBook;
  streams: Streams;
  menus(): Menus;
  scenes(): string[];
  settings: {
    publicUrl: string;
    timeZone: string;
    titles: Overview['titles'];
    quietHours?: Overview['quietHours'];
    nextOpening?(): Promise<string | undefined>;
    captionOf?(scene: string): Promise<string | undefined>;
  };
}

/** What the page of phones calls, under `/sandbox/api` (protocol.ts). */
export function phonesInterface(ground: Ground, parts: PhonesParts): Middleware {
  const { directory, history, clock } = ground;
  const { book, perform, settings } = parts;
  const router = new Router({ prefix: '/sandbox/api' });
  router.use((context, next) => problems(context, next));

  router.get('/phones', (context) => {
    const { publicUrl, timeZone, titles, quietHours } = settings;
    context.body = {
      now: clock.now().toISOString(),
      timeZone,
      publicUrl,
      titles,
      ...(quietHours && { quietHours }),
      menus: parts.menus(),
      phones: directory.all.map(book.phone),
    } satisfies Overview;
  });
  router.get('/phones/:id/bubbles', (context) => {
    const page = pageSchema.safeParse(context.query);
    if (!page.success) throw new PhoneProblem('bad-request', 400, '请求不对');
    context.body = history.list(accountOf(context.params['id']).id, page.data);
  });
  router.get('/bubbles/:id/envelopes', (context) => {
    context.body = history.envelopes(Number(context.params['id']));
  });
  router.post('/phones/:id/actions', async (context) => {
    const account = accountOf(context.params['id']);
    // Another site's form cannot send this type, so it cannot use the phones behind the visitor's back.
    if (!context.is('application/json')) throw new PhoneProblem('bad-request', 415, '请求不对');
    const action = actionSchema.safeParse(jsonOf((await readCall(context)).body));
    if (!action.success) throw new PhoneProblem('bad-request', 400, '请求不对');
    context.body = await perform(account, action.data);
    book.announce(account);
  });
  router.get('/codes', async (context) => {
    context.body = await Promise.all(
      parts
        .scenes()
        .map(async (scene): Promise<QrCode> => ({ scene, caption: (await settings.captionOf?.(scene)) ?? scene })),
    );
  });
  router.get('/next-opening', async (context) => {
    const at = await settings.nextOpening?.();
    context.body = { ...(at !== undefined && { at }) } satisfies NextOpening;
  });
  router.get('/events', (context) => parts.streams.open(context));

  function accountOf(id: string | undefined): SandboxAccount {
    const account = id === undefined ? undefined : directory.byId(id);
    if (!account) throw new PhoneProblem('no-such-phone', 404, '没有这部手机');
    return account;
  }

  return served(router);
}

const pageSchema = z.object({
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

async function problems(context: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof PhoneProblem)) throw error;
    context.status = error.status;
    context.type = 'application/problem+json';
    context.body = JSON.stringify(error.toProblem());
  }
}
