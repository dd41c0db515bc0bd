import { backoffMs } from '#kit/backoff.ts';
import type { Clock } from '#kit/clock.ts';
import type { Randomness } from '#kit/id.ts';
import type { GroupAnswer, GroupAnswerKind, GroupQuestion } from '../../group-chat/answer.ts';
import { decodeHeard, type DecodedQuestion } from './decode.ts';
import type { OpenPuppet, PuppetSocket } from './puppet-socket.ts';
import { createSpeaker, type Speaker } from './speaker.ts';
import { createThrottle } from './throttle.ts';
import type { Fault, Heard, NeighbourCommand, PuppetEvent } from './wire.ts';

/**
 * How the channel is. `scan`: somebody must scan the code with the account's phone. `away`: logged out or broken off, to
 * be tried again. `banned`, `missing`: over until the program starts anew, because whoever goes on trying is banned for longer.
 */
export const groupChatStates = ['connecting', 'scan', 'online', 'away', 'banned', 'missing', 'off'] as const;
export type GroupChatState = (typeof groupChatStates)[number];

/** What became of a message. Counted in /metrics. */
export type GroupChatOutcome = GroupAnswerKind | 'silent' | 'throttled' | 'late' | 'failed';

export type GroupChatEvent =
  | { kind: 'state'; state: GroupChatState; failures: number }
  | { kind: 'outcome'; outcome: GroupChatOutcome }
  /** Our own answer failed: `incident` is in the log line, so that it can be spoken of without the words. */
  | { kind: 'failed'; incident: string; error: unknown }
  | { kind: 'fault'; fault: Fault }
  | { kind: 'scan'; code: string | undefined }
  | { kind: 'written'; by: string; text: string };

export interface GroupChatChannel {
  start(): void;
  /** Resolves when the puppet is gone. */
  stop(): Promise<void>;
  state(): GroupChatState;
  /** Lets something happen in the simulated group. */
  happen(command: NeighbourCommand): void;
}

export interface GroupChatChannelParts {
  open: OpenPuppet;
  answer(question: GroupQuestion): Promise<GroupAnswer | undefined>;
  clock: Pick<Clock, 'monotonic'>;
  randomness: Randomness;
  /** Calls back later; the program's timer. */
  wait(milliseconds: number, then: () => void): void;
  report(event: GroupChatEvent): void;
}

/** Each new login is one more suspicion: seldom, and ever more seldom. */
const comingBack = { firstMs: 30_000, mostMs: 60 * 60_000 };
/** Whoever stayed so long has come back for good, milliseconds. */
const steadyMs = 10 * 60_000;
/** Messages that are heard while one is being answered; a group that writes faster is not waited for. */
const mostHeard = 50;

/** The socket of the group channel: one puppet, started again when it ends, with every question answered one by one. */
export function createGroupChatChannel(parts: GroupChatChannelParts): GroupChatChannel {
  const { clock, randomness, report, wait } = parts;
  const throttle = createThrottle(clock.monotonic);
  let state: GroupChatState = 'off';
  let socket: PuppetSocket | undefined;
  let speaker: Speaker | undefined;
  let name = '';
  let failures = 0;
  let onlineSince: number | undefined;
  let inOrder: Promise<void> = Promise.resolve();
  let heard = 0;
  let stopped = () => {};

  return {
    start: connect,
    stop() {
      enter('off');
      if (!socket) return Promise.resolve();
      const ended = new Promise<void>((resolve) => void (stopped = resolve));
      socket.close();
      return ended;
    },
    state: () => state,
    happen: (command) => socket?.send(command),
  };

  function enter(next: GroupChatState): void {
    if (next === state) return;
    if (state === 'scan') report({ kind: 'scan', code: undefined });
    state = next;
    report({ kind: 'state', state, failures });
  }

  function connect(): void {
    enter('connecting');
    if (socket) return;
    speaker = createSpeaker({
      ...parts,
      send: (command) => socket?.send(command),
      ended: (outcome) => report({ kind: 'outcome', outcome }),
    });
    try {
      socket = parts.open((event) => safely(() => hear(event)));
    } catch (error) {
      failed(error);
      gone();
    }
  }

  /** Nothing that goes wrong here may end the program: the groups are an extra. */
  function safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      failed(error);
    }
  }

  function failed(error: unknown): void {
    report({ kind: 'failed', incident: randomness.bytes(4).toString('hex'), error });
  }

  function hear(event: PuppetEvent): void {
    switch (event.kind) {
      case 'scan':
        enter('scan');
        return report({ kind: 'scan', code: event.code });
      case 'login':
        name = event.name;
        onlineSince = clock.monotonic();
        return enter('online');
      case 'logout':
        return event.banned ? giveUp('banned') : lose();
      case 'fault':
        report({ kind: 'fault', fault: event.fault });
        return event.banned ? giveUp('banned') : undefined;
      case 'missing':
        return giveUp('missing');
      case 'heard':
        return line(event.heard);
      case 'spoke':
        return speaker?.spoke(event);
      case 'written':
        return report(event);
      case 'gone':
        return gone();
    }
  }

  /** The process is ended, and what comes after its end decides. */
  function lose(): void {
    if (isOver()) return;
    enter('away');
    socket?.close();
  }

  function giveUp(how: 'banned' | 'missing'): void {
    if (state === 'off') return;
    enter(how);
    socket?.close();
  }

  function gone(): void {
    socket = undefined;
    speaker?.end();
    speaker = undefined;
    stopped();
    if (isOver()) return;
    const steady = onlineSince !== undefined && clock.monotonic() - onlineSince >= steadyMs;
    onlineSince = undefined;
    failures = steady ? 1 : failures + 1;
    enter('away');
    wait(backoffMs(comingBack, failures, randomness), () => {
      if (state === 'away') safely(connect);
    });
  }

  function isOver(): boolean {
    return state === 'banned' || state === 'missing' || state === 'off';
  }

  /** One after the other, so that the answers come in the order of the questions. */
  function line(message: Heard): void {
    const question = decodeHeard(message, name);
    if (!question) return;
    if (heard >= mostHeard) return report({ kind: 'outcome', outcome: 'late' });
    heard += 1;
    inOrder = inOrder.then(async () => {
      const outcome = await answered(question);
      heard -= 1;
      if (outcome) safely(() => report({ kind: 'outcome', outcome }));
    });
  }

  /** Undefined: an answer is on its way, and the speaker tells what becomes of it. */
  async function answered(question: DecodedQuestion): Promise<GroupChatOutcome | undefined> {
    try {
      const answer = await parts.answer({ text: question.text, addressed: question.addressed });
      if (!answer) return 'silent';
      if (!throttle.admits(answer, question)) return 'throttled';
      if (!speaker) return 'late';
      speaker.say(answer, question.conversation);
      return undefined;
    } catch (error) {
      failed(error);
      return 'failed';
    }
  }
}
