import type { Identity } from '#domain/residents/columns.ts';
import { putOnFile } from '#domain/residents/register.ts';
import type { Transaction } from '#domain/transaction.ts';
import { loadDistrict } from '#prisma/demo/load.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import type { Beginning } from './prepared.ts';

/** Invented people, as their documents say. */
export const wangXiuying: Identity = {
  name: '王秀英',
  documentKind: 'id_card',
  documentNumber: '440402195803120022',
  phone: '13800000001',
  birthDate: '1958-03-12',
  sex: 'female',
};
export const liJianguo: Identity = {
  name: '李建国',
  documentKind: 'id_card',
  documentNumber: '440402197907050013',
  phone: '13800000002',
  birthDate: '1979-07-05',
  sex: 'male',
};
export const wangLele: Identity = {
  name: '王乐乐',
  documentKind: 'id_card',
  documentNumber: '440402202209010018',
  birthDate: '2022-09-01',
  sex: 'male',
};
export const wangJianjun: Identity = {
  name: '王建军',
  documentKind: 'id_card',
  documentNumber: '440402198805160013',
  phone: '13800000004',
  birthDate: '1988-05-16',
  sex: 'male',
};

export interface People {
  wang: string;
  li: string;
  lele: string;
  jianjun: string;
  /** Organisations by short name, staff by WeCom userid. */
  place(shortName: string): string;
  staff(userid: string): string;
}

/** The demo district with four residents on file; 王建军 is 王乐乐's guardian, checked by the desk. */
const fourOnFile: Beginning = {
  name: 'four on file',
  load: (database) =>
    database.transact(async (tx) => {
      await loadDistrict(tx);
      const address = '拱北侨光路示范花园3栋502';
      await putOnFile(tx, { ...wangXiuying, address, tags: ['高血压', '糖尿病'] });
      await putOnFile(tx, { ...liJianguo, address: '香湾凤凰路示范苑2栋301' });
      const lele = await putOnFile(tx, { ...wangLele, address });
      const jianjun = await putOnFile(tx, { ...wangJianjun, address });
      await tx.prisma.delegation.create({
        data: {
          id: tx.id(),
          actorId: jianjun,
          subjectId: lele,
          kind: 'guardian',
          kinship: '儿子',
          status: 'active',
          verifiedAt: tx.now,
          createdAt: tx.now,
        },
      });
    }),
};

/** A database of its own with the demo district and four residents on file. */
export async function settled(
  options: { engine?: 'sqlite' | 'postgresql'; start?: string } = {},
): Promise<TestDatabase & { people: People }> {
  const test = await testDatabase({ ...options, beginning: fourOnFile });
  return { ...test, people: await test.database.read(peopleOf) };
}

async function peopleOf(tx: Transaction): Promise<People> {
  const onFile = async ({ documentNumber }: Identity) => {
    const documentIndex = tx.vault.index('resident.document', documentNumber);
    return (await tx.prisma.resident.findFirstOrThrow({ where: { documentIndex } })).id;
  };
  const places = new Map((await tx.prisma.organisation.findMany()).map(({ shortName, id }) => [shortName, id]));
  const staff = new Map((await tx.prisma.staff.findMany()).map(({ wecomUserid, id }) => [wecomUserid, id]));
  return {
    wang: await onFile(wangXiuying),
    li: await onFile(liJianguo),
    lele: await onFile(wangLele),
    jianjun: await onFile(wangJianjun),
    place: found(places),
    staff: found(staff),
  };
}

function found(ids: ReadonlyMap<string, string>): (name: string) => string {
  return (name) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`${name} is not in the district`);
    return id;
  };
}

/** A new WeChat account that nobody is bound to. */
export async function newContact(tx: Transaction): Promise<string> {
  const id = tx.id();
  const accountSealed = tx.vault.seal({ table: 'Contact', column: 'accountSealed', row: id }, id);
  await tx.prisma.contact.create({
    data: { id, channel: 'wechat', accountSealed, accountIndex: id, createdAt: tx.now },
  });
  return id;
}

/** What was written to a phone last; empty when nothing was. */
export async function lastSms(tx: Transaction, phone: string): Promise<string> {
  const sent = await tx.prisma.delivery.findMany({ where: { recipientKind: 'phone' }, orderBy: { id: 'desc' } });
  const last = sent.find(
    ({ id, phoneSealed }) =>
      phoneSealed !== null &&
      tx.vault.open({ table: 'Delivery', column: 'phoneSealed', row: id }, phoneSealed) === phone,
  );
  return last ? contentText(tx, last) : '';
}

/** The six figures that were sent to a phone last. */
export async function lastCode(tx: Transaction, phone: string): Promise<string> {
  return /验证码(\d{6})/.exec(await lastSms(tx, phone))?.[1] ?? 'none';
}

/** A code that is certainly another one. */
export function otherCode(code: string): string {
  return code === '000000' ? '000001' : '000000';
}

/** Everything that was written of a kind, oldest first. */
export async function written(
  tx: Transaction,
  kind: string,
): Promise<{ text: string; recipientId: string | null; status: string; reason: string | null }[]> {
  const rows = await tx.prisma.delivery.findMany({ where: { kind }, orderBy: { id: 'asc' } });
  return rows.map((row) => ({
    text: contentText(tx, row),
    recipientId: row.recipientId,
    status: row.status,
    reason: row.reason,
  }));
}

function contentText(tx: Transaction, { id, contentSealed }: { id: string; contentSealed: string }): string {
  const content: unknown = JSON.parse(
    tx.vault.open({ table: 'Delivery', column: 'contentSealed', row: id }, contentSealed),
  );
  return typeof content === 'object' && content !== null && 'text' in content ? String(content.text) : '';
}
