import { maskName } from '#kit/mask.ts';
import { agreeToFamily, declineFamily, type FamilyRequest } from '#domain/residents/decide-family.ts';
import type { Power } from '#domain/residents/family-rules.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { family } from '../replies/family.ts';

/** What an agent may be allowed, from the least. */
export const grants: readonly { id: string; granted: readonly Power[] }[] = [
  { id: 'book', granted: [] },
  { id: 'sign', granted: ['sign'] },
  { id: 'all', granted: ['sign', 'records'] },
];

/** 答复一个申请：孩子的监护人对帮手，本人对代办人；代办人还要选让他办哪些事。 */
export async function answerRequest(
  { choose, decide, act, say }: Script,
  { tx }: DialogueWorld,
  { deciderId, request }: { deciderId: string; request: FamilyRequest },
): Promise<void> {
  const { delegationId, kind, askerName, subjectName } = request;
  const asker = maskName(askerName);
  const prompt = family.answer(asker, kind === 'agent' ? '您' : maskName(subjectName));
  const decision =
    kind === 'helper'
      ? (await decide('answer', { title: family.answerTitle, prompt, yes: family.agree, no: family.disagree }))
        ? { granted: [] }
        : undefined
      : await choose('grant', {
          title: family.answerTitle,
          prompt,
          from: [...grants, { id: 'no', granted: undefined }],
          id: ({ id }) => id,
          label: ({ granted }) => (granted ? family.agreeTo(granted) : family.disagree),
          names: ({ id }) => (id === 'no' ? ['不行', '不要', '拒绝'] : id === 'book' ? ['同意', '好', '可以'] : []),
          none: { say: family.nothing },
        });
  const granted = decision?.granted;
  if (granted === undefined) {
    await act('decline', () => declineFamily(tx, { deciderId, delegationId }));
    return say(family.declined);
  }
  await act('agree', () => agreeToFamily(tx, { deciderId, delegationId, granted }));
  say(family.agreed(asker));
}
