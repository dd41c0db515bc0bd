import { type BroadcastView, broadcastFor } from '#domain/broadcasts/broadcast.ts';
import { askForCalls } from '#domain/broadcasts/calls.ts';
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from '#domain/broadcasts/control.ts';
import { submitBroadcast } from '#domain/broadcasts/decide.ts';
import { progressOf } from '#domain/broadcasts/progress.ts';
import { retryFailed } from '#domain/broadcasts/retry.ts';
import { shortNumber } from '#domain/case-number.ts';
import { sayProgress, sayReach } from '#domain/notices/broadcast-work.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { broadcasting as words } from '../replies/broadcasts.ts';

/** What somebody may wish of one. */
export type Wish = keyof typeof words.doings;

/** Shows how far it is, and what can be done with it now. */
export async function steerOne(
  script: Script,
  { tx }: DialogueWorld,
  { id, by }: { id: string; by: string },
): Promise<void> {
  const view = await broadcastFor(tx, id, by);
  const doings = await script.keep('doings', () => wishesFor(view, by));
  const shown = await script.keep('shown', () => sayOne(tx, view));
  script.say(shown);
  const wish = await script.choose('do', {
    title: words.doTitle,
    prompt: words.askDo,
    shown: 'hidden',
    from: doings,
    id: (one) => one,
    label: (one) => words.doings[one],
    none: { say: words.nothing },
  });
  script.say(await script.act('steer', () => doWish(tx, { id, by, wish })));
}

function wishesFor({ status, createdById, reach }: BroadcastView, by: string): Wish[] {
  switch (status) {
    case 'draft':
      return [...(createdById === by && reach ? (['submit'] as const) : []), 'cancel', 'nothing'];
    case 'waiting':
      return ['cancel', 'nothing'];
    case 'scheduled':
    case 'running':
      return ['pause', 'cancel', 'nothing'];
    case 'paused':
      return ['resume', 'cancel', 'nothing'];
    case 'done':
      return ['retry', 'calls', 'nothing'];
    case 'cancelled':
      return ['nothing'];
  }
}

/** What it is, and how far. */
export async function sayOne(tx: Transaction, view: BroadcastView): Promise<string> {
  const { id, number, title, status, sentence, reach } = view;
  const begun = status !== 'draft' && status !== 'waiting' && status !== 'scheduled';
  return [
    words.head(shortNumber(number), title, words.states[status]),
    words.sentTo(sentence),
    ...(begun ? [`${sayProgress(await progressOf(tx, id))}。`] : reach ? [`${sayReach(reach)}。`] : []),
  ].join('\n');
}

/** Does it, and says what became of it. @throws Refusal of the services */
export async function doWish(
  tx: Transaction,
  { id, by, wish }: { id: string; by: string; wish: Wish },
): Promise<string> {
  const { number } = await tx.prisma.broadcast.findUniqueOrThrow({ where: { id }, select: { number: true } });
  const short = shortNumber(number);
  switch (wish) {
    case 'submit':
      return words.submitted[await submitBroadcast(tx, { id, by })];
    case 'pause':
      await pauseBroadcast(tx, { id, by });
      return words.paused(short);
    case 'resume':
      await resumeBroadcast(tx, { id, by });
      return words.resumed(short);
    case 'cancel':
      await cancelBroadcast(tx, { id, by });
      return words.cancelled(short);
    case 'retry':
      return words.retried(short, await retryFailed(tx, { id, by }));
    case 'calls':
      return words.calls(short, await askForCalls(tx, { id, by }));
    case 'nothing':
      return words.nothing;
  }
}
