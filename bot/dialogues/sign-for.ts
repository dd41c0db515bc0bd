import { compareDoctors, type ComparedDoctor } from '#domain/contracts/compare-doctors.ts';
import { openDraft } from '#domain/contracts/draft.ts';
import { partyOf } from '#domain/contracts/parties.ts';
import { contractSummary } from '#domain/contracts/summary.ts';
import { deskCentres } from '#domain/staff/desk.ts';
import { deskRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { signFor } from '../replies/contract-work.ts';
import { signing } from '../replies/contracts.ts';
import { confirmInPerson } from './signing/confirm-in-person.ts';
import { findResident } from './signing/find-resident.ts';
import { choosePackages } from './signing/packages.ts';

/** 代签约：找居民 → 医生 → 服务包 → 核对 → 居民本人同意（自己的手机、短信验证码、帮助人和见证人）。 */
export const signForResident: Dialogue = {
  name: 'sign-for',
  service: '代签约',
  audience: 'staff',
  roles: deskRoles,
  title: '代签约',
  async script(script, world) {
    const { tx, staff } = world;
    const centres = staff ? await deskCentres(tx, staff.id) : [];
    if (!staff || centres.length === 0) return script.say(signFor.notAtDesk);
    const resident = await findResident(script, world, signFor.askWho);
    if (!resident) return;
    const prepared = await script.part('prepared', () =>
      prepare(script, world, { resident, centres, staffId: staff.id }),
    );
    if (prepared === null) return;
    await confirmInPerson(script, world, { ...prepared, name: resident.name, staffId: staff.id });
  },
};

interface ToPrepare {
  resident: { id: string; name: string };
  centres: readonly string[];
  staffId: string;
}

/** The draft that the resident is to agree to; null when there is nothing to sign. */
async function prepare(
  script: Script,
  world: DialogueWorld,
  { resident, centres, staffId }: ToPrepare,
): Promise<{ contractId: string; doctorName: string } | null> {
  const { tx } = world;
  const { active, submitted } = await contractSummary(tx, resident.id);
  if (submitted) {
    script.say(signFor.hasApplied(resident.name, submitted.doctorName, submitted.number));
    return null;
  }
  if (active && !active.isRenewable) {
    script.say(signFor.hasContract(resident.name, active.doctorName, active.number));
    return null;
  }
  if (active) script.say(signFor.renewal(resident.name, active.doctorName));
  const doctor = active
    ? { id: active.doctorId, name: active.doctorName, label: active.doctorName }
    : await chooseDoctor(script, world, { resident, centres, staffId });
  const packages = await choosePackages(
    script,
    world,
    { residentId: resident.id, called: resident.name },
    { kind: 'staff' },
  );
  await script.confirm('check', {
    title: signFor.check,
    of: [packages.question],
    labels: { [packages.question]: packages.label },
    also: [
      { title: signing.residentLine, label: resident.name },
      { title: signing.doctorLine, label: doctor.label },
    ],
  });
  const contractId = await script.act(
    'prepare',
    async () => {
      const draft = await openDraft(tx, {
        residentId: resident.id,
        doctorId: doctor.id,
        packages: packages.codes,
        by: { kind: 'staff', id: staffId },
        replaces: active ? 'running' : 'nothing',
      });
      return draft.id;
    },
    active ? {} : { reopen: { 'doctor-full': 'doctor', 'doctor-gone': 'doctor' } },
  );
  return { contractId, doctorName: doctor.name };
}

/** The doctors of one's own centres with places left, oneself first. */
async function chooseDoctor(
  { choose }: Script,
  { tx }: DialogueWorld,
  { resident, centres, staffId }: ToPrepare,
): Promise<{ id: string; name: string; label: string }> {
  const all = await compareDoctors(tx, await partyOf(tx, resident.id));
  const here = all.filter(({ centreId, freePlaces }) => centres.includes(centreId) && freePlaces > 0);
  const doctors: ComparedDoctor[] = [
    ...here.filter(({ id }) => id === staffId),
    ...here.filter(({ id }) => id !== staffId),
  ];
  const doctor = await choose('doctor', {
    title: signFor.doctorTitle,
    prompt: signFor.askDoctor,
    from: doctors,
    id: ({ id }) => id,
    label: ({ name, freePlaces }) => signFor.doctor(name, freePlaces),
    names: ({ name }) => [name, `${name}医生`],
    none: { say: signFor.noDoctor },
    only: 'take',
    fact: ({ doctors: said }) => said && doctors.filter(({ name }) => said.some((part) => name.startsWith(part))),
  });
  return { id: doctor.id, name: doctor.name, label: signing.chosenDoctor(doctor) };
}
