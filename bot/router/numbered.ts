import type { Reply } from '../message.ts';
import type { Answer } from './talk.ts';

/** An answer with a list outside any question: its number, its text or a press picks a line next time. */
export function listed(text: string, lines: readonly Line[], before: Reply[] = []): Answer {
  const choices = lines.map(({ key, label }) => ({ key, label }));
  return { replies: [...before, { text, ...(choices.length > 0 ? { choices } : {}) }], shown: choices };
}

export interface Line {
  key: LineKey;
  label: string;
}

/**
 * What a line does: starts a service, says a command, turns the menu's page, or starts a dialogue with what the line stands
 * for (`dialogue:answer-offer:…`, written by the domain with a notice).
 */
export type LineKey = `service:${string}` | `command:${string}` | `menu:${number}` | `dialogue:${string}`;

export function serviceLine(service: string, help?: string): Line {
  return { key: `service:${service}`, label: help === undefined ? service : `${service}（${help}）` };
}

export function commandLine(command: string, label = command): Line {
  return { key: `command:${command}`, label };
}

type Doing = 'service' | 'command' | 'menu' | 'dialogue';

/** Stored keys may be of an older release. */
export function readLineKey(key: string): { does: Doing; what: string } | undefined {
  const [, does, what] = /^(service|command|menu|dialogue):(.+)$/s.exec(key) ?? [];
  if (what === undefined) return undefined;
  return does === 'service' || does === 'command' || does === 'menu' || does === 'dialogue'
    ? { does, what }
    : undefined;
}
