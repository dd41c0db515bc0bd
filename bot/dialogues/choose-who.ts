import type { HouseholdMember } from '#domain/residents/family.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { clinics } from '../replies/clinics.ts';
import { isSaid, mayBookFor } from './own-visits.ts';

/**
 * Whom a visit is for: oneself, unless somebody else was spoken of. Who is no family yet is added first, and the booking
 * goes on with what was said. Returns the question's key too, for the confirmation.
 */
export async function chooseWho(
  script: Script,
  world: DialogueWorld,
  residentId: string,
): Promise<{ key: string; who: HouseholdMember }> {
  const members = await mayBookFor(world, residentId);
  const before = await script.keep('family', () => members.length);
  const key = members.length > before ? 'who-then' : 'who';
  const { member } = await script.choose(key, {
    title: clinics.who,
    from: [...members.map(lineOf), { id: 'add-family', member: undefined }],
    id: ({ id }) => id,
    label: ({ member: one }) => (one ? labelOf(one) : clinics.addFamily),
    names: ({ member: one }) => (one ? [one.name, one.kinship, ...givenName(one.name)] : []),
    usual: members.filter(({ kind }) => kind === 'self').map(lineOf)[0],
    none: { say: clinics.noneOpen('') },
    fact: ({ people }) =>
      people?.length ? members.filter((one) => people.some((said) => isSaid(one, said))).map(lineOf) : undefined,
    misfit: ({ people }) => clinics.notFamily(people?.join('、') ?? ''),
  });
  return member
    ? { key, who: member }
    : script.detour('family', { say: clinics.addFirst, otherwise: clinics.notAdded });
}

interface Line {
  id: string;
  member: HouseholdMember | undefined;
}

function lineOf(member: HouseholdMember): Line {
  return { id: member.residentId, member };
}

function labelOf({ name, kind, kinship }: HouseholdMember): string {
  return kind === 'self' ? name : `${name}（${kinship}）`;
}

/** 乐乐 for 王乐乐. */
function givenName(name: string): string[] {
  return name.length === 3 ? [name.slice(1)] : [];
}
