import { normalise } from '#kit/chinese-input/normalise.ts';
import type { DialogueRow } from '../inbox/dialogue-row.ts';
import { go, settle, tried } from './flow.ts';
import { startService } from './services.ts';
import { openOf, type Step } from './talk.ts';

/**
 * The open question takes the text. The bare word of another service is not taken for an answer, unless it is one of
 * the lines; a sentence that the question does not understand may still ask for another service.
 */
export const question: Step = async (talk, text) => {
  const open = openOf(talk);
  if (!open) return undefined;
  const { service } = talk.ear.understands(text);
  if (service?.named && !isOffered(open, text)) return startService(talk, service.name, text);
  const turn = await tried(talk, open, { kind: 'text', text });
  if (!turn) return { replies: await go(talk, open, { kind: 'again' }) };
  if (turn.saved.misread > open.state.saved.misread) {
    if (service?.sure) return startService(talk, service.name, text);
    if (normalise(text) === '继续') return { replies: await go(talk, open, { kind: 'again' }) };
  }
  return { replies: await settle(talk, open, turn, 'changed') };
};

function isOffered({ state }: DialogueRow, text: string): boolean {
  const said = normalise(text);
  return state.saved.pending?.offered.some(({ label }) => normalise(label) === said) ?? false;
}
