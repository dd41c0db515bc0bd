import type { JobRequests } from '#domain/jobs/request-job.ts';
import type { Transaction } from '#domain/transaction.ts';
import { failpoint } from '#kit/failpoint.ts';
import type { Database } from '#prisma/database.ts';
import { NotKept, type Encode, type Receive, type Received } from './channels/webhook.ts';
import { handle, type Handled } from './inbox/handle.ts';
import { dueFailures, failedAgain, keepFailed, retryFailed, saidInFailure } from './inbox/failed.ts';
import { oneByOne } from './inbox/one-by-one.ts';
import { quietDialogue, type QuietOutcome } from './inbox/quiet.ts';
import type { Spool } from './inbox/spool.ts';
import { noteAnswered, pushUnanswered } from './inbox/unanswered.ts';
import type { InboundMessage } from './message.ts';
import type { EarOf } from './ear.ts';
import type { Program } from './router/talk.ts';

/** What the inbox is made of. */
export interface InboxParts {
  database: Database;
  program: Program;
  spool: Spool;
  ear: EarOf;
  /** For counters and the log: ids and names only. */
  report(event: InboxEvent): void;
  /** Does something a little later; the program's timer. */
  soon(work: () => void): void;
}

export type InboxEvent =
  | { kind: 'handled'; channel: string; event: string; repeated: boolean; slowed: boolean }
  | { kind: 'dialogue-ended'; dialogue: string; outcome: string }
  | { kind: 'failed'; stage: 'turn' | 'keeping' | 'spool' | 'retry' | 'note'; error: unknown }
  | { kind: 'spooled' };

export interface Inbox {
  /** Takes a message for good and answers it; a repeat gets the first answer's bytes. @throws NotKept. */
  receive: Receive;
  /** What a sweep does: tries failed messages again, pushes answers that did not leave, plays the spool. Returns how many. */
  sweep(): Promise<number>;
  /** The job 'dialogue.expire'. */
  quiet(tx: Transaction, payload: JobRequests['dialogue.expire']): Promise<QuietOutcome>;
  /** Writes down which answers have left; called by itself soon after, and before the program stops. */
  flush(): Promise<void>;
}

/** So much of each kind in one sweep; the rest in the next. */
const atATime = 100;

export function createInbox(parts: InboxParts): Inbox {
  const { database, spool, report } = parts;
  const inOrder = oneByOne();
  const left = new Set<string>();
  let noting = false;
  const handleParts = {
    program: parts.program,
    ear: parts.ear,
    ended: (dialogue: string, outcome: string) => report({ kind: 'dialogue-ended', dialogue, outcome }),
  };

  async function receive(message: InboundMessage, encode: Encode): Promise<Received> {
    return inOrder(`${message.channel} ${message.account}`, () => kept(message, encode));
  }

  async function kept(message: InboundMessage, encode: Encode): Promise<Received> {
    try {
      const handled = await database.transact((tx) => handle(handleParts, tx, message, encode));
      await failpoint('committed');
      const { repeated, slowed } = handled;
      report({ kind: 'handled', channel: message.channel, event: message.event.kind, repeated, slowed });
      return received(handled);
    } catch (error) {
      report({ kind: 'failed', stage: 'turn', error });
      return keptUnanswered(message, encode);
    }
  }

  async function keptUnanswered(message: InboundMessage, encode: Encode): Promise<Received> {
    try {
      return received(await database.transact((tx) => keepFailed(tx, message, encode)));
    } catch (error) {
      report({ kind: 'failed', stage: 'keeping', error });
      return spooled(message, encode);
    }
  }

  async function spooled(message: InboundMessage, encode: Encode): Promise<Received> {
    try {
      const before = await spool.answerTo(message.claimKey);
      if (before !== undefined) return { body: before };
      const { body } = encode(saidInFailure(message));
      await spool.keep(message, body);
      report({ kind: 'spooled' });
      return { body };
    } catch (error) {
      report({ kind: 'failed', stage: 'spool', error });
      throw new NotKept('neither the database nor the spool took the message', { cause: error });
    }
  }

  function received({ id, answer }: Handled): Received {
    if (answer.atOnce.length === 0) return { body: answer.body };
    return { body: answer.body, left: () => noteLeft(id) };
  }

  function noteLeft(id: string): void {
    left.add(id);
    if (noting) return;
    noting = true;
    parts.soon(() => {
      noting = false;
      flush().catch((error: unknown) => report({ kind: 'failed', stage: 'note', error }));
    });
  }

  async function flush(): Promise<void> {
    const ids = [...left];
    if (ids.length === 0) return;
    await database.transact((tx) => noteAnswered(tx, ids));
    for (const id of ids) left.delete(id);
  }

  async function retryOne(id: string): Promise<void> {
    try {
      await database.transact((tx) => retryFailed(handleParts, tx, id));
    } catch (error) {
      report({ kind: 'failed', stage: 'retry', error });
      await database.transact((tx) => failedAgain(tx, id));
    }
  }

  async function playSpool(): Promise<number> {
    const { messages, unreadable } = await spool.waiting();
    for (const error of unreadable) report({ kind: 'failed', stage: 'spool', error });
    for (const one of messages) {
      const { message, body } = one;
      // Kept like a message whose turn failed: what the person wrote since is looked at before it is played.
      await database.transact((tx) => keepFailed(tx, message, () => ({ body, rest: [] }), 0));
      await spool.remove(one);
    }
    return messages.length;
  }

  return {
    receive,
    quiet: (tx, payload) => quietDialogue(parts.program, tx, payload),
    flush,
    async sweep() {
      await flush();
      const played = await playSpool();
      const failures = await database.read((tx) => dueFailures(tx, atATime));
      for (const id of failures) await retryOne(id);
      const pushed = await database.transact((tx) => pushUnanswered(tx, atATime));
      return played + failures.length + pushed;
    },
  };
}
