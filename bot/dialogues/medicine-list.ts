import { changesFor, decideChange, proposeRemoval, sayKind } from '#domain/medicines/change-list.ts';
import { sayMedicine } from '#domain/medicines/medicine.ts';
import { listToManage, placesToManage } from '#domain/medicines/manage.ts';
import { markInStock, markOutOfStock } from '#domain/medicines/shortage.ts';
import { administratorRoles, deskRoles } from '#domain/staff/roles.ts';
import type { Medicine } from '#prisma/generated/sqlite/client.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { medicineList as words } from '../replies/medicine-work.ts';
import { proposeNewMedicine } from './medicines/propose-medicine.ts';

/** 药箱：审批、加药、缺货、到货、去掉。 */
export const manageMedicines: Dialogue = {
  name: 'manage-medicines',
  service: '药箱',
  audience: 'staff',
  roles: [...deskRoles, ...administratorRoles],
  title: '管药箱',
  async script(script, world) {
    const { tx, staff } = world;
    const places = staff ? await placesToManage(tx, staff.id) : [];
    if (!staff) return script.say(words.notAllowed);
    const given = await script.keep('chosen', () => '');
    const medicineId =
      given === '' ? await script.part('which', () => chooseOne(script, world, { staffId: staff.id, places })) : given;
    if (medicineId === 'add') return proposeNewMedicine(script, world, { staffId: staff.id, places });
    await change(script, world, { medicineId, staffId: staff.id });
  },
};

async function chooseOne(
  script: Script,
  { tx }: DialogueWorld,
  { staffId, places }: { staffId: string; places: readonly { id: string }[] },
): Promise<string> {
  const waiting = await changesFor(tx, staffId);
  const list = await listToManage(
    tx,
    places.map(({ id }) => id),
  );
  const lines = [
    ...waiting.map((one) => ({ id: one.id, label: words.waiting(sayMedicine(one), one.status !== 'proposed') })),
    ...(places.length > 0 ? [{ id: 'add', label: words.add }] : []),
    ...list
      .filter(({ id }) => !waiting.some((one) => one.id === id))
      .map((one) => ({ id: one.id, label: lineOf(one) })),
  ];
  const { id } = await script.choose('medicine', {
    title: words.whichTitle,
    prompt: words.askWhich,
    shown: 'hidden',
    from: lines,
    id: (one) => one.id,
    label: ({ label }) => label,
    names: ({ label }) => [label.replace(/ .*$/u, '')],
    none: { say: words.notAllowed },
  });
  return id;
}

function lineOf(medicine: Medicine & { supplier: { shortName: string } | null }): string {
  const state = medicine.removalById === null ? words.states[stateOf(medicine)] : words.states.removal;
  return words.line(sayMedicine(medicine), sayKind(medicine), state, medicine.supplier?.shortName ?? '');
}

function stateOf({ status }: Medicine): 'proposed' | 'stocked' | 'out_of_stock' {
  return status === 'withdrawn' ? 'proposed' : status;
}

async function change(
  script: Script,
  { tx }: DialogueWorld,
  { medicineId, staffId }: { medicineId: string; staffId: string },
): Promise<void> {
  const medicine = await tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } });
  const name = sayMedicine(medicine);
  const waits = (await changesFor(tx, staffId)).some(({ id }) => id === medicineId);
  const doings = await script.keep('doings', () => doingsFor(medicine, waits));
  const doing = await script.choose('do', {
    title: words.doTitle,
    prompt: words.askDo(name),
    shown: 'hidden',
    from: doings,
    id: (one) => one,
    label: (one) => words.doings[one],
    none: { say: words.left },
  });
  switch (doing) {
    case 'later':
      return script.say(words.left);
    case 'approve':
    case 'decline': {
      const approve = doing === 'approve';
      const before = await script.act('decide', () => decideChange(tx, { medicineId, staffId, approve }));
      return script.say((approve ? words.approved : words.declined)(name, before.status !== 'proposed'));
    }
    case 'in-stock':
      await script.act('in-stock', () => markInStock(tx, { medicineId, staffId }));
      return script.say(words.back(name));
    case 'remove':
      await script.confirm('confirm-remove', {
        title: words.checkRemove,
        of: [],
        also: [{ title: words.whichTitle, label: name }],
      });
      await script.act('remove', () => proposeRemoval(tx, medicineId, staffId));
      return script.say(words.removalAsked(name));
    case 'out-of-stock':
      return runOut(script, tx, { medicine, staffId });
  }
}

type Doing = keyof typeof words.doings;

function doingsFor({ status, removalById }: Medicine, waits: boolean): Doing[] {
  if (waits) return ['approve', 'decline', 'later'];
  const remove = removalById === null ? (['remove'] as const) : [];
  if (status === 'stocked') return ['out-of-stock', ...remove, 'later'];
  if (status === 'out_of_stock') return ['in-stock', ...remove, 'later'];
  return ['later'];
}

async function runOut(
  script: Script,
  tx: DialogueWorld['tx'],
  { medicine, staffId }: { medicine: Medicine; staffId: string },
): Promise<void> {
  const name = sayMedicine(medicine);
  const others = (await listToManage(tx, [medicine.organisationId])).filter(
    ({ id, status }) => id !== medicine.id && status === 'stocked',
  );
  const chosen = await script.choose('substitute', {
    title: words.substituteTitle,
    prompt: words.askSubstitute,
    from: [
      { id: 'none', label: words.noSubstitute },
      ...others.map((one) => ({ id: one.id, label: sayMedicine(one) })),
    ],
    id: ({ id }) => id,
    label: ({ label }) => label,
    names: ({ label }) => [label.replace(/ .*$/u, '')],
    none: { say: words.left },
  });
  await script.confirm('confirm-short', {
    title: words.checkShort,
    of: ['substitute'],
    also: [{ title: words.states.out_of_stock, label: name }],
  });
  const substituteId = chosen.id === 'none' ? null : chosen.id;
  await script.act('short', () => markOutOfStock(tx, { medicineId: medicine.id, staffId, substituteId }));
  script.say(words.short(name));
}
