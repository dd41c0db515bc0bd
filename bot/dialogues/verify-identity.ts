import { maskName } from '#kit/mask.ts';
import { issueDeskCode } from '#domain/residents/desk-code.ts';
import { readDocument } from '#domain/residents/document.ts';
import { identitiesByCard, identityQueue, type WaitingIdentity } from '#domain/residents/identity-queue.ts';
import { deskCentres } from '#domain/staff/desk.ts';
import { deskRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script, TalkingStaff } from '../dialogue-world.ts';
import { verifying as words } from '../replies/verify.ts';
import { checkRegistration } from './check-registration.ts';
import { registerPerson } from './register-at-desk.ts';

/** 身份核实：等核实的登记，或看着证件找人；核对后并入档案、新建或退回；没有登记的看着证件登记；也可以发窗口验证码。 */
export const verifyIdentity: Dialogue = {
  name: 'verify-identity',
  service: '身份核实',
  audience: 'staff',
  roles: deskRoles,
  title: '核实身份',
  async script(script, world) {
    const { tx, staff } = world;
    const centres = staff ? await deskCentres(tx, staff.id) : [];
    if (!staff || centres.length === 0) return script.say(words.notAtDesk);
    const queue = await identityQueue(tx, centres);
    const choice = await script.choose('what', {
      title: words.title,
      prompt: words.choose(queue.length),
      shown: 'hidden',
      from: [...queue.map((waiting) => ({ id: waiting.residentId, waiting })), { id: 'by-card', waiting: undefined }],
      id: ({ id }) => id,
      label: ({ waiting }) => (waiting ? words.waiting(maskName(waiting.name), when(world, waiting)) : words.byCard),
      names: ({ waiting }) => (waiting ? [waiting.name] : ['证件', '验证码', '找人']),
      only: 'take',
      none: { say: words.choose(0) },
    });
    const by = { staff, centreId: centreFor(staff, centres) };
    if (choice.waiting)
      return checkRegistration(script, world, { ...by, residentId: choice.id, card: 'to be compared' });
    return withCard(script, world, by);
  },
};

async function withCard(
  script: Script,
  world: DialogueWorld,
  by: { staff: TalkingStaff; centreId: string | undefined },
): Promise<void> {
  const { tx } = world;
  const today = tx.day.dateOf(tx.now);
  const read = (text: string) => {
    const document = readDocument(text, today);
    return 'problem' in document ? undefined : document.number;
  };
  const number = await script.ask('card', {
    title: words.cardTitle,
    prompt: words.askCard,
    shown: 'hidden',
    accept: read,
    hint: words.cardNotRead,
  });
  const { waiting, onFile } = await identitiesByCard(tx, number);
  const unknown = await script.keep('unknown', () => waiting.length === 0 && !onFile, { per: number });
  if (unknown) return withNewCard(script, world, { ...by, number });
  const known = onFile && { id: 'desk-code', label: words.deskCode(maskName(onFile.name)) };
  const found = await script.choose('which', {
    title: words.whichTitle,
    prompt: words.which,
    shown: 'hidden',
    from: [
      ...waiting.map((one) => ({
        id: one.residentId,
        label: words.check(maskName(one.name), when(world, one)),
      })),
      ...(known ? [known] : []),
    ],
    id: ({ id }) => id,
    label: ({ label }) => label,
    only: 'take',
    none: { say: words.nothing },
  });
  if (found.id !== known?.id || !onFile)
    return checkRegistration(script, world, { ...by, residentId: found.id, card: 'compared' });
  return giveDeskCode(script, world, { staffId: by.staff.id, ...onFile });
}

/** Nobody knows the card: who stands there with it is registered, and may bind with the desk's code. */
async function withNewCard(
  script: Script,
  world: DialogueWorld,
  { staff, centreId, number }: { staff: TalkingStaff; centreId: string | undefined; number: string },
): Promise<void> {
  const document = readDocument(number, world.tx.day.dateOf(world.tx.now));
  if ('problem' in document) throw new Error('a document that was accepted is none');
  script.say(words.nothing);
  const { id, name } = await registerPerson(script, world, { staffId: staff.id, centreId, document });
  return giveDeskCode(script, world, { staffId: staff.id, residentId: id, name });
}

async function giveDeskCode(
  { decide, act, say }: Script,
  { tx }: DialogueWorld,
  { staffId, residentId, name }: { staffId: string; residentId: string; name: string },
): Promise<void> {
  const sure = await decide('issue', { title: words.codeTitle, prompt: words.askCode(maskName(name)) });
  if (!sure) return say(words.codeKept);
  const { code, minutes } = await act('desk-code', () => issueDeskCode(tx, { staffId, residentId }));
  say(words.code(code, minutes));
}

function when({ tx }: DialogueWorld, { since }: WaitingIdentity): string {
  return tx.day.sayDate(tx.day.dateOf(since));
}

/** The centre that somebody works at becomes the home of who has none. */
function centreFor({ organisationId }: TalkingStaff, centres: readonly string[]): string | undefined {
  return centres.includes(organisationId) ? organisationId : centres[0];
}
