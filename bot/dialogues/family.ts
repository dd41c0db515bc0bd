import { maskName } from '#kit/mask.ts';
import { requestsTo, revokeFamily, type FamilyRequest } from '#domain/residents/decide-family.ts';
import { familyTies, type FamilyTie } from '#domain/residents/family-ties.ts';
import { readResident } from '#domain/residents/resident.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { family } from '../replies/family.ts';
import { addMember } from './add-family.ts';
import { answerRequest } from './answer-family.ts';
import { bindFirst } from './bind-first.ts';

/** 家人：答复别人的申请，看谁替谁办事、取消，添加家人。 */
export const manageFamily: Dialogue = {
  name: 'family',
  service: '家人',
  audience: 'resident',
  title: '管理家人',
  async script(script, world) {
    const me = await bindFirst(script, world);
    const lines = await linesOf(world, me.id);
    const own = { actor: { kind: 'resident' as const, id: me.id }, purpose: 'family' };
    const ownDocument = (await readResident(world.tx, me.id, own)).documentNumber;
    const [, ...others] = lines;
    if (others.length === 0) script.say(family.none);
    const line = await script.choose('line', {
      title: family.title,
      prompt: family.choose,
      shown: 'hidden',
      from: lines,
      id: ({ id }) => id,
      label: ({ label }) => label,
      names: ({ names }) => names,
      only: 'take',
      fact: ({ documentNumber, people }) =>
        (documentNumber ?? ownDocument) === ownDocument && !isUnknown(lines, people)
          ? undefined
          : lines.filter(({ does }) => does === 'add'),
      none: { say: family.none },
    });
    switch (line.does) {
      case 'add':
        return addMember(script, world, me, ownDocument);
      case 'answer':
        return answerRequest(script, world, { deciderId: me.id, request: line.request });
      case 'end':
        return endTie(script, world, { residentId: me.id, tie: line.tie });
    }
  },
};

type Line = { id: string; label: string; names: readonly string[] } & (
  | { does: 'add' }
  | { does: 'answer'; request: FamilyRequest }
  | { does: 'end'; tie: FamilyTie }
);

/** Somebody was spoken of who is none of the family: to be added. */
function isUnknown(lines: readonly Line[], people: readonly string[] = []): boolean {
  return people.length > 0 && !lines.some(({ names }) => people.some((said) => names.includes(said)));
}

/** What somebody waits for comes first, adding last. */
async function linesOf({ tx }: DialogueWorld, residentId: string): Promise<Line[]> {
  const requests = (await requestsTo(tx, residentId)).map((request): Line => {
    const [asker, subject] = [maskName(request.askerName), maskName(request.subjectName)];
    const label = request.kind === 'agent' ? family.line.requestForMe(asker) : family.line.request(asker, subject);
    return { id: `answer-${request.delegationId}`, label, names: [request.askerName], does: 'answer', request };
  });
  const ties = (await familyTies(tx, residentId)).map(
    (tie): Line => ({
      id: `end-${tie.delegationId}`,
      label: lineOf(tie),
      names: [tie.name, tie.kinship],
      does: 'end',
      tie,
    }),
  );
  const add: Line = { id: 'add', label: family.add, names: ['添加', '加', '新增', '加家人'], does: 'add' };
  return [...requests, ...ties, add];
}

function lineOf({ side, kinship, name, childName, powers }: FamilyTie): string {
  const masked = maskName(name);
  switch (side) {
    case 'acting':
      return family.line.acting(kinship, masked, powers);
    case 'asked':
      return family.line.asked(kinship, masked);
    case 'acted-for':
      return family.line.actedFor(masked, powers);
    case 'helping':
      return family.line.helping(masked, maskName(childName ?? ''));
  }
}

async function endTie(
  { decide, act, say }: Script,
  { tx }: DialogueWorld,
  { residentId, tie }: { residentId: string; tie: FamilyTie },
): Promise<void> {
  const sure = await decide('end', {
    title: family.endTitle,
    prompt: endQuestion(tie),
    yes: family.endYes,
    no: family.endNo,
  });
  if (!sure) return say(family.nothing);
  await act('revoke', () => revokeFamily(tx, { residentId, delegationId: tie.delegationId }));
  say(family.ended);
}

function endQuestion({ side, kinship, name, childName }: FamilyTie): string {
  const masked = maskName(name);
  switch (side) {
    case 'acting':
      return family.end.acting(`${kinship}${masked}`);
    case 'asked':
      return family.end.asked(`${kinship}${masked}`);
    case 'acted-for':
      return family.end.actedFor(masked);
    case 'helping':
      return family.end.helping(masked, maskName(childName ?? ''));
  }
}
