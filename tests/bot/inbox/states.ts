import type { Dialogue, Script } from '#bot/dialogue-world.ts';

/** A question that somebody stood before: `book-night-clinic who`. */
export interface States {
  dialogues: readonly Dialogue[];
  /** Every question that was come by. */
  reached: Set<string>;
  /** The one that was come by last: where the turn ended, when it ended with a question. */
  last(): string;
}

const questions = ['choose', 'several', 'ask', 'decide', 'confirm', 'agree'] as const;

/** The same dialogues, noting which questions they come by. Numbers and ids in keys count for nothing. */
export function noting(dialogues: readonly Dialogue[]): States {
  const reached = new Set<string>();
  let last = '';
  const note = (dialogue: Dialogue, key: string) => {
    const base = key.replace(/\.(?:\d+|none|[0-9a-f-]{20,}).*$/u, '');
    last = `${dialogue.name} ${base}`;
    reached.add(last);
  };
  const noted = (dialogue: Dialogue, script: Script): Script => {
    const watched = { ...script };
    for (const word of questions) {
      // Each word has parameters of its own, handed through as they are.
      const ask = script[word] as (key: string, ...rest: unknown[]) => unknown;
      Object.assign(watched, {
        [word]: (key: string, ...rest: unknown[]) => {
          note(dialogue, key);
          return ask(key, ...rest);
        },
      });
    }
    return watched;
  };
  return {
    dialogues: dialogues.map((dialogue) => ({
      ...dialogue,
      script(script, world) {
        last = dialogue.name;
        reached.add(dialogue.name);
        return dialogue.script(noted(dialogue, script), world);
      },
    })),
    reached,
    last: () => last,
  };
}
