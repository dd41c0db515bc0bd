import type { NoticeCatalogue } from '#domain/notices/catalogue.ts';
import type { DeliveryChannelName } from '#domain/notices/delivery-channel.ts';
import type { Transaction } from '#domain/transaction.ts';
import { maskName } from '#kit/mask.ts';
import type { Ended } from './deliver.ts';

/** One thing that happened, as a sentence for who moves the sandbox's clock. */
export interface Happened {
  at: Date;
  what: string;
}

/** So many deliveries are told one by one; of more, only how many. */
const oneByOne = 100;

/** What became of deliveries, in their order. */
export async function tellDeliveries(
  tx: Transaction,
  catalogue: NoticeCatalogue,
  all: readonly Ended[],
): Promise<Happened[]> {
  const told: Happened[] = [];
  for (const ended of all.slice(0, oneByOne)) {
    const sentence = await tellDelivery(tx, catalogue, ended);
    if (sentence) told.push(sentence);
  }
  const counts = new Map<string, { at: Date; count: number }>();
  for (const { status, kind, at } of all.slice(oneByOne)) {
    if (status !== 'sent') continue;
    const title = catalogue.titleOf(kind);
    counts.set(title, { at, count: (counts.get(title)?.count ?? 0) + 1 });
  }
  for (const [title, { at, count }] of counts) told.push({ at, what: `另外还发送了${count}条${title}` });
  return told;
}

const channelWords: Readonly<Record<DeliveryChannelName, string>> = { wechat: '微信', wecom: '企业微信', sms: '短信' };

/** 给王*英发送了夜门诊提醒（短信） */
async function tellDelivery(tx: Transaction, catalogue: NoticeCatalogue, ended: Ended): Promise<Happened | undefined> {
  const whom = await nameOf(tx, ended.id);
  const title = catalogue.titleOf(ended.kind);
  const by = ended.channel ? `（${channelWords[ended.channel]}）` : '';
  switch (ended.status) {
    case 'sent':
      return { at: ended.at, what: `给${whom}发送了${title}${by}` };
    case 'dead':
      return { at: ended.at, what: `给${whom}的${title}没有发出去，转为电话联系` };
    case 'cleared':
    case 'cancelled':
      return undefined;
  }
}

async function nameOf(tx: Transaction, deliveryId: string): Promise<string> {
  const { recipientKind, recipientId, residentId } = await tx.prisma.delivery.findUniqueOrThrow({
    where: { id: deliveryId },
    select: { recipientKind: true, recipientId: true, residentId: true },
  });
  switch (recipientKind) {
    case 'staff':
      return staffName(tx, recipientId);
    case 'phone':
      return residentName(tx, residentId);
    case 'binding':
    case 'contact': {
      const contactId =
        recipientKind === 'contact'
          ? recipientId
          : (await tx.prisma.binding.findUnique({ where: { id: recipientId ?? '' } }))?.contactId;
      const contact = await tx.prisma.contact.findUnique({
        where: { id: contactId ?? '' },
        select: { staffId: true, bindings: { where: { status: 'active' }, select: { residentId: true } } },
      });
      return contact?.staffId ? staffName(tx, contact.staffId) : residentName(tx, contact?.bindings[0]?.residentId);
    }
  }
}

/** Names of staff are public words. */
async function staffName(tx: Transaction, staffId: string | null): Promise<string> {
  const staff = await tx.prisma.staff.findUnique({ where: { id: staffId ?? '' }, select: { name: true } });
  return staff?.name ?? '工作人员';
}

async function residentName(tx: Transaction, residentId: string | null | undefined): Promise<string> {
  if (!residentId) return '对方';
  const resident = await tx.prisma.resident.findUnique({ where: { id: residentId }, select: { nameSealed: true } });
  if (!resident) return '对方';
  return maskName(tx.vault.open({ table: 'Resident', column: 'nameSealed', row: residentId }, resident.nameSealed));
}
