import type { Choice } from '../message.ts';
import { asking } from '../replies/asking.ts';
import { talking } from '../replies/talking.ts';
import { backToQuestion } from './commands.ts';
import { go } from './flow.ts';
import { pickLine } from './last-shown.ts';
import { openOf, type Answer, type Talk } from './talk.ts';

/** Task ids of cards that carry a question's lines: which dialogue, at which revision. */
export function questionCard(dialogueId: string, revision: number): string {
  return `ask-${dialogueId}-${revision}`;
}

/** Task ids of cards that carry a list outside a question. */
export function listCard(messageId: string, part: number): string {
  return `list-${messageId}-${part}`;
}

/** A button of a card: of a question of ours, of a list, or of a notice whose subject answers it. */
export async function pressedCard(
  talk: Talk,
  event: { card: string; key: string; responseCode: string },
): Promise<Answer> {
  const [, prefix = '', id = ''] = /^([^-]+)-(.*)$/s.exec(event.card) ?? [];
  if (prefix === 'ask') return answerQuestion(talk, id, event.key);
  if (prefix === 'list') return answerList(talk, event.key);
  const handler = talk.program.cards.find((card) => card.prefix === prefix);
  if (!handler) return backToQuestion(talk, talking.oldCard);
  return handler.pressed(talk, { id, taskId: event.card, key: event.key, responseCode: event.responseCode });
}

async function answerQuestion(talk: Talk, id: string, key: string): Promise<Answer> {
  const open = openOf(talk);
  if (!open || id !== `${open.id}-${open.revision}`)
    return { ...(await backToQuestion(talk, asking.oldButton)), pressed: '已过时' };
  const label = labelOf(
    open.state.saved.pending?.offered.map((option) => ({ key: option.id, label: option.label })),
    key,
  );
  return { replies: await go(talk, open, { kind: 'pick', option: key }), pressed: label };
}

async function answerList(talk: Talk, key: string): Promise<Answer> {
  const label = labelOf(talk.contact.lastChoices, key);
  const answer = await pickLine(talk, key);
  return answer ? { ...answer, pressed: label } : backToQuestion(talk, talking.oldCard);
}

function labelOf(choices: readonly Choice[] | undefined, key: string): string {
  return choices?.find((choice) => choice.key === key)?.label ?? '已选';
}
