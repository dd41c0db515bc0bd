import { withdrawSupply } from '#domain/medicines/end.ts';
import { sayMedicine } from '#domain/medicines/medicine.ts';
import { noteLookAtMedicines, ownMedicines, type OwnMedicines, type OwnSupply } from '#domain/medicines/own.ts';
import { supplyRefusalWords } from '#domain/notices/medicines.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { medicines as words } from '../replies/medicines.ts';
import { bindFirst } from './bind-first.ts';
import { askAdherence } from './medicines/ask-adherence.ts';
import { askForRefill } from './medicines/ask-refill.ts';
import { chooseWhoseRecord } from './whose-record.ts';

/** 用药：看谁的 → 还够几天、办到哪一步 → 续药、要别的药、取消。 */
export const showMedicines: Dialogue = {
  name: 'medicines',
  service: '用药',
  audience: 'resident',
  title: '办用药',
  async script(script, world) {
    const { tx } = world;
    const me = await bindFirst(script, world);
    if (me.identityLevel !== 'verified') return script.say(words.provisional);
    const { residentId, name, called } = await chooseWhoseRecord(script, tx, { me, prompt: words.askWho });
    const own = await ownMedicines(tx, { viewerId: me.id, residentId });
    const shown = await script.act('look', async () => {
      noteLookAtMedicines(tx, { viewerId: me.id, residentId });
      return sayMedicines(world, own, called);
    });
    script.say(shown);
    const { what, id } = await chooseWhat(script, own);
    switch (what) {
      case 'refill':
        if (await hasStopped(script, world, { own, medicineId: id, actorId: me.id })) return;
        return askForRefill(script, world, { actorId: me.id, residentId, name, medicineId: id });
      case 'drop':
        return drop(script, world, { supplyId: id, actorId: me.id });
      default:
        return script.say(words.bye);
    }
  },
};

/** `id` of the medicine that is wanted, or of the request that is given up. */
interface What {
  what: 'refill' | 'drop' | 'nothing';
  id: string;
}

async function chooseWhat(script: Script, { inUse, open, list }: OwnMedicines): Promise<What> {
  const isOpen = (medicineId: string) => open.some((one) => one.medicineId === medicineId);
  const chosen = await script.choose('what', {
    title: words.whatTitle,
    prompt: words.askWhat,
    shown: 'hidden',
    from: [
      ...inUse
        .filter(({ medicineId }) => !isOpen(medicineId))
        .map(({ medicineId, name, medicine }) => ({
          id: `refill/${medicineId}`,
          label: words.refill(name),
          names: [name, medicine.name, ...(inUse.length === 1 ? ['续药', '续'] : [])],
        })),
      { id: 'other', label: words.other, names: ['别的药', '别的'] },
      ...open.map(({ id, number, medicine }) => ({
        id: `drop/${id}`,
        label: words.drop(number, medicine),
        names: [`取消${number}`],
      })),
      { id: 'nothing', label: words.nothing, names: ['不用了', '没有了'] },
    ],
    id: (one) => one.id,
    label: (one) => one.label,
    names: (one) => one.names,
    none: { say: words.bye },
  });
  const [what, id = ''] = chosen.id.split('/');
  if (what === 'refill' || what === 'drop') return { what, id };
  if (what === 'nothing') return { what, id };
  const known = new Set([...inUse, ...open].map(({ medicineId }) => medicineId));
  const other = await script.choose('other', {
    title: words.otherTitle,
    prompt: words.askOther,
    shown: 'hidden',
    from: list.filter((medicine) => !known.has(medicine.id)),
    id: (medicine) => medicine.id,
    label: (medicine) =>
      words.otherLine(sayMedicine(medicine), medicine.organisation.shortName, medicine.supplier?.shortName),
    names: (medicine) => [medicine.name, sayMedicine(medicine)],
    none: { say: words.noOther },
  });
  return { what: 'refill', id: other.id };
}

/** Who takes it already says first how; who has stopped is called by the doctor instead. */
async function hasStopped(
  script: Script,
  world: DialogueWorld,
  { own, medicineId, actorId }: { own: OwnMedicines; medicineId: string; actorId: string },
): Promise<boolean> {
  const used = own.inUse.find((one) => one.medicineId === medicineId);
  const isToAsk = await script.keep('ask-adherence', () => used?.adherence === null, { per: medicineId });
  if (!used || !isToAsk) return false;
  const { supplyId, name, daysLeft } = used;
  return (await askAdherence(script, world, { supplyId, actorId, name, daysLeft })) === 'stopped';
}

async function drop(
  script: Script,
  { tx }: DialogueWorld,
  { supplyId, actorId }: { supplyId: string; actorId: string },
): Promise<void> {
  const { number, medicine } = await tx.prisma.medicineSupply.findUniqueOrThrow({
    where: { id: supplyId },
    include: { medicine: true },
  });
  const short = number.slice(-4);
  await script.confirm('confirm-drop', {
    title: words.dropCheck,
    of: [],
    also: [{ title: words.dropTitle, label: `${short} ${sayMedicine(medicine)}` }],
  });
  await script.act('drop', () => withdrawSupply(tx, { supplyId, actorId }));
  script.say(words.dropped(short));
}

function sayMedicines({ tx }: DialogueWorld, { inUse, open, refused }: OwnMedicines, called: string): string {
  const lines = inUse.map(({ name, daysLeft, adherence, medicine }) =>
    adherence === 'stopped' ? words.stopped(name) : words.inUse(name, daysLeft, medicine.status === 'out_of_stock'),
  );
  const head = lines.length === 0 ? [words.none(called)] : [words.head(called), ...lines];
  const waiting = open.length === 0 ? [] : [words.openHead, ...open.map((one) => sayOpen(tx, one))];
  const answers = refused.map(({ number, medicine, why }) =>
    words.refused(number, medicine, supplyRefusalWords[why].resident),
  );
  return [...head, ...waiting, ...answers].join('\n');
}

function sayOpen(
  tx: DialogueWorld['tx'],
  { status, number, medicine, place, hospital, until = '' }: OwnSupply,
): string {
  switch (status) {
    case 'requested':
      return words.open.requested(number, medicine);
    case 'preparing':
      return words.open.preparing(
        number,
        medicine,
        hospital === undefined ? words.preparingHere : words.preparingThere(hospital),
      );
    case 'ready':
      return words.open.ready(number, medicine, place, tx.day.sayDate(until));
  }
}
