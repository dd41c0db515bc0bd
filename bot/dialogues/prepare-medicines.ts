import { agreeToSupply, refuseSupply } from '#domain/medicines/answer.ts';
import { handOut, markReady } from '#domain/medicines/hand-out.ts';
import { noteStaffLook } from '#domain/medicines/look.ts';
import { supplyRefusals, type SupplyRefusal } from '#domain/medicines/rules.ts';
import { workData } from '#domain/medicines/tell.ts';
import { suppliesFor, type WaitingSupply } from '#domain/medicines/waiting.ts';
import { administratorRoles, deskRoles } from '#domain/staff/roles.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { medicineWork as words } from '../replies/medicine-work.ts';
import { recordAtDesk } from './medicines/record-at-desk.ts';

/** 备药：续药申请、要备的药、等来取的，看一份，按一下；也登记当面发的药。 */
export const prepareMedicines: Dialogue = {
  name: 'prepare-medicines',
  service: '备药',
  audience: 'staff',
  roles: [...deskRoles, ...administratorRoles],
  title: '备药',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.none);
    const chosen = await script.part('which', () => chooseOne(script, world, staff.id));
    if (chosen.id === 'record') return recordAtDesk(script, world, staff);
    await work(script, world, { supplyId: chosen.id, status: chosen.status, staffId: staff.id });
    const left = (await suppliesFor(tx, staff.id)).filter(({ id }) => id !== chosen.id).length;
    if (left > 0) script.say(words.more(left));
  },
};

async function chooseOne(
  script: Script,
  { tx }: DialogueWorld,
  staffId: string,
): Promise<{ id: string; status: WaitingSupply['status'] }> {
  const waiting = await suppliesFor(tx, staffId);
  const { id, supply } = await script.choose('supply', {
    title: words.title,
    prompt: words.choose(waiting.length),
    shown: 'hidden',
    from: [...waiting.map((supply) => ({ id: supply.id, supply })), { id: 'record', supply: undefined }],
    id: (one) => one.id,
    label: (one) => (one.supply ? lineOf(one.supply) : words.record),
    names: (one) => (one.supply ? [one.supply.residentName, one.supply.number] : ['登记', '登记发药']),
    none: { say: words.none },
  });
  return { id, status: supply?.status ?? 'ready' };
}

function lineOf({ number, residentName, medicine, days, status, isOverdue }: WaitingSupply): string {
  return words.line(number, residentName, medicine, days, words.states[status], isOverdue);
}

/** What can be done with it. The keys of the cards' buttons. */
export type Doing = 'prepare' | 'ready' | 'collected' | SupplyRefusal;

const doings: Readonly<Record<WaitingSupply['status'], readonly Doing[]>> = {
  requested: ['prepare', ...supplyRefusals],
  preparing: ['ready', 'collected', 'no-stock'],
  ready: ['collected'],
};

async function work(
  script: Script,
  { tx }: DialogueWorld,
  { supplyId, status, staffId }: { supplyId: string; status: WaitingSupply['status']; staffId: string },
): Promise<void> {
  const details = await script.act('look', async () => {
    await noteStaffLook(tx, { supplyId, staffId });
    return words.details(await workData(tx, supplyId));
  });
  script.say(details);
  const doing = await script.choose('do', {
    title: words.doTitle,
    prompt: words.askDo,
    from: [...doings[status], 'later' as const],
    id: (one) => one,
    label: (one) => words.doings[one],
    none: { say: words.none },
  });
  if (doing === 'later') return script.say(words.later);
  script.say(await script.act('work', () => workOn(tx, { supplyId, staffId, doing, from: status })));
}

/** Does it, and says what was done. @param from the state in which it was seen. @throws Refusal of the step. */
export async function workOn(
  tx: Transaction,
  {
    supplyId,
    staffId,
    doing,
    from,
  }: { supplyId: string; staffId: string; doing: Doing; from: WaitingSupply['status'] },
): Promise<string> {
  const by = { supplyId, staffId };
  const { number, name } = await workData(tx, supplyId);
  switch (doing) {
    case 'prepare':
      await agreeToSupply(tx, by);
      return words.done.prepare(number, name);
    case 'ready':
      await markReady(tx, by);
      return words.done.ready(number, name);
    case 'collected': {
      const { runsOutOn } = await handOut(tx, by);
      return words.done.collected(number, name, tx.day.sayDate(runsOutOn));
    }
    case 'see-doctor':
    case 'no-stock':
    case 'not-now':
      await refuseSupply(tx, { ...by, reason: doing, from: from === 'preparing' ? from : 'requested' });
      return words.done.refused(number, name);
  }
}
