import { proposeMedicine } from '#domain/medicines/change-list.ts';
import { supplierOf } from '#domain/medicines/manage.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { medicineList as words } from '../../replies/medicine-work.ts';

/** 加一种药：哪里的药箱、药名、规格、类别、来源，核对一次，请管理员审批。 */
export async function proposeNewMedicine(
  script: Script,
  { tx }: DialogueWorld,
  { staffId, places }: { staffId: string; places: readonly { id: string; shortName: string }[] },
): Promise<void> {
  const place = await script.choose('place', {
    title: words.placeTitle,
    prompt: words.askPlace,
    from: places,
    id: ({ id }) => id,
    label: ({ shortName }) => shortName,
    only: 'take',
    none: { say: words.notAllowed },
  });
  const name = await script.ask('name', {
    title: words.nameTitle,
    prompt: words.askName,
    accept: (text) => within(text, 2, 20),
    hint: words.nameHint,
    takes: 'everything',
  });
  const strength = await script.ask('strength', {
    title: words.strengthTitle,
    prompt: words.askStrength,
    accept: (text) => within(text, 1, 20),
    hint: words.strengthHint,
    takes: 'everything',
  });
  const unit = await script.ask('unit', {
    title: words.unitTitle,
    prompt: words.askUnit,
    suggest: words.units,
    accept: (text) => within(text, 1, 4),
    hint: words.unitHint,
  });
  const essential = await script.decide('essential', { title: words.essentialTitle, prompt: words.askEssential });
  const longTerm = await script.decide('long-term', { title: words.longTermTitle, prompt: words.askLongTerm });
  const part = await script.choose('part', {
    title: words.partTitle,
    prompt: words.askPart,
    from: Object.keys(words.parts) as (keyof typeof words.parts)[],
    id: (one) => (one === '' ? 'none' : one),
    label: (one) => words.parts[one],
    none: { say: words.left },
  });
  const hospital = await supplierOf(tx, place.id);
  const source = await script.choose('source', {
    title: words.sourceTitle,
    prompt: words.askSource,
    from: ['here' as const, ...(hospital ? (['hospital'] as const) : [])],
    id: (one) => one,
    label: (one) => (one === 'here' ? words.here : words.fromHospital(hospital?.shortName ?? '')),
    only: 'take',
    none: { say: words.left },
  });
  await script.confirm('confirm-add', { title: words.checkAdd });
  const supplierId = source === 'hospital' ? (hospital?.id ?? null) : null;
  const medicine = { organisationId: place.id, name, strength, unit, essential, longTerm, supplierId, part };
  await script.act('propose', () => proposeMedicine(tx, medicine, staffId), {
    reopen: { 'medicine-listed': 'name' },
  });
  script.receipt({ done: words.proposed(`${name} ${strength}`), undo: words.proposedUndo });
}

function within(text: string, least: number, most: number): string | undefined {
  const said = text.normalize('NFKC').replace(/\s+/gu, '');
  return [...said].length >= least && [...said].length <= most ? said : undefined;
}
