import type { Randomness } from '#kit/id.ts';
import type { GroupAnswer, GroupAnswerKind } from '../../group-chat/answer.ts';
import { groupChatLimits } from './throttle.ts';
import type { PuppetCommand, PuppetEvent } from './wire.ts';

/** Says one answer at a time, with a pause after each; a warning of danger goes before what waits. */
export interface Speaker {
  say(answer: GroupAnswer, conversation: string): void;
  /** The puppet tells what became of it. */
  spoke(event: Extract<PuppetEvent, { kind: 'spoke' }>): void;
  /** The puppet is gone, and what waits with it. */
  end(): void;
}

export interface SpeakerParts {
  randomness: Randomness;
  wait(milliseconds: number, then: () => void): void;
  send(command: PuppetCommand): void;
  ended(outcome: GroupAnswerKind | 'late' | 'failed'): void;
}

/** A puppet that has not told by then will not, milliseconds. */
const patienceMs = 20_000;

interface Waiting {
  answer: GroupAnswer;
  conversation: string;
}

export function createSpeaker({ randomness, wait, send, ended }: SpeakerParts): Speaker {
  let waiting: Waiting[] = [];
  let last = 0;
  let saying: { number: number; kind: GroupAnswerKind } | undefined;
  let isPausing = false;

  function next(): void {
    if (saying || isPausing) return;
    const [first, ...rest] = waiting;
    if (!first) return;
    waiting = rest;
    const { answer, conversation } = first;
    const number = ++last;
    saying = { number, kind: answer.kind };
    send({ kind: 'speak', number, conversation, text: answer.text });
    wait(patienceMs, () => settle(number, 'failed'));
  }

  function settle(number: number, outcome: 'sent' | 'failed'): void {
    if (saying?.number !== number) return;
    ended(outcome === 'sent' ? saying.kind : 'failed');
    saying = undefined;
    isPausing = true;
    wait(groupChatLimits.gapMs + randomness.below(groupChatLimits.gapSpreadMs + 1), () => {
      isPausing = false;
      next();
    });
  }

  return {
    say(answer, conversation) {
      if (answer.kind === 'danger') waiting = [{ answer, conversation }, ...waiting];
      else if (waiting.length < groupChatLimits.waiting) waiting = [...waiting, { answer, conversation }];
      else return ended('late');
      next();
    },
    spoke: ({ number, outcome }) => settle(number, outcome),
    end() {
      if (saying) ended('failed');
      saying = undefined;
      for (const _ of waiting) ended('late');
      waiting = [];
    },
  };
}
