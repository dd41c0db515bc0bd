import { changeDoctor, renew } from '#domain/contracts/replace.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import type { DialogueWorld, Script, TalkingResident } from '../../dialogue-world.ts';
import { chooseDoctor } from './doctor.ts';
import type { Person } from './people.ts';
import { signDrafts } from './sign-drafts.ts';

/** 续签：医生和服务包不变，一次确认。 */
export async function renewContract(
  script: Script,
  world: DialogueWorld,
  me: TalkingResident,
  { residentId, standing }: Person,
): Promise<void> {
  const { tx } = world;
  const by = { kind: 'resident' as const, id: me.id };
  const contractId = await script.act('renew', async () => (await renew(tx, { residentId, by })).id, {
    per: residentId,
  });
  const familiar = await script.keep('familiar', () => isFamiliar(world, standing.active?.id));
  await signDrafts(script, world, { me, contractId, others: [], familiar });
}

/** 换医生：一年一次，医生离岗的不算；服务包不变。 */
export async function changeTheDoctor(
  script: Script,
  world: DialogueWorld,
  me: TalkingResident,
  { residentId, standing: { active } }: Person,
): Promise<void> {
  const { tx } = world;
  // Whose doctor left may stay with the leader who took over.
  const doctor = await chooseDoctor(script, world, residentId, active?.isInterim ? undefined : active?.doctorId);
  const packages = active?.packages.map(({ code }) => code) ?? [];
  const by = { kind: 'resident' as const, id: me.id };
  const contractId = await script.act(
    'change',
    async () => (await changeDoctor(tx, { residentId, doctorId: doctor.id, packages, by })).id,
    { per: [residentId, doctor.id], reopen: { 'doctor-full': 'doctor', 'doctor-gone': 'doctor' } },
  );
  await signDrafts(script, world, { me, contractId, others: [], familiar: false });
}

/** Whether the running contract was signed under the text that is in force. */
async function isFamiliar({ tx }: DialogueWorld, runningId: string | undefined): Promise<boolean> {
  if (runningId === undefined) return false;
  const running = await tx.prisma.contract.findUnique({ where: { id: runningId } });
  const { contracts } = await rulesAt(tx, running?.centreId);
  return running?.agreementVersion === contracts.agreement.version;
}
