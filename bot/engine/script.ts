import type { RefusalCode } from '#domain/refusal.ts';
import type { ReplyLink } from '../message.ts';

/**
 * The vocabulary of a dialogue. A dialogue is a script over named answers: at every message it runs from its first
 * line; a question that is answered returns at once, the first open one takes the message or ends the turn. So it
 * reads from top to bottom, and “返回”, an edit at the confirmation, a slot that somebody else took, a restart and a
 * new release are one mechanism: an answer is forgotten, or no longer holds, and is asked for again.
 *
 * Every call must be awaited before the next. A call that has to wait for the person never settles in this turn,
 * so nothing after it runs, not even `finally`.
 *
 * `Facts` is what was understood from free sentences (dates, times, a person, a doctor …).
 */
export interface Script<Facts = unknown> {
  /** Picks one of `from`. The reply is read against the list that was shown, then checked against the list as it is now. */
  choose<T>(key: string, question: Choose<T, Facts>): Promise<T>;

  /** Picks any number of `from`, none too when `least` is 0: “1、3”, “都要”, “都不要”. */
  several<T>(key: string, question: Several<T, Facts>): Promise<T[]>;

  /** Free text, cleaned by `accept`. */
  ask(key: string, question: Ask<Facts>): Promise<string>;

  /** Yes or no. */
  decide(key: string, question: Decide<Facts>): Promise<boolean>;

  /**
   * Shows everything that will be committed, numbered, and goes on at “确认”, “好的”, “是”, “对” or “1”. “改2”, “2不对”,
   * “改时间” and a sentence such as “周四吧” change an answer. What was confirmed is exactly what was shown: when a
   * line changes afterwards, it is shown and asked again.
   */
  confirm(key: string, question: Confirm): Promise<void>;

  /** An agreement: takes only “确认” or “1”. */
  agree(key: string, question: Agree): Promise<void>;

  /**
   * The only place where a dialogue may change the world, and it changes our database only. Runs once per dialogue
   * (and once per value of `per`); its result is kept and comes back in later turns, through JSON. A refusal named
   * in `reopen` is told and reopens that question; any other ends the dialogue with its sentence and a way on.
   * A refusal is no rollback: services check before they write.
   */
  act<T>(key: string, run: (idempotencyKey: string) => Promise<T>, how?: Act): Promise<Stored<T>>;

  /** A fact read once and frozen, where a branch must not move under the person's feet. “返回” does not forget it. */
  keep<T>(key: string, read: () => T | Promise<T>, how?: { per?: Plain | undefined }): Promise<Stored<T>>;

  /**
   * A part that, once it has come to its end, is not run again; its result is kept. For questions that follow a
   * committed act: our own booking has taken the slot, so the questions before it would no longer hold.
   */
  part<T>(key: string, run: () => Promise<T>): Promise<Stored<T>>;

  /** Says something, together with the question that follows or at the end. Lines already said in an earlier turn are not repeated. */
  say(text: string, links?: readonly ReplyLink[]): void;

  /** The last words after something was done: what was done, its number, and how to undo it. */
  receipt(receipt: Receipt): void;

  /**
   * Ends with the words of services to go on with, numbered. No question is open afterwards: anything may be said.
   * Left out where an interrupted dialogue goes on.
   */
  ways(text: string, services: readonly string[]): Promise<never>;

  /**
   * Another dialogue first (“先绑定”), then this one goes on with everything kept. Reached a second time, because
   * the other one led to nothing, it ends this one with `otherwise`.
   */
  detour(to: string, words: { say: string; otherwise: string }): Promise<never>;

  /** Ends this dialogue and begins another, by its name or its service's word, with what was heard; it does not come back. */
  turnTo(to: string): Promise<never>;
}

/** What every question has. */
export interface Words {
  /** 就诊人, 时间: names the answer at the confirmation and in “改时间”. A few characters. */
  title: string;
  /** The whole question. Made from the title when it is left out. */
  prompt?: string | undefined;
  /** Said at “帮助” while this question is open. */
  help?: string | undefined;
  links?: readonly ReplyLink[] | undefined;
  /** `hidden`: not shown at the confirmation (a code, a way through the dialogue). */
  shown?: 'hidden' | undefined;
}

export interface Choose<T, Facts> extends Words {
  from: readonly T[];
  /** Stable: it is stored. */
  id(t: T): string;
  label(t: T): string;
  /** What else people call it (妈妈 for 王秀英); read like the label, never shown. */
  names?: ((t: T) => readonly string[]) | undefined;
  none: None;
  /** `take`: a list of one is taken without asking (and shown at the confirmation). Default `ask`. */
  only?: 'take' | 'ask' | undefined;
  /** Taken without asking when nothing was said about it: the home centre, where any other may be named. */
  usual?: T | undefined;
  /**
   * What the person has already said about this: `undefined` nothing, one option answers silently, several are
   * asked once between just these, an empty list means that what they said is not to be had (`misfit` tells so).
   * `matching` helps to write it. `before` is the id of the option that is being corrected, so that “改成八点” can keep
   * the day.
   */
  fact?: ((facts: Facts, before: string | undefined) => T | readonly T[] | undefined) | undefined;
  misfit?: ((facts: Facts) => string) | undefined;
  /** What comes nearest to what is not to be had: these are offered first. */
  near?: ((facts: Facts) => readonly T[]) | undefined;
}

