import { expect } from 'vitest';
import type { Refusal, RefusalCode } from '#domain/refusal.ts';
import { readOption } from '#bot/readers.ts';
import { readYesNo } from '#kit/chinese-input/yes-no.ts';
import type { Reply } from '#bot/message.ts';
import { play } from '#bot/engine/play.ts';
import { unsaid, type Saved } from '#bot/engine/saved.ts';
import type { Dialogue } from '#bot/engine/script.ts';
import type { Input, Readers, Turn } from '#bot/engine/turn.ts';

/** Somebody who talks to one dialogue. The state passes through JSON between turns, as it does through the database. */
export interface Chat<Facts> {
  /** Says it and expects each fragment in the answer. */
  says(text: string, ...fragments: string[]): Promise<string>;
  does(input: Input<Facts>, ...fragments: string[]): Promise<string>;
  /** Goes on with another release of the same dialogue. */
  released<World>(dialogue: Dialogue<World, Facts>, world: World): void;
  /** Replaces what is saved, as a row of an older release would. */
  resumes(saved: Saved<Facts>): void;
  readonly turn: Turn<Facts>;
  readonly saved: Saved<Facts>;
}

export function chat<World, Facts>(
  dialogue: Dialogue<World, Facts>,
  world: World,
  readers: Readers<Facts>,
  opening?: Facts,
): Chat<Facts> {
  let saved = unsaid<Facts>('dialogue-1');
  let last: Turn<Facts> | undefined;
  let playing = (state: Saved<Facts>, input: Input<Facts>) => play(dialogue, state, input, world, readers);
  const does = async (input: Input<Facts>, ...fragments: string[]) => {
    last = await playing(saved, input);
    saved = throughJson(last.saved);
    const answer = last.replies.map(printed).join('\n—\n');
    for (const fragment of fragments) expect(answer).toContain(fragment);
    const cancelled = last.status.kind === 'finished' && last.status.outcome === 'cancelled';
    if (!cancelled) expect(answer, 'never silence').not.toBe('');
    for (const { text } of last.replies) expect(text.length).toBeLessThanOrEqual(600);
    return answer;
  };
  return {
    does,
    says: (text, ...fragments) =>
      last === undefined
        ? does({ kind: 'start', facts: opening }, ...fragments)
        : does(commands[text] ?? { kind: 'text', text }, ...fragments),
    released(next, nextWorld) {
      playing = (state, input) => play(next, state, input, nextWorld, readers);
    },
    resumes(state) {
      saved = throughJson(state);
      last ??= { saved, replies: [], near: false, status: { kind: 'finished', outcome: 'done' } };
    },
    get turn() {
      if (!last) throw new Error('nothing was said yet');
      return last;
    },
    get saved() {
      return saved;
    },
  };
}

const commands: Record<string, Input<never>> = {
  返回: { kind: 'back' },
  再说一遍: { kind: 'again' },
  帮助: { kind: 'help' },
};

/** As a channel prints it. */
export function printed({ text, choices = [], links = [] }: Reply): string {
  return [
    text,
    ...choices.map(({ label }, i) => `${i + 1}. ${label}`),
    ...links.map(({ label, url }) => `${label} ${url}`),
  ].join('\n');
}

export function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Facts of these tests: days and times as words of the sample. */
export interface Said {
  days?: string[];
  times?: string[];
  who?: string;
}

/** The house's readers, with facts that a test can foresee. */
export const plainReaders: Readers<Said> = {
  audience: 'resident',
  choice: readOption,
  yesNo: readYesNo,
  facts(text) {
    const days = ['周一', '周二', '周三', '周四', '周日'].filter((day) => text.includes(day));
    const times = text.includes('七点半') ? ['19:30'] : text.includes('六点半') ? ['18:30'] : [];
    const who = /妈/.test(text) ? '妈妈' : undefined;
    if (days.length === 0 && times.length === 0 && !who) return undefined;
    return { ...(days.length > 0 ? { days } : {}), ...(times.length > 0 ? { times } : {}), ...(who ? { who } : {}) };
  },
  refused: (refusal: Refusal) => sentences[refusal.code] ?? '现在办不了，请回复“菜单”。',
};

const sentences: Partial<Record<RefusalCode, string>> = {
  'slot-taken': '这个时段刚刚被约走了。',
  'too-many-bookings': '您已有两个预约，要先取消一个。请回复“取消预约”。',
};
