import type { SandboxAccount } from './accounts.ts';
import { type CallbackLimits, callBack, type Subscriber } from './callback.ts';
import type { Ground } from './ground.ts';
import type { Bubble, Envelope, Place } from './protocol.ts';
import type { XmlElement } from './xml.ts';

/** Something a person did, on its way to the program. */
export interface Happening {
  account: SandboxAccount;
  plain: string;
  /** In the address, on WeChat. */
  openid?: string;
  /** What the phone shows of it already; the envelopes are kept with it. */
  own?: Bubble;
  /** Shows the program's answer; a string says, in Chinese, why the platform makes nothing of it. */
  onReply(reply: XmlElement): Bubble[] | string;
  /** Shows that the program failed. */
  onTrouble?(): Bubble[];
}

/** Carries happenings to one program and its answers back to the phone. */
export interface Exchange {
  /** What appeared on the phone by the answer. Never rejects. */
  send(happening: Happening): Promise<Bubble[]>;
}

/** Work that goes on after its request was answered. */
export interface Underway {
  add(work: Promise<unknown>): void;
  /** Resolves when nothing goes on any more. */
  quiet(): Promise<void>;
}

export function createExchange(
  ground: Ground,
  place: Place,
  subscriber: Subscriber,
  limits: CallbackLimits,
  underway: Underway,
): Exchange {
  async function send({ account, plain, openid, own, onReply, onTrouble }: Happening): Promise<Bubble[]> {
    const typing = (on: boolean) => ground.feed.publish({ kind: 'typing', phone: account.id, place, on });
    typing(true);
    const outcome = await callBack(ground, subscriber, { plain, ...(openid !== undefined && { openid }) }, limits);
    const { envelopes } = outcome;
    let shown: Bubble[] = [];
    let trouble = outcome.outcome === 'failed' ? outcome.trouble : undefined;
    if (outcome.outcome === 'answered' && outcome.reply) {
      const made = onReply(outcome.reply);
      if (typeof made === 'string') trouble = made;
      else shown = made;
    }
    if (trouble !== undefined) {
      markLast(envelopes, trouble);
      ground.log.warn({ place, trouble, attempts: envelopes.length }, 'sandbox: the program did not answer a callback');
      shown = onTrouble?.() ?? [];
    }
    for (const bubble of own ? [own, ...shown] : shown)
      for (const envelope of envelopes) ground.history.attach(bubble.id, envelope);
    typing(false);
    return shown;
  }

  return {
    send(happening) {
      const work = send(happening);
      underway.add(work);
      return work;
    },
  };
}

export function createUnderway(): Underway {
  const work = new Set<Promise<unknown>>();
  return {
    add(one) {
      const settled: Promise<unknown> = one.catch(() => undefined).then(() => work.delete(settled));
      work.add(settled);
    },
    async quiet() {
      while (work.size > 0) await Promise.all(work);
    },
  };
}

function markLast(envelopes: Envelope[], trouble: string): void {
  const last = envelopes.at(-1);
  if (last) last.trouble = trouble;
}
