import { normalise } from '#kit/chinese-input/normalise.ts';
import type { DialogueRow } from '../inbox/dialogue-row.ts';
import { go, settle, tried } from './flow.ts';
import { startService } from './services.ts';
import { dialogueFor, openOf, type Step } from './talk.ts';

/**
 * The open question takes the text. The bare word of another service is not taken for an answer, unless it is one of
 * the lines; a sentence that the question does not understand may still ask for another service.
 */
export const question: Step = async (talk, text) => {
  const open = openOf(talk);
  if (!open) return undefined;
  const named = text.length <= longestName && !isOffered(open, text) ? talk.ear.understands(text).service : undefined;
  const mayBeAnswer = named?.near === true && open.state.saved.pending?.offered.length === 0;
  if (named?.named && !mayBeAnswer) return startService(talk, named.name, text);
  const turn = await tried(talk, open, { kind: 'text', text });
  if (!turn) return { replies: await go(talk, open, { kind: 'again' }) };
  if (turn.near || turn.saved.misread > open.state.saved.misread) {
    const { service } = talk.ear.understands(text);
    // What belongs to the service that is open already was meant as an answer: what is wrong with it is said.
    const another = service?.sure && dialogueFor(talk, service.name)?.name !== open.name;
    if (another) return startService(talk, service.name, text);
    if (normalise(text) === '继续') return { replies: await go(talk, open, { kind: 'again' }) };
  }
  return { replies: await settle(talk, open, turn, 'changed') };
};

/** A text longer than this is not only a service's name, politeness included. */
const longestName = 20;

function isOffered({ state }: DialogueRow, text: string): boolean {
  const said = normalise(text);
  return state.saved.pending?.offered.some(({ label }) => normalise(label) === said) ?? false;
}