export interface Several<T, Facts> extends Words {
  from: readonly T[];
  id(t: T): string;
  label(t: T): string;
  names?: ((t: T) => readonly string[]) | undefined;
  none: None;
  /** The fewest that must be picked. Default 1. */
  least?: number | undefined;
  fact?: ((facts: Facts) => readonly T[] | undefined) | undefined;
}

export interface Ask<Facts> extends Words {
  /**
   * The cleaned value, with a label where it is shown otherwise (masked), or `undefined` to ask again with `hint`.
   * Accepts its own value again: answers are checked at every turn.
   */
  accept(text: string): string | Accepted | undefined;
  hint: string | ((text: string) => string);
  /** Common answers, offered as numbered lines; anything else may be written all the same. */
  suggest?: readonly string[] | undefined;
  /** The label of a line that answers with the empty string: “跳过”. */
  skip?: string | undefined;
  /**
   * `everything`: whatever is written is meant for this question, though it speaks of another service (a question to the
   * doctor about medicines). `fact` then counts only for what was said before it was asked.
   */
  takes?: 'everything' | undefined;
  fact?: ((facts: Facts) => string | undefined) | undefined;
}

/** What is stored, and how it is shown. */
export interface Accepted {
  value: string;
  label: string;
}

export interface Decide<Facts> extends Words {
  /** The labels of the two lines. Default 是 / 否. */
  yes?: string | undefined;
  no?: string | undefined;
  fact?: ((facts: Facts) => boolean | undefined) | undefined;
}

export interface Confirm {
  /** “请核对预约信息：” */
  title: string;
  /** Lines that are committed too but were not asked for: the place, the price. They cannot be edited. */
  also?: readonly { title: string; label: string }[] | undefined;
  /** Only the answers to these questions. Default: every answer so far that is not hidden. */
  of?: readonly string[] | undefined;
  /** What an answer comes to, where its own words do not say it: question → “慢病管理包、老年健康包” for “就要推荐的”. */
  labels?: Readonly<Record<string, string>> | undefined;
  links?: readonly ReplyLink[] | undefined;
  /** How to go on, where “没有问题请回复‘确认’” is not the first way. */
  how?: string | undefined;
}

export interface Agree {
  title: string;
  /** What is agreed to, in full or in short beside a link to the full text. */
  text: string;
  /** Of the text. Another version is agreed to anew. */
  version: string;
  links?: readonly ReplyLink[] | undefined;
}

export interface Act {
  /** Refusal → the key of the question that it reopens. */
  reopen?: Partial<Record<RefusalCode, string>> | undefined;
  /** Runs again when this value changes: `per: phone` for a code sent to it. */
  per?: Plain | undefined;
}

export interface Receipt {
  /** 已为王秀英约好…… */
  done: string;
  /** “预约号 3号”. */
  number?: string | undefined;
  /** “不去了请回复“取消预约”。” */
  undo: string;
  links?: readonly ReplyLink[] | undefined;
}

/** What to say when there is nothing to pick, and which question to reopen; without one the dialogue ends. */
export interface None {
  say: string;
  reopen?: string | undefined;
}

/** Values that JSON keeps. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** A value as it comes back from JSON: instants are ISO strings. */
export type Stored<T> = T extends Date
  ? string
  : T extends readonly (infer U)[]
    ? Stored<U>[]
    : T extends object
      ? { [K in keyof T]: Stored<T[K]> }
      : T;

/** Who may start a dialogue. Residents' dialogues are open to everybody on a resident's channel, bound or not. */
export type Audience = 'resident' | 'staff' | 'administrator';

/** One conversation with a purpose. */
export interface Dialogue<World, Facts = unknown> {
  /** Stored with open dialogues: never renamed. */
  name: string;
  /** The service's word, as in the menu: 夜门诊. */
  service: string;
  audience: Audience;
  /** For “您正在…”: 预约夜门诊. */
  title: string;
  /** Of staff: who has something to do here; others do not find it in their lists. Left out: everybody. */
  roles?: readonly string[] | undefined;
  /**
   * Started in the middle of another one: `ask` whether to leave that (default), `return` to it afterwards without
   * asking (我的), or just `leave` it aside (人工).
   */
  midway?: 'ask' | 'return' | 'leave' | undefined;
  /** Words that give this one up, besides 取消: “不约了”. */
  givenUpBy?: RegExp | undefined;
  script(script: Script<Facts>, world: World): Promise<void>;
}

/**
 * For `fact`: those of `from` that match what was said; nothing said is `undefined`.
 *
 *     fact: (facts) => matching(dates, facts.days, (date) => date.day)
 */
export function matching<T, V>(from: readonly T[], said: readonly V[] | undefined, of: (t: T) => V): T[] | undefined {
  if (said === undefined || said.length === 0) return undefined;
  return from.filter((t) => said.includes(of(t)));
}
