import { askOthers, prepareHousehold } from '#domain/contracts/household.ts';
import type { DialogueWorld, Script, TalkingResident } from '../../dialogue-world.ts';
import { signing } from '../../replies/contracts.ts';
import { chooseDoctor } from './doctor.ts';
import { choosePackages } from './packages.ts';
import { meant, type Person } from './people.ts';
import { signDrafts, type ShownAnswers } from './sign-drafts.ts';

/** 给谁 → 哪位医生 → 服务包 → 签名；要本人确认的，请他在自己的手机上签。 */
export async function signNew(
  script: Script,
  world: DialogueWorld,
  me: TalkingResident,
  unsigned: readonly Person[],
): Promise<void> {
  const people = await choosePeople(script, unsigned);
  const [first] = people;
  if (!first) return script.say(signing.nothingToDo);
  const doctor = await chooseDoctor(script, world, first.residentId);
  const members: { residentId: string; packages: string[] }[] = [];
  const viewer = { kind: 'resident' as const, id: me.id };
  const asked = ['people', 'doctor'];
  const labels: Record<string, string> = { doctor: signing.chosenDoctor(doctor) };
  for (const { residentId, kinship } of people) {
    const called = kinship === '本人' ? '您' : kinship;
    const { codes, question, label } = await choosePackages(script, world, { residentId, called }, viewer);
    members.push({ residentId, packages: codes });
    asked.push(question);
    labels[question] = label;
  }
  const others = people.filter(({ signs }) => !signs).map(({ name }) => name);
  const prepare = () =>
    prepareHousehold(world.tx, { representativeId: me.id, doctorId: doctor.id, members, replaces: 'nothing' });
  const reopen = { 'doctor-full': 'doctor', 'doctor-gone': 'doctor' } as const;
  if (others.length === people.length)
    return askThem(script, world, { me, others, shown: { of: asked, labels }, prepare });
  const prepared = await script.act(
    'prepare',
    async () => {
      const { toSign } = await prepare();
      return toSign.map(({ id }) => id);
    },
    { reopen, per: [doctor.id, ...members.map(({ residentId, packages }) => [residentId, ...packages])] },
  );
  const [contractId = ''] = prepared;
  await signDrafts(script, world, { me, contractId, shown: { of: asked, labels }, others, familiar: false });
}

async function choosePeople({ several }: Script, unsigned: readonly Person[]): Promise<readonly Person[]> {
  if (unsigned.length <= 1) return unsigned;
  return several('people', {
    title: signing.peopleTitle,
    prompt: signing.askPeople,
    from: unsigned,
    id: ({ residentId }) => residentId,
    label: ({ name, kinship, signs }) => signing.person(name, kinship, signs ? 'here' : 'themselves'),
    names: ({ fullName, kinship }) => [fullName, kinship, ...(kinship === '本人' ? ['我', '自己'] : [])],
    none: { say: signing.nothingToDo },
    fact: ({ people }) => meant(unsigned, people),
  });
}

/** Nobody here can sign: those whom it concerns are asked. */
async function askThem(
  script: Script,
  { tx }: DialogueWorld,
  how: {
    me: TalkingResident;
    others: readonly string[];
    shown: ShownAnswers;
    prepare: () => ReturnType<typeof prepareHousehold>;
  },
): Promise<void> {
  const { me, others, shown, prepare } = how;
  await script.confirm('ask-them', { title: signing.checkSent, ...shown });
  await script.act('asked', async () => {
    const { awaited } = await prepare();
    const [draft] = awaited;
    return draft ? (await askOthers(tx, draft, me.id)).length : 0;
  });
  script.receipt({ done: signing.askedOthers(others), undo: signing.undoAsked });
}
