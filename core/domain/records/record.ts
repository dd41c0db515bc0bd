import type { RecordKind } from '#prisma/generated/sqlite/enums.ts';
import { addMonths } from '../contracts/term.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { medicinesInUse } from '../medicines/in-use.ts';
import { shownTags } from '../residents/rules.ts';
import { isGuarded, type GuardedPart } from '../residents/family-rules.ts';
import { readResident, type Look } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { diagnoses, encounterModeNames, recordKindNames, sayInUse, sayReading } from './words.ts';

/** 健康档案, as far as whoever looks may see it. */
export interface RecordView {
  residentId: string;
  name: string;
  sex: 'female' | 'male';
  age: number;
  birthDate: string;
  centre: string | undefined;
  doctor: string | undefined;
  tags: readonly string[];
  diagnoses: readonly string[];
  entries: readonly RecordLine[];
  /** What they take, by what they collected: 氨氯地平片 5mg，够用到3月31日; when it was collected. */
  medicines: readonly { text: string; on: string }[];
  /** 血压 150/95 mmHg; the newest first. */
  readings: readonly { text: string; on: string }[];
  /** 门诊，陈志远; the newest first. */
  encounters: readonly { text: string; on: string }[];
  /** YYYY-MM-DD; undefined for an empty record. */
  updatedOn: string | undefined;
  /** Nobody has touched it for long. */
  isOld: boolean;
}

export interface RecordLine {
  id: string;
  kind: RecordKind;
  /** 过敏 */
  kindName: string;
  text: string;
  on: string;
}

/** What may be seen of the parts that family does not see by default. `staffOnly`: of what residents are not shown. */
export interface Sight {
  sees(part: GuardedPart): boolean;
  staffOnly: boolean;
}

/** Puts a record together. The caller has made sure that it may be seen, and audits the look. */
export async function recordOf(tx: Transaction, residentId: string, look: Look, sight: Sight): Promise<RecordView> {
  const { prisma } = tx;
  const who = await readResident(tx, residentId, look);
  const rules = (await rulesAt(tx, who.homeCentreId)).records;
  const visible = ({ part }: { part: string }) => !isGuarded(part) || sight.sees(part);
  const contract = await prisma.contract.findFirst({
    where: { residentId: who.id, status: 'active' },
    select: { doctor: { select: { name: true } }, centre: { select: { name: true } } },
  });
  const home = who.homeCentreId
    ? await prisma.organisation.findUnique({ where: { id: who.homeCentreId }, select: { name: true } })
    : null;
  const present = await prisma.diagnosis.findMany({
    where: { residentId: who.id, endedOn: null },
    orderBy: [{ diagnosedOn: 'asc' }, { id: 'asc' }],
  });
  const entries = await prisma.recordEntry.findMany({
    where: { residentId: who.id, supersededById: null },
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
  });
  const readings = await prisma.reading.findMany({
    where: { residentId: who.id, retractedAt: null },
    orderBy: [{ measuredAt: 'desc' }, { id: 'desc' }],
    take: rules.readingsShown,
  });
  const encounters = await prisma.encounter.findMany({
    where: { residentId: who.id },
    include: { staff: { select: { name: true } }, tasks: { select: { plan: { select: { kind: true } } } } },
    orderBy: [{ heldAt: 'desc' }, { id: 'desc' }],
  });
  const medicines = (await medicinesInUse(tx, who.id)).filter(({ medicine }) => visible(medicine));
  const day = (instant: Date) => tx.day.dateOf(instant);
  const dates = [...entries, ...present].map(({ recordedAt }) => day(recordedAt));
  const updatedOn = [
    ...dates,
    ...readings.map(({ measuredAt }) => day(measuredAt)),
    ...encounters.map((e) => day(e.heldAt)),
    ...medicines.map(({ collectedOn }) => collectedOn),
  ]
    .sort()
    .at(-1);
  const order = Object.keys(recordKindNames);
  return {
    residentId: who.id,
    name: who.name,
    sex: who.sex,
    age: who.age,
    birthDate: who.birthDate,
    centre: contract?.centre.name ?? home?.name,
    doctor: contract?.doctor.name,
    tags: (sight.staffOnly ? who.tags : shownTags(who.tags)).filter(
      (tag) => tag !== '孕产妇' || sight.sees('pregnancy'),
    ),
    diagnoses: present.flatMap(({ code }) => {
      const known = diagnoses[code];
      if (!known || (known.isStaffOnly && !sight.staffOnly) || !visible({ part: known.part ?? '' })) return [];
      return [known.name];
    }),
    entries: entries
      .filter((entry) => visible(entry) && (entry.kind !== 'remark' || sight.staffOnly))
      .map(({ id, kind, textSealed, recordedAt }) => ({
        id,
        kind,
        kindName: recordKindNames[kind],
        text: tx.vault.open({ table: 'RecordEntry', column: 'textSealed', row: id }, textSealed),
        on: day(recordedAt),
      }))
      .sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind)),
    medicines: medicines.map((one) => ({ text: sayInUse(one, tx.day), on: one.collectedOn })),
    readings: readings.map(({ id, valueSealed, measuredAt }) => ({
      text: sayReading(tx.vault.open({ table: 'Reading', column: 'valueSealed', row: id }, valueSealed)),
      on: day(measuredAt),
    })),
    encounters: encounters
      .filter(({ tasks }) => tasks.every(({ plan }) => visible({ part: planParts[plan.kind] ?? '' })))
      .slice(0, rules.encountersShown)
      .map(({ mode, staff, heldAt }) => ({ text: `${encounterModeNames[mode]}，${staff.name}`, on: day(heldAt) })),
    updatedOn,
    isOld: updatedOn === undefined || updatedOn <= addMonths(day(tx.now), -rules.updateAfterMonths),
  };
}

/** What a visit of a plan lets others guess. */
const planParts: Readonly<Record<string, GuardedPart>> = {
  pregnancy: 'pregnancy',
  postnatal: 'pregnancy',
  'mental-disorder': 'mental-health',
  tuberculosis: 'tuberculosis',
};
