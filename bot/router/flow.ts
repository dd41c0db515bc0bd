import type { Dialogue } from '../dialogue-world.ts';
import { play } from '../engine/play.ts';
import { unsaid, type Saved } from '../engine/saved.ts';
import type { Input, Turn, Ways } from '../engine/turn.ts';
import type { SaidFacts as Facts } from '../understand/said-facts.ts';
import { openDialogue, saveDialogue, type DialogueRow } from '../inbox/dialogue-row.ts';
import type { Choice, Reply } from '../message.ts';
import { talking } from '../replies/talking.ts';
import { serviceLine } from './numbered.ts';
import { dialogueFor, dialogueNamed, isOffered, openOf, type Talk } from './talk.ts';

/** What a dialogue begins with. */
export interface Opening {
  heard?: readonly Facts[] | undefined;
  /** It goes on when this one is over. */
  returnTo?: string | undefined;
  kept?: Saved<Facts>['kept'] | undefined;
}

/** Starts a dialogue. One that is open is set aside; with `returnTo` it goes on when this one is over. */
export async function start(talk: Talk, dialogue: Dialogue, opening: Opening = {}): Promise<Reply[]> {
  const open = openOf(talk);
  if (open) await saveDialogue(talk.tx, open, 'suspended');
  const older = talk.dialogues.filter(
    ({ name, status, id }) => name === dialogue.name && status === 'suspended' && id !== opening.returnTo,
  );
  for (const row of older) await saveDialogue(talk.tx, row, 'abandoned');
  const id = talk.tx.id();
  const saved: Saved<Facts> = { ...unsaid<Facts>(id, opening.heard), kept: opening.kept ?? {} };
  const turn = await played(talk, dialogue, saved, { kind: 'start' });
  const state = { saved: turn.saved, ...(opening.returnTo === undefined ? {} : { returnTo: opening.returnTo }) };
  const row = await openDialogue(talk.tx, talk.contact.id, dialogue.name, id, state);
  talk.dialogues.unshift(row);
  return settle(talk, row, turn, 'unchanged');
}

/** Plays one turn of a dialogue that is under way. */
export async function go(talk: Talk, row: DialogueRow, input: Input<Facts>): Promise<Reply[]> {
  const dialogue = dialogueNamed(talk, row.name);
  if (!dialogue) {
    await saveDialogue(talk.tx, row, 'abandoned');
    return [{ text: talking.serviceChanged }];
  }
  return settle(talk, row, await played(talk, dialogue, row.state.saved, input), 'changed');
}

/** Only looks at what a turn would be; nothing is saved. */
export async function tried(talk: Talk, row: DialogueRow, input: Input<Facts>): Promise<Turn<Facts> | undefined> {
  const dialogue = dialogueNamed(talk, row.name);
  return dialogue && played(talk, dialogue, row.state.saved, input);
}

/** Takes up a dialogue that was set aside. */
export async function resume(talk: Talk, row: DialogueRow, before: Reply[] = []): Promise<Reply[]> {
  const open = openOf(talk);
  if (open && open !== row) await saveDialogue(talk.tx, open, 'suspended');
  talk.forgetWorld();
  delete row.state.alarmed;
  return [...before, ...(await go(talk, row, { kind: 'again' }))];
}

/** Ends a dialogue before its end; the one that it was a detour of goes on. */
export async function leave(talk: Talk, row: DialogueRow, words: Reply[]): Promise<Reply[]> {
  await saveDialogue(talk.tx, row, 'abandoned');
  talk.ended(row.name, 'cancelled');
  return returned(talk, row, words);
}

/** Writes what a turn came to, and goes where it leads. */
export async function settle(
  talk: Talk,
  row: DialogueRow,
  turn: Turn<Facts>,
  since: 'changed' | 'unchanged',
): Promise<Reply[]> {
  const { status, replies } = turn;
  row.state = { ...row.state, saved: turn.saved };
  switch (status.kind) {
    case 'waiting':
      if (since === 'changed') await saveDialogue(talk.tx, row, 'open');
      return replies;
    case 'finished': {
      talk.ended(row.name, status.outcome);
      const words = status.outcome === 'cancelled' ? [{ text: talking.cancelled(titleOf(talk, row)) }] : [];
      await saveDialogue(talk.tx, row, status.outcome === 'cancelled' ? 'abandoned' : 'finished');
      if (status.next === undefined) return returned(talk, row, [...replies, ...words], status.ways);
      return [...replies, ...(await start(talk, existing(talk, row, status.next), { heard: turn.saved.heard }))];
    }
    case 'detour': {
      const to = existing(talk, row, status.to);
      await saveDialogue(talk.tx, row, 'suspended');
      return [...replies, ...(await start(talk, to, { heard: turn.saved.heard, returnTo: row.id }))];
    }
  }
}

/** A dialogue by its name, or by its service's word. */
function existing(talk: Talk, row: DialogueRow, name: string): Dialogue {
  const dialogue = dialogueNamed(talk, name) ?? dialogueFor(talk, name);
  if (!dialogue) throw new Error(`dialogue '${row.name}' leads to '${name}', which there is not`);
  return dialogue;
}

export function titleOf(talk: Talk, row: DialogueRow): string {
  return dialogueNamed(talk, row.name)?.title ?? talking.thisMatter;
}

/** Goes on with the dialogue that was interrupted for the one that is over. */
async function returned(talk: Talk, row: DialogueRow, words: Reply[], ways?: Ways): Promise<Reply[]> {
  const parent = talk.dialogues.find(({ id, status }) => id === row.state.returnTo && status === 'suspended');
  if (parent) return resume(talk, parent, words);
  const startable = ways?.services.filter((service) => isOffered(talk, service)) ?? [];
  if (!ways || startable.length === 0) return words;
  const choices = startable.map((service): Choice => serviceLine(service));
  const last = words.at(-1);
  const text = last ? `${last.text}\n${ways.text}` : ways.text;
  return [...words.slice(0, -1), { ...last, text, choices }];
}

async function played(talk: Talk, dialogue: Dialogue, saved: Saved<Facts>, input: Input<Facts>): Promise<Turn<Facts>> {
  return play(dialogue, saved, input, await talk.world(), talk.readers);
}
